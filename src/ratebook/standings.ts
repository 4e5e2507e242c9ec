// Measures step by step: what stands between two turns, and everything about the goods, origin and day it asks.

import type { Moment } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import type { Condition, GoodsScope, OriginScope, Threshold } from '../law/instrument.ts';
import type { Measure, Source, Sourced } from '../law/measure.ts';
import { type Standing, standingAt } from '../law/view.ts';
import type { Turns } from './turns.ts';

export interface Span {
  readonly before?: Moment;
  readonly from?: Moment;
}

/** One measure between two of its turns. */
export interface Step {
  readonly standing: Standing;
  /** Position of the measure in the law. */
  readonly measure: number;
  readonly origins: OriginScope;
  /** Names of goods in its scope and all its conditions. */
  readonly goods: readonly string[];
  readonly originScopes: readonly OriginScope[];
  readonly entered: readonly Span[];
  /** Tests of the base duty's rate. */
  readonly rates: readonly Threshold[];
  /** Its tests whether others are charged, each as the programs, measures and families that it names. */
  readonly payers: readonly (readonly string[])[];
  /** Facts that are asked for, and those that count only when they are declared. */
  readonly facts: readonly string[];
  readonly declared: readonly string[];
  /** The same for steps that say the same. */
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

/** What a condition and all within it ask about. */
interface Questions {
  readonly goods: readonly string[];
  readonly origins: readonly OriginScope[];
  readonly entered: readonly Span[];
  readonly rates: readonly Threshold[];
  readonly payers: readonly (readonly string[])[];
  readonly facts: readonly string[];
  readonly declared: readonly string[];
}

const NO_QUESTIONS: Questions = {
  goods: [],
  origins: [],
  entered: [],
  rates: [],
  payers: [],
  facts: [],
  declared: [],
};
const questions = new WeakMap<Condition, Questions>();

function questionsIn(condition: Condition | null | undefined): Questions {
  if (!condition) return NO_QUESTIONS;
  const known = questions.get(condition);
  if (known) return known;
  const all = within(condition);
  const made: Questions = {
    goods: all.flatMap((one) => (one.is === 'goods' ? namesIn(one.goods) : [])),
    origins: all.flatMap((one) => (one.is === 'origins' ? [one.origins] : [])),
    entered: all.flatMap((one) => (one.is === 'entered' ? [one] : [])),
    rates: all.flatMap((one) => (one.is === 'base-duty' ? [one.test] : [])),
    payers: all.flatMap((one) => (one.is === 'subject-to' ? [one.of] : [])),
    facts: all.flatMap((one) => (one.is === 'fact' ? [one.fact] : [])),
    declared: all.flatMap((one) => (one.is === 'declared' ? [one.fact] : [])),
  };
  questions.set(condition, made);
  return made;
}

/** What all conditions of a standing ask about. */
const questionsOf = ({ when, exceptions, heading }: Standing): readonly Questions[] =>
  [when, ...exceptions.map(({ value }) => value.when), ...heading.map((one) => one.when)]
    .map(questionsIn)
    .filter((one) => one !== NO_QUESTIONS);

/** Names of goods in a standing's scope and all its conditions. */
export const goodsNamesOf = (standing: Standing): readonly string[] => [
  ...namesIn(standing.goods),
  ...questionsOf(standing).flatMap(({ goods }) => goods),
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

/** The same for steps that say the same; `fields` are the numbers of the acts that set what its exceptions and duty do not show. */
function keyOf({ duty, exceptions }: Pick<Standing, 'duty' | 'exceptions'>, fields: string): string {
  let key = `${fields},${sourced(duty)}`;
  for (const exception of exceptions) key += `,${sourced(exception)},${exception.value.key}`;
  return key;
}

/** What a standing asks. */
function asking(standing: Standing, measure: number, origins: OriginScope, fields: string): Step {
  const asked = questionsOf(standing);
  const payers = asked.flatMap((one) => one.payers);
  return {
    standing,
    measure,
    origins,
    fields,
    goods: [...namesIn(standing.goods), ...asked.flatMap((one) => one.goods)],
    originScopes: asked.flatMap((one) => one.origins),
    entered: asked.flatMap((one) => one.entered),
    rates: asked.flatMap((one) => one.rates),
    payers: [...new Map(payers.map((names) => [names.join(), names])).values()],
    facts: asked.flatMap((one) => one.facts),
    declared: asked.flatMap((one) => one.declared),
    key: keyOf(standing, fields),
  };
}

function stepOf(standing: Standing, measure: Measure, position: number, on: Moment): Step {
  const lines = [measure.base, measure.heading, measure.goods, measure.when, measure.inLieuOf];
  const fields = [measure.id, ...lines.map((line) => sourced(at(line as Timeline<Sourced<unknown>>, on)))];
  return asking(standing, position, at(measure.origins, on).value, fields.join());
}

/** Whether a condition fails for every entry whose origin is in none of the scopes for which `outside` says so. */
function fails(condition: Condition, outside: (scope: OriginScope) => boolean): boolean {
  if (condition.is === 'origins') return outside(condition.origins);
  if (condition.is === 'all') return condition.of.some((one) => fails(one, outside));
  return condition.is === 'any' && condition.of.every((one) => fails(one, outside));
}

/** Steps without the exceptions that can never hold for an origin; those that say the same are made once. */
export function stepsWithout(): (step: Step, outside: (scope: OriginScope) => boolean) => Step {
  const made = new Map<string, Step>();
  return (step, outside) => {
    const { standing, measure, origins, fields } = step;
    const exceptions = standing.exceptions.filter(({ value }) => !fails(value.when, outside));
    if (exceptions.length === standing.exceptions.length) return step;
    const key = keyOf({ duty: standing.duty, exceptions }, fields);
    const own = made.get(key) ?? asking({ ...standing, exceptions }, measure, origins, fields);
    made.set(key, own);
    return own;
  };
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

/** The step of a measure at every turn; undefined where it is not charged. Turns with the same step share it. */
export function stepsOf(measure: Measure, position: number, turns: Turns): readonly (Step | undefined)[] {
  const steps: (Step | undefined)[] = [];
  const starts = new Set([0, ...linesOf(measure).flatMap(changes).map(turns.indexOf)]);
  for (let turn = 0; turn < turns.count; turn++) {
    if (!starts.has(turn)) {
      steps.push(steps[turn - 1]);
      continue;
    }
    const on = turns.moment(turn);
    const standing = standingAt(measure, on);
    steps.push(standing?.state.is === 'in-force' ? stepOf(standing, measure, position, on) : undefined);
  }
  return steps;
}

/** Moments of loading that any condition of the measures names, ascending. */
export function loadedMoments(measures: readonly Measure[]): readonly Moment[] {
  const moments = measures
    .flatMap(allConditions)
    .flatMap((one) => (one.is === 'loaded' ? [one.before, one.from] : []))
    .filter((moment) => moment !== undefined);
  return [...new Set(moments)].sort((a, b) => a - b);
}
