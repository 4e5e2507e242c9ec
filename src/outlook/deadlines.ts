// Deadlines: every future change already in the law as known, found in the folded law, never typed in by hand.

import { type Day, printDay } from '../core/day.ts';
import { dayAt, type Moment, printMoment, type Zone } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { OriginScope, Territory } from '../law/instrument.ts';
import type { Measure, Source } from '../law/measure.ts';
import { covers, type ResolvedLaw } from '../law/resolve.ts';
import { type Effect, effectLine, effectText } from './effect.ts';
import { markField } from './measures.ts';

export const CAUSES = [
  'suspension-ends',
  'starts',
  'step',
  'suspension-begins',
  'ends',
  'exclusion-ends',
  'exclusion-begins',
  'list-changes',
] as const;
export type Cause = (typeof CAUSES)[number];

/** One measure, exception or list that changes at a deadline. */
export interface Change {
  readonly what: string;
  readonly program: string;
  readonly heading: string;
  readonly origins: string;
  readonly before: string;
  readonly after: string;
  /** The duty from then on, when a measure changes. */
  readonly duty?: string;
  /** Codes concerned, when the change is of a list or of listed goods; null: all goods in scope. */
  readonly codes: number | null;
  readonly instrument: string;
  readonly clause: string;
  readonly cite: string;
  /** How far the legal text was read, when it was not. */
  readonly mark?: 'secondary' | 'unverified';
}

export interface Deadline {
  readonly jurisdiction: string;
  /** `2025-08-12T00:01 America/New_York`. */
  readonly at: string;
  readonly moment: Moment;
  readonly day: string;
  readonly days: number;
  readonly cause: Cause;
  readonly changes: readonly Change[];
}

interface Found {
  readonly moment: Moment;
  readonly cause: Cause;
  readonly change: Change;
}

const originText = ({ all, of, except }: OriginScope): string =>
  all ? (except.length > 0 ? `all except ${except.join(', ')}` : 'all') : of.join(', ');

const source = (by: Source | undefined) => ({
  instrument: by?.instrument.id ?? '',
  clause: by?.act.clause ?? '',
  cite: by?.instrument.cite ?? '',
  ...markField(by),
});

function causeOf(before: Effect, after: Effect): Cause | undefined {
  if (before.state === after.state)
    return before.state === 'in-force' && before.duty !== after.duty ? 'step' : undefined;
  if (after.state === 'in-force') return before.state === 'suspended' ? 'suspension-ends' : 'starts';
  if (after.state === 'suspended') return before.state === 'in-force' ? 'suspension-begins' : undefined;
  return before.state === 'in-force' ? 'ends' : undefined;
}

/** While a child is suspended its parents are charged: what the goods pay now is the parents' duty. */
function instead(measure: Measure, law: ResolvedLaw, moment: Moment): string {
  const names = at(measure.inLieuOf, moment).value;
  const parents = law.measures.filter(
    (one) =>
      one !== measure &&
      names.some((name) => covers(name, one.id)) &&
      at(one.state, moment).is === 'in-force',
  );
  return parents.map((one) => `${one.id} ${effectText(at(effectLine(one), moment))}`).join(', ');
}

function codesOf(measure: Measure, law: ResolvedLaw, moment: Moment): number | null {
  const goods = at(measure.goods, moment).value;
  if (goods === null) return null;
  return goods.any.reduce(
    (sum, name) => sum + (name.startsWith('list:') ? (law.lists.get(name.slice(5))?.codes.length ?? 0) : 1),
    0,
  );
}

function ofMeasure(measure: Measure, law: ResolvedLaw): readonly Found[] {
  const line = effectLine(measure);
  return line.slice(1).flatMap((step, index): readonly Found[] => {
    const before = line[index]!.value;
    const cause = causeOf(before, step.value);
    if (!cause) return [];
    const parents = cause === 'suspension-ends' ? instead(measure, law, step.from) : '';
    const beforeText = effectText(before) + (parents ? `; ${parents} meanwhile` : '');
    const change: Change = {
      what: measure.id,
      program: measure.program,
      heading: at(measure.heading, step.from).value[0]?.heading ?? '',
      origins: originText(at(measure.origins, step.from).value),
      before: beforeText,
      after: effectText(step.value) + (parents ? ' in its place' : ''),
      duty: step.value.duty,
      codes: codesOf(measure, law, step.from),
      ...source(cause === 'suspension-ends' || cause === 'ends' ? before.by : step.value.by),
    };
    return [{ moment: step.from, cause, change }];
  });
}

function ofExceptions(measure: Measure): readonly Found[] {
  return [...measure.exceptions].flatMap(([key, line]) =>
    line.slice(1).flatMap((step, index): readonly Found[] => {
      const before = line[index]!.value;
      const after = step.value;
      if ((before === null) === (after === null) || at(measure.state, step.from).is !== 'in-force') return [];
      const change: Change = {
        what: `${measure.id} exception ${key}`,
        program: measure.program,
        heading: key,
        origins: originText(at(measure.origins, step.from).value),
        before: before === null ? 'no exception' : 'excepted',
        after: after === null ? 'charged again' : 'excepted',
        codes: null,
        ...source((before ?? after)?.by),
      };
      return [{ moment: step.from, cause: after === null ? 'exclusion-ends' : 'exclusion-begins', change }];
    }),
  );
}

function ofList(list: GoodsList): readonly Found[] {
  const counts = new Map<Moment, { in: number; out: number; by: Source | undefined }>();
  for (const line of list.entries.values())
    for (const step of line.slice(1)) {
      const seen = counts.get(step.from) ?? { in: 0, out: 0, by: undefined };
      const is = step.value?.is ?? 'out';
      counts.set(step.from, {
        in: seen.in + (is === 'out' ? 0 : 1),
        out: seen.out + (is === 'out' ? 1 : 0),
        by: step.value?.by ?? seen.by,
      });
    }
  return [...counts].map(([moment, count]) => ({
    moment,
    cause: 'list-changes' as const,
    change: {
      what: `list ${list.name}`,
      program: list.name,
      heading: '',
      origins: '',
      before: `${count.out} codes leave`,
      after: `${count.in} codes join`,
      codes: count.in + count.out,
      ...source(count.by),
    },
  }));
}

/** An exception written on a family appears on every measure of it: told once. */
function distinct(changes: readonly Change[]): readonly Change[] {
  const kept = new Map<string, Change>();
  for (const change of changes) {
    const family = change.what.includes(' exception ') ? `${change.program} ${change.heading}` : change.what;
    const first = kept.get(family);
    kept.set(
      family,
      first && first !== change
        ? { ...first, what: `${change.program} exception ${change.heading}`, origins: 'several' }
        : change,
    );
  }
  return [...kept.values()];
}

function grouped(found: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = `${one.moment} ${one.cause}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

const jurisdictionOfList = (list: GoodsList): string => list.name.split('/')[0]!;

/**
 * Every change after `after` that the law as known already holds, one deadline for each moment and cause, in order.
 * `days` counts calendar days from `today` in the importing territory.
 */
export function deadlinesOf(law: ResolvedLaw, territory: Territory, after: Moment): readonly Deadline[] {
  const { zone, jurisdiction } = territory;
  const own = law.measures.filter((measure) => measure.jurisdiction === jurisdiction);
  const lists = [...law.lists.values()].filter((list) => jurisdictionOfList(list) === jurisdiction);
  const found = [
    ...own.flatMap((measure) => [...ofMeasure(measure, law), ...ofExceptions(measure)]),
    ...lists.flatMap(ofList),
  ];
  const today: Day = dayAt(after, zone);
  return [...grouped(found.filter(({ moment }) => moment > after)).values()]
    .map((group): Deadline => deadlineOf(group, jurisdiction, zone, today))
    .sort((a, b) => a.moment - b.moment || CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
}

function deadlineOf(group: readonly Found[], jurisdiction: string, zone: Zone, today: Day): Deadline {
  const { moment, cause } = group[0]!;
  const day = dayAt(moment, zone);
  return {
    jurisdiction,
    at: printMoment(moment, zone),
    moment,
    day: printDay(day),
    days: day - today,
    cause,
    changes: distinct(group.map(({ change }) => change)),
  };
}

/** The next moment after `after` at which a suspension of one of `targets` ends. */
export function nextLapse(law: ResolvedLaw, targets: readonly string[], after: Moment): Moment | undefined {
  const moments = law.measures
    .filter(({ id }) => targets.some((target) => covers(target, id)))
    .flatMap((measure) => {
      const line: Timeline<Effect> = effectLine(measure);
      return changes(line).filter(
        (moment, index) =>
          moment > after &&
          line[index]!.value.state === 'suspended' &&
          line[index + 1]!.value.state === 'in-force',
      );
    });
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
