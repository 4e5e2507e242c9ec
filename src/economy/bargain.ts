// Talks: the tariffs that raise every government's welfare above a threat point by the same, largest, proportion.
import { incorrect } from '../core/errors.ts';
import { factorsOf, shadowValues } from './adjoint.ts';
import { accelerator } from './anderson.ts';
import { climbTariffs } from './climb.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, welfareSlopes } from './objective.ts';
import { clipTariff, largestGap, type PolicyOptions, projectedSlope, stationaryTariffs } from './policy.ts';
import type { World } from './world.ts';

/** Negotiated tariffs: every region's welfare over its welfare at the threat point, and how equal those gains are. */
export interface Bargain {
  readonly equilibrium: Equilibrium;
  readonly tariff: Float64Array;
  /** Gain of each region as a fraction: 0.034 is 3.4 %. */
  readonly gains: Float64Array;
  /** The common gain. */
  readonly gain: number;
  /** Largest difference between two regions' gains. */
  readonly spread: number;
  /** Largest projected gradient of the weighted welfare in any tariff. */
  readonly slope: number;
  readonly rounds: number;
}

/** How fast the weights of the regions answer to unequal gains. */
const PACES = [15, 5, 50];

/**
 * Efficient tariffs with equal proportional gains over the threat point `threat` (a cube of tariffs), after Ossa (2014),
 * section III: maximises the common gain over all tariffs within bounds (not negative unless `lowest` says so). With
 * political weights there can be several stationary points; the best of those found is kept. Where the first-order
 * conditions do not settle, the tariffs are found by climbing. Throws `incorrect` when that fails too.
 */
export function negotiateTariffs(world: World, threat: Float64Array, options: PolicyOptions = {}): Bargain {
  const base = governmentWelfare(world, solveEquilibrium(world, threat).flows, options.politics);
  let best: Bargain | undefined;
  for (const pace of PACES) {
    const found = settle(world, base, pace, options);
    if (found && !(best && best.gain >= found.gain)) best = found;
    if (best && !options.politics) return best;
  }
  return best ?? climbTogether(world, base, options);
}

/** Tariffs follow from first-order conditions of Σ_j ω_j G_j, the weights ω from the gains, until both stand still. */
function settle(world: World, base: Float64Array, pace: number, options: PolicyOptions): Bargain | undefined {
  const { tolerance = 1e-9, maxRounds = 400 } = options;
  const { n } = world;
  const cells = world.table.tariff.length;
  const mixer = accelerator(cells + n, 20);
  let equilibrium = solveEquilibrium(world, world.table.tariff);
  let claim = new Float64Array(n);
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const { tariff } = equilibrium.scenario;
    const gains = gainsAt(equilibrium, base, options);
    const shadow = shadowAt(equilibrium, weightsOf(claim, base), options);
    const wanted = tariff.slice();
    for (let j = 0; j < n; j++) stationaryTariffs(equilibrium, shadow, j, options, wanted);
    if (largestGap(tariff, wanted) <= 10 * tolerance && spreadOf(gains) <= tolerance) {
      const slopes = gains.map((_, j) => projectedSlope(equilibrium, shadow, j, options));
      return bargainAt(equilibrium, gains, Math.max(...slopes), rounds);
    }
    const gain = mean(gains);
    const answer = claim.map((c, j) => c + pace * (gains[j]! - gain));
    const next = mixer.next(join(tariff, claim), join(wanted, answer));
    claim = centred(next.slice(cells));
    if (!claim.every((c) => Math.abs(c) < 50)) return undefined;
    equilibrium = solveEquilibrium(world, tariffsOf(next, tariff, n, options), { start: equilibrium.flows });
  }
  return undefined;
}

const bargainAt = (
  equilibrium: Equilibrium,
  gains: Float64Array,
  slope: number,
  rounds: number,
): Bargain => ({
  equilibrium,
  tariff: equilibrium.scenario.tariff,
  gains,
  gain: mean(gains),
  spread: spreadOf(gains),
  slope,
  rounds,
});

const gainsAt = ({ world, flows }: Equilibrium, base: Float64Array, { politics }: PolicyOptions) =>
  governmentWelfare(world, flows, politics).map((g, j) => g / base[j]! - 1);

const spreadOf = (gains: Float64Array): number => Math.max(...gains) - Math.min(...gains);

const mean = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;

/** Only differences between claims matter; their common level is kept at zero. */
const centred = (claim: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const middle = mean(claim);
  return claim.map((c) => c - middle);
};

/** A region that gained more than the others counts for less. */
const weightsOf = (claim: Float64Array, base: Float64Array): Float64Array =>
  claim.map((c, j) => Math.exp(-c) / base[j]! / base.length);

function shadowAt(equilibrium: Equilibrium, weights: Float64Array, { politics }: PolicyOptions) {
  const slopes = welfareSlopes(equilibrium.world, equilibrium.flows, weights, politics);
  return shadowValues(equilibrium, factorsOf(equilibrium), slopes);
}

function join(tariff: Float64Array, claim: Float64Array): Float64Array {
  const out = new Float64Array(tariff.length + claim.length);
  out.set(tariff.map(Math.log1p));
  out.set(claim, tariff.length);
  return out;
}

/** Tariffs from logs; home cells stay as they are. */
const tariffsOf = (
  point: Float64Array,
  tariff: Float64Array,
  n: number,
  options: PolicyOptions,
): Float64Array =>
  tariff.map((t, c) =>
    Math.floor(c / n) % n === c % n ? t : clipTariff(n, options, c, Math.expm1(point[c]!)),
  );

/** The same by an augmented Lagrangian: climb the mean gain less a charge on unequal gains, raise the charge, repeat. */
function climbTogether(world: World, base: Float64Array, options: PolicyOptions): Bargain {
  const everyone = world.table.regions.map((_, j) => j);
  const charge = new Float64Array(world.n);
  let tariff = world.table.tariff;
  let penalty = 30;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= 40; round++) {
    const goal = (equilibrium: Equilibrium) => chargedGoal(equilibrium, base, charge, penalty, options);
    const slope = Math.max(1e-8, 1e-5 * 0.3 ** round);
    const climb = climbTariffs(world, everyone, tariff, goal, options, { slope, maxSteps: 300 });
    const gains = gainsAt(climb.equilibrium, base, options);
    const spread = spreadOf(gains);
    if (spread <= 1e-7 && climb.slope <= 1e-6) return bargainAt(climb.equilibrium, gains, climb.slope, round);
    const middle = mean(gains);
    for (let j = 0; j < world.n; j++) charge[j]! += penalty * (gains[j]! - middle);
    if (spread > 0.3 * before) penalty = Math.min(3000, 3 * penalty);
    before = spread;
    tariff = climb.equilibrium.scenario.tariff;
  }
  throw incorrect(
    'economy/no-bargain',
    `Talks between ${world.table.regions.join(', ')} found no tariffs with equal gains: they stay ${before.toExponential(1)} apart (sectors ${world.table.sectors.slice(0, 3).join(', ')}...).`,
    'Some region may have nothing to offer within these bounds: allow lower tariffs or take another threat point.',
  );
}

function chargedGoal(
  equilibrium: Equilibrium,
  base: Float64Array,
  charge: Float64Array,
  penalty: number,
  options: PolicyOptions,
) {
  const { world, flows } = equilibrium;
  const gains = gainsAt(equilibrium, base, options);
  const middle = mean(gains);
  const pull = gains.map((g, j) => charge[j]! + penalty * (g - middle));
  const average = mean(pull);
  const weights = pull.map((p, j) => (1 / world.n - p + average) / base[j]!);
  const cost = gains.map((g, j) => charge[j]! * (g - middle) + (penalty / 2) * (g - middle) ** 2);
  return {
    value: middle - mean(cost) * world.n,
    slopes: welfareSlopes(world, flows, weights, options.politics),
  };
}
