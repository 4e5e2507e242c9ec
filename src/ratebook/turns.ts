// The days on which anything in the law can change for a day of entry, numbered.

import type { Day } from '../core/day.ts';
import { dayAt, lastMinute, type Moment, type Zone } from '../core/moment.ts';

export interface Turns {
  readonly count: number;
  readonly days: readonly Day[];
  /** The first turn that has seen a change at `moment`: `count` when it comes after the last day. */
  indexOf(moment: Moment): number;
  indexOfDay(day: Day): number;
  /** The moment at which entries of the first day of a turn are judged. */
  moment(turn: number): Moment;
}

/** Turns among `moments` from the day `from` on and before `until`; the first turn is `from` itself. */
export function turnsOf(moments: Iterable<Moment>, from: Day, until: Day, zone: Zone): Turns {
  const dayOf = new Map<Moment, Day>();
  for (const moment of new Set(moments)) if (Number.isFinite(moment)) dayOf.set(moment, dayAt(moment, zone));
  const inside = [...dayOf.values()].filter((day) => day > from && day < until);
  const days = [from, ...[...new Set(inside)].sort((a, b) => a - b)];
  const ends = days.map((day) => lastMinute(day, zone));
  const position = new Map(days.map((day, index) => [day, index]));
  const indexOfDay = (day: Day): number => (day <= from ? 0 : (position.get(day) ?? days.length));
  return {
    count: days.length,
    days,
    indexOf: (moment) => indexOfDay(dayOf.get(moment) ?? dayAt(moment, zone)),
    indexOfDay,
    moment: (turn) => ends[turn]!,
  };
}
