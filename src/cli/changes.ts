// `rosenbad changes DAY DAY`: what the law learned between two days.

import type { Command } from 'commander';
import { changesAnswer } from '../outlook/answers.ts';
import type { Difference } from '../outlook/changes.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, type OutputOptions, show, table } from './output.ts';

const COLUMNS: readonly Column<Difference>[] = [
  { title: 'measure', of: (one) => one.measure },
  { title: 'from', of: (one) => one.from.replace(' America/New_York', '') },
  { title: 'until', of: (one) => one.until.replace(' America/New_York', '') },
  { title: 'was', of: (one) => one.before, width: 24 },
  { title: 'is', of: (one) => one.after, width: 24 },
  { title: 'by', of: (one) => one.cite, width: 40 },
];

async function run(
  before: string,
  after: string,
  options: OutputOptions & { readonly into?: string },
): Promise<void> {
  const answer = changesAnswer(await openEmbedded(), before, after, options.into);
  const { instruments, differences } = answer;
  show(options, {
    json: answer,
    rows: differences,
    columns: COLUMNS,
    text: () =>
      [
        heading(`What became law between ${longDay(before)} and ${longDay(after)}`),
        ...instruments.map((one) => `  ${one.published}  ${one.instrument}  ${one.title} (${one.cite})`),
        '',
        differences.length === 0 ? 'No duty changed.' : table(differences, COLUMNS),
      ].join('\n'),
  });
}

export function changesCommand(program: Command): void {
  const command = program
    .command('changes')
    .description('what the law learned between two days')
    .argument('<before>', 'known on this day')
    .argument('<after>', 'and on this later day')
    .option('--into <territory>', 'importing territory', 'US');
  outputOptions(command)
    .addHelpText('after', '\nExample:\n  rosenbad changes 2025-07-29 2025-08-12')
    .action(run);
}
