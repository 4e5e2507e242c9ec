// `rosenbad refunds FILE`: past entries, and what of their duty is not owed by the law as known today.

import type { Command } from 'commander';
import { nestedOf } from '../assess/row.ts';
import type { TariffError } from '../core/errors.ts';
import {
  type ClaimWindow,
  type PastEntry,
  type RefundLine,
  type RowRefund,
  refundsOf,
} from '../outlook/refunds.ts';
import { type Row as FileRow, readRows } from '../store/rows.ts';
import { longDay, openEmbedded, outputOptions, today } from './context.ts';
import { EXIT } from './failure.ts';
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

const windowText = ({ claim, days, until, open }: ClaimWindow): string =>
  until === undefined
    ? `${claim} within ${days} days of liquidation`
    : `${claim} by ${until}${open ? '' : ', which is past'}`;

const WINDOW: Column<Row> = {
  title: 'to claim',
  of: ({ until, claims = [] }) => [...(until ? [`by ${until}`] : []), ...claims.map(windowText)].join('; '),
  width: 40,
};

const REASON: Column<Row> = {
  title: 'why',
  of: ({ why, cite }) => `${why}${cite ? ` (${cite})` : ''}`,
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

type Given = Pick<PastEntry, 'paid' | 'paidUnder' | 'liquidated'>;

/** What was paid, and when the entry was liquidated: from cells, or from keys of a JSON entry. */
function givenOf(values: Readonly<Record<string, unknown>>): Given {
  const text = (name: string) =>
    typeof values[name] === 'string' && values[name] !== '' ? values[name] : undefined;
  const cells = Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
  const under =
    typeof values.paid === 'object' && values.paid !== null ? values.paid : nestedOf(cells, 'paid');
  const [paid, liquidated] = [text('paid'), text('liquidated')];
  return {
    ...(paid === undefined ? {} : { paid }),
    ...(liquidated === undefined ? {} : { liquidated }),
    ...(Object.keys(under).length === 0 ? {} : { paidUnder: under as Record<string, string> }),
  };
}

function pastOf(row: Exclude<FileRow, { error: TariffError }>): PastEntry {
  const { paid: _, liquidated: __, ...entry } = row.entry as typeof row.entry & Record<string, unknown>;
  const given = givenOf(row.cells ?? (row.entry as unknown as Record<string, unknown>));
  const name = row.cells?.name ?? row.cells?.product ?? row.entry.code;
  return { line: row.line, name, entry: entry as PastEntry['entry'], ...given };
}

async function readPast(file: string) {
  const entries: PastEntry[] = [];
  const broken: { line: number; error: TariffError }[] = [];
  for await (const row of readRows(file)) {
    if ('error' in row) broken.push(row);
    else entries.push(pastOf(row));
  }
  return { entries, broken };
}

async function run(file: string, options: Options): Promise<void> {
  const law = await openEmbedded();
  const known = options.known ?? today();
  const now = law.as({ known });
  const { zone } = law.territory(options.into);
  const { entries, broken } = await readPast(file);
  const refunds = refundsOf(entries, {
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
    columns: [...COLUMNS, WINDOW, REASON],
    text: () =>
      [
        heading(
          `Not owed on these entries by the law as known on ${longDay(known)}: ${dollars(refunds.total)}`,
        ),
        ...refunds.byProgram.map(({ program, refund }) => `  ${program}: ${dollars(refund)}`),
        '',
        rows.length === 0 ? 'Nothing that was charged has fallen.' : table(rows, [...COLUMNS, WINDOW]),
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
    .addHelpText(
      'after',
      '\nColumns besides those of an entry: paid (the whole duty) or paid.9903.01.24 (by heading), liquidated (a day).\n\nExample:\n  rosenbad refunds my-entries.csv --known 2026-03-15',
    )
    .action(run);
}
