// `rosenbad simulate`: what each outcome of a deadline costs each side, long run and this year side by side.

import type { Command } from 'commander';
import {
  checkSettings,
  type LongRun,
  type OutcomeAnswer,
  type SimulateAnswer,
  simulateAnswer,
} from '../economy/answers.ts';
import type { LinesThisYear, MovedLine } from '../economy/line-runs.ts';
import { longDay, outputOptions } from './context.ts';
import { band, bandColumns, type EconomyOptions, modelSettings, number, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';

interface Options extends EconomyOptions {
  readonly parties?: string;
  readonly products: string;
  readonly passThrough: string;
}

type Row = LongRun & { readonly outcome: string };

const LONG_RUN: readonly Column<Row>[] = [
  { title: 'outcome', of: (row) => row.outcome },
  { title: 'side', of: (row) => row.region },
  { title: 'real income, %', of: (row) => band(row.realIncome, 100, 3), right: true },
  { title: 'billion $ a year', of: (row) => band(row.realIncomeYear, 1e-9, 1), right: true },
  { title: 'million $ a day', of: (row) => band(row.realIncomeDay, 1e-6, 0), right: true },
  { title: 'prices, %', of: (row) => band(row.prices, 100, 2), right: true },
  { title: 'wages, %', of: (row) => band(row.wages, 100, 2), right: true },
  { title: 'exports, %', of: (row) => band(row.exports, 100, 1), right: true },
  { title: 'imports, %', of: (row) => band(row.imports, 100, 1), right: true },
  { title: 'duty, billion $ a year', of: (row) => band(row.revenueYear, 1e-9, 1), right: true },
];

type CsvRow = Row & { readonly year: LinesThisYear | undefined };

/** Shares as fractions and whole US dollars, as in the JSON. */
const CSV: readonly Column<CsvRow>[] = [
  { title: 'outcome', of: (row) => row.outcome },
  { title: 'region', of: (row) => row.region },
  ...bandColumns<CsvRow>('real income', (row) => row.realIncome),
  ...bandColumns<CsvRow>('real income of GDP', (row) => row.realIncomeOfGdp),
  ...bandColumns<CsvRow>('dollars a year', (row) => row.realIncomeYear),
  ...bandColumns<CsvRow>('dollars a day', (row) => row.realIncomeDay),
  ...bandColumns<CsvRow>('prices', (row) => row.prices),
  ...bandColumns<CsvRow>('wages', (row) => row.wages),
  ...bandColumns<CsvRow>('exports', (row) => row.exports),
  ...bandColumns<CsvRow>('imports', (row) => row.imports),
  ...bandColumns<CsvRow>('duty a year', (row) => row.revenueYear),
  { title: 'buyers pay this year if all is passed on', of: ({ year }) => year?.complete.buyersPay ?? '' },
  { title: 'buyers pay this year if part is', of: ({ year }) => year?.chosen.buyersPay ?? '' },
  { title: 'duty this year', of: ({ year }) => year?.complete.revenue ?? '' },
];

type YearRow = LinesThisYear & { readonly outcome: string; readonly partners: string };

const billions = (text: string): string => (Number(text) / 1e9).toFixed(1).replace(/^-(0(?:\.0*)?)$/, '$1');

const THIS_YEAR: readonly Column<YearRow>[] = [
  { title: 'outcome', of: (row) => row.outcome },
  { title: 'buyers in', of: (row) => row.importer },
  { title: 'pay more, all passed on', of: (row) => billions(row.complete.buyersPay), right: true },
  {
    title: 'pay more, part passed on',
    of: (row) => `${billions(row.chosen.buyersPay)} (${row.chosen.passThrough})`,
    right: true,
  },
  { title: 'sellers bear the rest', of: (row) => billions(row.chosen.sellersPay), right: true },
  { title: 'duty collected', of: (row) => billions(row.complete.revenue), right: true },
  { title: 'bought from', of: (row) => row.partners },
];

const PRODUCTS: readonly Column<MovedLine>[] = [
  { title: 'product', of: (row) => `${row.code} ${row.name}`.trim(), width: 44 },
  { title: 'from', of: (row) => row.origin },
  {
    title: 'duty',
    of: (row) => `${percent(Number(row.dutyBefore.toFixed(4)))} → ${percent(Number(row.duty.toFixed(4)))}`,
    right: true,
  },
  { title: 'price to buyers', of: (row) => percent(Number(row.price.toFixed(3))), right: true },
  {
    title: 'bought, million $',
    of: (row) => `${(Number(row.boughtBefore) / 1e6).toFixed(0)} → ${(Number(row.bought) / 1e6).toFixed(0)}`,
    right: true,
  },
];

const MOST_ORIGINS = 5;

const partnersOf = ({ diversion }: LinesThisYear): string =>
  diversion
    .slice(0, MOST_ORIGINS)
    .map(({ origin, change }) => `${origin} ${billions(change)}`)
    .join(', ');

const rateText = (rate: number): string => percent(Number(rate.toFixed(4)));

/** One line for each pair of sides whose duty an outcome moves: `US on CN 42.3% → 57.2%`. */
function dutyLine({ outcome, duties }: OutcomeAnswer, parties: readonly string[]): string {
  const shown = duties
    .filter(({ importer, exporter }) => parties.includes(importer) && parties.includes(exporter))
    .filter(({ rate, before }) => Math.abs(rate - before) > 5e-5)
    .map(
      ({ importer, exporter, rate, before, additionalOnly }) =>
        `${importer} on ${exporter} ${rateText(before)} → ${rateText(rate)}${additionalOnly ? ' above its base duty' : ''}`,
    );
  return `  ${outcome.padEnd(20)} ${shown.length > 0 ? shown.join('; ') : 'as on the day before'}`;
}

/** Changes of real income below this are left out of the sentences; the table has them. */
const LEAST = 5e-5;

/** The central figures in words. */
function sentences({ outcomes, settings }: SimulateAnswer, parties: readonly string[]): readonly string[] {
  return outcomes
    .filter(({ changes }) => changes)
    .map(({ outcome, longRun, thisYear }) => {
      const long = longRun
        .filter(({ region }) => parties.includes(region))
        .filter(({ realIncome }) => Math.abs(realIncome.central) >= LEAST)
        .map(
          ({ region, realIncome, realIncomeDay }) =>
            `${region} ${(100 * realIncome.central).toFixed(2)} % of real income, ${(Number(realIncomeDay.central) / 1e6).toFixed(0)} million $ a day`,
        );
      const year = thisYear
        .filter(({ importer }) => parties.includes(importer))
        .map(
          ({ importer, complete, chosen }) =>
            `buyers in ${importer} pay ${billions(complete.buyersPay)} billion $ more if all is passed on, ${billions(chosen.buyersPay)} if ${percent(settings.passThrough)} is`,
        );
      return `  ${outcome}: in the long run ${long.join('; ')}. This year ${year.join('; ')}.`;
    });
}

function productText({ outcomes }: SimulateAnswer): readonly string[] {
  return outcomes.flatMap(({ outcome, thisYear }) =>
    thisYear
      .filter(({ products }) => products.length > 0)
      .flatMap((side) => [
        '',
        heading(
          `${outcome}: the lines into ${side.importer} that move most, pass-through ${side.chosen.passThrough}`,
        ),
        table(side.products, PRODUCTS),
        `Bought from: ${side.diversion
          .slice(0, 12)
          .map(({ origin, change }) => `${origin} ${billions(change)}`)
          .join(', ')} (billion $).`,
      ]),
  );
}

function text(answer: SimulateAnswer, rows: readonly Row[], parties: readonly string[]): string {
  const { basis, deadline, outcomes, covered, limits } = answer;
  const same = outcomes.filter(({ changes }) => !changes).map(({ outcome }) => outcome);
  const year = outcomes
    .filter(({ changes }) => changes)
    .flatMap(({ outcome, thisYear }) =>
      thisYear
        .filter(({ importer }) => parties.includes(importer))
        .map((one): YearRow => ({ ...one, outcome, partners: partnersOf(one) })),
    );
  const changed = rows.filter(({ outcome }) => !same.includes(outcome));
  return [
    heading(
      `The outcomes of ${longDay(deadline)}, against the day before it, as the law was known on ${longDay(basis.known)}`,
    ),
    '',
    'Duty, weighed by trade (open ranges at their middle, preferences as claimed):',
    ...outcomes.map((one) => dutyLine(one, parties)),
    '',
    ...(same.length > 0 ? [`Under ${same.join(', ')} every duty stays as it is: nothing changes.`] : []),
    ...sentences(answer, parties),
    ...(changed.length > 0
      ? [
          '',
          heading('In the long run, when wages, prices and trade have adjusted (band over elasticities)'),
          table(changed, LONG_RUN),
          '',
          heading('This year, on the import lines of 2024, billion $'),
          table(year, THIS_YEAR),
        ]
      : []),
    ...productText(answer),
    '',
    'What these figures cannot say:',
    ...limits.map((limit) => faint(`  ${limit}`)),
    faint(
      `  Part of the trade whose duty could be worked out: ${Object.entries(covered)
        .map(([side, part]) => `${side} ${percent(Number(part.toFixed(3)))}`)
        .join(', ')}.`,
    ),
  ].join('\n');
}

const USUAL = 'US,CN,EU,JP';
const upper = (list: string): readonly string[] => list.split(',').map((one) => one.trim().toUpperCase());

async function run(options: Options): Promise<void> {
  const settings = {
    passThrough: number(options.passThrough, 'pass-through'),
    products: number(options.products, 'products'),
    ...modelSettings(options),
    ...(options.parties === undefined ? {} : { parties: upper(options.parties) }),
  };
  checkSettings(settings);
  const prepared = await prepare(options);
  const answer = simulateAnswer(prepared, settings);
  const parties = upper(options.parties ?? USUAL);
  const rows = answer.outcomes.flatMap(({ outcome, longRun, thisYear }) =>
    longRun
      .filter(({ region }) => parties.includes(region))
      .map((one): CsvRow => {
        const year = thisYear.find(({ importer }) => importer === one.region);
        return { outcome, ...one, year };
      }),
  );
  show(options, { json: answer, rows, columns: CSV, text: () => text(answer, rows, parties) });
}

export const economyOptions = (command: Command): Command =>
  outputOptions(command)
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--deadline <date>', 'the deadline (default: the next one that an outcome is about)')
    .option('--elasticity <mean>', "mean elasticity of the central figure (default: the table's own)")
    .option('--linkages', 'let sectors buy inputs from each other')
    .option('--profits', 'a fixed number of firms that earn profits, not with --linkages')
    .option('--inputs <file>', 'your own input shares for --linkages')
    .option('--sectors <file>', 'which sector of your table a tariff code belongs to')
    .option('--table <file>', 'your own trade table (docs/economy.md tells the format)');

export function simulateCommand(program: Command): void {
  economyOptions(
    program
      .command('simulate')
      .description('what each outcome costs each side: incomes, prices, trade, duty'),
  )
    .option('--outcomes <list>', 'outcomes, parted by commas; "deal" is the one on file (default: all)')
    .option('--parties <list>', 'sides to show (default: US,CN,EU,JP; in JSON all)')
    .option('--products <number>', 'also the import lines that move most this year, so many for each', '0')
    .option('--pass-through <share>', 'part of a duty that reaches buyers this year, beside all of it', '0.5')
    .addHelpText(
      'after',
      '\nExample:\n  rosenbad simulate --known 2025-07-29 --deadline 2025-08-12 --outcomes lapse,extend-90-days,return-to-145,deal',
    )
    .action(run);
}
