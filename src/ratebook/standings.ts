// Measures step by step: what stands between two turns, and everything about the goods, origin and day it asks.

import type { Moment } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import { names as speaksOf } from '../law/cycles.ts';
import type { Condition, GoodsScope, OriginScope } from '../law/instrument.ts';
import type { Measure, Source, Sourced } from '../law/measure.ts';
import type { Pack } from '../law/pack.ts';
import { covers } from '../law/resolve.ts';
import type { Standing, View } from '../law/view.ts';
import type { Turns } from './turns.ts';

export interface Span {
  readonly before?: Moment;
  readonly from?: Moment;
}

/** One measure between two of its turns. */
export interface Step {
  readonly standing: Standing;
  readonly inLieuOf: readonly string[];
  readonly origins: OriginScope;
  /** Names of goods in its scope and all its conditions. */
  readonly goods: readonly string[];
  readonly originScopes: readonly OriginScope[];
  readonly entered: readonly Span[];
  /** The same for steps that say the same, in this law or another read from the same pack. */
  readonly key: string;
}

export const linesOf = (measure: Measure): readonly Timeline<unknown>[] => [
  measure.state,
  measure.duty,
  measure.base,
  measure.heading,
  measure.origins,
  measure.goods,
  measure.when,
  measure.inLieuOf,
  ...measure.exceptions.values(),
];

const namesIn = (goods: GoodsScope | null): readonly string[] =>
  goods ? [...goods.any, ...goods.except] : [];

/** All conditions within a condition, itself too. */
function within(condition: Condition | null | undefined): readonly Condition[] {
  if (!condition) return [];
  if (condition.is === 'any' || condition.is === 'all') return [condition, ...condition.of.flatMap(within)];
  return condition.is === 'not' ? [condition, ...within(condition.of)] : [condition];
}

const conditionsOf = ({ when, exceptions, heading }: Standing): readonly Condition[] => [
  ...within(when),
  ...exceptions.flatMap(({ value }) => within(value.when)),
  ...heading.flatMap(({ when: condition }) => within(condition)),
];

const acts = new WeakMap<object, number>();
let actCount = 0;

/** A number for the act that set something: acts of one pack are the same objects in every fold of it. */
function actNumber({ act }: Source): number {
  const known = acts.get(act);
  if (known !== undefined) return known;
  acts.set(act, ++actCount);
  return actCount;
}

const sourced = (one: Sourced<unknown>): number => actNumber(one.by);

function stepAt(measure: Measure, on: Moment): Step | undefined {
  const state = at(measure.state, on);
  if (state.is !== 'in-force') return undefined;
  const [duty, base, heading, origins, goods, when, inLieuOf] = [
    at(measure.duty, on),
    at(measure.base, on),
    at(measure.heading, on),
    at(measure.origins, on),
    at(measure.goods, on),
    at(measure.when, on),
    at(measure.inLieuOf, on),
  ];
  const exceptions = [...measure.exceptions.values()].flatMap((line) => at(line, on) ?? []);
  const standing: Standing = {
    measure,
    state,
    until: 0,
    duty,
    base: base.value,
    heading: heading.value,
    goods: goods.value,
    when: when.value,
    exceptions,
    children: [],
  };
  const conditions = conditionsOf(standing);
  return {
    standing,
    inLieuOf: inLieuOf.value,
    origins: origins.value,
    goods: [
      ...namesIn(goods.value),
      ...conditions.flatMap((one) => (one.is === 'goods' ? namesIn(one.goods) : [])),
    ],
    originScopes: conditions.flatMap((one) => (one.is === 'origins' ? [one.origins] : [])),
    entered: conditions.flatMap((one) => (one.is === 'entered' ? [one] : [])),
    key: [
      measure.id,
      ...[duty, base, heading, goods, when, inLieuOf, ...exceptions].map(sourced),
      ...exceptions.map(({ value }) => value.key),
    ].join(),
  };
}

/** Thresholds of the base duty's rate that the law names, ascending. */
export const rateTests = (steps: Iterable<Step>): readonly number[] => {
  const tests = [...steps].flatMap(({ standing }) =>
    conditionsOf(standing).flatMap((one) => (one.is === 'base-duty' ? [one.test.share] : [])),
  );
  return [...new Set(tests)].sort((a, b) => a - b);
};

/** Moments at which a law can turn for a territory: its measures, its lists, groups of countries, days of entry. */
export function momentsOf(
  measures: readonly Measure[],
  pack: Pack,
  bounds: readonly Span[],
): readonly Moment[] {
  return [
    ...measures.flatMap((measure) => linesOf(measure).flatMap(changes)),
    ...bounds.flatMap(({ before, from }) => [before, from]).filter((moment) => moment !== undefined),
  ];
}

/** Spans of entry days in any condition of a measure on any day. */
export function enteredSpans(measure: Measure): readonly Span[] {
  const conditions = [
    ...measure.when.map(({ value }) => value.value),
    ...[...measure.exceptions.values()].flatMap((line) => line.map(({ value }) => value?.value.when)),
    ...measure.heading.flatMap(({ value }) => value.value.map(({ when }) => when)),
  ];
  return conditions.flatMap((one) => within(one)).flatMap((one) => (one.is === 'entered' ? [one] : []));
}

/** The step of a measure at every turn; undefined where it is not charged. Turns with the same step share it. */
export function stepsOf(measure: Measure, turns: Turns): readonly (Step | undefined)[] {
  const starts = new Set([0, ...linesOf(measure).flatMap(changes).map(turns.indexOf)]);
  const steps: (Step | undefined)[] = [];
  for (let turn = 0; turn < turns.count; turn++)
    steps.push(starts.has(turn) ? stepAt(measure, turns.moment(turn)) : steps[turn - 1]);
  return steps;
}

/** A view of only these steps, which are in the order of the law. */
export function viewOfSteps(steps: readonly Step[]): View {
  const payers = new Map<string, readonly number[]>();
  const standings = steps.map(({ standing }) => ({
    ...standing,
    children: steps.flatMap((other, index) =>
      other.standing !== standing && other.inLieuOf.some((name) => covers(name, standing.measure.id))
        ? [index]
        : [],
    ),
  }));
  return {
    standings,
    payers(name) {
      const found =
        payers.get(name) ??
        steps.flatMap(({ standing }, index) => (speaksOf(name, standing.measure) ? [index] : []));
      payers.set(name, found);
      return found;
    },
  };
}
