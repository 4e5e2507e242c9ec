// Piecewise-constant functions of time: the one shape in which the law changes.

import { type Interval, isEmpty } from './interval.ts';
import { DAWN, FOREVER, type Moment } from './moment.ts';

export interface Step<T> {
  /** First moment at which `value` holds. The first step starts at DAWN. */
  readonly from: Moment;
  readonly value: T;
}

/** Steps in ascending order of `from`, at least one, the first from DAWN, no two neighbours equal (by `Object.is`). */
export type Timeline<T> = readonly Step<T>[];

export const constant = <T>(value: T): Timeline<T> => [{ from: DAWN, value }];

function indexAt<T>(line: Timeline<T>, moment: Moment): number {
  let low = 0;
  let high = line.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (line[middle]!.from <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The value at a moment. */
export const at = <T>(line: Timeline<T>, moment: Moment): T => line[indexAt(line, moment)]!.value;

/** The step in force at a moment and where it ends. */
export function stepAt<T>(line: Timeline<T>, moment: Moment): Step<T> & { readonly until: Moment } {
  const index = indexAt(line, moment);
  return { ...line[index]!, until: line[index + 1]?.from ?? FOREVER };
}

const joined = <T>(steps: readonly Step<T>[]): Timeline<T> =>
  steps.filter((step, i) => i === 0 || !Object.is(step.value, steps[i - 1]!.value));

/** `line` with `value` on the interval: what a later act does to a field. */
export function overlay<T>(line: Timeline<T>, over: Interval, value: T): Timeline<T> {
  if (isEmpty(over)) return line;
  const before = line.filter((step) => step.from < over.from);
  const after = line.filter((step) => step.from > over.until);
  const tail = over.until === FOREVER ? [] : [{ from: over.until, value: at(line, over.until) }];
  return joined([...before, { from: over.from, value }, ...tail, ...after]);
}

/** `f` of every value. */
export const map = <T, U>(line: Timeline<T>, f: (value: T) => U): Timeline<U> =>
  joined(line.map(({ from, value }) => ({ from, value: f(value) })));

/** The moments at which the value changes. */
export const changes = <T>(line: Timeline<T>): readonly Moment[] => line.slice(1).map((step) => step.from);

/** `f` of two timelines, moment by moment. */
export function merge<A, B, C>(a: Timeline<A>, b: Timeline<B>, f: (a: A, b: B) => C): Timeline<C> {
  const moments = [...new Set([DAWN, ...changes(a), ...changes(b)])].sort((x, y) => x - y);
  return joined(moments.map((from) => ({ from, value: f(at(a, from), at(b, from)) })));
}

/** `line` inside the interval, `outside` elsewhere. */
export function clip<T>(line: Timeline<T>, within: Interval, outside: T): Timeline<T> {
  const before = overlay(line, { from: DAWN, until: within.from }, outside);
  return overlay(before, { from: within.until, until: FOREVER }, outside);
}
