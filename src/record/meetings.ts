// Meetings that were announced before they took place: what a day could know of the next ones.

import type { IsoDay } from './model.ts';

export interface Meeting {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  /** The day from which it could be known. */
  readonly announced: IsoDay;
  /** The window in which it was expected. */
  readonly from: IsoDay;
  readonly until: IsoDay;
  readonly precision: 'day' | 'week' | 'month' | 'season' | 'year';
  readonly place?: string;
  /** A later announcement that took its place. */
  readonly replaced?: IsoDay;
  /** The round it became. */
  readonly became?: string;
  readonly sources: readonly string[];
  readonly note?: string;
}

/** Meetings announced by `known` that were still to come on that day, in order. */
export const nextMeetings = (
  meetings: readonly Meeting[],
  known: IsoDay,
  partner?: string,
): readonly Meeting[] =>
  meetings
    .filter(
      ({ announced, until, replaced }) =>
        announced <= known && until >= known && !(replaced !== undefined && replaced <= known),
    )
    .filter(({ parties }) => partner === undefined || parties.includes(partner))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
