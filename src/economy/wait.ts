// Who can wait: what a day's delay of a deal costs each side, and the split of the gains that follows.
import { incorrect } from '../core/errors.ts';
import { type Band, bandOf } from './bands.ts';
import type { Run } from './run.ts';
import type { Simulation } from './simulate.ts';

export interface WaitQuestion {
  readonly parties: readonly [string, string];
  /** Names of outcomes of the simulation: what holds now, what is on the table, what comes if the truce runs out. */
  readonly truce: string;
  readonly deal: string;
  readonly lapse: string;
  /** Probability a day that the truce lapses while they wait. */
  readonly hazard: number;
  /** How many days a lapse is expected to last. Default 90. */
  readonly lapseDays?: number;
}

/** One side. Money is in the table's currency; `ofGdp` is in parts per million of the side's GDP. */
export interface PartyWait {
  readonly region: string;
  /** What the side goes without each day that the deal is not made. */
  readonly forgone: Band;
  /** What it risks each day: hazard times the loss while a lapse lasts. */
  readonly risk: Band;
  /** The two together: the cost of a day's delay. Negative: the side is better off waiting. */
  readonly cost: Band;
  readonly costOfGdp: Band;
  /** Its part of the gains if both bargain by offers in turn; 1 when waiting costs it nothing. */
  readonly split: Band;
  /** Gain from the deal over the lapse a day, the threat point of a Nash bargain. */
  readonly dealOverLapse: Band;
}

export interface Wait {
  readonly parties: readonly [PartyWait, PartyWait];
  /** The side with the lower cost of delay against its GDP, when it is the same in the whole band. */
  readonly moreRoom: string | undefined;
  /** Higher over lower cost against GDP, central elasticities; undefined when a side loses nothing by waiting. */
  readonly ratio: number | undefined;
  readonly limits: readonly string[];
}

const SPLIT_LIMIT =
  'The split assumes that only delay matters (Rubinstein 1982, short intervals): a side’s part is the other side’s cost over the sum of both, costs taken against GDP.';

/**
 * Cost of a day's delay for side i: v_i(deal) − v_i(truce) + hazard · lapseDays · (v_i(truce) − v_i(lapse)), where v is
 * real income a day in the long run. Throws `incorrect` for an unknown party or outcome, or a hazard outside 0 to 1.
 */
export function costOfDelay(simulation: Simulation, question: WaitQuestion): Wait {
  checkQuestion(simulation, question);
  const perRun = simulation.runs.map((run) => compareSides(simulation, run, question));
  const [first, second] = question.parties;
  const party = (side: 0 | 1): PartyWait => {
    const band = (key: keyof Side): Band => bandOf(perRun.map((run) => run[side][key]));
    return {
      region: side === 0 ? first : second,
      forgone: band('forgone'),
      risk: band('risk'),
      cost: band('cost'),
      costOfGdp: band('costOfGdp'),
      split: band('split'),
      dealOverLapse: band('dealOverLapse'),
    };
  };
  const parties = [party(0), party(1)] as const;
  const lower = new Set(perRun.map(([a, b]) => (a.costOfGdp < b.costOfGdp ? first : second)));
  const costs = parties.map((p) => p.costOfGdp.central);
  return {
    parties,
    moreRoom: lower.size === 1 ? [...lower][0] : undefined,
    ratio: Math.min(...costs) > 0 ? Math.max(...costs) / Math.min(...costs) : undefined,
    limits: [...simulation.limits, SPLIT_LIMIT],
  };
}

interface Side {
  readonly forgone: number;
  readonly risk: number;
  readonly cost: number;
  readonly costOfGdp: number;
  readonly dealOverLapse: number;
  readonly split: number;
}

function compareSides({ table }: Simulation, run: Run, question: WaitQuestion): [Side, Side] {
  const { parties, truce, deal, lapse, hazard, lapseDays = 90 } = question;
  const side = (region: string): Omit<Side, 'split'> => {
    const j = table.regions.indexOf(region);
    const gdp = (table.gdp?.[j] ?? 0) / 365;
    const spending = run.spending[j]! / 365;
    const value = (name: string): number => (run.changes.get(name)![j]!.realIncome - 1) * spending;
    const forgone = value(deal) - value(truce);
    const risk = hazard * lapseDays * (value(truce) - value(lapse));
    const cost = forgone + risk;
    return { forgone, risk, cost, costOfGdp: (1e6 * cost) / gdp, dealOverLapse: value(deal) - value(lapse) };
  };
  const a = side(parties[0]);
  const b = side(parties[1]);
  const part = splitBetween(a.costOfGdp, b.costOfGdp);
  return [
    { ...a, split: part },
    { ...b, split: 1 - part },
  ];
}

/** First side's part of the gains. A side that loses nothing by waiting takes all; if neither does, half each. */
export function splitBetween(first: number, second: number): number {
  if (first <= 0 && second <= 0) return 0.5;
  if (first <= 0) return 1;
  if (second <= 0) return 0;
  return second / (first + second);
}

function checkQuestion({ table, outcomes }: Simulation, question: WaitQuestion): void {
  for (const region of question.parties)
    if (!table.regions.includes(region))
      throw incorrect(
        'economy/region',
        `The table has no region ${region}.`,
        `It has: ${table.regions.join(', ')}.`,
      );
  for (const name of [question.truce, question.deal, question.lapse])
    if (!outcomes.has(name))
      throw incorrect(
        'economy/outcome',
        `The simulation has no outcome ${name}.`,
        `It has: ${[...outcomes.keys()].join(', ')}.`,
      );
  if (!table.gdp) throw incorrect('economy/gdp', 'The table gives no GDP.', 'Add gdp,REGION,VALUE lines.');
  checkRisk(question);
}

/** @throws TariffError for a hazard that is no probability, or a lapse shorter than nothing */
export function checkRisk({ hazard, lapseDays = 90 }: Pick<WaitQuestion, 'hazard' | 'lapseDays'>): void {
  if (!(hazard >= 0 && hazard <= 1))
    throw incorrect(
      'economy/hazard',
      `The hazard of lapse is ${hazard} a day.`,
      'Give a probability a day between 0 and 1.',
    );
  if (!(lapseDays >= 0 && lapseDays <= 36_500))
    throw incorrect(
      'economy/lapse-days',
      `A lapse of ${lapseDays} days is not between 0 and 36 500.`,
      'Write for example 90.',
    );
}
