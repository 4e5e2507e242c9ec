// Solves the world for given tariffs: Newton with the analytic Jacobian for a few regions, Broyden from the benchmark's
// factors for many. It returns an equilibrium that holds, or throws; never a half-converged number.
import { incorrect } from '../core/errors.ts';
import {
  computeFlows,
  emptyFlows,
  type Flows,
  prepareScenario,
  type Scenario,
  worstResidual,
} from './flows.ts';
import { computeJacobian } from './jacobian.ts';
import { type Factors, factorise, isSingular, solve } from './linear.ts';
import type { World } from './world.ts';

export interface SolveOptions {
  /** Largest relative residual of any equation. Default 1e-12. */
  readonly tolerance?: number;
  readonly maxSteps?: number;
  /** Wages and spending to start from, e.g. those of a nearby equilibrium. */
  readonly start?: Pick<Flows, 'wage' | 'spending'>;
}

/** A solved world: its scenario, its flows, the residual that is left and the steps it took. */
export interface Equilibrium {
  readonly world: World;
  readonly scenario: Scenario;
  readonly flows: Flows;
  readonly residual: number;
  readonly steps: number;
}

const MANY_REGIONS = 32;
const LONGEST_STEP = 1;

/**
 * The equilibrium at `tariff` (a cube of fractions, as in `Table.tariff`).
 * Throws `incorrect` for a tariff at or below −100 %, a singular table, or when no equilibrium is reached.
 */
export function solveEquilibrium(
  world: World,
  tariff: Float64Array,
  options: SolveOptions = {},
): Equilibrium {
  const { start, tolerance = 1e-12, maxSteps = 100 } = options;
  const scenario = prepareScenario(world, tariff);
  const flows = emptyFlows(world);
  flows.wage.set(start?.wage ?? flows.wage);
  flows.spending.set(start?.spending ?? world.spending);
  setNumeraire(world, flows);
  computeFlows(world, scenario, flows);
  const quick = world.n > MANY_REGIONS ? broyden(world, scenario, flows, tolerance) : undefined;
  return quick ?? newton(world, scenario, flows, tolerance, maxSteps);
}

/** Divides wages and spending so that world labour income is 1. */
function setNumeraire({ labourIncome }: World, { wage, spending }: Flows): void {
  const total = wage.reduce((sum, w, i) => sum + w * labourIncome[i]!, 0);
  for (let i = 0; i < wage.length; i++) {
    wage[i]! /= total;
    spending[i]! /= total;
  }
}

function newton(world: World, scenario: Scenario, flows: Flows, tolerance: number, maxSteps: number) {
  let worst = worstResidual(world, flows);
  for (let steps = 0; steps <= maxSteps; steps++) {
    if (worst.size <= tolerance) return { world, scenario, flows, residual: worst.size, steps };
    if (steps === maxSteps) break;
    const step = newtonStep(world, flows, factorsAt(world, scenario, flows));
    const next = lineSearch(world, scenario, flows, step, worst.size);
    if (next.size >= worst.size && next.size > tolerance) {
      if (worst.size <= 100 * tolerance)
        return { world, scenario, flows, residual: next.size, steps: steps + 1 };
      worst = next;
      break;
    }
    worst = next;
  }
  throw notConverged(world, worst, maxSteps);
}

const notConverged = ({ table }: World, { size, region }: { size: number; region: number }, steps: number) =>
  incorrect(
    'economy/no-convergence',
    `No equilibrium after ${steps} steps: the accounts of ${table.regions[region]} are still off by ${size.toExponential(1)} of its income.`,
    'Check the tariffs and the deficit of that region, or start from a nearby equilibrium.',
  );

/** Factors of the Jacobian at `flows`; throws `incorrect` naming the region whose equation does not stand alone. */
export function factorsAt(world: World, scenario: Scenario, flows: Flows): Factors {
  const factors = factorise(computeJacobian(world, scenario, flows), 2 * world.n);
  if (isSingular(factors)) throw singular(world, factors.singularColumn);
  return factors;
}

function singular({ table, n }: World, column: number) {
  const region = table.regions[column % n];
  const what = column < n ? 'wage' : 'spending';
  return incorrect(
    'economy/singular',
    `The table is singular: the ${what} of ${region} is not determined (sectors ${table.sectors.slice(0, 3).join(', ')}...).`,
    'The region, or a group with it, trades with nobody else, or its deficit cannot be paid. Merge it or drop it.',
  );
}

function newtonStep({ n }: World, { residual }: Flows, factors: Factors): Float64Array {
  const step = residual.map((x) => -x);
  step[2 * n - 1] = 0;
  return limit(solve(factors, step));
}

function limit(step: Float64Array): Float64Array {
  const longest = step.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return longest > LONGEST_STEP ? step.map((x) => (x * LONGEST_STEP) / longest) : step;
}

/** Moves along `step`, halving it while the worst residual does not fall; leaves `flows` at the point reached. */
function lineSearch(world: World, scenario: Scenario, flows: Flows, step: Float64Array, before: number) {
  const wage = flows.wage.slice();
  const spending = flows.spending.slice();
  for (let length = 1, tries = 0; ; length /= 2, tries++) {
    move(world, flows, wage, spending, step, length);
    computeFlows(world, scenario, flows);
    const worst = worstResidual(world, flows);
    if (worst.size < before || tries >= 12) return worst;
  }
}

function move(
  world: World,
  flows: Flows,
  wage: Float64Array,
  spending: Float64Array,
  step: Float64Array,
  length: number,
): void {
  for (let i = 0; i < world.n; i++) {
    flows.wage[i] = wage[i]! * Math.exp(length * step[i]!);
    flows.spending[i] = spending[i]! * Math.exp(length * step[world.n + i]!);
  }
  setNumeraire(world, flows);
}

const benchmarkFactors = new WeakMap<World, Factors>();

/** Factors at the benchmark, computed once for each world. */
function startingFactors(world: World): Factors {
  const known = benchmarkFactors.get(world);
  if (known) return known;
  const flows = emptyFlows(world);
  flows.spending.set(world.spending);
  const scenario = prepareScenario(world, world.table.tariff);
  computeFlows(world, scenario, flows);
  const factors = factorsAt(world, scenario, flows);
  benchmarkFactors.set(world, factors);
  return factors;
}

interface Correction {
  readonly direction: Float64Array;
  readonly by: Float64Array;
}

/** Broyden's good method: rank-one corrections of the benchmark's inverse. Undefined when it does not get there. */
function broyden(world: World, scenario: Scenario, flows: Flows, tolerance: number): Equilibrium | undefined {
  const factors = startingFactors(world);
  const corrections: Correction[] = [];
  let step = correctedStep(world, flows, factors, corrections);
  for (let steps = 1; steps <= 40; steps++) {
    move(world, flows, flows.wage.slice(), flows.spending.slice(), limit(step), 1);
    computeFlows(world, scenario, flows);
    const { size } = worstResidual(world, flows);
    if (size <= tolerance) return { world, scenario, flows, residual: size, steps };
    if (!Number.isFinite(size)) break;
    const next = correctedStep(world, flows, factors, corrections);
    const length = dot(step, step);
    const gain = 1 - dot(step, next) / length;
    if (Math.abs(gain) < 1e-6) break;
    const by = next.map((x) => x / (gain * length));
    corrections.push({ direction: step, by });
    step = next.map((x) => x / gain);
  }
  flows.wage.fill(1);
  flows.spending.set(world.spending);
  computeFlows(world, scenario, flows);
  return undefined;
}

function correctedStep(
  world: World,
  { residual }: Flows,
  factors: Factors,
  corrections: readonly Correction[],
) {
  const step = residual.map((x) => -x);
  step[2 * world.n - 1] = 0;
  solve(factors, step);
  for (const { direction, by } of corrections) {
    const along = dot(direction, step);
    for (let i = 0; i < step.length; i++) step[i]! += by[i]! * along;
  }
  return step;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
