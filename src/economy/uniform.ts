// One tariff for each region on everything: optimal and Nash rates from a formula instead of a search over every cell.
import { incorrect } from '../core/errors.ts';
import { accelerator } from './anderson.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare } from './objective.ts';
import type { World } from './world.ts';

/** Uniform tariffs by region, the equilibrium they lead to and real income (1 = benchmark). */
export interface UniformPolicy {
  readonly rates: Float64Array;
  readonly equilibrium: Equilibrium;
  readonly welfare: Float64Array;
  readonly rounds: number;
}

/**
 * Lashkaripour (2021), Journal of International Economics 131, equation 14: t_i = 1 / Σ_k (σ_k − 1) ω_ik, where ω_ik is
 * the part of i's exports in sector k, each flow weighted by what i leaves of that market to others. Exact for a
 * region that is small in its foreign markets; for perfect competition.
 */
export function formulaRate({ world, scenario, flows }: Equilibrium, i: number): number {
  const { n, s, table } = world;
  let exports = 0;
  let bend = 0;
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const c = (k * n + i) * n + j;
      const v = flows.cost[k * n + i]!;
      const flow = scenario.net[c]! * v * flows.demand[k * n + j]!;
      const share = (scenario.pull[c]! * v) / flows.price[k * n + j]!;
      exports += flow;
      bend += (table.sigma[k]! - 1) * (1 - share) * flow;
    }
  return exports / bend;
}

/** Rates of `choosers` by the formula, at the equilibrium those rates lead to; the other regions keep their tariffs. */
export function uniformTariffs(
  world: World,
  choosers: readonly number[] = world.table.regions.map((_, j) => j),
  { tolerance = 1e-11, maxRounds = 200 } = {},
): UniformPolicy {
  const mixer = accelerator(choosers.length);
  let equilibrium = solveEquilibrium(world, world.table.tariff);
  let rates: Float64Array = Float64Array.from(choosers, (i) => formulaRate(equilibrium, i));
  for (let rounds = 1; rounds <= maxRounds; rounds++) {
    const tariff = withRates(world, choosers, rates);
    equilibrium = solveEquilibrium(world, tariff, { start: equilibrium.flows });
    const wanted = Float64Array.from(choosers, (i) => formulaRate(equilibrium, i));
    const gap = wanted.reduce((most, t, k) => Math.max(most, Math.abs(t - rates[k]!)), 0);
    if (gap <= tolerance)
      return { rates, equilibrium, welfare: governmentWelfare(world, equilibrium.flows), rounds };
    rates = mixer.next(rates, wanted).map((t, k) => (t > -0.9 ? t : wanted[k]!));
  }
  throw incorrect(
    'economy/no-optimum',
    `The uniform tariffs of ${choosers.map((j) => world.table.regions[j]).join(', ')} did not settle in ${maxRounds} rounds.`,
    'Start from a table without prohibitive tariffs.',
  );
}

function withRates({ n, s, table }: World, choosers: readonly number[], rates: Float64Array): Float64Array {
  const tariff = table.tariff.slice();
  choosers.forEach((j, at) => {
    for (let k = 0; k < s; k++)
      for (let i = 0; i < n; i++) if (i !== j) tariff[(k * n + i) * n + j] = rates[at]!;
  });
  return tariff;
}
