// What the description of a chapter 99 heading says of countries and days, in the fixed phrases of the schedule.

import type { Country } from '../core/country.ts';
import { type Day, dayOf } from '../core/day.ts';

/** Names as the schedule writes them, in lower case, to countries; `EU` stands for the member states. */
export type CountryNames = ReadonlyMap<string, Country | 'EU'>;

export interface Wording {
  /** Countries of origin that the heading names; `any` for goods of any country; absent when it says nothing we can read. */
  readonly origins?: 'any' | readonly (Country | 'EU')[];
  /** What the compiler's note says of the provision. */
  readonly status?: 'suspended' | 'terminated' | 'expired';
  /** First day of entry, and the first day no longer covered. */
  readonly from?: Day;
  readonly until?: Day;
}

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split(
  '|',
);
const DATE = `(?:12:01 a\\.m\\.,? eastern (?:daylight|standard )?\\s?(?:time)?,? ?(?:on|of)? ?)?((?:${MONTHS.join('|')}) \\d{1,2}, \\d{4})`;
const ENTRIES = `(?:entries|entered for consumption, or withdrawn from warehouse for consumption),?(?: in the United States)?,?(?: of [a-z ]+, of China,)?`;
const FROM = new RegExp(`${ENTRIES} on or after ${DATE}`, 'i');
const UNTIL = new RegExp(
  `${ENTRIES}(?: on or after ${DATE},?)?(?: and)? (before|prior to|through) ${DATE}`,
  'i',
);
/** Sentences about loading say when goods left, not when the heading holds. */
const LOADING = /loaded onto|in transit|final mode/i;

function dayIn(text: string): Day {
  const [, month = '', day = '', year = ''] = /(\w+) (\d+), (\d+)/.exec(text) ?? [];
  return dayOf({ year: Number(year), month: MONTHS.indexOf(month) + 1, day: Number(day) });
}

function windowIn(text: string): Pick<Wording, 'from' | 'until'> {
  if (LOADING.test(text)) return {};
  const from = FROM.exec(text)?.[1];
  const [, , through, until] = UNTIL.exec(text) ?? [];
  return {
    ...(from === undefined ? {} : { from: dayIn(from) }),
    ...(until === undefined ? {} : { until: dayIn(until) + (through === 'through' ? 1 : 0) }),
  };
}

const NOTE =
  /compiler[`'’]?s? ?note:?[^\]]*?(?:(?:provision|duties) (?:was )?(suspended|terminated)|have (expired))/i;
const ORIGIN =
  /(?:articles? (?:that are )?(?:the )?products? of|articles the product of|products of) (.+?)(?:,? (?:as |that |with |if |provided|enumerated|other than|except|unless|entered|in the aggregate|determined|classified|specified|where)|$|[.;:([]|, (?:the foregoing|and the))/i;

/** Country names out of `Angola, Fiji, Indonesia, or Taiwan`; undefined when one of them is not a country. */
function namesIn(text: string, names: CountryNames): readonly (Country | 'EU')[] | undefined {
  const whole = names.get(plain(text));
  if (whole) return [whole];
  const parts = text
    .split(
      /, (?:or |and |including )?|,? (?:or|and|including) (?!Herzegovina|Tobago|Nevis|Principe|the Grenadines)/,
    )
    .map(plain);
  const found = parts.map((part) => names.get(part));
  return found.every((one) => one !== undefined) ? found : undefined;
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/^the /, '').replace(/[`’]/g, "'");

function originsIn(text: string, names: CountryNames): Wording['origins'] {
  const phrase = ORIGIN.exec(text.replace(/ \([^)]*\)/g, ''))?.[1];
  if (phrase === undefined) return undefined;
  if (/^any country$/i.test(phrase)) return 'any';
  const found = namesIn(phrase, names);
  return found === undefined ? undefined : [...new Set(found)].sort();
}

/** Reads a description; what it does not say, or says in other words, is left out. */
export function wordingOf(description: string, names: CountryNames): Wording {
  const text = description
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const note = NOTE.exec(text);
  const status = (note?.[1] ?? note?.[2])?.toLowerCase() as Wording['status'];
  const origins = originsIn(text, names);
  return {
    ...(origins === undefined ? {} : { origins }),
    ...(status === undefined ? {} : { status }),
    ...windowIn(text),
  };
}
