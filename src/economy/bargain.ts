// Talks: the tariffs that raise every government's welfare above a threat point by the same, largest, proportion.
import { incorrect } from '../core/errors.ts';
import { factorsOf, shadowValues, tariffGradient } from './adjoint.ts';
import { accelerator } from './anderson.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, welfareSlopes } from './objective.ts';
import { largestGap, type PolicyOptions, projectedSlope, stationaryTariffs } from './optimum.ts';
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

/** How fast the weights of the regions answer to unequal gains. With politics there can be several stationary points. */
const PACES = [15, 5, 50];

/**
 * Efficient tariffs with equal proportional gains over the threat point `threat` (a cube of tariffs), after Ossa (2014),
 * section III: maximise the common gain over all tariffs within bounds (not negative unless `lowest` says so). Tariffs
 * follow from first-order conditions of Σ_j ω_j G_j, and the weights ω from the gains, until both stand still.
 * Of the stationary points found from several paces the best is kept.
 */
export function negotiateTariffs(world: World, threat: Float64Array, options: PolicyOptions = {}): Bargain {
  const base = governmentWelfare(world, solveEquilibrium(world, threat).flows, options.politics);
  const found = PACES.map((pace) => talk(world, base, pace, options)).filter((b) => b !== undefined);
  const [first, ...others] = found;
  if (!first) throw noBargain(world);
  return others.reduce((best, b) => (b.gain > best.gain + 1e-9 ? b : best), first);
}

const noBargain = ({ table }: World) =>
  incorrect(
    'economy/no-bargain',
    `Talks between ${table.regions.join(', ')} found no tariffs with equal gains (sectors ${table.sectors.slice(0, 3).join(', ')}...).`,
    'Some region may have nothing to offer within these bounds: allow lower tariffs or take another threat point.',
  );

function talk(world: World, base: Float64Array, pace: number, options: PolicyOptions): Bargain | undefined {
  const { n } = world;
  const { tolerance = 1e-9, maxRounds = 400 } = options;
  const cells = world.table.tariff.length;
  const mixer = accelerator(cells + n, 20);
  let equilibrium = solveEquilibrium(world, world.table.tariff);
  let claim = new Float64Array(n);
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const { tariff } = equilibrium.scenario;
    const gains = governmentWelfare(world, equilibrium.flows, options.politics).map((g, j) => g / base[j]! - 1);
    const gain = mean(gains);
    const shadow = shadowAt(equilibrium, weightsOf(claim, base), options);
    const wanted = tariff.slice();
    for (let j = 0; j < n; j++) stationaryTariffs(equilibrium, shadow, j, options, wanted);
    const spread = Math.max(...gains) - Math.min(...gains);
    if (largestGap(tariff, wanted) <= 10 * tolerance && spread <= tolerance) {
      const slopes = gains.map((_, j) => projectedSlope(equilibrium, shadow, j, options));
      return { equilibrium, tariff, gains, gain, spread, slope: Math.max(...slopes), rounds };
    }
    const answered = claim.map((c, j) => c + pace * (gains[j]! - gain));
    const next = mixer.next(join(tariff, claim), join(wanted, answered));
    claim = centred(next.slice(cells));
    if (!claim.every((c) => Math.abs(c) < 50)) return undefined;
    equilibrium = solveEquilibrium(world, tariffsOf(next, tariff, options), { start: equilibrium.flows });
  }
  return undefined;
}

/** Only differences between claims matter; their common level is kept at zero. */
const centred = (claim: Float64Array<ArrayBuffer>) => {
  const middle = mean(claim);
  return claim.map((c) => c - middle);
};

const mean = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;

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

const tariffsOf = (
  point: Float64Array,
  tariff: Float64Array,
  { lowest = 0, highest = 10 }: PolicyOptions,
): Float64Array =>
  tariff.map((t, c) =>
    isHome(tariff, c, point) ? t : Math.min(highest, Math.max(lowest, Math.expm1(point[c]!))),
  );

function isHome(tariff: Float64Array, c: number, point: Float64Array): boolean {
  const n = point.length - tariff.length;
  return Math.floor((c % (n * n)) / n) === c % n;
}
