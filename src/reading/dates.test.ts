import { expect, test } from 'vitest';
import { parseDay } from '../core/day.ts';
import { datesIn, daysIn, hoursIn } from './dates.ts';

const on = parseDay('2025-07-29');
const days = (text: string) => datesIn(text, on).map(({ day, month }) => day ?? month);

test('a date without a year takes the year nearest to the document', () => {
  expect(days('before an August 12 deadline')).toEqual(['2025-08-12']);
  expect(days('since 20 January')).toEqual(['2025-01-20']);
  expect(days('on Aug. 1, 2026')).toEqual(['2026-08-01']);
});

test('a weekday is the last one up to the document, next Monday the one after', () => {
  expect(days('on Tuesday')).toEqual(['2025-07-29']);
  expect(days('on Sunday')).toEqual(['2025-07-27']);
  expect(days('next Monday')).toEqual(['2025-08-04']);
});

test('May is a month after "in" and a verb elsewhere', () => {
  expect(days('first reached in May')).toEqual(['2025-05']);
  expect(days('talks may resume')).toEqual([]);
});

test('a day that no calendar has is no date', () => {
  expect(days('on February 31')).toEqual([]);
});

test('a percentage after a month is not a day', () => {
  expect(days('in August 15% duties begin')).toEqual(['2025-08']);
});

test('90-day is 90 days, three months 90, another year 365', () => {
  expect([daysIn('a 90-day extension'), daysIn('three months'), daysIn('another year')]).toEqual([
    90, 90, 365,
  ]);
  expect(hoursIn('for more than five hours')).toBe(5);
});
