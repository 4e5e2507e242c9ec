// Moments as integer minutes of UTC, made from the local wording of legal texts. Zone rules are our own few lines,
// checked against Temporal in the tests, because the core may not ask the machine for a locale or a zone table.

import { civilOf, type Day, dayOf, parseDay, printDay, weekday } from './day.ts';
import { incorrect } from './errors.ts';

/** Minutes since 1970-01-01T00:00Z. */
export type Moment = number;

export const DAWN: Moment = Number.NEGATIVE_INFINITY;
export const FOREVER: Moment = Number.POSITIVE_INFINITY;

export const ZONES = [
  'America/New_York',
  'America/Toronto',
  'Asia/Shanghai',
  'Europe/Brussels',
  'UTC',
] as const;
export type Zone = (typeof ZONES)[number];

const nthSunday = (year: number, month: number, n: number): Day => {
  const first = dayOf({ year, month, day: 1 });
  return first + ((7 - weekday(first)) % 7) + 7 * (n - 1);
};

const lastSunday = (year: number, month: number): Day => {
  const last = dayOf({ year, month: month + 1, day: 1 }) - 1;
  return last - weekday(last);
};

/** Energy Policy Act of 2005 s.110: second Sunday of March to first Sunday of November, at 2 a.m. local time. */
const americaIsSummer = (local: Moment, year: number): boolean =>
  local >= nthSunday(year, 3, 2) * 1440 + 180 && local < nthSunday(year, 11, 1) * 1440 + 60;

/** Directive 2000/84/EC: last Sunday of March to last Sunday of October, at 1 a.m. UTC. */
const europeIsSummer = (local: Moment, year: number): boolean =>
  local >= lastSunday(year, 3) * 1440 + 180 && local < lastSunday(year, 10) * 1440 + 120;

/** Offset from UTC in minutes at a local wall-clock minute; a repeated hour counts as winter time. */
function offset(zone: Zone, local: Moment): number {
  if (zone === 'UTC') return 0;
  if (zone === 'Asia/Shanghai') return 480;
  const { year } = civilOf(Math.floor(local / 1440));
  if (zone === 'Europe/Brussels') return europeIsSummer(local, year) ? 120 : 60;
  return americaIsSummer(local, year) ? -240 : -300;
}

/** The moment at which a clock in `zone` shows `minute` (0–1439) on `day`. */
export const momentAt = (day: Day, minute: number, zone: Zone): Moment => {
  const local = day * 1440 + minute;
  return local - offset(zone, local);
};

export const firstMinute = (day: Day, zone: Zone): Moment => momentAt(day, 0, zone);
export const lastMinute = (day: Day, zone: Zone): Moment => momentAt(day, 1439, zone);

function localOf(moment: Moment, zone: Zone): number {
  const winter = {
    'America/New_York': -300,
    'America/Toronto': -300,
    'Europe/Brussels': 60,
    'Asia/Shanghai': 480,
    UTC: 0,
  }[zone];
  const summer = moment + winter + 60;
  return summer - offset(zone, summer) === moment ? summer : moment + winter;
}

/** The day shown by a calendar in `zone` at a moment. */
export const dayAt = (moment: Moment, zone: Zone): Day => Math.floor(localOf(moment, zone) / 1440);

/** `2025-08-12T00:01 America/New_York`; `forever` and `dawn` for the open ends. */
export function printMoment(moment: Moment, zone: Zone): string {
  if (moment === FOREVER) return 'forever';
  if (moment === DAWN) return 'dawn';
  const local = localOf(moment, zone);
  const minute = ((local % 1440) + 1440) % 1440;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${printDay(Math.floor(local / 1440))}T${two(Math.floor(minute / 60))}:${two(minute % 60)} ${zone}`;
}

const isZone = (text: string): text is Zone => (ZONES as readonly string[]).includes(text);

/**
 * Reads `2025-05-14T00:01 America/New_York`, or a bare day, which is its first minute in `zone`.
 * @throws TariffError `bad-moment`, `bad-zone`, `bad-date`.
 */
export function parseMoment(text: string, zone: Zone, what = 'time'): Moment {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?:\s+(\S+))?$/.exec(text.trim());
  if (!match) return firstMinute(parseDay(text, what), zone);
  const [, date = '', hours, minutes, named] = match;
  if (named !== undefined && !isZone(named))
    throw incorrect(
      'bad-zone',
      `${what} "${text}" names an unknown zone "${named}"`,
      `Use one of ${ZONES.join(', ')}.`,
    );
  const minute = Number(hours) * 60 + Number(minutes);
  if (Number(hours) > 23 || Number(minutes) > 59)
    throw incorrect(
      'bad-moment',
      `${what} "${text}" has an impossible time of day`,
      'Write hours 00–23 and minutes 00–59.',
    );
  return momentAt(parseDay(date, what), minute, (named as Zone | undefined) ?? zone);
}
