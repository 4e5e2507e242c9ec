// A tariff schedule in memory: the 8-digit line of a code on a day, and search by words.

import { type GoodsCode, printCode } from '../core/code.ts';
import { type Day, printDay } from '../core/day.ts';
import { incorrect, notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { ScheduleRow } from '../law/pack.ts';

export interface Catalogue {
  readonly size: number;
  readonly rows: readonly ScheduleRow[];
  /** The line of an 8- or 10-digit code. @throws TariffError `unknown-code`, `short-code`, `code-not-valid` */
  find(code: GoodsCode, day: Day): ScheduleRow;
  /** Lines whose names have all the words (each by its beginning), best first. */
  search(words: string): readonly ScheduleRow[];
}

const LINE = 8;
const MOST_NEAR = 5;

const holdsOn = ({ from, until }: ScheduleRow, day: Day): boolean =>
  (from ?? day) <= day && day < (until ?? Number.POSITIVE_INFINITY);

/** Codes nearest in the tree (longest common beginning), then by number. */
function nearCodes(code: string, codes: readonly string[]): readonly string[] {
  for (let length = 6; length >= 2; length -= 2) {
    const kin = codes.filter((one) => one.startsWith(code.slice(0, length)));
    if (kin.length > 0)
      return [...kin]
        .sort((a, b) => Math.abs(Number(a) - Number(code)) - Math.abs(Number(b) - Number(code)))
        .slice(0, MOST_NEAR);
  }
  return nearest(code, codes, MOST_NEAR);
}

function unknownCode(code: GoodsCode, codes: readonly string[]) {
  const near = nearCodes(code.slice(0, LINE), codes).map(printCode);
  return notFound(
    'unknown-code',
    `the code ${printCode(code)} is not in the catalogue`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : 'Find a product with rosenbad search WORDS.',
  );
}

function tooShort(code: GoodsCode, codes: readonly string[]) {
  const beneath = codes.filter((one) => one.startsWith(code));
  if (beneath.length === 0) return unknownCode(code, codes);
  const shown = beneath.slice(0, MOST_NEAR).map(printCode).join(', ');
  return incorrect(
    'short-code',
    `${printCode(code)} is a heading of ${beneath.length} lines, not a line`,
    `Give 8 or 10 digits: ${shown}${beneath.length > MOST_NEAR ? ', …' : ''}.`,
  );
}

function notOnThatDay(code: GoodsCode, rows: readonly ScheduleRow[], day: Day) {
  const spans = rows.map(({ from, until }) =>
    `${from === undefined ? '' : `from ${printDay(from)}`} ${until === undefined ? '' : `until ${printDay(until)}`}`.trim(),
  );
  return incorrect(
    'code-not-valid',
    `${printCode(code)} is not a line of the schedule on ${printDay(day)}`,
    `It is one ${spans.join(', ')}.`,
  );
}

/** `batteries` and `battery` are one word. */
const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=[^s\d])s$/, '');

const wordsOf = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(singular);

/** Points for each term: 2 for a word, 1 for the beginning of one; zero when a term is missing. Short names win. */
function score(terms: readonly string[], words: readonly string[]): number {
  let points = 0;
  for (const term of terms) {
    const best = Math.max(0, ...words.map((word) => (word === term ? 2 : word.startsWith(term) ? 1 : 0)));
    if (best === 0) return 0;
    points += best;
  }
  return points + 1 / (1 + words.length);
}

interface Searchable {
  readonly row: ScheduleRow;
  readonly words: readonly string[];
}

/** What is searched: the newest row of each code, with its words (a code is found by its first digits too). */
const searchable = (newest: readonly ScheduleRow[]): readonly Searchable[] =>
  newest.map((row) => ({ row, words: wordsOf(`${row.name} ${row.code}`) }));

/** Indexes the rows of a schedule; several rows of one code have different days. */
export function openCatalogue(rows: readonly ScheduleRow[]): Catalogue {
  const byCode = new Map<string, ScheduleRow[]>();
  for (const row of rows) {
    const known = byCode.get(row.code);
    if (known) known.push(row);
    else byCode.set(row.code, [row]);
  }
  const codes = [...byCode.keys()].sort();
  let index: readonly Searchable[] | undefined;
  return {
    size: rows.length,
    rows,
    find(code, day) {
      if (code.length < LINE) throw tooShort(code, codes);
      const found = byCode.get(code.slice(0, LINE));
      if (!found) throw unknownCode(code, codes);
      const line = found.find((row) => holdsOn(row, day));
      if (!line) throw notOnThatDay(code, found, day);
      return line;
    },
    search(words) {
      const terms = wordsOf(words);
      if (terms.length === 0) return [];
      index ??= searchable(codes.map((code) => byCode.get(code)!.at(-1)!));
      return index
        .map(({ row, words: own }) => ({ row, points: score(terms, own) }))
        .filter(({ points }) => points > 0)
        .sort((a, b) => b.points - a.points || (a.row.code < b.row.code ? -1 : 1))
        .map(({ row }) => row);
    },
  };
}
