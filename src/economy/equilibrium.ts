// Solves the world for given tariffs: Newton steps from the analytic Jacobian, corrected by Broyden's rule between fresh
// ones. It returns an equilibrium that holds, or throws; never a half-converged number.
import { incorrect } from '../core/errors.ts';
import {
  computeFlows,
  emptyFlows,
  type Flows,
  prepareScenario,
  type Scenario,
  type Worst,
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
const GOOD_PROGRESS = 0.5;
/** Where even short Newton steps no longer help, this many tolerances are rounding; the residual is reported. */
const ROUNDING = 20;

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
  return approach(world, scenario, flows, tolerance, maxSteps);
}

/** Divides wages and spending so that world labour income is 1. */
function setNumeraire({ n, labourIncome }: World, { wage, spending }: Flows): void {
  let total = 0;
  for (let i = 0; i < n; i++) total += wage[i]! * labourIncome[i]!;
  for (let i = 0; i < n; i++) {
    wage[i]! /= total;
    spending[i]! /= total;
  }
}

/** Factors of a Jacobian and Broyden's rank-one corrections of its inverse. `fresh`: taken at the present point. */
interface Slope {
  readonly factors: Factors;
  readonly corrections: Correction[];
  readonly fresh: boolean;
}

interface Correction {
  readonly direction: Float64Array;
  readonly by: Float64Array;
}

/**
 * Steps along the corrected slope while they at least halve the worst residual; otherwise takes a fresh Jacobian, and
 * with a fresh one shortens the step.
 */
function approach(
  world: World,
  scenario: Scenario,
  flows: Flows,
  tolerance: number,
  maxSteps: number,
): Equilibrium {
  const many = world.n > MANY_REGIONS;
  const freshSlope = (): Slope => ({
    factors: factorsAt(world, scenario, flows),
    corrections: [],
    fresh: true,
  });
  let worst = worstResidual(world, flows);
  let slope: Slope | undefined;
  let step: Float64Array | undefined;
  for (let steps = 0; steps < maxSteps; steps++) {
    if (worst.size <= tolerance) return { world, scenario, flows, residual: worst.size, steps };
    slope ??= many ? { factors: startingFactors(world), corrections: [], fresh: false } : freshSlope();
    step ??= correctedStep(world, flows, slope);
    const from = { wage: flows.wage.slice(), spending: flows.spending.slice() };
    const full = limit(step);
    move(world, scenario, flows, from, full, 1);
    const reached = worstResidual(world, flows);
    if (reached.size <= GOOD_PROGRESS * worst.size || reached.size <= tolerance) {
      worst = reached;
      step = full === step ? learn(world, flows, slope, step) : undefined;
      slope = { ...slope, fresh: false };
    } else if (slope.fresh) {
      const shorter = shorten(world, scenario, flows, from, full, reached, worst.size);
      if (shorter.size >= worst.size) {
        if (shorter.size <= ROUNDING * tolerance)
          return { world, scenario, flows, residual: shorter.size, steps: steps + 1 };
        break;
      }
      worst = shorter;
      slope = undefined;
      step = undefined;
    } else {
      move(world, scenario, flows, from, full, 0);
      slope = freshSlope();
      step = undefined;
    }
  }
  throw notConverged(world, scenario, worst, maxSteps);
}

const notConverged = (world: World, scenario: Scenario, { size, region }: Worst, steps: number) =>
  incorrect(
    'economy/no-convergence',
    `No equilibrium after ${steps} steps: the accounts of ${world.table.regions[region]} are still off by ${size.toExponential(1)} of its income; its tariffs changed most in sector ${mostChangedSector(world, scenario, region)}.`,
    'Check the tariffs and the deficit of that region, or start from a nearby equilibrium.',
  );

/** The sector in which duties that a region pays or takes moved furthest. */
function mostChangedSector({ n, table }: World, { tariff }: Scenario, region: number): string | undefined {
  let most = -1;
  let at = 0;
  tariff.forEach((t, c) => {
    if (c % n !== region && Math.floor(c / n) % n !== region) return;
    const change = Math.abs(Math.log((1 + t) / (1 + table.tariff[c]!)));
    if (change > most) {
      most = change;
      at = c;
    }
  });
  return table.sectors[Math.floor(at / (n * n))];
}

/** Factors of the Jacobian at `flows`; throws `incorrect` naming the region whose equation does not stand alone. */
export function factorsAt(world: World, scenario: Scenario, flows: Flows): Factors {
  const factors = factorise(computeJacobian(world, scenario, flows), 2 * world.n);
  if (isSingular(factors)) throw singular(world, factors.singularColumn);
  return factors;
}

function singular({ table, n, s }: World, column: number) {
  const region = column % n;
  const sales = table.sectors.map((_, k) => table.trade[(k * n + region) * n + region]!);
  return incorrect(
    'economy/singular',
    `The table is singular: the ${column < n ? 'wage' : 'spending'} of ${table.regions[region]} is not determined by its trade (${s} sectors, at home mostly ${table.sectors[sales.indexOf(Math.max(...sales))]}).`,
    'The region, or a group with it, trades with nobody else, or its deficit cannot be paid. Merge it or drop it.',
  );
}

function limit(step: Float64Array): Float64Array {
  let longest = 0;
  for (let c = 0; c < step.length; c++) longest = Math.max(longest, Math.abs(step[c]!));
  return longest > LONGEST_STEP ? step.map((x) => (x * LONGEST_STEP) / longest) : step;
}

/** Puts `flows` at `from` moved by a part of `step`. */
function move(
  world: World,
  scenario: Scenario,
  flows: Flows,
  from: Pick<Flows, 'wage' | 'spending'>,
  step: Float64Array,
  part: number,
): void {
  for (let i = 0; i < world.n; i++) {
    flows.wage[i] = from.wage[i]! * Math.exp(part * step[i]!);
    flows.spending[i] = from.spending[i]! * Math.exp(part * step[world.n + i]!);
  }
  setNumeraire(world, flows);
  computeFlows(world, scenario, flows);
}

/** Halves the step until the worst residual falls. */
function shorten(
  world: World,
  scenario: Scenario,
  flows: Flows,
  from: Pick<Flows, 'wage' | 'spending'>,
  step: Float64Array,
  reached: Worst,
  before: number,
) {
  let worst = reached;
  for (let part = 0.5; !(worst.size < before) && part > 1e-4; part /= 2) {
    move(world, scenario, flows, from, step, part);
    worst = worstResidual(world, flows);
  }
  return worst;
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

/** Minus the residuals through the inverse and its corrections. The numeraire's row holds already. */
function correctedStep({ n }: World, { residual }: Flows, { factors, corrections }: Slope): Float64Array {
  const step = residual.map((x) => -x);
  step[2 * n - 1] = 0;
  solve(factors, step);
  for (const { direction, by } of corrections) {
    const along = dot(direction, step);
    for (let i = 0; i < step.length; i++) step[i]! += by[i]! * along;
  }
  return step;
}

/** Broyden's good update after a full step: keeps the correction and returns the next step, if it can be trusted. */
function learn(world: World, flows: Flows, slope: Slope, step: Float64Array): Float64Array | undefined {
  const next = correctedStep(world, flows, slope);
  const length = dot(step, step);
  const gain = 1 - dot(step, next) / length;
  if (!(Math.abs(gain) > 0.1)) return next;
  slope.corrections.push({ direction: step, by: next.map((x) => x / (gain * length)) });
  return next.map((x) => x / gain);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
