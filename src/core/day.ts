// Civil days as integers, so that the core needs neither a clock nor a calendar library.

import { incorrect } from './errors.ts';

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = number;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Day number of a civil date (H. Hinnant's `days_from_civil`). No range check. */
export function dayOf({ year, month, day }: CivilDate): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}

/** Civil date of a day number (Hinnant's `civil_from_days`). */
export function civilOf(day: Day): CivilDate {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

const two = (n: number) => String(n).padStart(2, '0');

/** `2025-08-13`. */
export function printDay(day: Day): string {
  const { year, month, day: d } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(d)}`;
}

/**
 * Reads an ISO date. `what` names the field in the error.
 * @throws TariffError `bad-date` when the text is not a date of the calendar.
 * @example parseDay('2025-08-13') // 20313
 */
export function parseDay(text: string, what = 'date'): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match) {
    const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    const day = dayOf(date);
    if (printDay(day) === match[0]) return day;
  }
  throw incorrect(
    'bad-date',
    `${what} "${text}" is not a day of the calendar`,
    'Write it as YYYY-MM-DD, for example 2025-08-13.',
  );
}

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7;
