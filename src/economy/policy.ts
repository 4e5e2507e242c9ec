// What a government that sets tariffs may do, and the first-order conditions of its best choice in closed form.
import { type Shadow, tariffGradient, worthOfPurchases } from './adjoint.ts';
import type { Equilibrium } from './equilibrium.ts';
import type { Politics } from './objective.ts';

export interface PolicyOptions {
  /** Lowest and highest tariff allowed, as fractions. Default 0 and 10 (1000 %), as in Ossa (2014). */
  readonly lowest?: number;
  /** One for all sectors, or one for each. */
  readonly highest?: number | Float64Array;
  readonly politics?: Politics;
  /** One tariff for all origins in each sector (most-favoured-nation treatment). */
  readonly mfn?: boolean;
  /** Stop when no tariff moves by more than this. Default 1e-9. */
  readonly tolerance?: number;
  readonly maxRounds?: number;
}

/** The highest tariff allowed in cell c of a cube of n regions. */
export const ceiling = (n: number, { highest = 10 }: PolicyOptions, c: number): number =>
  typeof highest === 'number' ? highest : highest[Math.floor(c / (n * n))]!;

/** The tariff nearest to t that is allowed in cell c. */
export const clipTariff = (n: number, options: PolicyOptions, c: number, t: number): number =>
  Math.min(ceiling(n, options, c), Math.max(options.lowest ?? 0, t));

/**
 * Writes into `out` the tariffs of importer j at which the objective behind `shadow` is stationary:
 * 1 + t_ijs = −σ_s k_ijs E_js / (g_j e_js + (1 − σ_s) Σ_l k_ljs f_ljs), k being the shadow value of a purchase, f the
 * flows net of duty, E spending, g the weight of prices and e the budget share; cut at the bounds.
 */
export function stationaryTariffs(
  equilibrium: Equilibrium,
  shadow: Shadow,
  j: number,
  options: PolicyOptions,
  out: Float64Array,
): void {
  const { world, flows, scenario } = equilibrium;
  const { n, s, budget, table } = world;
  const { mfn = false } = options;
  for (let k = 0; k < s; k++) {
    const at = k * n + j;
    const sigma = table.sigma[k]!;
    const spent = budget[at]! * flows.spending[j]!;
    const worth = worthOfPurchases(equilibrium, shadow, k, j);
    const level = shadow.price[j]! * budget[at]! + (1 - sigma) * worth;
    const common = mfn ? averageWorth(equilibrium, shadow, k, j) : 0;
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      const c = (k * n + i) * n + j;
      const unit = mfn ? common : shadow.revenue[k * n + i]! - shadow.duty[j]!;
      const wanted = stationary(-sigma * unit * spent, level, 1 + scenario.tariff[c]!) - 1;
      out[c] = clipTariff(n, options, c, wanted);
    }
  }
}

/**
 * Where the factor 1 + t should go when the objective's slope in it has the sign of pull/(1 + t) − level: to the root
 * if that is a maximum, else away from it. One round at most doubles the factor.
 */
function stationary(pull: number, level: number, now: number): number {
  if (level > 0) return Math.min(2 * now, Math.max(0, pull / level));
  return pull / now > level ? 2 * now : 0;
}

/** Average shadow value of importer j's foreign purchases in sector k, weighted by duty-paid spending. */
function averageWorth({ world, scenario, flows }: Equilibrium, shadow: Shadow, k: number, j: number): number {
  const { n } = world;
  let sum = 0;
  let weights = 0;
  for (let i = 0; i < n; i++) {
    if (i === j) continue;
    const weight = scenario.pull[(k * n + i) * n + j]! * flows.cost[k * n + i]!;
    sum += weight * (shadow.revenue[k * n + i]! - shadow.duty[j]!);
    weights += weight;
  }
  return sum / weights;
}

/** Size of the projected gradient in importer j's tariffs: a slope counts no more than the way left to the bound. */
export function projectedSlope(
  equilibrium: Equilibrium,
  shadow: Shadow,
  j: number,
  options: PolicyOptions,
): number {
  const { n, s } = equilibrium.world;
  const { lowest = 0, mfn = false } = options;
  const { tariff } = equilibrium.scenario;
  const gradient = tariffGradient(equilibrium, shadow);
  const pushing = (slope: number, c: number): number =>
    slope > 0 ? Math.min(slope, ceiling(n, options, c) - tariff[c]!) : Math.min(-slope, tariff[c]! - lowest);
  let most = 0;
  for (let k = 0; k < s; k++) {
    let sum = 0;
    let last = 0;
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      last = (k * n + i) * n + j;
      sum += gradient[last]!;
      if (!mfn) most = Math.max(most, pushing(gradient[last]!, last));
    }
    if (mfn) most = Math.max(most, pushing(sum, last));
  }
  return most;
}

export const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, c) => Math.max(most, Math.abs(x - b[c]!)), 0);
