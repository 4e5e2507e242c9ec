// A region's best tariffs against given tariffs of the others, from the first-order conditions in closed form.
import { incorrect } from '../core/errors.ts';
import { factorsOf, type Shadow, shadowValues, tariffGradient, worthOfPurchases } from './adjoint.ts';
import { accelerator } from './anderson.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, type Politics, welfareSlopes } from './objective.ts';
import type { World } from './world.ts';

export interface PolicyOptions {
  /** Lowest and highest tariff allowed, as fractions. Default 0 and 10 (1000 %), as in Ossa (2014). */
  readonly lowest?: number;
  readonly highest?: number;
  readonly politics?: Politics;
  /** One tariff for all origins in each sector (most-favoured-nation treatment). */
  readonly mfn?: boolean;
  /** Stop when no tariff moves by more than this. Default 1e-9. */
  readonly tolerance?: number;
  readonly maxRounds?: number;
}

/** Chosen tariffs, the equilibrium they lead to and every government's objective (1 = benchmark). */
export interface Policy {
  readonly equilibrium: Equilibrium;
  readonly tariff: Float64Array;
  readonly welfare: Float64Array;
  readonly rounds: number;
  /** Largest projected gradient of the chooser's objective in its own tariffs. */
  readonly slope: number;
}

/** The best tariffs of region `chooser`, the other regions keeping those of `tariff`. */
export const optimalTariffs = (
  world: World,
  chooser: number,
  tariff: Float64Array = world.table.tariff,
  options: PolicyOptions = {},
): Policy => bestResponses(world, [chooser], tariff, options);

/** Nash equilibrium: the tariffs from which no region gains by moving alone. */
export const nashTariffs = (
  world: World,
  options: PolicyOptions = {},
  tariff: Float64Array = world.table.tariff,
): Policy =>
  bestResponses(
    world,
    world.table.regions.map((_, j) => j),
    tariff,
    options,
  );

/**
 * All `choosers` move at once to the tariffs that satisfy their first-order conditions at current shadow values, until
 * nothing moves. Near a fixed point shadow values hardly move, so a dozen rounds do.
 */
function bestResponses(
  world: World,
  choosers: readonly number[],
  start: Float64Array,
  options: PolicyOptions,
): Policy {
  const { tolerance = 1e-9, maxRounds = 500 } = options;
  let equilibrium = solveEquilibrium(world, start);
  let gap = Number.POSITIVE_INFINITY;
  const mixer = accelerator(start.length);
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const { tariff } = equilibrium.scenario;
    const shadows = shadowsOf(equilibrium, choosers, options.politics);
    const wanted = tariff.slice();
    choosers.forEach((j, at) => {
      stationaryTariffs(equilibrium, shadows[at]!, j, options, wanted);
    });
    const before = gap;
    gap = largestGap(tariff, wanted);
    if (gap <= tolerance) return finish(equilibrium, shadows, choosers, rounds, options);
    if (gap > 2 * before) mixer.forget();
    const next = mixer.next(tariff.map(Math.log1p), wanted.map(Math.log1p));
    equilibrium = solveEquilibrium(world, within(next, tariff, wanted, options), { start: equilibrium.flows });
  }
  throw incorrect(
    'economy/no-optimum',
    `The tariffs of ${choosers.map((j) => world.table.regions[j]).join(', ')} still move by ${gap.toExponential(1)} after ${maxRounds} rounds.`,
    'Raise the lowest or lower the highest tariff allowed, or start from other tariffs.',
  );
}

/** Tariffs from logs: cells that are not chosen stay as they are, the others stay within bounds. */
function within(
  logs: Float64Array,
  tariff: Float64Array,
  wanted: Float64Array,
  { lowest = 0, highest = 10 }: PolicyOptions,
): Float64Array {
  return logs.map((log, c) =>
    tariff[c] === wanted[c] ? tariff[c]! : Math.min(highest, Math.max(lowest, Math.expm1(log))),
  );
}

function finish(
  equilibrium: Equilibrium,
  shadows: readonly Shadow[],
  choosers: readonly number[],
  rounds: number,
  options: PolicyOptions,
): Policy {
  const { world, scenario, flows } = equilibrium;
  const slopes = shadows.map((shadow, at) => projectedSlope(equilibrium, shadow, choosers[at]!, options));
  return {
    equilibrium,
    tariff: scenario.tariff,
    welfare: governmentWelfare(world, flows, options.politics),
    rounds,
    slope: Math.max(...slopes),
  };
}

function shadowsOf(equilibrium: Equilibrium, choosers: readonly number[], politics?: Politics): Shadow[] {
  const { world, flows } = equilibrium;
  const factors = factorsOf(equilibrium);
  return choosers.map((j) => {
    const weights = new Float64Array(world.n);
    weights[j] = 1;
    return shadowValues(equilibrium, factors, welfareSlopes(world, flows, weights, politics));
  });
}

/**
 * Writes into `out` the tariffs of importer j at which the objective behind `shadow` is stationary:
 * 1 + t_ijs = −σ_s k_ijs E_js / (g_j e_js + (1 − σ_s) Σ_l k_ljs f_ljs), k being the shadow value of a purchase.
 * Stationary within bounds: the sum is taken again with the tariffs found until it settles.
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
  const { lowest = 0, highest = 10, mfn = false } = options;
  for (let k = 0; k < s; k++) {
    const at = k * n + j;
    const sigma = table.sigma[k]!;
    const spent = budget[at]! * flows.spending[j]!;
    const worth = worthOfPurchases(equilibrium, shadow, k)[j]!;
    const level = shadow.price[j]! * budget[at]! + (1 - sigma) * worth;
    const common = mfn ? averageWorth(equilibrium, shadow, k, j) : 0;
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      const c = (k * n + i) * n + j;
      const unit = mfn ? common : shadow.revenue[k * n + i]! - shadow.duty[j]!;
      const wanted = stationary(-sigma * unit * spent, level, 1 + scenario.tariff[c]!) - 1;
      out[c] = Math.min(highest, Math.max(lowest, wanted));
    }
  }
}

/** Factor 1 + t at which −level + pull/(1 + t) changes sign from plus to minus; one round at most doubles it. */
function stationary(pull: number, level: number, now: number): number {
  if (pull <= 0) return 0;
  return level > 0 ? Math.min(2 * now, pull / level) : 2 * now;
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

/** Largest derivative in importer j's tariffs that does not push against a bound. */
export function projectedSlope(
  equilibrium: Equilibrium,
  shadow: Shadow,
  j: number,
  options: PolicyOptions,
): number {
  const { n, s } = equilibrium.world;
  const { lowest = 0, highest = 10, mfn = false } = options;
  const { tariff } = equilibrium.scenario;
  const gradient = tariffGradient(equilibrium, shadow);
  const pushing = (slope: number, c: number): number =>
    (slope > 0 ? tariff[c]! < highest : tariff[c]! > lowest) ? Math.abs(slope) : 0;
  let most = 0;
  for (let k = 0; k < s; k++) {
    let sum = 0;
    let cell = 0;
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      cell = (k * n + i) * n + j;
      sum += gradient[cell]!;
      if (!mfn) most = Math.max(most, pushing(gradient[cell]!, cell));
    }
    if (mfn) most = Math.max(most, pushing(sum, cell));
  }
  return most;
}

export const largestGap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, x, c) => Math.max(most, Math.abs(x - b[c]!)), 0);
