// The law as it stands at one moment for goods of one origin: what `assess` walks through. Built once, kept, read often.

import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import type { Duty } from '../core/duty.ts';
import { firstMinute, type Moment } from '../core/moment.ts';
import { at, changes, stepAt, type Timeline } from '../core/timeline.ts';
import { names } from './cycles.ts';
import type { Base, Condition, Exception, GoodsScope, Headings, Territory } from './instrument.ts';
import type { Measure, Source, Sourced, State } from './measure.ts';
import type { Pack } from './pack.ts';
import { covers, type ResolvedLaw } from './resolve.ts';
import { originIn } from './scope.ts';

/** One measure as it stands at a moment. */
export interface Standing {
  readonly measure: Measure;
  readonly state: Extract<State, { by: Source }>;
  /** When the present state ends. */
  readonly until: Moment;
  readonly duty: Sourced<Duty>;
  readonly base: Base;
  readonly heading: Headings;
  readonly goods: GoodsScope | null;
  readonly when: Condition | null;
  readonly exceptions: readonly Sourced<Exception>[];
  /** Standings in lieu of which this one gives way, and those it may be subject to; indexes into the view. */
  readonly children: readonly number[];
}

export interface View {
  readonly standings: readonly Standing[];
  /** Positions of the standings that a `subject-to` name speaks of. */
  payers(name: string): readonly number[];
}

export interface Calendar {
  viewAt(origin: Country, on: Moment): View;
  /** Every moment at which anything in the law changes, ascending. */
  readonly turns: readonly Moment[];
}

const lines = (measure: Measure): readonly Timeline<unknown>[] => [
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

const groupTurns = (pack: Pack, territory: Territory): readonly Moment[] =>
  Object.values(pack.groups)
    .flatMap(({ members }) => members.flatMap(({ from, until }) => [from, until]))
    .filter((day): day is Day => day !== undefined)
    .map((day) => firstMinute(day, territory.zone));

/** What frees the whole article decides before what leaves a part of it, and that before another rate or base. */
const rank = ({ duty, base, givesWay }: Exception): number =>
  givesWay === 'content' ? 1 : duty === undefined && base === undefined ? 0 : 2;

/** A measure as it stands at a moment, with nothing in its place yet; undefined when it does not stand. */
export function standingAt(measure: Measure, on: Moment): Standing | undefined {
  const { value: state, until } = stepAt(measure.state, on);
  if (state.is !== 'in-force' && state.is !== 'suspended') return undefined;
  return {
    measure,
    state,
    until,
    duty: at(measure.duty, on),
    base: at(measure.base, on).value,
    heading: at(measure.heading, on).value,
    goods: at(measure.goods, on).value,
    when: at(measure.when, on).value,
    exceptions: [...measure.exceptions.values()]
      .flatMap((line) => at(line, on) ?? [])
      .sort((a, b) => rank(a.value) - rank(b.value)),
    children: [],
  };
}

function viewOf(standings: readonly Standing[], on: Moment): View {
  const live = standings
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => one.state.is === 'in-force');
  const instead = live
    .map(({ one, index }) => ({ one, index, of: at(one.measure.inLieuOf, on).value }))
    .filter(({ of }) => of.length > 0);
  const childrenOf = (parent: Standing) =>
    instead.filter(({ one, of }) => one !== parent && of.some((name) => covers(name, parent.measure.id)));
  const known = new Map<string, readonly number[]>();
  return {
    standings: standings.map((one) => ({ ...one, children: childrenOf(one).map(({ index }) => index) })),
    payers(name) {
      const found =
        known.get(name) ?? live.filter(({ one }) => names(name, one.measure)).map(({ index }) => index);
      known.set(name, found);
      return found;
    },
  };
}

const before = (turns: readonly Moment[], on: Moment): number => {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle]! <= on) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Views of the folded law of one territory, made when first asked for and kept. */
export function calendarOf(law: ResolvedLaw, pack: Pack, territory: Territory): Calendar {
  const own = law.measures.filter(({ jurisdiction }) => jurisdiction === territory.jurisdiction);
  const turns = [
    ...new Set([...own.flatMap((one) => lines(one).flatMap(changes)), ...groupTurns(pack, territory)]),
  ].sort((a, b) => a - b);
  const table = { groups: pack.groups, zone: territory.zone };
  const views = new Map<string, View>();
  const standings = new Map<number, readonly Standing[]>();
  /** All that stands in a stretch, whatever the origin: made once for all origins. */
  const standingsIn = (stretch: number, on: Moment): readonly Standing[] => {
    const made =
      standings.get(stretch) ??
      own.map((measure) => standingAt(measure, on)).filter((one) => one !== undefined);
    standings.set(stretch, made);
    return made;
  };
  return {
    turns,
    viewAt(origin, on) {
      const stretch = before(turns, on);
      const key = `${origin}${stretch}`;
      const kept = views.get(key);
      if (kept) return kept;
      const inScope = standingsIn(stretch, on).filter(({ measure }) =>
        originIn(at(measure.origins, on).value, origin, on, table),
      );
      const view = viewOf(inScope, on);
      views.set(key, view);
      return view;
    },
  };
}
