// The answers of `simulate` and `wait` in the shape that every shell gives: shares as fractions, money as texts in US dollars.

import { incorrect } from '../core/errors.ts';
import type { Band } from './bands.ts';
import { LINE_LIMITS, type LinesThisYear, type SalesThisYear, yearUnder } from './line-runs.ts';
import { NOW, type Prepared } from './question.ts';
import { type RegionOutcome, type Simulation, simulate } from './simulate.ts';
import { costOfDelay, type PartyWait } from './wait.ts';

export interface Settings {
  /** Part of a duty that reaches buyers this year, shown beside complete pass-through. Default 0.5. */
  readonly passThrough?: number;
  /** Mean elasticity for the central figure; default: the table's own elasticities. */
  readonly elasticity?: number;
  /** Sectors buy inputs from each other. Default: inputs count as final use. */
  readonly linkages?: boolean;
  /** A fixed number of firms that earn profits (Ossa), instead of perfect competition. */
  readonly profits?: boolean;
  /** Regions to answer for; default: all of the table. */
  readonly parties?: readonly string[];
  /** Import lines to name for each outcome and side, those that move most. Default 0. */
  readonly products?: number;
}

/** A fraction with its band. */
export type ShareBand = Band;

/** Whole US dollars with their band, as texts. */
export interface MoneyBand {
  readonly central: string;
  readonly low: string;
  readonly high: string;
}

/** One region under one outcome in the long run, against the day before the deadline. */
export interface LongRun {
  readonly region: string;
  /** Of all spending in the table. */
  readonly realIncome: ShareBand;
  /** Null where the table gives no GDP. */
  readonly realIncomeOfGdp: ShareBand | null;
  readonly realIncomeYear: MoneyBand;
  readonly realIncomeDay: MoneyBand;
  readonly prices: ShareBand;
  readonly wages: ShareBand;
  readonly exports: ShareBand;
  readonly imports: ShareBand;
  /** Change of duty collected a year. */
  readonly revenueYear: MoneyBand;
}

export interface OutcomeAnswer {
  readonly outcome: string;
  readonly title: string;
  /** False when the outcome leaves every duty as it is on the day before. */
  readonly changes: boolean;
  readonly duties: readonly {
    readonly importer: string;
    readonly exporter: string;
    readonly rate: number;
    readonly before: number;
    /** True: above the base duty, which the pack does not hold for this importer. */
    readonly additionalOnly: boolean;
  }[];
  readonly longRun: readonly LongRun[];
  /** On the import lines of each side whose law is in the pack. */
  readonly thisYear: readonly LinesThisYear[];
  /** Change of each region's sales to those sides this year, complete and chosen pass-through, whole US dollars. */
  readonly salesThisYear: readonly SalesThisYear[];
}

export interface SimulateAnswer {
  readonly basis: { readonly known: string };
  readonly deadline: string;
  readonly reference: string;
  readonly settings: {
    readonly passThrough: number;
    readonly elasticity: number | null;
    readonly linkages: boolean;
    readonly profits: boolean;
    readonly band: readonly number[];
  };
  readonly outcomes: readonly OutcomeAnswer[];
  readonly covered: Readonly<Record<string, number>>;
  readonly source: string | undefined;
  readonly limits: readonly string[];
}

const MILLION = 1_000_000;
/** Whole dollars of millions; never a negative zero. */
export const usd = (millions: number): string => String(Math.round(millions * MILLION) || 0);
const digits = (value: number): number => Number(value.toPrecision(10)) || 0;
const mapBand = <T>({ central, low, high }: Band, f: (value: number) => T) => ({
  central: f(central),
  low: f(low),
  high: f(high),
});
const share = (band: Band): ShareBand => mapBand(band, (percent) => digits(percent / 100));
const money = (band: Band): MoneyBand => mapBand(band, usd);

const longRunOf = (one: RegionOutcome): LongRun => ({
  region: one.region,
  realIncome: share(one.realIncome),
  realIncomeOfGdp: Number.isNaN(one.realIncomeOfGdp.central) ? null : share(one.realIncomeOfGdp),
  realIncomeYear: money(one.realIncomeYear),
  realIncomeDay: money(one.realIncomeDay),
  prices: share(one.prices),
  wages: share(one.wages),
  exports: share(one.exports),
  imports: share(one.imports),
  revenueYear: money(one.revenue),
});

/** @throws TariffError for a setting that no answer can have */
export function checkSettings({ passThrough = 0.5, elasticity, products = 0 }: Settings): void {
  if (!(passThrough >= 0 && passThrough <= 1))
    throw incorrect(
      'bad-pass-through',
      `a pass-through of ${passThrough} is not between 0 and 1`,
      'Write for example 0.5: half of the duty reaches buyers.',
    );
  if (elasticity !== undefined && !(elasticity > 1 && elasticity <= 50))
    throw incorrect(
      'bad-elasticity',
      `a mean elasticity of ${elasticity} is not above 1 and up to 50`,
      'Published means lie between 3 and 7.',
    );
  if (!(Number.isInteger(products) && products >= 0))
    throw incorrect('bad-products', `"${products}" is not a number of products`, 'Write for example 10.');
}

const changed = (law: Prepared['law'], outcome: string): boolean => {
  const before = law.tariffs[NOW]!;
  return law.tariffs[outcome]!.some((tariff, c) => tariff !== before[c]);
};

/** Solves every outcome in the long run, and keeps the simulation for who asks about waiting. */
export function simulationOf(
  prepared: Prepared,
  { elasticity, linkages, profits }: Pick<Settings, 'elasticity' | 'linkages' | 'profits'> = {},
): Simulation {
  const given = elasticity === undefined ? {} : { elasticity };
  checkSettings(given);
  return simulate(prepared.table, prepared.law.tariffs, {
    reference: NOW,
    ...given,
    ...(linkages ? { linkages: prepared.linkages } : {}),
    ...(profits ? { profits } : {}),
  });
}

/** @throws TariffError `economy/region` for a party that the table lacks */
function checkParties({ regions }: Prepared['table'], parties: readonly string[]): void {
  const unknown = parties.find((one) => !regions.includes(one));
  if (unknown !== undefined)
    throw incorrect(
      'economy/region',
      `the table has no region "${unknown}"`,
      `It has ${regions.join(', ')}.`,
    );
}

function outcomeAnswer(
  prepared: Prepared,
  simulation: Simulation,
  id: string,
  settings: Settings,
): OutcomeAnswer {
  const { law, scenarios, table } = prepared;
  const { parties = table.regions } = settings;
  const year = yearUnder(prepared, id, settings);
  const before = new Map(
    law.pairs
      .filter(({ scenario }) => scenario === NOW)
      .map(({ importer, exporter, rate }) => [`${importer} ${exporter}`, rate]),
  );
  return {
    outcome: id,
    title: scenarios.find((one) => one.id === id)?.title ?? id,
    changes: changed(law, id),
    duties: law.pairs
      .filter(({ scenario }) => scenario === id)
      .map(({ importer, exporter, rate, additionalOnly }) => ({
        importer,
        exporter,
        rate: digits(rate),
        before: digits(before.get(`${importer} ${exporter}`) ?? 0),
        additionalOnly,
      })),
    longRun: simulation.outcomes
      .get(id)!
      .filter(({ region }) => parties.includes(region))
      .map(longRunOf),
    thisYear: year.sides,
    salesThisYear: year.sales.filter(({ region }) => parties.includes(region)),
  };
}

/** What each outcome costs each region: long run and this year side by side. */
export function simulateAnswer(
  prepared: Prepared,
  settings: Settings = {},
  simulation: Simulation = simulationOf(prepared, settings),
): SimulateAnswer {
  checkSettings(settings);
  const { known, deadline, law, scenarios, table } = prepared;
  checkParties(table, settings.parties ?? []);
  return {
    basis: { known },
    deadline,
    reference: NOW,
    settings: {
      passThrough: settings.passThrough ?? 0.5,
      elasticity: settings.elasticity ?? null,
      linkages: settings.linkages ?? false,
      profits: settings.profits ?? false,
      band: simulation.runs.map(({ meanElasticity }) => Number(meanElasticity.toFixed(4))),
    },
    outcomes: scenarios
      .filter(({ id }) => id !== NOW)
      .map(({ id }) => outcomeAnswer(prepared, simulation, id, settings)),
    covered: Object.fromEntries(Object.entries(law.covered).map(([side, part]) => [side, digits(part)])),
    source: table.source,
    limits: [...simulation.limits, ...LINE_LIMITS],
  };
}

export interface WaitSettings {
  readonly parties: readonly [string, string];
  readonly deal: string;
  /** Chance a day that the truce lapses. Default 0.01. */
  readonly hazard?: number;
  readonly lapseDays?: number;
  readonly elasticity?: number;
  readonly linkages?: boolean;
  readonly profits?: boolean;
}

/** What a day's delay costs one side; money in US dollars a day. */
export interface PartyAnswer {
  readonly region: string;
  readonly forgone: MoneyBand;
  readonly risk: MoneyBand;
  readonly cost: MoneyBand;
  /** The cost as a fraction of a day's GDP. */
  readonly costOfGdp: ShareBand;
  readonly split: ShareBand;
  readonly dealOverLapse: MoneyBand;
  /** Beside the long run: what a lapse would make this side's buyers pay more, a day, complete pass-through; null where the pack has no imports of it. */
  readonly buyersPayIfLapsed: string | null;
}

export interface WaitAnswer {
  readonly basis: { readonly known: string };
  readonly deadline: string;
  readonly question: {
    readonly parties: readonly [string, string];
    readonly truce: string;
    readonly deal: string;
    readonly lapse: string;
    readonly hazard: number;
    readonly lapseDays: number;
    readonly elasticity: number | null;
    readonly linkages: boolean;
    readonly profits: boolean;
  };
  readonly parties: readonly PartyAnswer[];
  readonly moreRoom: string | null;
  readonly ratio: number | null;
  readonly limits: readonly string[];
}

const partyAnswer = (party: PartyWait, buyersPay: string | null): PartyAnswer => ({
  region: party.region,
  forgone: money(party.forgone),
  risk: money(party.risk),
  cost: money(party.cost),
  costOfGdp: mapBand(party.costOfGdp, (ppm) => digits(ppm / MILLION)),
  split: mapBand(party.split, digits),
  dealOverLapse: money(party.dealOverLapse),
  buyersPayIfLapsed: buyersPay,
});

/** The cost of a day's delay for two sides. @throws TariffError for an unknown side, outcome or hazard */
export function waitAnswer(
  prepared: Prepared,
  settings: WaitSettings,
  simulation: Simulation = simulationOf(prepared, settings),
): WaitAnswer {
  const { parties, deal, hazard = 0.01, lapseDays = 90, elasticity = null } = settings;
  const { linkages = false, profits = false } = settings;
  const { known, deadline, scenarios } = prepared;
  const found = scenarios.find(({ id }) => id === deal || id.startsWith(`${deal}-`))?.id ?? deal;
  const question = { parties, truce: NOW, deal: found, lapse: 'lapse', hazard, lapseDays };
  const wait = costOfDelay(simulation, question);
  const lines = new Map(
    yearUnder(prepared, 'lapse', {}).sides.map(({ importer, complete }) => [
      importer,
      usd(Number(complete.buyersPay) / 365 / MILLION),
    ]),
  );
  return {
    basis: { known },
    deadline,
    question: { ...question, elasticity, linkages, profits },
    parties: wait.parties.map((party) => partyAnswer(party, lines.get(party.region) ?? null)),
    moreRoom: wait.moreRoom ?? null,
    ratio: wait.ratio === undefined ? null : digits(wait.ratio),
    limits: wait.limits,
  };
}
