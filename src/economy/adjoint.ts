// Exact derivatives of an objective in every tariff at once: one transposed solve, whatever the number of tariffs.
import type { Equilibrium } from './equilibrium.ts';
import { type Factors, solveTransposed } from './linear.ts';
import { factorsAt } from './slope.ts';
import type { World } from './world.ts';

/** Partial derivatives of an objective in what an equilibrium consists of. */
export interface Slopes {
  /** In minus the log of each region's price index. */
  readonly price: Float64Array;
  readonly spending: Float64Array;
  /** In producers' revenue, index s * n + i. */
  readonly revenue: Float64Array;
  readonly duty: Float64Array;
}

/** What one more unit of money is worth to the objective, everything settled. */
export interface Shadow {
  readonly price: Float64Array;
  /** Paid to producers of a sector and origin, index s * n + i. */
  readonly revenue: Float64Array;
  /** Raised by a region's customs. */
  readonly duty: Float64Array;
}

export const emptySlopes = ({ n, s }: World): Slopes => ({
  price: new Float64Array(n),
  spending: new Float64Array(n),
  revenue: new Float64Array(s * n),
  duty: new Float64Array(n),
});

/** Factors of the Jacobian at an equilibrium, to be shared by several objectives. */
export const factorsOf = ({ world, scenario, flows }: Equilibrium): Factors =>
  factorsAt(world, scenario, flows);

/** Solves the adjoint equations. Math: L = G + m·F, with m from Jᵀm = −∂G/∂(log wage, log spending). */
export function shadowValues(equilibrium: Equilibrium, factors: Factors, slopes: Slopes): Shadow {
  const { world } = equilibrium;
  const { n, s, profits, labourPart } = world;
  const multiplier = solveTransposed(
    factors,
    slopesInUnknowns(equilibrium, slopes).map((x) => -x),
  );
  multiplier[2 * n - 1] = 0;
  const revenue = slopes.revenue.slice();
  for (let k = 0, c = 0; k < s; k++)
    for (let i = 0; i < n; i++, c++)
      revenue[c]! += multiplier[i]! * labourPart[k]! - (profits ? multiplier[n + i]! : 0);
  const duty = slopes.duty.map((x, j) => x - multiplier[n + j]!);
  return { price: slopes.price, revenue, duty };
}

function slopesInUnknowns({ world, scenario, flows }: Equilibrium, slopes: Slopes): Float64Array {
  const { n, s, budget, table } = world;
  const { cost, price, demand, paid, spending, duty } = flows;
  const out = new Float64Array(2 * n);
  const value = new Float64Array(n);
  for (let k = 0; k < s; k++) {
    const row = k * n;
    const power = 1 - table.sigma[k]!;
    value.fill(0);
    for (let i = 0, c = row * n; i < n; i++) {
      const worth = cost[row + i]! * slopes.revenue[row + i]!;
      for (let j = 0; j < n; j++, c++) value[j]! += scenario.net[c]! * worth * demand[row + j]!;
    }
    for (let i = 0, c = row * n; i < n; i++) {
      const v = cost[row + i]!;
      let sum = 0;
      for (let j = 0; j < n; j++, c++) {
        const flow = scenario.net[c]! * v * demand[row + j]!;
        const share = (scenario.pull[c]! * v) / price[row + j]!;
        const own = (slopes.revenue[row + i]! - slopes.duty[j]!) * flow;
        const spread = (value[j]! - slopes.duty[j]! * paid[row + j]!) * share;
        sum += power * (own - spread) - slopes.price[j]! * budget[row + j]! * share;
      }
      out[i]! += sum;
    }
    for (let j = 0; j < n; j++) out[n + j]! += value[j]!;
  }
  for (let j = 0; j < n; j++) out[n + j]! += slopes.duty[j]! * duty[j]! + slopes.spending[j]! * spending[j]!;
  return out;
}

/** Derivative of the objective in every tariff, a cube like the tariffs themselves. */
export function tariffGradient(equilibrium: Equilibrium, shadow: Shadow): Float64Array {
  const { world, scenario, flows } = equilibrium;
  const { n, s, budget, table } = world;
  const out = new Float64Array(scenario.tariff.length);
  for (let k = 0; k < s; k++) {
    const sigma = table.sigma[k]!;
    const worth = Float64Array.from({ length: n }, (_, j) => worthOfPurchases(equilibrium, shadow, k, j));
    for (let i = 0, c = k * n * n; i < n; i++) {
      for (let j = 0; j < n; j++, c++) {
        const at = k * n + j;
        const v = flows.cost[k * n + i]!;
        const share = (scenario.pull[c]! * v) / flows.price[at]!;
        const flow = scenario.net[c]! * v * flows.demand[at]!;
        const level = shadow.price[j]! * budget[at]! + (1 - sigma) * worth[j]!;
        const unit = shadow.revenue[k * n + i]! - shadow.duty[j]!;
        out[c] = (-share * level - sigma * unit * flow) / (1 + scenario.tariff[c]!);
      }
    }
  }
  return out;
}

/** Shadow value of all that importer j buys in sector k, net of duty. */
export function worthOfPurchases(
  { world, scenario, flows }: Equilibrium,
  shadow: Shadow,
  k: number,
  j: number,
): number {
  const { n } = world;
  let worth = 0;
  for (let i = 0; i < n; i++) {
    const paid = scenario.net[(k * n + i) * n + j]! * flows.cost[k * n + i]!;
    worth += (shadow.revenue[k * n + i]! - shadow.duty[j]!) * paid;
  }
  return worth * flows.demand[k * n + j]!;
}
