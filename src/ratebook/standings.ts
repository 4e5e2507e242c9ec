// Measures step by step: what stands between two turns, and everything about the goods, origin and day it asks.

import type { Moment } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import type { Condition, GoodsScope, OriginScope } from '../law/instrument.ts';
import type { Measure, Source, Sourced } from '../law/measure.ts';
import type { ResolvedLaw } from '../law/resolve.ts';
import type { Calendar, Standing, View } from '../law/view.ts';
import type { Turns } from './turns.ts';

export interface Span {
  readonly before?: Moment;
  readonly from?: Moment;
}

/** One measure between two of its turns. */
export interface Step {
  readonly standing: Standing;
  readonly origins: OriginScope;
  /** Names of goods in its scope and all its conditions. */
  readonly goods: readonly string[];
  readonly originScopes: readonly OriginScope[];
  readonly entered: readonly Span[];
  /** The same for steps that say the same, in this law or another read from the same pack. */
  readonly key: string;
  readonly fields: string;
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

/** A law without origins: every measure has all, so that one view holds every measure that stands. */
export function everywhere(law: ResolvedLaw, measures: readonly Measure[]): ResolvedLaw {
  const all: OriginScope = { all: true, of: [], except: [] };
  return {
    ...law,
    measures: measures.map((measure) => ({
      ...measure,
      origins: [{ ...measure.origins[0]!, value: { ...measure.origins[0]!.value, value: all } }],
    })),
  };
}

function stepOf(standing: Standing, measure: Measure, on: Moment): Step {
  const [origins, goods, inLieuOf] = [
    at(measure.origins, on),
    at(measure.goods, on),
    at(measure.inLieuOf, on),
  ];
  const set = [at(measure.base, on), at(measure.heading, on), goods, at(measure.when, on), inLieuOf];
  const conditions = conditionsOf(standing);
  return {
    standing,
    origins: origins.value,
    goods: [
      ...namesIn(goods.value),
      ...conditions.flatMap((one) => (one.is === 'goods' ? namesIn(one.goods) : [])),
    ],
    originScopes: conditions.flatMap((one) => (one.is === 'origins' ? [one.origins] : [])),
    entered: conditions.flatMap((one) => (one.is === 'entered' ? [one] : [])),
    key: [
      measure.id,
      ...[standing.duty, ...set, ...standing.exceptions].map(sourced),
      ...standing.exceptions.map(({ value }) => value.key),
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
export function momentsOf(measures: readonly Measure[], bounds: readonly Span[]): readonly Moment[] {
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

/** Every measure that stands, in every turn. */
export const viewsOf = (calendar: Calendar, turns: Turns): readonly View[] =>
  turns.days.map((_, turn) => calendar.viewAt(ANYWHERE, turns.moment(turn)));

const ANYWHERE = 'CN';

/** The step of a measure at every turn; undefined where it is not charged. Turns with the same step share it. */
export function stepsOf(
  measure: Measure,
  views: readonly View[],
  turns: Turns,
): readonly (Step | undefined)[] {
  const starts = new Set([0, ...linesOf(measure).flatMap(changes).map(turns.indexOf)]);
  const steps: (Step | undefined)[] = [];
  for (let turn = 0; turn < turns.count; turn++) {
    if (!starts.has(turn)) {
      steps.push(steps[turn - 1]);
      continue;
    }
    const standing = views[turn]!.standings.find((one) => one.measure.id === measure.id);
    steps.push(standing?.state.is === 'in-force' ? stepOf(standing, measure, turns.moment(turn)) : undefined);
  }
  return steps;
}

/** The part of a view of every measure in which only `steps` stand, in the order of the law. */
export function viewOfSteps(steps: readonly Step[], whole: View): View {
  const places = new Map(steps.map(({ standing }, place) => [standing.measure.id, place]));
  const placesOf = (indexes: readonly number[]): readonly number[] =>
    indexes.flatMap((index) => places.get(whole.standings[index]!.measure.id) ?? []);
  const payers = new Map<string, readonly number[]>();
  const childrenOf = new Map(
    whole.standings.flatMap(({ measure, children }) =>
      places.has(measure.id) ? [[measure.id, placesOf(children)] as const] : [],
    ),
  );
  return {
    standings: steps.map(({ standing }) => ({
      ...standing,
      children: childrenOf.get(standing.measure.id)!,
    })),
    payers(name) {
      const found = payers.get(name) ?? placesOf(whole.payers(name));
      payers.set(name, found);
      return found;
    },
  };
}
