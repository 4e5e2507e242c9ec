// `rosenbad simulate`: what each outcome of a deadline costs each side, long run and this year side by side.

import type { Command } from 'commander';
import { incorrect } from '../core/errors.ts';
import { type LineChange, type ShortRun, shortRun } from '../economy/short-run.ts';
import { type RegionOutcome, simulate } from '../economy/simulate.ts';
import { longDay, outputOptions } from './context.ts';
import { band, type EconomyOptions, type Prepared, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';

interface Options extends EconomyOptions {
  readonly parties: string;
  readonly products?: string;
  readonly passThrough: string;
}

type Row = RegionOutcome & { readonly outcome: string };

const COLUMNS: readonly Column<Row>[] = [
  { title: 'outcome', of: (row) => row.outcome },
  { title: 'side', of: (row) => row.region },
  { title: 'real income, %', of: (row) => band(row.realIncome, 3), right: true },
  { title: 'million $ a day', of: (row) => band(row.realIncomeDay, 0), right: true },
  { title: 'prices, %', of: (row) => band(row.prices, 2), right: true },
  { title: 'wages, %', of: (row) => band(row.wages, 2), right: true },
  { title: 'imports, %', of: (row) => band(row.imports, 1), right: true },
  { title: 'duty, million $ a year', of: (row) => band(row.revenue, 0), right: true },
  {
    title: 'buyers pay this year, million $',
    of: ({ thisYear }) => thisYear.buyersPay.complete.toFixed(0),
    right: true,
  },
];

function tariffLines({ scenarios, law }: Prepared): readonly string[] {
  return scenarios.map(
    ({ id }) =>
      `  ${id.padEnd(20)} US on CN ${percent(Number(law.average(id, 'US', 'CN').toFixed(4)))}, CN on US ${percent(Number(law.average(id, 'CN', 'US').toFixed(4)))} above its base`,
  );
}

interface LineRow extends LineChange {
  readonly outcome: string;
  readonly importer: string;
}

const LINE_COLUMNS: readonly Column<LineRow>[] = [
  { title: 'outcome', of: (row) => row.outcome },
  { title: 'into', of: (row) => row.importer },
  { title: 'product', of: (row) => row.product },
  { title: 'from', of: (row) => row.origin },
  { title: 'price to buyers', of: (row) => percent(Number(row.price.toFixed(3))), right: true },
  {
    title: 'bought, million $',
    of: (row) => `${(row.valueBefore / 1e6).toFixed(0)} → ${(row.value / 1e6).toFixed(0)}`,
    right: true,
  },
];

const moved = ({ value, valueBefore }: LineChange): number => Math.abs(value - valueBefore);

/** The short run on the actual import lines, at a chosen pass-through. */
function lineRuns(
  { scenarios, law }: Prepared,
  passThrough: number,
): readonly { readonly outcome: string; readonly importer: string; readonly run: ShortRun }[] {
  return scenarios
    .filter(({ id }) => id !== 'before')
    .flatMap(({ id }) =>
      Object.keys(law.covered).map((importer) => ({
        outcome: id,
        importer,
        run: shortRun(law.importLines(importer, 'before', id), { passThrough }),
      })),
    );
}

const million = (value: number): string => (value / 1e6).toFixed(0);

function lineText(runs: ReturnType<typeof lineRuns>, most: number): readonly string[] {
  return runs
    .filter(({ run }) => run.lines.some((line) => moved(line) > 0))
    .flatMap(({ outcome, importer, run }) => {
      const rows = [...run.lines]
        .sort((a, b) => moved(b) - moved(a))
        .slice(0, most)
        .map((line): LineRow => ({ ...line, outcome, importer }));
      const diversion = [...run.diversion]
        .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
        .slice(0, 6)
        .map(([origin, value]) => `${origin} ${million(value)}`);
      return [
        '',
        heading(`${outcome}, into ${importer}, this year, pass-through ${run.passThrough}`),
        `Buyers pay ${million(run.buyersPay)} million $ more, sellers bear ${million(run.sellersPay)}, duty collected changes by ${million(run.revenue)}; bought from: ${diversion.join(', ')}.`,
        table(rows, LINE_COLUMNS),
      ];
    });
}

async function run(options: Options): Promise<void> {
  const prepared = await prepare(options);
  const { known, deadline, law } = prepared;
  const simulation = simulate(prepared.table, law.tariffs, {
    reference: 'before',
    passThrough: Number(options.passThrough),
  });
  const parties = options.parties.split(',');
  const passThrough = Number(options.passThrough);
  if (!(passThrough >= 0 && passThrough <= 1))
    throw incorrect(
      'bad-pass-through',
      `--pass-through "${options.passThrough}" is not between 0 and 1`,
      'Write for example --pass-through 0.5.',
    );
  const runs = lineRuns(prepared, passThrough);
  const rows = [...simulation.outcomes]
    .filter(([id]) => id !== 'before')
    .flatMap(([outcome, regions]) =>
      regions.filter(({ region }) => parties.includes(region)).map((one): Row => ({ outcome, ...one })),
    );
  show(options, {
    json: {
      basis: { known },
      deadline,
      reference: 'before',
      covered: law.covered,
      outcomes: Object.fromEntries(simulation.outcomes),
      importLines: runs.map(({ outcome, importer, run: { lines: _, diversion, ...totals } }) => ({
        outcome,
        importer,
        ...totals,
        diversion: Object.fromEntries(diversion),
      })),
      source: simulation.table.source,
      limits: simulation.limits,
    },
    rows,
    columns: COLUMNS,
    text: () =>
      [
        heading(
          `The outcomes of ${longDay(deadline)}, against the day before it, as the law was known on ${longDay(known)}`,
        ),
        '',
        'Trade-weighted duty, in the middle of open ranges, preferences taken as claimed:',
        ...tariffLines(prepared),
        '',
        table(rows, COLUMNS),
        '',
        'Central figure, and in brackets the band over elasticities. The long run and this year are two answers to two questions:',
        ...simulation.limits.map((limit) => faint(`  ${limit}`)),
        ...(options.products === undefined ? [] : lineText(runs, Number(options.products) || 10)),
        faint(
          `  Part of the trade whose duty could be worked out: ${Object.entries(law.covered)
            .map(([side, part]) => `${side} ${percent(Number(part.toFixed(3)))}`)
            .join(', ')}.`,
        ),
      ].join('\n'),
  });
}

export const economyOptions = (command: Command): Command =>
  outputOptions(command)
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--deadline <date>', 'the deadline (default: the next one that an outcome is about)')
    .option('--table <file>', 'your own trade table (docs/economy.md tells the format)');

export function simulateCommand(program: Command): void {
  economyOptions(
    program
      .command('simulate')
      .description('what each outcome costs each side: incomes, prices, trade, duty'),
  )
    .option('--outcomes <list>', 'outcomes, parted by commas (default: all)')
    .option('--parties <list>', 'sides to show', 'US,CN,EU,JP')
    .option('--products <number>', 'also the import lines that move most this year, so many for each outcome')
    .option('--pass-through <share>', 'part of a duty that reaches buyers this year', '1')
    .addHelpText(
      'after',
      '\nExample:\n  rosenbad simulate --known 2025-07-29 --deadline 2025-08-12 --outcomes lapse,extend-90-days,return-to-145',
    )
    .action(run);
}
