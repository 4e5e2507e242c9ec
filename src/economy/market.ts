// One sector in many countries this year: a market after Francois and Hall, with the duties of an outcome.

import { incorrect, notFound } from '../core/errors.ts';
import { solveCurvedMarket } from './curved-market.ts';
import { NOW, type Prepared } from './question.ts';
import type { SectorOf } from './sectors.ts';
import { cell, type Table } from './table.ts';

export interface MarketQuestion {
  readonly sector: string;
  readonly outcome: string;
  /** Elasticities of Francois and Hall by default: demand −1.25, supply 1.5, substitution 5. */
  readonly demand?: number;
  readonly supply?: number;
  readonly substitution?: number;
}

/** Money in whole US dollars as texts, prices as fractions. */
export interface MarketRegion {
  readonly region: string;
  readonly worldPrice: number;
  readonly producerSurplus: string;
  readonly consumerSurplus: string;
  readonly revenue: string;
  readonly net: string;
  /** Change of sales to the other regions. */
  readonly exports: string;
}

export interface MarketAnswer {
  readonly basis: { readonly known: string };
  readonly deadline: string;
  readonly outcome: string;
  readonly sector: string;
  readonly elasticities: { readonly demand: number; readonly supply: number; readonly substitution: number };
  readonly regions: readonly MarketRegion[];
  readonly limits: readonly string[];
}

const MARKET_LIMITS: readonly string[] = [
  'One market by itself, this year: wages, other products and incomes stay as they are; elasticities are constant.',
  'Sellers’ prices move by an elasticity of supply; surpluses are the areas under the curves of demand and supply.',
];
interface Matrices {
  readonly trade: number[][];
  readonly before: number[][];
  readonly after: number[][];
}

const MILLION = 1_000_000;

/** The sector's flows and duties as matrices [seller][buyer], in US dollars. */
function sectorMarket({ table, law }: Prepared, s: number, outcome: string): Matrices {
  const n = table.regions.length;
  const rows = (of: (c: number) => number) =>
    table.regions.map((_, i) => table.regions.map((__, j) => of(cell(n, s, i, j))));
  return {
    trade: rows((c) => table.trade[c]! * MILLION),
    before: rows((c) => law.tariffs[NOW]![c]!),
    after: rows((c) => law.tariffs[outcome]![c]!),
  };
}

const dollars = (value: number): string => String(Math.round(value) || 0);
const small = (value: number): number => Number(value.toPrecision(8)) || 0;

/** @throws TariffError `unknown-sector`, naming the sector of a tariff code */
function sectorIndex({ sectors }: Table, sector: string, sectorOf: SectorOf): number {
  const index = sectors.indexOf(sector);
  if (index >= 0) return index;
  const digits = sector.replaceAll('.', '');
  const belongs = /^\d{4,10}$/.test(digits) ? sectorOf(digits) : undefined;
  throw notFound(
    'unknown-sector',
    `the table has no sector "${sector}"`,
    belongs === undefined
      ? `It has ${sectors.join(', ')}.`
      : `The world’s trade in one product is not at hand; it belongs to ${belongs}. Import lines: simulate --products.`,
  );
}

/** The market of one sector under an outcome. @throws TariffError for an unknown sector or elasticities that cannot be */
export function marketAnswer(
  prepared: Prepared,
  sectorOf: SectorOf,
  { sector, outcome, demand = -1.25, supply = 1.5, substitution = 5 }: MarketQuestion,
): MarketAnswer {
  if (!(demand < 0 && supply > 0 && substitution > 0))
    throw incorrect(
      'bad-elasticity',
      `demand ${demand}, supply ${supply}, substitution ${substitution}: demand must be below 0, the others above`,
      'Francois and Hall use -1.25, 1.5 and 5.',
    );
  const { table, known, deadline } = prepared;
  const s = sectorIndex(table, sector, sectorOf);
  const market = sectorMarket(prepared, s, outcome);
  const moves = table.regions.map((_, i) =>
    market.trade.some((row, seller) => row[i]! > 0 || (seller === i && row.some((value) => value > 0))),
  );
  const kept = table.regions.map((_, i) => i).filter((i) => moves[i]);
  const cut = (rows: number[][]) => kept.map((i) => kept.map((j) => rows[i]![j]!));
  const regions = kept.map((i) => table.regions[i]!);
  const trade = cut(market.trade);
  const changes = solveCurvedMarket({
    regions,
    trade,
    before: cut(market.before),
    after: cut(market.after),
    demand,
    supply,
    substitution,
  });
  return {
    basis: { known },
    deadline,
    outcome,
    sector,
    elasticities: { demand, supply, substitution },
    regions: changes.map((one, i) => ({
      region: one.region,
      worldPrice: small(one.worldPrice),
      producerSurplus: dollars(one.producerSurplus),
      consumerSurplus: dollars(one.consumerSurplus),
      revenue: dollars(one.revenue),
      net: dollars(one.net),
      exports: dollars(one.sales.reduce((sum, value, j) => sum + (i === j ? 0 : value - trade[i]![j]!), 0)),
    })),
    limits: MARKET_LIMITS,
  };
}
