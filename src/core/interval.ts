// Half-open intervals of moments: `from` is in, `until` is out.

import { DAWN, FOREVER, type Moment } from './moment.ts';

export interface Interval {
  readonly from: Moment;
  readonly until: Moment;
}

export const ALWAYS: Interval = { from: DAWN, until: FOREVER };

export const isEmpty = ({ from, until }: Interval): boolean => !(from < until);

export const contains = ({ from, until }: Interval, moment: Moment): boolean =>
  from <= moment && moment < until;

export const intersect = (a: Interval, b: Interval): Interval => ({
  from: Math.max(a.from, b.from),
  until: Math.min(a.until, b.until),
});
