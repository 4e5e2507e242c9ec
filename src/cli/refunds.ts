// `rosenbad refunds FILE`: past entries, and what of their duty is not owed by the law as known today.

import type { Command } from 'commander';
import { type RefundLine, type RowRefund, refundsOf } from '../outlook/refunds.ts';
import { longDay, openEmbedded, outputOptions, today } from './context.ts';
import { EXIT } from './failure.ts';
import { readShipments } from './outcomes.ts';
import { type Column, dollars, heading, type OutputOptions, show, table } from './output.ts';

type Row = Pick<RowRefund, 'line' | 'name' | 'code' | 'from' | 'on'> & RefundLine;

const COLUMNS: readonly Column<Row>[] = [
  { title: 'line', of: (row) => String(row.line), right: true },
  { title: 'product', of: (row) => row.name, width: 24 },
  { title: 'from', of: (row) => row.from },
  { title: 'entered', of: (row) => row.on },
  { title: 'measure', of: (row) => row.measure },
  { title: 'charged', of: (row) => dollars(row.charged), right: true },
  { title: 'owed', of: (row) => dollars(row.owed), right: true },
  { title: 'refund', of: (row) => dollars(row.refund), right: true },
];

const REASON: Column<Row> = {
  title: 'why',
  of: (row) => `${row.why}${row.cite ? ` (${row.cite})` : ''}${row.until ? `; claim by ${row.until}` : ''}`,
};

/** Each reason once, with the measures it concerns. */
function reasons(rows: readonly Row[]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const row of rows)
    byReason.set(REASON.of(row), (byReason.get(REASON.of(row)) ?? new Set()).add(row.measure));
  return [...byReason].map(([why, measures]) => `  ${[...measures].join(', ')}: ${why}`);
}

interface Options extends OutputOptions {
  readonly known?: string;
  readonly into?: string;
}

async function run(file: string, options: Options): Promise<void> {
  const law = await openEmbedded();
  const known = options.known ?? today();
  const now = law.as({ known });
  const { zone } = law.territory(options.into);
  const { shipments, broken } = await readShipments(file);
  const refunds = refundsOf(shipments, {
    known,
    zone,
    measures: now.resolved(options.into).measures,
    atEntry: (entry) => law.as({ known: entry.on }).assess(entry),
    today: now.assess,
  });
  const rows = refunds.rows.flatMap(({ lines, ...row }) => lines.map((line): Row => ({ ...row, ...line })));
  const failed = refunds.rows.filter(({ error }) => error);
  show(options, {
    json: { basis: { known }, ...refunds, broken: broken.map(({ line, error }) => ({ line, error })) },
    rows,
    columns: [...COLUMNS, REASON],
    text: () =>
      [
        heading(
          `Not owed on these entries by the law as known on ${longDay(known)}: ${dollars(refunds.total)}`,
        ),
        ...refunds.byProgram.map(({ program, refund }) => `  ${program}: ${dollars(refund)}`),
        '',
        rows.length === 0 ? 'Nothing that was charged has fallen.' : table(rows, COLUMNS),
        ...(rows.length === 0 ? [] : ['', heading('Why'), ...reasons(rows)]),
        ...failed.map(({ line, error }) => `  line ${line}: ${error?.message}. ${error?.hint}`),
        ...broken.map(({ line, error }) => `  line ${line}: ${error.message}. ${error.hint}`),
      ].join('\n'),
  });
  if (failed.length + broken.length > 0) process.exitCode = EXIT.someFailed;
}

export function refundsCommand(program: Command): void {
  const command = program
    .command('refunds')
    .description('what of the duty on past entries is not owed by the law as known today')
    .argument('<file>', 'a CSV or NDJSON file of entries, with the day of entry in "on"')
    .option('--known <date>', 'the law as known on this day (default: today)')
    .option('--into <territory>', 'importing territory', 'US');
  outputOptions(command)
    .addHelpText('after', '\nExample:\n  rosenbad refunds my-entries.csv --known 2026-03-15')
    .action(run);
}
