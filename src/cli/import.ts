// `rosenbad import`: official texts, read and checked.

import type { Command } from 'commander';
import { chapter99Command } from './import-chapter99.ts';
import { scheduleCommands } from './import-hts.ts';

export function importCommand(program: Command): void {
  const group = program.command('import').description('read official texts of the tariff schedule');
  scheduleCommands(group);
  chapter99Command(group);
}
