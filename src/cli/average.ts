import type { Command } from 'commander';
export function averageCommand(_program: Command): void {}
