// Who held which office on which day.

import type { IsoDay, Official, TalksRecord, Term } from './model.ts';

const holds = ({ from, until }: Term, day: IsoDay): boolean =>
  from <= day && (until === undefined || day < until);

/** The terms a person was serving on a day. */
export const officesOn = (official: Official, day: IsoDay): readonly Term[] =>
  official.offices.filter((term) => holds(term, day));

/** Who held an office on a day, if the record knows. */
export const holderOf = (
  record: Pick<TalksRecord, 'officials'>,
  office: string,
  day: IsoDay,
): Official | undefined =>
  record.officials.find((one) => officesOn(one, day).some((term) => term.office === office));
