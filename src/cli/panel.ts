import type { Command } from 'commander';
export function panelCommand(_program: Command): void {}
