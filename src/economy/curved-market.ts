// One product, many countries, this year: the market of Francois and Hall with curves instead of lines, for changes that are not small.
import { incorrect } from '../core/errors.ts';
import { checkMarket, type ProductChange, type ProductMarket } from './gsim.ts';
import { factorise, isSingular, solve } from './linear.ts';

const TOLERANCE = 1e-12;
const MOST_STEPS = 60;
const LONGEST_STEP = 0.5;

interface State {
  /** Sales [seller][buyer] at sellers' prices, before duty. */
  readonly sales: readonly (readonly number[])[];
  /** What each buyer spends, duty paid, by seller as shares. */
  readonly share: readonly (readonly number[])[];
  /** Price index of the product for each buyer, 1 before. */
  readonly index: readonly number[];
  /** Log of demand less log of supply, by seller. */
  readonly gap: Float64Array;
}

/**
 * Constant elasticities: CES between origins, demand for the product as its price index to the power `demand`, supply as a seller's
 * price to the power `supply`. Prices clear every seller's market to 1e-12. Throws `incorrect` as `solveProductMarket` does.
 */
export function solveCurvedMarket(market: ProductMarket): ProductChange[] {
  checkMarket(market);
  const log = new Float64Array(market.regions.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    const state = stateAt(market, log);
    if (Math.max(...state.gap.map(Math.abs)) <= TOLERANCE) return changesOf(market, log, state);
    const move = newton(market, state);
    const shorten = Math.min(1, LONGEST_STEP / Math.max(...move.map(Math.abs)));
    for (let r = 0; r < log.length; r++) log[r]! -= shorten * move[r]!;
  }
  throw incorrect(
    'economy/no-convergence',
    `The market of the product found no prices in ${MOST_STEPS} steps (${market.regions.join(', ')}).`,
    'Check the duties and the elasticities.',
  );
}

function stateAt(
  { regions, trade, before, after, demand, supply, substitution }: ProductMarket,
  log: Float64Array,
): State {
  const each = regions.map((_, r) => r);
  const price = (r: number, v: number): number =>
    Math.exp(log[r]!) * ((1 + after[r]![v]!) / (1 + before[r]![v]!));
  const paid = (r: number, v: number): number => trade[r]![v]! * (1 + before[r]![v]!);
  const power = 1 - substitution;
  const bought = each.map((v) => each.reduce((sum, r) => sum + paid(r, v), 0));
  const weight = each.map((r) => each.map((v) => (paid(r, v) / (bought[v]! || 1)) * price(r, v) ** power));
  const mix = each.map((v) => each.reduce((sum, r) => sum + weight[r]![v]!, 0) || 1);
  const index = mix.map((m) => m ** (1 / power));
  const quantity = each.map((r) =>
    each.map((v) => (price(r, v) / index[v]!) ** -substitution * index[v]! ** demand),
  );
  const sales = each.map((r) => each.map((v) => trade[r]![v]! * quantity[r]![v]! * Math.exp(log[r]!)));
  const gap = Float64Array.from(each, (r) => {
    const sold = trade[r]!.reduce((a, b) => a + b, 0);
    const wanted = each.reduce((sum, v) => sum + trade[r]![v]! * quantity[r]![v]!, 0);
    return sold > 0 ? Math.log(wanted / sold) - supply * log[r]! : -supply * log[r]!;
  });
  return { sales, share: weight.map((row) => row.map((x, v) => x / mix[v]!)), index, gap };
}

function newton(
  { regions, demand, supply, substitution }: ProductMarket,
  { sales, share, gap }: State,
): Float64Array {
  const n = regions.length;
  const slope = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    const sold = sales[r]!.reduce((a, b) => a + b, 0);
    slope[r * n + r]! -= supply + (sold > 0 ? substitution : 0);
    for (let v = 0; v < n && sold > 0; v++)
      for (let s = 0; s < n; s++)
        slope[r * n + s]! += (sales[r]![v]! / sold) * (substitution + demand) * share[s]![v]!;
  }
  const factors = factorise(slope, n);
  if (!isSingular(factors)) return solve(factors, gap);
  throw incorrect(
    'economy/singular',
    `The market does not clear: the price of ${regions[factors.singularColumn]} is not determined.`,
    'Check the elasticities: supply above 0, demand below 0.',
  );
}

/** Area under a curve of constant elasticity between prices 1 and `price`, per unit of value at 1. */
const area = (price: number, elasticity: number): number =>
  elasticity === -1 ? Math.log(price) : (price ** (1 + elasticity) - 1) / (1 + elasticity);

function changesOf(
  { regions, trade, before, after, demand, supply }: ProductMarket,
  log: Float64Array,
  { sales, index }: State,
): ProductChange[] {
  return regions.map((region, r) => {
    const price = Math.exp(log[r]!);
    const sold = trade[r]!.reduce((a, b) => a + b, 0);
    const bought = trade.reduce((sum, row, s) => sum + row[r]! * (1 + before[s]![r]!), 0);
    const producerSurplus = sold * area(price, supply);
    const consumerSurplus = -bought * area(index[r]!, demand);
    const revenue = sales.reduce(
      (sum, row, s) => sum + row[r]! * after[s]![r]! - trade[s]![r]! * before[s]![r]!,
      0,
    );
    return {
      region,
      worldPrice: price - 1,
      producerSurplus,
      consumerSurplus,
      revenue,
      net: producerSurplus + consumerSurplus + revenue,
      sales: sales[r]!,
    };
  });
}
