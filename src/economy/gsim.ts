// One product, many countries, this year: the linear world market of Francois and Hall (2003), "GSIM".
import { incorrect } from '../core/errors.ts';
import { factorise, isSingular, solve } from './linear.ts';

/** Trade in one product. Matrices are [exporter][importer]. */
export interface ProductMarket {
  readonly regions: readonly string[];
  /** Value of each flow before duty. */
  readonly trade: readonly (readonly number[])[];
  /** Duty as a fraction, before and after. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
  /** Elasticity of each importer's total demand, negative. */
  readonly demand: number;
  /** Elasticity of each exporter's supply, positive. */
  readonly supply: number;
  /** Elasticity of substitution between origins. */
  readonly substitution: number;
}

/** Changes by region: price received (a ratio minus 1), surpluses and revenue in the currency of `trade`. */
export interface ProductChange {
  readonly region: string;
  readonly worldPrice: number;
  readonly producerSurplus: number;
  readonly consumerSurplus: number;
  readonly revenue: number;
  readonly net: number;
  /** Trade values after the change: what this region sells to each region, before duty. */
  readonly sales: readonly number[];
}

/**
 * Market-clearing prices for small changes: Σ_v φ_rv [N_rr(v) (x_r + T_rv) + Σ_s N_rs(v) (x_s + T_sv)] = E_x x_r.
 * Throws `incorrect` for a duty at or below −100 %, a region that sells nothing, or a market that does not clear.
 */
export function solveProductMarket(market: ProductMarket): ProductChange[] {
  checkMarket(market);
  const n = market.regions.length;
  const weight = market.trade.map((row, r) => row.map((x, v) => x * (1 + market.before[r]![v]!)));
  const bought = market.regions.map((_, v) => weight.reduce((sum, row) => sum + row[v]!, 0));
  const share = weight.map((row) => row.map((x, v) => x / (bought[v]! || 1)));
  const shock = market.before.map((row, r) => row.map((t, v) => (1 + market.after[r]![v]!) / (1 + t) - 1));
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    const sold = market.trade[r]!.reduce((a, b) => a + b, 0);
    for (let v = 0; v < n; v++) {
      const part = sold > 0 ? market.trade[r]![v]! / sold : 0;
      for (let s = 0; s < n; s++) {
        const effect = part * response(market, share, r, s, v);
        matrix[r * n + s]! += effect;
        right[r]! -= effect * shock[s]![v]!;
      }
    }
    matrix[r * n + r]! -= market.supply;
  }
  const factors = factorise(matrix, n);
  if (isSingular(factors))
    throw incorrect(
      'economy/singular',
      `The market does not clear: the price of ${market.regions[factors.singularColumn]} is not determined.`,
      'Check the elasticities: supply above 0, demand below 0.',
    );
  const price = solve(factors, right);
  return market.regions.map((_, r) => changesOf(market, share, bought, shock, price, r));
}

/** Elasticity of v's demand for origin r in the price of origin s. */
const response = (
  { demand, substitution }: ProductMarket,
  share: readonly (readonly number[])[],
  r: number,
  s: number,
  v: number,
): number => share[s]![v]! * (demand + substitution) - (r === s ? substitution : 0);

function changesOf(
  market: ProductMarket,
  share: readonly (readonly number[])[],
  bought: readonly number[],
  shock: readonly (readonly number[])[],
  price: Float64Array,
  r: number,
): ProductChange {
  const { regions, trade, before, after, demand, supply } = market;
  const quantity = (from: number, to: number): number =>
    regions.reduce(
      (sum, _, s) => sum + response(market, share, from, s, to) * (price[s]! + shock[s]![to]!),
      0,
    );
  const value = (from: number, to: number): number =>
    trade[from]![to]! * (1 + price[from]!) * (1 + quantity(from, to));
  const sold = trade[r]!.reduce((a, b) => a + b, 0);
  const consumerPrice = regions.reduce(
    (sum, _, s) => sum + share[s]![r]! * ((1 + price[s]!) * (1 + shock[s]![r]!) - 1),
    0,
  );
  const producerSurplus = sold * price[r]! * (1 + (supply * price[r]!) / 2);
  const consumerSurplus = bought[r]! * ((-demand * consumerPrice ** 2) / 2 - consumerPrice);
  const revenue = regions.reduce(
    (sum, _, s) => sum + value(s, r) * after[s]![r]! - trade[s]![r]! * before[s]![r]!,
    0,
  );
  return {
    region: regions[r]!,
    worldPrice: price[r]!,
    producerSurplus,
    consumerSurplus,
    revenue,
    net: producerSurplus + consumerSurplus + revenue,
    sales: regions.map((_, v) => value(r, v)),
  };
}

/** @throws TariffError for a region that neither sells nor buys, or a duty at or below −100 % */
export function checkMarket({ regions, trade, before, after }: ProductMarket): void {
  regions.forEach((seller, r) => {
    const sold = trade[r]!.reduce((a, b) => a + b, 0);
    const bought = trade.reduce((sum, row) => sum + row[r]!, 0);
    if (!(sold + bought > 0))
      throw incorrect(
        'economy/zero-row',
        `${seller} neither sells nor buys the product.`,
        'Leave the region out.',
      );
    regions.forEach((buyer, v) => {
      const worst = Math.min(before[r]![v]!, after[r]![v]!);
      if (!(worst > -1))
        throw incorrect(
          'economy/tariff',
          `The duty of ${buyer} on ${seller} is ${100 * worst} %.`,
          'A duty must lie above -100 %.',
        );
    });
  });
}
