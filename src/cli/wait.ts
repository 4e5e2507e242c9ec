// `rosenbad wait`: what a day's delay costs each side, and who has more room.

import type { Command } from 'commander';
import { incorrect } from '../core/errors.ts';
import { checkSettings, type PartyAnswer, type WaitAnswer, waitAnswer } from '../economy/answers.ts';
import { checkRisk } from '../economy/wait.ts';
import { longDay } from './context.ts';
import { band, bandColumns, type EconomyOptions, modelSettings, number, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';
import { economyOptions } from './simulate.ts';

interface Options extends EconomyOptions {
  readonly parties: string;
  readonly hazard: string;
  readonly deal: string;
  readonly lapseDays: string;
}

const COLUMNS: readonly Column<PartyAnswer>[] = [
  { title: 'side', of: (row) => row.region },
  { title: 'forgone, million $ a day', of: (row) => band(row.forgone, 1e-6, 1), right: true },
  { title: 'risk', of: (row) => band(row.risk, 1e-6, 1), right: true },
  { title: 'cost of a day', of: (row) => band(row.cost, 1e-6, 1), right: true },
  { title: '% of its GDP', of: (row) => band(row.costOfGdp, 100, 4), right: true },
  { title: 'part of the gains', of: (row) => band(row.split, 1, 2), right: true },
  {
    title: 'buyers pay if it lapses, million $ a day',
    of: (row) =>
      row.buyersPayIfLapsed === null ? 'not at hand' : (Number(row.buyersPayIfLapsed) / 1e6).toFixed(1),
    right: true,
  },
];

/** Whole US dollars a day and fractions, as in the JSON. */
const CSV: readonly Column<PartyAnswer>[] = [
  { title: 'region', of: (row) => row.region },
  ...bandColumns<PartyAnswer>('forgone', (row) => row.forgone),
  ...bandColumns<PartyAnswer>('risk', (row) => row.risk),
  ...bandColumns<PartyAnswer>('cost', (row) => row.cost),
  ...bandColumns<PartyAnswer>('cost of GDP', (row) => row.costOfGdp),
  ...bandColumns<PartyAnswer>('split', (row) => row.split),
  { title: 'buyers pay if it lapses', of: (row) => row.buyersPayIfLapsed ?? '' },
];

function partiesOf(text: string): readonly [string, string] {
  const [first, second, ...rest] = text.split(',').map((one) => one.trim().toUpperCase());
  if (first && second && first !== second && rest.length === 0) return [first, second];
  throw incorrect(
    'bad-parties',
    `--parties "${text}" does not name two sides`,
    'Write for example --parties US,CN.',
  );
}

const roomOf = ({ moreRoom, ratio }: WaitAnswer): string =>
  moreRoom === null
    ? 'In the band over elasticities neither side clearly has more room to wait.'
    : `${moreRoom} has more room to wait${ratio === null ? '' : `: a day costs the other side ${ratio.toFixed(1)} times as much of its GDP`}.`;

function text(answer: WaitAnswer): string {
  const { basis, deadline, question, parties, limits } = answer;
  const same = parties.every(({ forgone }) => Number(forgone.central) === 0);
  return [
    heading(`A day's delay before ${longDay(deadline)}, as the law was known on ${longDay(basis.known)}`),
    `Waiting for "${question.deal}", with a chance of ${percent(question.hazard)} a day that nobody acts and the truce lapses for ${question.lapseDays} days.`,
    ...(same ? ['The deal leaves duties as they are now: what it brings is an end of the risk.'] : []),
    '',
    table(parties, COLUMNS),
    '',
    heading(roomOf(answer)),
    'Cost and gains are long-run real income; what buyers pay is this year, on the import lines of 2024, all passed on.',
    ...limits.map((limit) => faint(`  ${limit}`)),
  ].join('\n');
}

async function run(options: Options): Promise<void> {
  const parties = partiesOf(options.parties);
  const settings = {
    parties,
    deal: options.deal,
    hazard: number(options.hazard, 'hazard'),
    lapseDays: number(options.lapseDays, 'lapse-days'),
    ...modelSettings(options),
  };
  checkRisk(settings);
  checkSettings(modelSettings(options));
  const prepared = await prepare({ ...options, outcomes: `lapse,${options.deal}` });
  const answer = waitAnswer(prepared, settings);
  show(options, { json: answer, rows: answer.parties, columns: CSV, text: () => text(answer) });
}

export function waitCommand(program: Command): void {
  economyOptions(
    program
      .command('wait')
      .description("what a day's delay of a deal costs each side, and who has more room"),
  )
    .option('--parties <two>', 'the two sides', 'US,CN')
    .option('--deal <outcome>', 'the deal on the table', 'deal-at-10-for-good')
    .option('--hazard <probability>', 'chance a day that the truce lapses', '0.01')
    .option('--lapse-days <days>', 'how long a lapse would last', '90')
    .addHelpText(
      'after',
      '\nExample:\n  rosenbad wait --parties US,CN --known 2025-07-29 --deadline 2025-08-12',
    )
    .action(run);
}
