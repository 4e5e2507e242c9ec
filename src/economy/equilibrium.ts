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
import { benchmarkSlope, correctedStep, learn, type Slope, slopeAt } from './slope.ts';
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
  let worst = worstResidual(world, flows);
  let slope: Slope | undefined;
  /** Whether the slope was taken at the present point. */
  let fresh = false;
  /** The last step, when it was taken in full: the slope learns from it. */
  let last: Float64Array | undefined;
  for (let steps = 0; steps < maxSteps; steps++) {
    if (worst.size <= tolerance) return { world, scenario, flows, residual: worst.size, steps };
    if (!slope) {
      fresh = steps > 0 || world.n <= MANY_REGIONS;
      slope = fresh ? slopeAt(world, scenario, flows) : benchmarkSlope(world);
    }
    const step = last ? learn(world, flows, slope, last) : correctedStep(world, flows, slope);
    const from = { wage: flows.wage.slice(), spending: flows.spending.slice() };
    const full = limit(step);
    last = undefined;
    move(world, scenario, flows, from, full, 1);
    const reached = worstResidual(world, flows);
    if (reached.size <= GOOD_PROGRESS * worst.size || reached.size <= tolerance) {
      worst = reached;
      fresh = false;
      if (full === step) last = step;
    } else if (fresh) {
      const shorter = shorten(world, scenario, flows, from, full, reached, worst.size);
      if (shorter.size >= worst.size) {
        if (shorter.size <= ROUNDING * tolerance)
          return { world, scenario, flows, residual: shorter.size, steps: steps + 1 };
        break;
      }
      worst = shorter;
      slope = undefined;
    } else {
      move(world, scenario, flows, from, full, 0);
      slope = undefined;
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
