// Average duties: rates of a book weighed by trade, or each product of each origin counting as one.

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
  /** Part of the value for which there is a rate (duties by quantity and goods outside the book have none). */
  readonly covered: number;
}

/** Weights sort goods of groups under a country that stands for them. */
const STANDS_FOR: Readonly<Record<string, string>> = { EU: 'DE' };

/** A country of the class that most countries are in: it stands for `ZZ`, the rest of the world. */
function restOf({ meta }: Book): string {
  const counts = new Map<number, number>();
  for (const number of Object.values(meta.origins)) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  return Object.keys(meta.origins).find((country) => meta.origins[country] === most)!;
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
  const sums = new Map<string, { value: number; base: number; low: number; high: number }>();
  let all = 0;
  let covered = 0;
  const add = (key: string, value: number, base: number, low: number, high: number): void => {
    const sum = sums.get(key) ?? { value: 0, base: 0, low: 0, high: 0 };
    sums.set(key, sum);
    sum.value += value;
    sum.base += base * value;
    sum.low += low * value;
    sum.high += high * value;
  };
  for (const { code, origin, value } of weights) {
    const weight = simple ? 1 : value;
    all += weight;
    const number = book.meta.origins[origin === 'ZZ' ? rest : (STANDS_FOR[origin] ?? origin)];
    const product = productOf(book, code);
    if (number === undefined || product < 0) continue;
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
  const rows = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, base, low, high }]): AverageRow => {
      const per = (by === 'program' ? covered : value) * 1_000_000;
      return { key, value, base: base / per, low: low / per, high: high / per };
    });
  return { rows, covered: all === 0 ? 0 : covered / all };
}
