// What a government wants: real income, or with political weights the real incomes of its industries.
import { emptySlopes, type Slopes } from './adjoint.ts';
import type { Flows } from './flows.ts';
import { benchmark, priceIndex } from './measures.ts';
import type { World } from './world.ts';

/** Political weights, index j * s + k (region by region); each region's weights have mean 1. */
export type Politics = Float64Array;

/**
 * Value of each government's objective, 1 in the benchmark: G_j = Σ_s λ_js W_js, where industry s earns its revenue
 * (wages and profits) and its share of duty revenue by employment (Ossa 2014, section I.C). Without weights: real income.
 */
export function governmentWelfare(world: World, flows: Flows, politics?: Politics): Float64Array {
  const before = politics ? weighted(world, benchmark(world), politics) : world.spending;
  const after = politics ? weighted(world, flows, politics) : flows.spending;
  return priceIndex(world, flows).map((p, j) => after[j]! / before[j]! / p);
}

/** Average political weight by employment: what a unit of duty revenue counts for. */
function averageWeight({ n, s, labourPart }: World, flows: Flows, politics: Politics): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++)
      out[j]! += (politics[j * s + k]! * labourPart[k]! * flows.revenue[k * n + j]!) / flows.labourDemand[j]!;
  return out;
}

function weighted(world: World, flows: Flows, politics: Politics): Float64Array {
  const { n, s } = world;
  const out = averageWeight(world, flows, politics).map((weight, j) => weight * flows.duty[j]!);
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++) out[j]! += politics[j * s + k]! * flows.revenue[k * n + j]!;
  return out;
}

/** Partial derivatives of Σ_j weight_j G_j. */
export function welfareSlopes(
  world: World,
  flows: Flows,
  weights: ArrayLike<number>,
  politics?: Politics,
): Slopes {
  const slopes = emptySlopes(world);
  const welfare = governmentWelfare(world, flows, politics);
  for (let j = 0; j < world.n; j++) slopes.price[j] = weights[j]! * welfare[j]!;
  if (politics) addPolitics(world, flows, weights, politics, slopes);
  else
    for (let j = 0; j < world.n; j++) slopes.spending[j] = (weights[j]! * welfare[j]!) / flows.spending[j]!;
  return slopes;
}

function addPolitics(
  world: World,
  flows: Flows,
  weights: ArrayLike<number>,
  politics: Politics,
  slopes: Slopes,
): void {
  const { n, s, labourPart } = world;
  const average = averageWeight(world, flows, politics);
  const before = weighted(world, benchmark(world), politics);
  const price = priceIndex(world, flows);
  for (let j = 0; j < n; j++) {
    if (weights[j] === 0) continue;
    const scale = weights[j]! / before[j]! / price[j]!;
    slopes.duty[j] = scale * average[j]!;
    for (let k = 0; k < s; k++) {
      const weight = politics[j * s + k]!;
      const viaDuty = (flows.duty[j]! * labourPart[k]! * (weight - average[j]!)) / flows.labourDemand[j]!;
      slopes.revenue[k * n + j] = scale * (weight + viaDuty);
    }
  }
}
