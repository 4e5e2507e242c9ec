// Which measures wait for which: those they may be subject to, and those that stand in their place.

import { names } from '../law/cycles.ts';
import type { Measure } from '../law/measure.ts';
import { covers } from '../law/resolve.ts';
import { conditionsOf, type Step } from './standings.ts';

/** The tests of a step whether others are charged, each as the programs, measures and families that it names. */
export const payersNamed = ({ standing }: Step): readonly (readonly string[])[] => [
  ...new Map(
    conditionsOf(standing).flatMap((one) => (one.is === 'subject-to' ? [[one.of.join(), one.of]] : [])),
  ).values(),
];

/** Of each measure, by position in the law, those that it waits for on some day. */
export function waitsOf(
  measures: readonly Measure[],
  stepsOf: readonly (readonly (Step | undefined)[])[],
): readonly ReadonlySet<number>[] {
  const known = new Map<string, readonly number[]>();
  const positions = (key: string, fits: (measure: Measure) => boolean): readonly number[] => {
    const found = known.get(key) ?? [...measures.keys()].filter((position) => fits(measures[position]!));
    known.set(key, found);
    return found;
  };
  const waits = measures.map(() => new Set<number>());
  measures.forEach((measure, position) => {
    const steps = [...new Set(stepsOf[position])].filter((step) => step !== undefined);
    for (const name of new Set(steps.flatMap(payersNamed).flat()))
      for (const payer of positions(`payer ${name}`, (other) => names(name, other)))
        waits[position]!.add(payer);
    for (const name of new Set(measure.inLieuOf.flatMap(({ value }) => value.value)))
      for (const parent of positions(`lieu ${name}`, ({ id }) => covers(name, id)))
        waits[parent]!.add(position);
  });
  waits.forEach((own, position) => {
    own.delete(position);
  });
  return waits;
}

/**
 * Parts measures into clusters, each before those that wait for it. Measures of one cluster wait for one another in a circle; not on one
 * day, but over time.
 */
export function clustersOf(
  among: readonly number[],
  waits: readonly ReadonlySet<number>[],
): readonly (readonly number[])[] {
  const reached = new Map<number, ReadonlySet<number>>();
  const reachOf = (from: number): ReadonlySet<number> => {
    const seen = new Set([from]);
    for (const one of seen) for (const next of waits[one]!) if (inside.has(next)) seen.add(next);
    return seen;
  };
  const inside = new Set(among);
  for (const one of among) reached.set(one, reachOf(one));
  const sorted = [...among].sort((a, b) => reached.get(a)!.size - reached.get(b)!.size || a - b);
  const done = new Set<number>();
  return sorted.flatMap((one): readonly (readonly number[])[] => {
    if (done.has(one)) return [];
    const circle = [...reached.get(one)!].filter((other) => reached.get(other)!.has(one));
    for (const other of circle) done.add(other);
    return [circle.sort((a, b) => a - b)];
  });
}
