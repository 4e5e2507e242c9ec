// `rosenbad import`: official texts, read and checked.

import type { Command } from 'commander';
import { chapter99Command } from './import-chapter99.ts';

export function importCommand(program: Command): void {
  chapter99Command(program.command('import').description('read official texts of the tariff schedule'));
}
