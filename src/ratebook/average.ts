// Average duties: rates of a book weighed by trade, or each product of each origin counting as one.

import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { type Book, productOf } from './book.ts';
import { programRates, ratesOf } from './rates.ts';

export interface Weight {
  readonly code: string;
  readonly origin: string;
  readonly value: number;
}

export type By = 'total' | 'chapter' | 'origin' | 'program';

export interface AverageRow {
  readonly key: string;
  readonly value: number;
  /** Shares of the value: with the base duty, least and most; and what the measures add at most. */
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

export interface Averages {
  readonly rows: readonly AverageRow[];
  /** Part of the value for which there is a rate. */
  readonly covered: number;
  /** Part of the value in lines that are not in the book; what is left pays by quantity or must be asked of `assess`. */
  readonly unlisted: number;
  /** Part of the value of groups, and the country that was taken for each. */
  readonly grouped: number;
  readonly standIns: Readonly<Record<string, Country>>;
}

/** Weights sort goods of groups under a country that stands for them; `ZZ` is every origin that is not named by itself. */
export const STANDS_FOR: Readonly<Record<string, Country | undefined>> = { EU: 'DE', ZZ: undefined };

/** A country of the class that most countries are in: it stands for `ZZ`. */
function restOf({ meta }: Book): Country {
  const counts = new Map<number, number>();
  for (const number of Object.values(meta.origins)) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  return Object.keys(meta.origins).find((country) => meta.origins[country] === most)!;
}

/** Sums of a value and of its rates, by key. */
function sums() {
  const all = new Map<string, { value: number; base: number; low: number; high: number }>();
  return {
    all,
    add(key: string, value: number, base: number, low: number, high: number): void {
      const sum = all.get(key) ?? { value: 0, base: 0, low: 0, high: 0 };
      all.set(key, sum);
      sum.value += value;
      sum.base += base * value;
      sum.low += low * value;
      sum.high += high * value;
    },
  };
}

/** Averages on a day of entry, weighed by value (or, `simple`, each weight counting once). */
export function averagesOn(
  book: Book,
  weights: readonly Weight[],
  day: Day,
  by: By,
  simple = false,
): Averages {
  const rates = ratesOf(book);
  const rest = restOf(book);
  const { all: sorted, add } = sums();
  const standIns: Record<string, Country> = {};
  let [all, covered, unlisted, grouped] = [0, 0, 0, 0];
  for (const { code, origin, value } of weights) {
    const weight = simple ? 1 : value;
    all += weight;
    const country = origin in STANDS_FOR ? (STANDS_FOR[origin] ?? rest) : origin;
    if (country !== origin) {
      standIns[origin] = country;
      grouped += weight;
    }
    const number = book.meta.origins[country];
    const product = productOf(book, code);
    if (number === undefined || product < 0) {
      unlisted += weight;
      continue;
    }
    const rate = rates.at(product, number, day);
    if (!rate) continue;
    covered += weight;
    if (by !== 'program') {
      const key = by === 'total' ? '' : by === 'chapter' ? code.slice(0, 2) : origin;
      add(key, weight, rate.base, rate.low, rate.high);
      continue;
    }
    add('base', weight, rate.base, rate.base, rate.base);
    for (const [program, share] of programRates(book, product, number, day))
      add(program, weight, 0, share, share);
  }
  const rows = [...sorted]
    .filter(([, { value }]) => value > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, base, low, high }]): AverageRow => {
      const per = (by === 'program' ? covered : value) * 1_000_000;
      return { key, value, base: base / per, low: low / per, high: high / per };
    });
  const part = (sum: number): number => (all === 0 ? 0 : sum / all);
  return { rows, covered: part(covered), unlisted: part(unlisted), grouped: part(grouped), standIns };
}
