// `rosenbad measures`: what is in force, suspended or coming, at a basis.

import type { Command } from 'commander';
import { measuresAnswer } from '../outlook/answers.ts';
import type { MeasureRow } from '../outlook/measures.ts';
import { type BasisOptions, basisOptions, lawOf, longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, markText, show, table } from './output.ts';

interface Options extends BasisOptions {
  readonly from?: string;
  readonly program?: string;
  readonly all?: boolean;
}

const COLUMNS: readonly Column<MeasureRow>[] = [
  { title: 'measure', of: (row) => row.measure },
  { title: 'heading', of: (row) => row.heading, width: 30 },
  { title: 'effect', of: (row) => row.effect },
  { title: 'by', of: ({ cite, mark }) => cite + markText(mark), width: 50 },
];

async function run({ into, on, from, all, program, ...rest }: Options): Promise<void> {
  const law = lawOf(await openEmbedded(), rest);
  const asked = {
    ...(into ? { into } : {}),
    ...(on ? { on } : {}),
    ...(from ? { from } : {}),
    ...(all ? { all } : {}),
    ...(program ? { program } : {}),
  };
  const answer = measuresAnswer(law, asked);
  const { basis, measures: rows } = answer;
  show(rest, {
    json: answer,
    rows,
    columns: COLUMNS,
    text: () =>
      `${heading(`${rows.length} measures on ${longDay(basis.on)}, as known on ${longDay(basis.known)}`)}\n\n${table(rows, COLUMNS)}`,
  });
}

export function measuresCommand(program: Command): void {
  const command = program
    .command('measures')
    .description('the measures in force and suspended at a basis')
    .option('--from <country>', 'only those that concern goods of this origin')
    .option('--program <program>', 'only this program, for example us/reciprocal')
    .option('--all', 'also those not yet or no longer in force')
    .option('--into <territory>', 'importing territory', 'US');
  outputOptions(basisOptions(command))
    .addHelpText('after', '\nExample:\n  rosenbad measures --from CN --on 2025-08-13 --known 2025-07-29')
    .action(run);
}
