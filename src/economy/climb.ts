// Climbing to the best tariffs along their exact gradient: the slow, sure way when first-order conditions do not settle.
import { factorsOf, type Slopes, shadowValues, tariffGradient } from './adjoint.ts';
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import { type Bounds, type Minimum, minimise } from './lbfgs.ts';
import { ceiling, type PolicyOptions } from './policy.ts';
import type { World } from './world.ts';

/** What is to be made large, and its partial derivatives. */
export interface Goal {
  readonly value: number;
  readonly slopes: Slopes;
}

export interface Climb {
  readonly equilibrium: Equilibrium;
  /** Largest projected gradient that is left. */
  readonly slope: number;
}

/** Maximises `goal` over the tariffs of `choosers`, from `start`, within the bounds of `options`. */
export function climbTariffs(
  world: World,
  choosers: readonly number[],
  start: Float64Array,
  goal: (equilibrium: Equilibrium) => Goal,
  options: PolicyOptions,
  { slope = 1e-8, maxSteps = 2000 } = {},
): Climb {
  const groups = cellGroups(world, choosers, options);
  const bounds = boundsOf(world.n, groups, options);
  let last: Equilibrium | undefined;
  const solveAt = (x: Float64Array): Equilibrium => {
    const tariff = start.slice();
    groups.forEach((cells, g) => {
      for (const c of cells) tariff[c] = Math.expm1(x[g]!);
    });
    last = solveEquilibrium(world, tariff, last ? { start: last.flows } : {});
    return last;
  };
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const equilibrium = solveAt(x);
    const { value, slopes } = goal(equilibrium);
    const cube = tariffGradient(equilibrium, shadowValues(equilibrium, factorsOf(equilibrium), slopes));
    groups.forEach((cells, g) => {
      gradient[g] = -cells.reduce((sum, c) => sum + cube[c]!, 0) * Math.exp(x[g]!);
    });
    return -value;
  };
  const from = Float64Array.from(groups, (cells) => Math.log1p(mean(cells.map((c) => start[c]!))));
  const found: Minimum = minimise(objective, from, bounds, { tolerance: slope, maxSteps });
  return { equilibrium: solveAt(found.x), slope: found.slope };
}

/** Cells that move together: each foreign cell alone, or all origins of a sector under most-favoured-nation rules. */
function cellGroups(
  { n, s }: World,
  choosers: readonly number[],
  { mfn = false }: PolicyOptions,
): number[][] {
  const groups: number[][] = [];
  for (const j of choosers)
    for (let k = 0; k < s; k++) {
      const cells: number[] = [];
      for (let i = 0; i < n; i++) if (i !== j) cells.push((k * n + i) * n + j);
      groups.push(...(mfn ? [cells] : cells.map((c) => [c])));
    }
  return groups;
}

const boundsOf = (n: number, groups: readonly (readonly number[])[], options: PolicyOptions): Bounds => ({
  lower: new Float64Array(groups.length).fill(Math.log1p(options.lowest ?? 0)),
  upper: Float64Array.from(groups, (cells) => Math.log1p(ceiling(n, options, cells[0]!))),
});

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
