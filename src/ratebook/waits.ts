// Which measures wait for which: those they may be subject to, and those that stand in their place.

import { names } from '../law/cycles.ts';
import type { Measure } from '../law/measure.ts';
import { covers } from '../law/resolve.ts';
import type { Step } from './standings.ts';

/** Of each measure, by position in the law, those that it waits for on some day, ascending. */
export function waitsOf(
  measures: readonly Measure[],
  stepsOf: readonly (readonly (Step | undefined)[])[],
): readonly (readonly number[])[] {
  const known = new Map<string, readonly number[]>();
  const positions = (key: string, fits: (measure: Measure) => boolean): readonly number[] => {
    const found = known.get(key) ?? [...measures.keys()].filter((position) => fits(measures[position]!));
    known.set(key, found);
    return found;
  };
  const waits = measures.map(() => new Set<number>());
  measures.forEach((measure, position) => {
    const steps = [...new Set(stepsOf[position])].filter((step) => step !== undefined);
    for (const name of new Set(steps.flatMap(({ payers }) => payers).flat()))
      for (const payer of positions(`payer ${name}`, (other) => names(name, other)))
        waits[position]!.add(payer);
    for (const name of new Set(measure.inLieuOf.flatMap(({ value }) => value.value)))
      for (const parent of positions(`lieu ${name}`, ({ id }) => covers(name, id)))
        waits[parent]!.add(position);
  });
  return waits.map((own, position) => {
    own.delete(position);
    return [...own].sort((a, b) => a - b);
  });
}

/**
 * Parts measures into clusters, each after those that it waits for. Measures of one cluster wait for one another in a circle; not on one
 * day, but over time. (Tarjan's strongly connected components.)
 */
export function clustersOf(
  among: readonly number[],
  waits: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const OUTSIDE = -1;
  const DONE = Number.MAX_SAFE_INTEGER;
  /** By position: when it was met, counted from 1; 0 not yet. */
  const met: number[] = new Array(waits.length).fill(OUTSIDE);
  for (const one of among) met[one] = 0;
  const clusters: (readonly number[])[] = [];
  const path: number[] = [];
  let count = 0;
  /** The earliest of the path that is reached from a measure. */
  const visit = (one: number): number => {
    const own = ++count;
    met[one] = own;
    path.push(one);
    let earliest = own;
    for (const next of waits[one]!) {
      const when = met[next]!;
      if (when !== OUTSIDE) earliest = Math.min(earliest, when === 0 ? visit(next) : when);
    }
    if (earliest === own) {
      const circle = path.splice(path.lastIndexOf(one));
      for (const other of circle) met[other] = DONE;
      clusters.push(circle.sort((a, b) => a - b));
    }
    return earliest === own ? DONE : earliest;
  };
  for (const one of among) if (met[one] === 0) visit(one);
  return clusters;
}
