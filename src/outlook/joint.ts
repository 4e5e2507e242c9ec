// One deadline, several jurisdictions: what the laws of both sides of a truce change at the same moment is one object.

import { parseDay, printDay } from '../core/day.ts';
import { dayAt, type Moment, printMoment } from '../core/moment.ts';
import type { Law, LawAt } from '../law.ts';
import { CAUSES, type Cause, type Deadline } from './deadlines.ts';

/** Changes of one cause at one moment. `at` and `day` are of the first territory asked about; each side has its own. */
export interface JointDeadline {
  readonly at: string;
  readonly moment: Moment;
  readonly day: string;
  readonly days: number;
  readonly cause: Cause;
  /** In the order in which the territories were asked about; only those in which something changes. */
  readonly sides: readonly Deadline[];
}

/** Territories written as `US,CN`. */
export const territoriesIn = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Deadlines of several territories, those of one moment and cause together, in order of time. */
export function jointDeadlines(
  law: Law,
  at: LawAt,
  territories: readonly string[],
  on?: string,
): readonly JointDeadline[] {
  const { zone } = law.territory(territories[0]);
  const today = parseDay(on ?? at.known, 'on');
  const found = new Map<string, Deadline[]>();
  for (const into of territories)
    for (const one of at.deadlines({ into, ...(on === undefined ? {} : { on }) })) {
      const key = `${one.moment} ${one.cause}`;
      found.set(key, [...(found.get(key) ?? []), one]);
    }
  return [...found.values()]
    .map((sides): JointDeadline => {
      const { moment, cause } = sides[0]!;
      const day = dayAt(moment, zone);
      return {
        at: printMoment(moment, zone),
        moment,
        day: printDay(day),
        days: day - today,
        cause,
        sides,
      };
    })
    .sort((a, b) => a.moment - b.moment || CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
}

export interface JointAnswer {
  readonly basis: { readonly known: string; readonly on: string };
  readonly territories: readonly string[];
  readonly deadlines: readonly (Omit<JointDeadline, 'moment' | 'sides'> & {
    readonly sides: readonly Omit<Deadline, 'moment'>[];
  })[];
}

/** What every shell answers about the deadlines of several territories. */
export function jointAnswer(law: Law, at: LawAt, territories: readonly string[], on?: string): JointAnswer {
  const deadlines = jointDeadlines(law, at, territories, on).map(({ moment: _, sides, ...rest }) => ({
    ...rest,
    sides: sides.map(({ moment: __, ...side }) => side),
  }));
  return { basis: { known: at.known, on: on ?? at.known }, territories, deadlines };
}
