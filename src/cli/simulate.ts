// `rosenbad simulate`: what each outcome of a deadline costs each side, long run and this year side by side.

import type { Command } from 'commander';
import { type RegionOutcome, simulate } from '../economy/simulate.ts';
import { longDay, outputOptions } from './context.ts';
import { band, type EconomyOptions, type Prepared, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';

interface Options extends EconomyOptions {
  readonly parties: string;
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

async function run(options: Options): Promise<void> {
  const prepared = await prepare(options);
  const { known, deadline, law } = prepared;
  const simulation = simulate(prepared.table, law.tariffs, { reference: 'before' });
  const parties = options.parties.split(',');
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
    .addHelpText(
      'after',
      '\nExample:\n  rosenbad simulate --known 2025-07-29 --deadline 2025-08-12 --outcomes lapse,extend-90-days,return-to-145',
    )
    .action(run);
}
