// Measures step by step: what stands between two turns, and everything about the goods, origin and day it asks.

import type { Moment } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import type { Condition, GoodsScope, OriginScope, Threshold } from '../law/instrument.ts';
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
  /** Tests of the base duty's rate. */
  readonly rates: readonly Threshold[];
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

/** All conditions of a standing, those within others too. */
export const conditionsOf = ({ when, exceptions, heading }: Standing): readonly Condition[] => [
  ...within(when),
  ...exceptions.flatMap(({ value }) => within(value.when)),
  ...heading.flatMap(({ when: condition }) => within(condition)),
];

/** Names of goods in a standing's scope and all its conditions. */
export const goodsNamesOf = (standing: Standing): readonly string[] => [
  ...namesIn(standing.goods),
  ...conditionsOf(standing).flatMap((one) => (one.is === 'goods' ? namesIn(one.goods) : [])),
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

/** What a standing asks; `fields` are the numbers of the acts that set what its exceptions and duty do not show. */
function asking(standing: Standing, origins: OriginScope, fields: string): Step {
  const conditions = conditionsOf(standing);
  return {
    standing,
    origins,
    fields,
    goods: goodsNamesOf(standing),
    originScopes: conditions.flatMap((one) => (one.is === 'origins' ? [one.origins] : [])),
    entered: conditions.flatMap((one) => (one.is === 'entered' ? [one] : [])),
    rates: conditions.flatMap((one) => (one.is === 'base-duty' ? [one.test] : [])),
    key: [
      fields,
      ...[standing.duty, ...standing.exceptions].map(sourced),
      ...standing.exceptions.map(({ value }) => value.key),
    ].join(),
  };
}

function stepOf(standing: Standing, measure: Measure, on: Moment): Step {
  const lines = [measure.base, measure.heading, measure.goods, measure.when, measure.inLieuOf];
  const fields = [measure.id, ...lines.map((line) => sourced(at(line as Timeline<Sourced<unknown>>, on)))];
  return asking(standing, at(measure.origins, on).value, fields.join());
}

/** Whether a condition fails for every entry whose origin is in none of the scopes for which `outside` says so. */
function fails(condition: Condition, outside: (scope: OriginScope) => boolean): boolean {
  if (condition.is === 'origins') return outside(condition.origins);
  if (condition.is === 'all') return condition.of.some((one) => fails(one, outside));
  return condition.is === 'any' && condition.of.every((one) => fails(one, outside));
}

/** A step without the exceptions that can never hold for an origin. */
export function stepFor(step: Step, outside: (scope: OriginScope) => boolean): Step {
  const { exceptions } = step.standing;
  const left = exceptions.filter(({ value }) => !fails(value.when, outside));
  if (left.length === exceptions.length) return step;
  return asking({ ...step.standing, exceptions: left }, step.origins, step.fields);
}

/** Whether a condition fails for an entry that declares nothing but its mode. */
const failsUndeclared = (condition: Condition): boolean =>
  condition.is === 'loaded' ||
  condition.is === 'claim' ||
  (condition.is === 'all' && condition.of.some(failsUndeclared)) ||
  (condition.is === 'any' && condition.of.every(failsUndeclared));

function hangsOnMode(condition: Condition): boolean {
  if (condition.is === 'mode') return true;
  if (condition.is === 'not') return hangsOnMode(condition.of);
  if (condition.is === 'all') return !failsUndeclared(condition) && condition.of.some(hangsOnMode);
  return condition.is === 'any' && condition.of.some(hangsOnMode);
}

/** Whether the mode alone, with nothing else declared, can change what a standing does. */
export const modeDecides = ({ when, exceptions, heading }: Standing): boolean =>
  [when, ...exceptions.map(({ value }) => value.when), ...heading.map((one) => one.when)].some(
    (condition) => condition != null && hangsOnMode(condition),
  );

/** Thresholds of the base duty's rate that the law names, ascending. */
export const rateTests = (steps: Iterable<Step>): readonly number[] =>
  [...new Set([...steps].flatMap(({ rates }) => rates.map(({ share }) => share)))].sort((a, b) => a - b);

/** Moments at which a law can turn for a territory: its measures, its lists, groups of countries, days of entry. */
export function momentsOf(measures: readonly Measure[], bounds: readonly Span[]): readonly Moment[] {
  return [
    ...measures.flatMap((measure) => linesOf(measure).flatMap(changes)),
    ...bounds.flatMap(({ before, from }) => [before, from]).filter((moment) => moment !== undefined),
  ];
}

/** All conditions of a measure on any day. */
const allConditions = (measure: Measure): readonly Condition[] =>
  [
    ...measure.when.map(({ value }) => value.value),
    ...[...measure.exceptions.values()].flatMap((line) => line.map(({ value }) => value?.value.when)),
    ...measure.heading.flatMap(({ value }) => value.value.map(({ when }) => when)),
  ].flatMap(within);

/** Spans of entry days in any condition of a measure on any day. */
export const enteredSpans = (measure: Measure): readonly Span[] =>
  allConditions(measure).flatMap((one) => (one.is === 'entered' ? [one] : []));

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
    steps.push(
      standing?.state.is === 'in-force'
        ? stepOf({ ...standing, children: [] }, measure, turns.moment(turn))
        : undefined,
    );
  }
  return steps;
}

const positions = new WeakMap<View, ReadonlyMap<string, number>>();

function positionsIn(whole: View): ReadonlyMap<string, number> {
  const known = positions.get(whole);
  if (known) return known;
  const made = new Map(whole.standings.map(({ measure }, position) => [measure.id, position]));
  positions.set(whole, made);
  return made;
}

const stoodIn = new WeakMap<View, ReadonlyMap<string, ReadonlySet<string>>>();

/** Whether one measure stands in the place of another in a view of every measure. */
export function standsIn(whole: View, child: string, parent: string): boolean {
  const made =
    stoodIn.get(whole) ??
    new Map(
      whole.standings.flatMap(({ measure, children }) =>
        children.length === 0
          ? []
          : [[measure.id, new Set(children.map((index) => whole.standings[index]!.measure.id))]],
      ),
    );
  stoodIn.set(whole, made);
  return made.get(parent)?.has(child) ?? false;
}

const NONE: readonly number[] = [];

/** The part of a view of every measure in which only `steps` stand, in the order of the law. */
export function viewOfSteps(steps: readonly Step[], whole: View): View {
  const position = positionsIn(whole);
  const at = steps.map(({ standing }) => position.get(standing.measure.id)!);
  const placesOf = (wanted: readonly number[]): readonly number[] => {
    if (wanted.length === 0) return NONE;
    const places: number[] = [];
    for (const one of wanted) {
      const place = at.indexOf(one);
      if (place >= 0) places.push(place);
    }
    return places;
  };
  const payers = new Map<string, readonly number[]>();
  return {
    standings: steps.map(({ standing }, place) => {
      const { children } = whole.standings[at[place]!]!;
      return children.length === 0 ? standing : { ...standing, children: placesOf(children) };
    }),
    payers(name) {
      const found = payers.get(name) ?? placesOf(whole.payers(name));
      payers.set(name, found);
      return found;
    },
  };
}

/** Moments of loading that any condition of the measures names, ascending. */
export function loadedMoments(measures: readonly Measure[]): readonly Moment[] {
  const moments = measures
    .flatMap(allConditions)
    .flatMap((one) => (one.is === 'loaded' ? [one.before, one.from] : []))
    .filter((moment) => moment !== undefined);
  return [...new Set(moments)].sort((a, b) => a - b);
}
