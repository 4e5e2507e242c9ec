// `rosenbad search WORDS`: products of the embedded catalogue by name.

import type { Command } from 'commander';
import { printCode } from '../core/code.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { openEmbedded, outputOptions } from './context.ts';
import { type Column, type OutputOptions, show, table } from './output.ts';

const COLUMNS: readonly Column<ScheduleRow>[] = [
  { title: 'code', of: (row) => printCode(row.code) },
  { title: 'product', of: (row) => row.name, width: 60 },
  { title: 'general', of: (row) => row.general, width: 24 },
];

async function run(words: readonly string[], options: OutputOptions): Promise<void> {
  const found = (await openEmbedded()).catalogue().search(words.join(' '));
  show(options, {
    json: found,
    rows: found,
    columns: COLUMNS,
    text: () => (found.length === 0 ? 'Nothing in the catalogue has these words.' : table(found, COLUMNS)),
  });
}

export function searchCommand(program: Command): void {
  const command = program
    .command('search')
    .description('find a product of the catalogue by words')
    .argument('<words...>', 'for example lithium battery');
  outputOptions(command).addHelpText('after', '\nExample:\n  rosenbad search lithium battery').action(run);
}
