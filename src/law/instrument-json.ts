// An instrument as programs read it: the pack's integers written as days, moments and duty texts.

import { type Day, printDay } from '../core/day.ts';
import { type Duty, printDuty } from '../core/duty.ts';
import { type Moment, printMoment, type Zone } from '../core/moment.ts';
import type { Instrument } from './instrument.ts';

const MOMENTS: readonly string[] = ['from', 'until', 'before', 'published', 'collectedUntil', 'refundUntil'];
const DAYS: readonly string[] = ['signed', 'on'];

function written(key: string, value: unknown, zone: Zone): unknown {
  if (typeof value === 'number' && MOMENTS.includes(key)) return printMoment(value as Moment, zone);
  if (typeof value === 'number' && DAYS.includes(key)) return printDay(value as Day);
  if (key === 'duty') return printDuty(value as Duty);
  if (Array.isArray(value)) return value.map((one) => written('', one, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(name, one, zone)]));
}

/** The whole instrument; without `acts`, only what it is. */
export const instrumentJson = (
  instrument: Instrument | Omit<Instrument, 'acts'>,
  zone: Zone,
): Readonly<Record<string, unknown>> => written('', instrument, zone) as Readonly<Record<string, unknown>>;
