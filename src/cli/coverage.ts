// `rosenbad coverage`: how far the law pack goes, and how far it was checked.

import type { Command } from 'commander';
import { printDay } from '../core/day.ts';
import type { Coverage } from '../law/reference.ts';
import { openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, type OutputOptions, show } from './output.ts';

type Row = Coverage & { readonly program: string };

const day = (value: number | undefined): string => (value === undefined ? '' : printDay(value));

const COLUMNS: readonly Column<Row>[] = [
  { title: 'program', of: (row) => row.program },
  { title: 'status', of: (row) => row.status },
  { title: 'from', of: (row) => day(row.from) },
  { title: 'through', of: (row) => day(row.through) },
  { title: 'verified', of: (row) => row.verified },
  { title: 'gaps', of: (row) => row.gaps.join('; ') },
];

const textOf = (row: Row): string =>
  [
    `${heading(`${row.program}: ${row.status}`)} ${day(row.from)} to ${day(row.through) || 'now'}`,
    `  ${row.verified}`,
    ...row.gaps.map((gap) => `  - gap: ${gap}`),
  ].join('\n');

async function run(options: OutputOptions): Promise<void> {
  const { pack } = await openEmbedded();
  const rows = Object.entries(pack.coverage).map(([program, coverage]): Row => ({ program, ...coverage }));
  const json = rows.map(({ from, through, ...row }) => ({ ...row, from: day(from), through: day(through) }));
  show(options, { json, rows, columns: COLUMNS, text: () => rows.map(textOf).join('\n') });
}

export function coverageCommand(program: Command): void {
  outputOptions(
    program.command('coverage').description('what the law pack covers, how it was checked, and its gaps'),
  ).action(run);
}
