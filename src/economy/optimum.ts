// A region's best tariffs against given tariffs of the others, and the Nash equilibrium of all of them.
import { incorrect } from '../core/errors.ts';
import { factorsOf, type Shadow, shadowValues } from './adjoint.ts';
import { accelerator } from './anderson.ts';
import { climbTariffs } from './climb.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, welfareSlopes } from './objective.ts';
import { clipTariff, largestGap, type PolicyOptions, projectedSlope, stationaryTariffs } from './policy.ts';
import type { World } from './world.ts';

/** Chosen tariffs, the equilibrium they lead to and every government's objective (1 = benchmark). */
export interface Policy {
  readonly equilibrium: Equilibrium;
  readonly tariff: Float64Array;
  readonly welfare: Float64Array;
  readonly rounds: number;
  /** Largest projected gradient of a chooser's objective in its own tariffs. */
  readonly slope: number;
}

/**
 * The best tariffs of region `chooser`, the other regions keeping those of `tariff`. Where the first-order conditions do
 * not settle, the tariffs are found by climbing. Throws `incorrect` when that fails too.
 */
export function optimalTariffs(
  world: World,
  chooser: number,
  tariff: Float64Array = world.table.tariff,
  options: PolicyOptions = {},
): Policy {
  return bestResponses(world, [chooser], tariff, options) ?? climbAlone(world, chooser, tariff, options);
}

/** Nash equilibrium: the tariffs from which no region gains by moving alone. Throws `incorrect` if none is found. */
export function nashTariffs(
  world: World,
  options: PolicyOptions = {},
  tariff: Float64Array = world.table.tariff,
): Policy {
  const everyone = world.table.regions.map((_, j) => j);
  const policy = bestResponses(world, everyone, tariff, options);
  if (policy) return policy;
  throw unsettled(world.table.regions, options);
}

/** Largest projected gradient at which climbed tariffs count as optimal. */
const STEEP = 1e-7;

const unsettled = (regions: readonly string[], { maxRounds = 500 }: PolicyOptions) =>
  incorrect(
    'economy/no-optimum',
    `The tariffs of ${regions.join(', ')} did not settle in ${maxRounds} rounds.`,
    'Lower the highest tariff allowed, start from other tariffs, or use political weights made for this table.',
  );

/**
 * All `choosers` move at once to the tariffs that satisfy their first-order conditions at current shadow values, until
 * nothing moves. Near a fixed point shadow values hardly move, so some fifteen accelerated rounds do.
 */
function bestResponses(
  world: World,
  choosers: readonly number[],
  start: Float64Array,
  options: PolicyOptions,
): Policy | undefined {
  const { tolerance = 1e-9, maxRounds = 500 } = options;
  const mixer = accelerator(start.length);
  let equilibrium = solveEquilibrium(world, start);
  let gap = Number.POSITIVE_INFINITY;
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const { tariff } = equilibrium.scenario;
    const shadows = shadowsOf(equilibrium, choosers, options);
    const wanted = tariff.slice();
    choosers.forEach((j, at) => {
      stationaryTariffs(equilibrium, shadows[at]!, j, options, wanted);
    });
    const before = gap;
    gap = largestGap(tariff, wanted);
    if (gap <= tolerance) return finish(equilibrium, shadows, choosers, rounds, options);
    if (gap > 2 * before) mixer.forget();
    const next = mixer.next(tariff.map(Math.log1p), wanted.map(Math.log1p));
    equilibrium = solveEquilibrium(world, within(next, tariff, wanted, world.n, options), {
      start: equilibrium.flows,
    });
  }
  return undefined;
}

/** Tariffs from logs: cells that are not chosen stay as they are, the others stay within bounds. */
const within = (
  logs: Float64Array,
  tariff: Float64Array,
  wanted: Float64Array,
  n: number,
  options: PolicyOptions,
): Float64Array =>
  logs.map((log, c) => (tariff[c] === wanted[c] ? tariff[c]! : clipTariff(n, options, c, Math.expm1(log))));

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

function shadowsOf(
  equilibrium: Equilibrium,
  choosers: readonly number[],
  { politics }: PolicyOptions,
): Shadow[] {
  const { world, flows } = equilibrium;
  const factors = factorsOf(equilibrium);
  return choosers.map((j) => {
    const weights = only(world, j);
    return shadowValues(equilibrium, factors, welfareSlopes(world, flows, weights, politics));
  });
}

function only({ n }: World, j: number): Float64Array {
  const weights = new Float64Array(n);
  weights[j] = 1;
  return weights;
}

function climbAlone(world: World, chooser: number, tariff: Float64Array, options: PolicyOptions): Policy {
  const { politics } = options;
  const goal = ({ flows }: Equilibrium) => ({
    value: governmentWelfare(world, flows, politics)[chooser]!,
    slopes: welfareSlopes(world, flows, only(world, chooser), politics),
  });
  const { equilibrium, slope } = climbTariffs(world, [chooser], tariff, goal, options);
  if (slope > STEEP) throw unsettled([world.table.regions[chooser]!], options);
  return finish(equilibrium, shadowsOf(equilibrium, [chooser], options), [chooser], 0, options);
}
