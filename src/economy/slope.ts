// The slope along which an equilibrium is approached: factors of a Jacobian, corrected by Broyden's rule as steps are taken.
import { incorrect } from '../core/errors.ts';
import { computeFlows, emptyFlows, type Flows, prepareScenario, type Scenario, scaleOf } from './flows.ts';
import { computeJacobian } from './jacobian.ts';
import { type Factors, factorise, isSingular, solve } from './linear.ts';
import { room } from './room.ts';
import type { World } from './world.ts';

/** Factors of a Jacobian and Broyden's rank-one corrections of its inverse. */
export interface Slope {
  readonly factors: Factors;
  /** What each equation was measured against where the Jacobian was taken. */
  readonly scale: Float64Array;
  readonly corrections: Correction[];
}

interface Correction {
  readonly direction: Float64Array;
  readonly by: Float64Array;
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

export function slopeAt(world: World, scenario: Scenario, flows: Flows): Slope {
  const scale = new Float64Array(2 * world.n);
  for (let row = 0; row < scale.length; row++) scale[row] = scaleOf(world, flows, row);
  return { factors: factorsAt(world, scenario, flows), scale, corrections: [] };
}

const benchmarkSlopes = new WeakMap<World, Slope>();

/** The slope at the benchmark, computed once for each world. */
export function benchmarkSlope(world: World): Slope {
  const known = benchmarkSlopes.get(world);
  if (known) return { ...known, corrections: [] };
  const flows = emptyFlows(world);
  flows.spending.set(world.spending);
  const scenario = prepareScenario(world, world.table.tariff);
  computeFlows(world, scenario, flows);
  const slope = slopeAt(world, scenario, flows);
  benchmarkSlopes.set(world, slope);
  return { ...slope, corrections: [] };
}

/**
 * Minus the residuals through the inverse and its corrections: relative residuals, for in logs they are closer to
 * linear. The numeraire's row holds already.
 */
export function correctedStep(world: World, flows: Flows, slope: Slope): Float64Array {
  return correctInto(new Float64Array(slope.scale.length), world, flows, slope);
}

function correctInto(
  step: Float64Array,
  world: World,
  flows: Flows,
  { factors, scale, corrections }: Slope,
): Float64Array {
  for (let row = 0; row < step.length - 1; row++)
    step[row] = (-flows.residual[row]! * scale[row]!) / scaleOf(world, flows, row);
  solve(factors, step);
  for (const { direction, by } of corrections) {
    const along = dot(direction, step);
    for (let c = 0; c < step.length; c++) step[c]! += by[c]! * along;
  }
  return step;
}

/** Broyden's good update after a full step: keeps the correction, if it can be trusted, and returns the next step. */
export function learn(world: World, flows: Flows, slope: Slope, step: Float64Array): Float64Array {
  const take = room(2 * step.length);
  const next = correctInto(take(step.length), world, flows, slope);
  const length = dot(step, step);
  const gain = 1 - dot(step, next) / length;
  if (!(Math.abs(gain) > 0.1)) return next;
  const by = take(step.length);
  for (let c = 0; c < next.length; c++) {
    next[c]! /= gain;
    by[c] = next[c]! / length;
  }
  slope.corrections.push({ direction: step, by });
  return next;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
