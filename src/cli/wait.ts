// `rosenbad wait`: what a day's delay costs each side, and who has more room.

import type { Command } from 'commander';
import { incorrect } from '../core/errors.ts';
import { simulate } from '../economy/simulate.ts';
import { costOfDelay, type PartyWait } from '../economy/wait.ts';
import { longDay } from './context.ts';
import { band, type EconomyOptions, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';
import { economyOptions } from './simulate.ts';

interface Options extends EconomyOptions {
  readonly parties: string;
  readonly hazard: string;
  readonly deal: string;
  readonly lapseDays: string;
}

const COLUMNS: readonly Column<PartyWait>[] = [
  { title: 'side', of: (row) => row.region },
  { title: 'forgone, million $ a day', of: (row) => band(row.forgone, 1), right: true },
  { title: 'risk', of: (row) => band(row.risk, 1), right: true },
  { title: 'cost of a day', of: (row) => band(row.cost, 1), right: true },
  { title: 'per million of GDP', of: (row) => band(row.costOfGdp, 0), right: true },
  { title: 'part of the gains', of: (row) => band(row.split, 2), right: true },
];

function number(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw incorrect(
    'bad-number',
    `--${option} "${text}" is not a number`,
    `Write for example --${option} 0.01.`,
  );
}

function partiesOf(text: string): readonly [string, string] {
  const [first, second, ...rest] = text.split(',');
  if (first && second && rest.length === 0) return [first, second];
  throw incorrect(
    'bad-parties',
    `--parties "${text}" does not name two sides`,
    'Write for example --parties US,CN.',
  );
}

async function run(options: Options): Promise<void> {
  const parties = partiesOf(options.parties);
  const prepared = await prepare({ ...options, outcomes: `lapse,${options.deal}` });
  const simulation = simulate(prepared.table, prepared.law.tariffs, { reference: 'before' });
  const question = {
    parties,
    truce: 'before',
    deal: options.deal,
    lapse: 'lapse',
    hazard: number(options.hazard, 'hazard'),
    lapseDays: number(options.lapseDays, 'lapse-days'),
  };
  const wait = costOfDelay(simulation, question);
  const { known, deadline } = prepared;
  const room =
    wait.moreRoom === undefined
      ? 'In the band over elasticities neither side clearly has more room to wait.'
      : `${wait.moreRoom} has more room to wait${wait.ratio === undefined ? '' : `: a day costs the other side ${wait.ratio.toFixed(1)} times as much of its GDP`}.`;
  show(options, {
    json: { basis: { known }, deadline, question, ...wait },
    rows: wait.parties,
    columns: COLUMNS,
    text: () =>
      [
        heading(`A day's delay before ${longDay(deadline)}, as the law was known on ${longDay(known)}`),
        `Waiting for "${options.deal}", with a chance of ${percent(question.hazard)} a day that nobody acts and the truce lapses for ${question.lapseDays} days.`,
        '',
        table(wait.parties, COLUMNS),
        '',
        heading(room),
        ...wait.limits.map((limit) => faint(`  ${limit}`)),
      ].join('\n'),
  });
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
