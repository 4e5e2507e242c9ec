// `rosenbad coverage`: how far the law pack goes, and how far it was checked.

import type { Command } from 'commander';
import { type CoverageRow, coverageAnswer } from '../outlook/answers.ts';
import { openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, type OutputOptions, show } from './output.ts';

const COLUMNS: readonly Column<CoverageRow>[] = [
  { title: 'program', of: (row) => row.program },
  { title: 'status', of: (row) => row.status },
  { title: 'from', of: (row) => row.from },
  { title: 'through', of: (row) => row.through },
  { title: 'verified', of: (row) => row.verified },
  { title: 'gaps', of: (row) => row.gaps.join('; ') },
];

const textOf = (row: CoverageRow): string =>
  [
    `${heading(`${row.program}: ${row.status}`)} ${row.from} to ${row.through || 'now'}`,
    `  ${row.verified}`,
    ...row.gaps.map((gap) => `  - gap: ${gap}`),
  ].join('\n');

async function run(options: OutputOptions): Promise<void> {
  const rows = coverageAnswer(await openEmbedded());
  show(options, { json: rows, rows, columns: COLUMNS, text: () => rows.map(textOf).join('\n') });
}

export function coverageCommand(program: Command): void {
  outputOptions(
    program.command('coverage').description('what the law pack covers, how it was checked, and its gaps'),
  ).action(run);
}
