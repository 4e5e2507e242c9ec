// Deadlines and meetings as an iCalendar text (RFC 5545). No clock: the caller says when the text was made.

import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { Meeting } from './meetings.ts';
import type { TimelineEvent } from './timeline.ts';

export interface CalendarEntry {
  /** Unique and stable; becomes the UID. */
  readonly key: string;
  readonly title: string;
  readonly detail?: string;
  readonly place?: string;
  readonly url?: string;
  /** First day of an all-day entry. */
  readonly day: string;
  /** Last day, inclusive. */
  readonly until?: string;
}

const BYTES = 75;
const encoder = new TextEncoder();

/** RFC 5545 §3.1: no line over 75 octets; a fold never splits a character. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const limit = parts.length === 0 ? BYTES : BYTES - 1;
    if (encoder.encode(part + character).length > limit) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}

/** RFC 5545 §3.3.11; other control characters are dropped. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
    .replace(/[\u0000-\u001f\u007f]/g, '');

const compact = (day: string): string => printDay(parseDay(day)).replaceAll('-', '');
const next = (day: string): string => printDay(parseDay(day) + 1).replaceAll('-', '');

function entryLines(entry: CalendarEntry, stamp: string): readonly string[] {
  const optional = (name: string, text: string | undefined) =>
    text === undefined || text === '' ? [] : [`${name}:${escaped(text)}`];
  return [
    'BEGIN:VEVENT',
    `UID:${entry.key.replace(/[^\w.-]+/g, '-')}@rosenbad`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(entry.day)}`,
    `DTEND;VALUE=DATE:${next(entry.until ?? entry.day)}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...optional('DESCRIPTION', entry.detail),
    ...optional('LOCATION', entry.place),
    ...(entry.url === undefined ? [] : [`URL:${entry.url.replace(/[\s\\]/g, '')}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/**
 * An iCalendar object with one all-day entry for each.
 * @param stamp UTC time of making, `20250729T120000Z`
 * @throws TariffError `bad-stamp`, `double-uid`, `bad-date`
 */
export function icsOf(entries: readonly CalendarEntry[], stamp: string, name = 'Rosenbad'): string {
  if (!/^\d{8}T\d{6}Z$/.test(stamp))
    throw incorrect('bad-stamp', `"${stamp}" is not a UTC time`, 'Write for example 20250729T120000Z.');
  const keys = new Set(entries.map(({ key }) => key));
  if (keys.size < entries.length)
    throw incorrect('double-uid', 'two entries have one key', 'Give every entry its own key.');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rosenbad//Tariff deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => entryLines(entry, stamp)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

/** A timeline event as a calendar entry. */
export const entryOf = ({ key, title, detail, place, day, until }: TimelineEvent): CalendarEntry => ({
  key,
  title,
  detail,
  day,
  ...(place === undefined ? {} : { place }),
  ...(until === undefined ? {} : { until }),
});

/** A meeting that was announced: the window in which it is expected. */
export const meetingEntry = ({ id, title, from, until, announced, place, note }: Meeting): CalendarEntry => ({
  key: `meeting/${id}`,
  title: `Expected: ${title}`,
  detail: [`Announced ${announced}.`, note].filter((text) => text !== undefined).join(' '),
  day: from,
  until,
  ...(place === undefined ? {} : { place }),
});
