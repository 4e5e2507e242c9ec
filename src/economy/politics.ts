// Political weights: how much a government must favour each industry for its best tariffs to look like those it once set.
import { incorrect } from '../core/errors.ts';
import { accelerator } from './anderson.ts';
import type { Politics } from './objective.ts';
import { optimalTariffs } from './optimum.ts';
import type { World } from './world.ts';

/** Weights of one region's sectors (mean 1), the most-favoured-nation tariffs they lead to, and the largest miss. */
export interface Calibration {
  readonly weights: Float64Array;
  readonly tariffs: Float64Array;
  readonly wanted: Float64Array;
  readonly miss: number;
  readonly rounds: number;
}

/** Tariffs above this are close to prohibitive: only that they are high is asked for (Ossa 2014, section II.B). */
const PROHIBITIVE = 2.25;
const MARGIN = 0.03;

/**
 * Weights λ_js at which region j's optimal most-favoured-nation tariffs have the distribution of `target` (one
 * non-cooperative tariff for each sector): the same differences from the mean, within 0 and the prohibitive level.
 * A prohibitive target fixes only the smallest weight that makes the tariff prohibitive; it is found by ever smaller
 * steps to both sides. The others keep the benchmark's tariffs. Throws `incorrect` when the weights do not settle.
 */
export function calibrateWeights(
  world: World,
  j: number,
  target: Float64Array,
  { tolerance = 1e-6, maxRounds = 250, pace = 1 } = {},
): Calibration {
  const { s } = world;
  const ceilings = target.map((t) => Math.max(t + MARGIN, PROHIBITIVE));
  const stepwise = target.some((t) => t > PROHIBITIVE);
  const mixer = accelerator(s, 6);
  let weights = new Float64Array(s).fill(1);
  let best: Calibration | undefined;
  let tariff = world.table.tariff;
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const politics = politicsOf(world, j, weights);
    tariff = optimalTariffs(world, j, tariff, {
      mfn: true,
      politics,
      highest: ceilings,
      tolerance: 1e-8,
    }).tariff;
    const tariffs = sectorTariffs(world, j, tariff);
    const wanted = wantedTariffs(target, tariffs);
    const miss = missOf(weights, target, tariffs, wanted);
    if (stepwise || !best || miss < best.miss) best = { weights, tariffs, wanted, miss, rounds };
    if (miss <= tolerance && !stepwise) return best;
    const length = stepwise ? pace / (1 + rounds / 10) : pace;
    const next = normalised(weights.map((w, k) => w + length * pull(target[k]!, tariffs[k]!, wanted[k]!)));
    weights = stepwise ? next : normalised(mixer.next(weights, next));
  }
  if (best && best.miss < (stepwise ? 0.1 : 0.05)) return best;
  throw incorrect(
    'economy/no-calibration',
    `The political weights of ${world.table.regions[j]} miss its tariffs by ${(100 * (best?.miss ?? 0)).toFixed(1)} points (worst sector: ${worstSector(world, best)}).`,
    'Check the target of that sector.',
  );
}

/** Where a weight should go: by the distance, or for a prohibitive target just up or down. */
const pull = (target: number, tariff: number, wanted: number): number =>
  wanted < topOf(target) ? 1 / (1 + tariff) - 1 / (1 + wanted) : 0.1 * Math.sign(wanted - tariff);

/** The highest tariff that is asked for: a margin below the bound of the search. */
const topOf = (target: number): number => Math.max(target + MARGIN, PROHIBITIVE) - MARGIN;

/** Largest gap to the tariffs wanted, leaving out prohibitive ones and those that no weight can lower. */
function missOf(
  weights: Float64Array,
  target: Float64Array,
  tariffs: Float64Array,
  wanted: Float64Array,
): number {
  const gaps = wanted.map((t, k) =>
    t >= topOf(target[k]!) || (weights[k] === 0 && t < tariffs[k]!) ? 0 : Math.abs(t - tariffs[k]!),
  );
  return Math.max(...gaps);
}

const worstSector = ({ table }: World, best: Calibration | undefined): string | undefined => {
  const gaps = best?.wanted.map((t, k) => Math.abs(t - best.tariffs[k]!)) ?? new Float64Array(1);
  return table.sectors[gaps.indexOf(Math.max(...gaps))];
};

/** Weights are not negative and have mean 1. */
function normalised(weights: Float64Array): Float64Array<ArrayBuffer> {
  const positive = Float64Array.from(weights, (w) => Math.max(0, w));
  const mean = positive.reduce((a, b) => a + b, 0) / positive.length;
  return positive.map((w) => w / mean);
}

/** The cube of weights in which only region j has any but 1. */
export function politicsOf({ n, s }: World, j: number, weights: Float64Array): Politics {
  const politics = new Float64Array(n * s).fill(1);
  politics.set(weights, j * s);
  return politics;
}

/** Region j's tariff in each sector, read off any of its partners. */
function sectorTariffs({ n, s }: World, j: number, tariff: Float64Array): Float64Array {
  const partner = j === 0 ? 1 : 0;
  return Float64Array.from({ length: s }, (_, k) => tariff[(k * n + partner) * n + j]!);
}

/** The target moved to the mean of the model's tariffs over sectors that are not prohibitive, within bounds. */
function wantedTariffs(target: Float64Array, tariffs: Float64Array): Float64Array {
  const open = [...target.keys()].filter((k) => target[k]! <= PROHIBITIVE);
  const mean = (x: Float64Array) => open.reduce((sum, k) => sum + x[k]!, 0) / open.length;
  const shift = mean(tariffs) - mean(target);
  return target.map((t) => {
    const top = topOf(t);
    return t > PROHIBITIVE || t + shift > top ? top : Math.max(0, t + shift);
  });
}
