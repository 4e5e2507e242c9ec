// One line of a customs entry: from a user's texts to checked values, with an error that names the field.

import { type GoodsCode, parseCode } from '../core/code.ts';
import { type Country, parseCountry } from '../core/country.ts';
import { type Day, parseDay } from '../core/day.ts';
import type { Duty, Milli } from '../core/duty.ts';
import { parseDuty, unitName } from '../core/duty-text.ts';
import { incorrect } from '../core/errors.ts';
import { lastMinute, type Moment, parseMoment, type Zone } from '../core/moment.ts';
import { type Cents, ONE, type Ppm, parseDecimal, parseShare } from '../core/money.ts';
import { nearest } from '../core/nearest.ts';
import { METALS, type Metal } from '../law/instrument.ts';

type Scalar = string | number;

/** An entry as users and programs write it. Amounts are decimal texts or numbers, dates ISO, shares `0.6` or `60%`. */
export interface EntryInput {
  readonly into?: string;
  readonly code: string;
  readonly from: string;
  readonly on: string;
  readonly known?: string;
  readonly value: Scalar;
  readonly quantity?: Readonly<Record<string, Scalar>>;
  readonly mode?: string;
  readonly loaded?: string;
  /** Day of admission to a foreign trade zone in privileged foreign status. */
  readonly admitted?: string;
  readonly metals?: Readonly<Record<string, Scalar>>;
  readonly usContent?: Scalar;
  readonly claims?: readonly string[];
  readonly facts?: Readonly<Record<string, boolean | string>>;
  /** Country in which the steel was melted and poured; in which aluminum was smelted (primary, secondary) and last cast. */
  readonly melted?: string;
  readonly smelted?: string | readonly string[];
  readonly cast?: string;
  /** What a base duty that the schedule gives in words comes to: `5.1%`, `$1.61/each + 4.4%`. */
  readonly baseDuty?: string;
}

export const MODES = ['vessel', 'air', 'truck', 'rail', 'post'] as const;

export interface Entry {
  readonly code: GoodsCode;
  readonly origin: Country;
  readonly onDay: Day;
  readonly on: Moment;
  /** Customs value in cents, rounded to whole dollars (19 CFR 159.3). */
  readonly value: Cents;
  readonly quantity: Readonly<Record<string, Milli>>;
  readonly mode?: string;
  readonly loaded?: Moment;
  readonly admitted?: Day;
  readonly metals: Readonly<Partial<Record<Metal, Ppm>>>;
  readonly usContent?: Ppm;
  readonly claims: readonly string[];
  readonly facts: Readonly<Record<string, boolean>>;
  readonly baseDuty?: Duty;
  /** Countries in which the metal was made; facts follow from them (`withMetalFacts`). */
  readonly made?: Made;
}

export interface Made {
  readonly melted?: Country;
  readonly smelted?: readonly Country[];
  readonly cast?: Country;
}

/** Fields of one value, and those that hold several by name; both are columns of a file too. */
export const PLAIN_FIELDS = [
  'into',
  'code',
  'from',
  'on',
  'known',
  'value',
  'mode',
  'loaded',
  'admitted',
  'usContent',
  'baseDuty',
  'melted',
  'smelted',
  'cast',
] as const;
export const NESTED_FIELDS = ['quantity', 'metals', 'facts'] as const;

const FIELDS: readonly string[] = [...PLAIN_FIELDS, ...NESTED_FIELDS, 'claims'];

function oneOf<T extends string>(text: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((one) => one === text.trim().toLowerCase());
  if (found) return found;
  const near = nearest(text, allowed, 1)[0];
  throw incorrect(
    `unknown-${what}`,
    `${what} "${text}" is not known`,
    near ? `Did you mean ${near}?` : `Use one of ${allowed.join(', ')}.`,
  );
}

function required(input: EntryInput, field: 'code' | 'from' | 'on' | 'value'): string {
  const value = input[field];
  if (value !== undefined && value !== null && String(value).trim() !== '') return String(value);
  throw incorrect(
    `missing-${field}`,
    `the entry has no "${field}"`,
    `Give ${field === 'from' ? 'the country of origin' : `the field "${field}"`}.`,
  );
}

export const wholeDollars = (cents: Cents): Cents => Math.floor((cents + 50) / 100) * 100;

function metalsOf(input: EntryInput): Entry['metals'] {
  const shares = Object.entries(input.metals ?? {}).map(
    ([metal, value]) =>
      [oneOf(metal, METALS, 'metal'), parseShare(String(value), `metal share of ${metal}`)] as const,
  );
  if (shares.reduce((sum, [, ppm]) => sum + ppm, 0) <= ONE) return Object.fromEntries(shares);
  throw incorrect(
    'bad-share',
    `the metal shares ${shares.map(([m, p]) => `${m} ${p / 10_000}%`).join(', ')} are more than the whole`,
    'Shares are parts of the customs value.',
  );
}

function truthOf(name: string, value: boolean | string): boolean {
  if (typeof value === 'boolean') return value;
  if (/^(yes|true|1)$/i.test(value)) return true;
  if (/^(no|false|0)$/i.test(value)) return false;
  throw incorrect(
    'bad-fact',
    `fact ${name}="${value}" is neither yes nor no`,
    `Write ${name}=yes or ${name}=no.`,
  );
}

function factsOf(input: EntryInput, known: readonly string[]): Entry['facts'] {
  return Object.fromEntries(
    Object.entries(input.facts ?? {}).map(([name, value]) => {
      if (name.startsWith('in:') || known.includes(name)) return [name, truthOf(name, value)];
      const near = nearest(name, known, 3);
      throw incorrect(
        'unknown-fact',
        `there is no fact "${name}"`,
        near.length > 0 ? `Near: ${near.join(', ')}.` : `Known facts: ${known.join(', ')}.`,
      );
    }),
  );
}

const smelters = (text: string | readonly string[]): readonly Country[] =>
  (typeof text === 'string' ? text.split(/[\s;|,]+/) : text)
    .filter((one) => one !== '')
    .map((one) => parseCountry(one, 'country of smelt'));

/** @throws TariffError `unknown-country` */
function madeOf({ melted, smelted, cast }: EntryInput): Made | undefined {
  const made = {
    ...(melted ? { melted: parseCountry(melted, 'country of melt and pour') } : {}),
    ...(smelted && smelted.length > 0 ? { smelted: smelters(smelted) } : {}),
    ...(cast ? { cast: parseCountry(cast, 'country of cast') } : {}),
  };
  return Object.keys(made).length > 0 ? made : undefined;
}

function checkFields(input: EntryInput): void {
  for (const field of Object.keys(input))
    if (!FIELDS.includes(field)) {
      const near = nearest(field, FIELDS, 1)[0];
      throw incorrect(
        'unknown-field',
        `an entry has no field "${field}"`,
        near ? `Did you mean "${near}"?` : `Its fields are ${FIELDS.join(', ')}.`,
      );
    }
}

/** @throws TariffError `bad-admitted` when the goods would leave the zone before they came in. */
function admittedBy(text: string, onDay: Day): Day {
  const day = parseDay(text, 'admitted');
  if (day <= onDay) return day;
  throw incorrect(
    'bad-admitted',
    `admitted to a zone on ${text}, after the entry`,
    'Give the day of admission in privileged foreign status; it is not later than the entry.',
  );
}

/**
 * Checks an entry. A day in `on` is the last minute of that day in the importing territory; in `loaded`, likewise.
 * @throws TariffError `missing-…`, `bad-…`, `unknown-…` naming the field and the value.
 */
export function readEntry(input: EntryInput, zone: Zone, facts: readonly string[]): Entry {
  checkFields(input);
  const onDay = parseDay(required(input, 'on'), 'on');
  const made = madeOf(input);
  const loaded = input.loaded === undefined || input.loaded === '' ? undefined : input.loaded;
  return {
    code: parseCode(required(input, 'code')),
    origin: parseCountry(required(input, 'from')),
    onDay,
    on: lastMinute(onDay, zone),
    value: wholeDollars(parseDecimal(required(input, 'value'), 2, 'value')),
    quantity: Object.fromEntries(
      Object.entries(input.quantity ?? {}).map(([unit, amount]) => [
        unitName(unit),
        parseDecimal(String(amount), 3, `quantity of ${unit}`),
      ]),
    ),
    ...(input.mode ? { mode: oneOf(input.mode, MODES, 'mode') } : {}),
    ...(loaded
      ? {
          loaded: loaded.includes('T')
            ? parseMoment(loaded, zone, 'loaded')
            : lastMinute(parseDay(loaded, 'loaded'), zone),
        }
      : {}),
    ...(input.admitted ? { admitted: admittedBy(input.admitted, onDay) } : {}),
    metals: metalsOf(input),
    ...(input.usContent === undefined || input.usContent === ''
      ? {}
      : { usContent: parseShare(String(input.usContent), 'US content') }),
    claims: (input.claims ?? []).map((claim) => claim.trim().toLowerCase()).filter((claim) => claim !== ''),
    facts: factsOf(input, facts),
    ...(made ? { made } : {}),
    ...(input.baseDuty === undefined || input.baseDuty === '' ? {} : { baseDuty: parseDuty(input.baseDuty) }),
  };
}
