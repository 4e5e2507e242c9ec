// Dates and spans of time in running text, relative to the day of the document.

import { civilOf, type Day, dayOf, parseDay, printDay, weekday } from '../core/day.ts';
import type { IsoDay } from '../record/model.ts';

export const MONTHS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const SHORT = 'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
/** Pattern of a month's name, whole or short. */
export const MONTH = `(?:${MONTHS.join('|')}|(?:${SHORT})\\b\\.?)`;

export interface DateMention {
  readonly start: number;
  readonly end: number;
  /** A day, or a month as `2025-08`. */
  readonly day?: IsoDay;
  readonly month?: string;
  readonly weekday?: boolean;
}

/** 1 to 12, by the first three letters. */
export const monthNumber = (text: string): number =>
  MONTHS.findIndex((name) => name.startsWith(text.toLowerCase().replace('.', '').slice(0, 3))) + 1;

/** The year that brings a month nearest to the document, when the text names none. */
function nearestYear(month: number, day: number, document: Day, past: boolean): number {
  const { year } = civilOf(document);
  if (past) return dayOf({ year, month, day }) <= document ? year : year - 1;
  const distance = (y: number) => Math.abs(dayOf({ year: y, month, day }) - document);
  return [year - 1, year, year + 1].reduce((best, y) => (distance(y) < distance(best) ? y : best), year);
}

/** The last such weekday up to the document's day; with `next`, the first one after it. */
function weekdayNear(name: string, document: Day, next: boolean): Day {
  const wanted = WEEKDAYS.indexOf(name.toLowerCase());
  const back = (weekday(document) - wanted + 7) % 7;
  return next ? document + ((wanted - weekday(document) + 7) % 7 || 7) : document - back;
}

const pattern = new RegExp(
  [
    `(?<iso>\\b\\d{4}-\\d{2}-\\d{2}\\b)`,
    `\\b(?<m1>${MONTH})\\s+(?<d1>\\d{1,2})(?:st|nd|rd|th)?(?![\\d%])(?:\\s*[-–]\\s*\\d{1,2})?(?:,?\\s+(?<y1>20\\d{2}))?`,
    `\\b(?<d2>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<m2>${MONTH})(?:\\s+(?<y2>20\\d{2}))?`,
    `\\b(?<m3>${MONTHS.filter((name) => name !== 'may' && name !== 'march').join('|')})(?:\\s+(?<y3>20\\d{2}))?\\b`,
    `\\b(?:in|since|from|until|last|this|by|late|early|mid)[ -](?<m4>may|march)(?:\\s+(?<y4>20\\d{2}))?\\b`,
    `\\b(?<m5>may|march)\\s+(?:(?<y5>20\\d{2})\\b|(?=deadline|truce|deal))`,
    `\\b(?<next>next|coming|this coming)?\\s?\\b(?<w>${WEEKDAYS.join('|')})\\b`,
    `\\b(?<rel>today|yesterday|tomorrow)\\b`,
  ].join('|'),
  'gi',
);

function dayMention(
  groups: Readonly<Record<string, string | undefined>>,
  document: Day,
  past: boolean,
): Omit<DateMention, 'start' | 'end'> | undefined {
  if (groups.iso !== undefined) return validDay(groups.iso);
  if (groups.rel !== undefined)
    return { day: printDay(document + { today: 0, yesterday: -1, tomorrow: 1 }[groups.rel.toLowerCase()]!) };
  if (groups.w !== undefined)
    return { day: printDay(weekdayNear(groups.w, document, groups.next !== undefined)), weekday: true };
  const name = groups.m1 ?? groups.m2 ?? groups.m3 ?? groups.m4 ?? groups.m5;
  if (name === undefined) return undefined;
  const month = monthNumber(name);
  const day = Number(groups.d1 ?? groups.d2 ?? 0);
  const stated = groups.y1 ?? groups.y2 ?? groups.y3 ?? groups.y4 ?? groups.y5;
  const year = stated === undefined ? nearestYear(month, day || 15, document, past) : Number(stated);
  const text = `${year}-${String(month).padStart(2, '0')}`;
  return day === 0 ? { month: text } : validDay(`${text}-${String(day).padStart(2, '0')}`);
}

function validDay(text: string): { day: IsoDay } | undefined {
  try {
    parseDay(text);
    return { day: text };
  } catch {
    return undefined;
  }
}

/** Every date in a sentence. Weekdays mean the last such day; months without a year, the nearest. */
export function datesIn(text: string, document: Day): readonly DateMention[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const past = /\bsince\s+(?:late |early |mid-)?$/i.test(text.slice(0, match.index));
    const read = dayMention(match.groups ?? {}, document, past);
    if (!read) return [];
    const lead = match[0].length - match[0].trimStart().length;
    return [{ start: match.index + lead, end: match.index + match[0].length, ...read }];
  });
}

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

export const NUMBER = `\\d+(?:\\.\\d+)?|${Object.keys(NUMBERS).join('|')}`;

export const numberOf = (text: string): number => NUMBERS[text.toLowerCase()] ?? Number(text);

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };

/** The first span of days in a text: `90-day`, `three months`, `another year`. */
export function daysIn(text: string): number | undefined {
  const found = new RegExp(`\\b(${NUMBER}|another)[\\s-]+(day|week|month|year)s?\\b`, 'i').exec(text);
  if (!found) return undefined;
  const count = found[1]!.toLowerCase() === 'another' ? 1 : numberOf(found[1]!);
  return count * DAYS[found[2]!.toLowerCase()]!;
}

/** The first number of hours in a text: `more than five hours`. */
export function hoursIn(text: string): number | undefined {
  const found = new RegExp(`\\b(${NUMBER})[\\s-]+hours?\\b`, 'i').exec(text);
  return found ? numberOf(found[1]!) : undefined;
}
