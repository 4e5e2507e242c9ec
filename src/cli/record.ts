// What the commands about the record share: the packs, the clocks, parties, sources and calendars in print.

import type { Command } from 'commander';
import { parseCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { type CalendarEntry, icsOf } from '../record/calendar.ts';
import type { Source } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { RECORD_THROUGH } from '../record/through.ts';
import { longDay, today } from './context.ts';
import { faint, type OutputOptions } from './output.ts';

/** The embedded record; loaded only by commands that ask it. */
export const openRecord = async (): Promise<RecordPack> => (await import('#record-pack')).default;

export interface RecordOptions extends OutputOptions {
  readonly known?: string;
  readonly from?: string;
  readonly until?: string;
  readonly partner?: string;
  readonly ics?: boolean;
}

/** `--known` checked, or today. */
export function knownOf({ known }: { readonly known?: string }): string {
  if (known === undefined) return today();
  parseDay(known, 'known');
  return known;
}

/** A country or the European Union. @throws TariffError `unknown-country` */
export const partyOf = (text: string, what: string): string =>
  text.toUpperCase() === 'EU' ? 'EU' : parseCountry(text, what);

export const given = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;

/** One of a list of words. @throws TariffError `bad-option` with the nearest. */
export function oneOf<T extends string>(text: string, words: readonly T[], option: string): T {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const near = nearest(text, words, 1)[0];
  throw incorrect(
    'bad-option',
    `--${option} "${text}" is not one of them`,
    near === undefined ? `Use ${words.join(', ')}.` : `Did you mean ${near}?`,
  );
}

export const citeText = ({ title, publisher, date, url }: Source): string =>
  `${title} (${publisher}, ${date})${url === undefined ? '' : ` ${url}`}`;

/** UTC time of making, as a calendar wants it: only shells may ask a clock. */
const stamp = (): string => `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

export function printIcs(entries: readonly CalendarEntry[], name: string): void {
  process.stdout.write(icsOf(entries, stamp(), name));
}

export const knownOption = (command: Command): Command =>
  command.option('--known <date>', 'what was known on this day (default: today)');

/** A last line where the question lies after the end of the record. */
export const endNote = (known: string): readonly string[] =>
  known <= RECORD_THROUGH
    ? []
    : ['', faint(`The record ends on ${longDay(RECORD_THROUGH)}; what happened later is not in it.`)];
