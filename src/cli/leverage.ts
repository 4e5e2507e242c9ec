// `rosenbad leverage`: who depends on whom, beside the duty at stake under each outcome. Figures with sources, no score.

import type { Command } from 'commander';
import { type LeverageAnswer, leverageAnswer } from '../outlook/record-answers.ts';
import type { AtStake, MineralDependence } from '../record/leverage.ts';
import type { DependenceRow, MineralRow } from '../record/model.ts';
import { shippedText } from '../store/economy-files.ts';
import { importsText } from '../store/imports-file.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, dollars, faint, heading, percent, show, table } from './output.ts';
import { citeText, knownOf, knownOption, openRecord, partyOf, type RecordOptions } from './record.ts';

interface Options extends RecordOptions {
  readonly side: string;
  readonly partner: string;
  readonly deadline?: string;
  readonly imports?: string;
  readonly year: string;
}

const SECTORS_SHOWN = 12;

const figure = (row: MineralRow | undefined): string =>
  row === undefined ? '' : `${row.comparator}${row.value}${row.unit} (${row.year})`;

const MINERALS: readonly Column<MineralDependence>[] = [
  { title: 'mineral', of: ({ mineral }) => mineral, width: 40 },
  { title: 'net import reliance', of: ({ reliance }) => figure(reliance), right: true },
  { title: 'of imports from partner', of: ({ fromPartner }) => figure(fromPartner), right: true },
  { title: 'partner leads the world with', of: ({ leads }) => figure(leads), right: true },
];

const SECTORS: readonly Column<DependenceRow>[] = [
  { title: 'sector', of: ({ sector }) => sector },
  { title: 'chapters', of: ({ chapters }) => chapters },
  { title: 'year', of: ({ year }) => year },
  {
    title: 'imports from partner',
    of: ({ valueUsd }) => dollars(`${valueUsd}.00`).slice(0, -3),
    right: true,
  },
  {
    title: 'share of its imports',
    of: ({ share }) => (share === undefined ? '' : percent(share)),
    right: true,
  },
];

interface Row {
  readonly what: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly year: string;
  readonly source: string;
}

/** All figures as rows of one shape, for CSV. */
const rowsOf = ({ minerals, sectors, atStake, plain }: LeverageAnswer): readonly Row[] => [
  ...minerals.flatMap(({ reliance, fromPartner, leads }) =>
    [reliance, fromPartner, leads]
      .filter((row) => row !== undefined)
      .map((row) => ({
        what: row.statistic,
        name: row.mineral,
        value: `${row.comparator}${row.value}`,
        unit: row.unit,
        year: row.year,
        source: row.source,
      })),
  ),
  ...sectors.flatMap(({ sector, valueUsd, share, year, source }) => [
    { what: 'imports', name: sector, value: `${valueUsd}`, unit: 'USD', year, source },
    ...(share === undefined
      ? []
      : [{ what: 'share-of-imports', name: sector, value: `${share}`, unit: '1', year, source }]),
  ]),
  ...plain.map(({ outcome, points }) => ({
    what: 'plain-points',
    name: outcome,
    value: `${points}`,
    unit: 'points',
    year: '',
    source: 'engine',
  })),
  ...plain.map(({ outcome, points }) => ({
    what: 'points-on-a-plain-product',
    name: outcome,
    value: `${points}`,
    unit: 'points',
    year: '',
    source: 'the law as known, under this outcome',
  })),
  ...atStake.flatMap(({ outcome, lowUsd, dutyUsd, year, how }) =>
    [
      ['duty-at-stake-low', lowUsd],
      ['duty-at-stake', dutyUsd],
    ].map(([what, value]) => ({
      what: `${what}`,
      name: outcome,
      value: `${value}`,
      unit: 'USD',
      year,
      source: how,
    })),
  ),
];

const CSV: readonly Column<Row>[] = [
  { title: 'what', of: ({ what }) => what },
  { title: 'name', of: ({ name }) => name },
  { title: 'value', of: ({ value }) => value },
  { title: 'unit', of: ({ unit }) => unit },
  { title: 'year', of: ({ year }) => year },
  { title: 'source', of: ({ source }) => source },
];

const whole = (amount: number): string => dollars(`${amount}.00`).slice(0, -3);

const stakeSpan = ({ lowUsd, dutyUsd }: AtStake): string =>
  lowUsd === dutyUsd ? whole(dutyUsd) : `${whole(lowUsd)} to ${whole(dutyUsd)}`;

function stakeText({ plain, atStake, deadline }: LeverageAnswer): readonly string[] {
  if (deadline === undefined || plain.length === 0) return [];
  return [
    '',
    heading(`Duty at stake at the deadline of ${longDay(deadline)}`),
    ...plain.map(({ outcome, points, title }) => {
      const stake = atStake.find((one) => one.outcome === outcome);
      const money = stake ? `; ${stakeSpan(stake)} on the imports of ${stake.year}` : '';
      return `  ${outcome.padEnd(20)} ${String(points).padStart(6)} points on a product on no list${money}  ${faint(title)}`;
    }),
    ...atStake.slice(0, 1).map(({ how }) => faint(`  ${how}`)),
    ...(atStake.length === 0 ? [faint('  In dollars: give --imports FILE with code,origin,value.')] : []),
  ];
}

function leverageText(view: LeverageAnswer): string {
  const { side, partner, minerals, sectors, sources } = view;
  const { known } = view.basis;
  return [
    heading(`What ${side} needs of ${partner}, by figures published up to ${longDay(known)}`),
    ...(minerals.length > 0
      ? ['', table(minerals, MINERALS)]
      : ['  No figures on minerals of that day are held.']),
    ...(sectors.length > 0 ? ['', table(sectors.slice(0, SECTORS_SHOWN), SECTORS)] : []),
    ...(sectors.length > SECTORS_SHOWN
      ? [faint(`  ${sectors.length - SECTORS_SHOWN} smaller sectors: --csv`)]
      : []),
    ...stakeText(view),
    '',
    ...sources.map((cite) => faint(citeText(cite))),
    faint('Side by side, not added up. The reliance is on all foreign sources.'),
  ].join('\n');
}

/** Import values that come with the law of a side. */
const SHIPPED: Readonly<Record<string, string>> = {
  US: 'law/us/schedule/imports-2024.csv',
  CN: 'law/cn/imports-2024.csv',
};

/** The user's file, or the values that come with the law; none where there are none. */
function importsOf({ imports, year }: Options, side: string) {
  if (imports !== undefined) return { imports: { text: importsText(imports), year } };
  const shipped = SHIPPED[side];
  return shipped === undefined ? {} : { imports: { text: shippedText(shipped), year: '2024' } };
}

async function run(options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const side = partyOf(options.side, 'side');
  const answer = leverageAnswer(await openEmbedded(), pack, {
    known,
    side,
    partner: partyOf(options.partner, 'partner'),
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
    ...importsOf(options, side),
  });
  show(options, {
    json: answer,
    rows: rowsOf(answer),
    columns: CSV,
    text: () => leverageText(answer),
  });
}

export function leverageCommand(program: Command): void {
  const command = program
    .command('leverage')
    .description('who depends on whom, beside the duty at stake: figures with sources')
    .option('--side <country>', 'whose dependence', 'US')
    .option('--partner <country>', 'on whom', 'CN')
    .option('--deadline <date>', 'the deadline (default: the next end of a truce)')
    .option(
      '--imports <file>',
      'imports by line and origin (code,origin,value; default: those of 2024 that come with the law)',
    )
    .option('--year <year>', 'the year of that file', '2024');
  outputOptions(knownOption(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad leverage --known 2026-03-01\n  rosenbad leverage --side CN --partner US',
    )
    .action(run);
}
