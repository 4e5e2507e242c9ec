// Rates of cells: what a dollar of value owes, for panels and averages. Duties by quantity have no rate here.

import { type Book, REFERENCE } from './book.ts';
import { baseDutyAt, cellAt, dutyAmount, leafAmount, lineAmount, setOf } from './kernel.ts';

/** Shares of the value in ppm; `additional` without the base duty. */
export interface Rate {
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

/** A million dollars in cents: amounts on it are rates in ppm times a hundred. */
const VALUE = 100_000_000;
const NONE: readonly undefined[] = [];

/** The rate of a cell beside a base duty; undefined where a quantity or `assess` is needed. */
export function rateOf(book: Book, cell: number, duty: number): Rate | undefined {
  const base = dutyAmount(book, duty, VALUE, 0, NONE, 0, 1_000_000);
  if (Number.isNaN(base)) return undefined;
  const set = setOf(book, cell, duty, base, VALUE);
  if (set === REFERENCE) return undefined;
  const [start, end] = [book.setStart[set]!, book.setStart[set + 1]!];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  if (start === end) low = high = leafAmount(book, book.setLeaf[set]!, VALUE, base, NONE, 0);
  for (let at = start; at < end; at++) {
    const amount = leafAmount(book, book.setLeaves[at]!, VALUE, base, NONE, 0);
    if (at < start + book.setLows[set]!) low = Math.min(low, amount);
    else high = Math.max(high, amount);
  }
  if (Number.isNaN(low + high)) return undefined;
  return { base: base / 100, low: (base + low) / 100, high: (base + high) / 100 };
}

/** For each base duty the first one that takes the same of a dollar: beside any cell the two have the same rate. */
export function standInsOf(book: Book): Int32Array {
  const firsts = new Map<number, number>();
  return Int32Array.from(book.dutyKind, (_, duty) => {
    const amount = dutyAmount(book, duty, VALUE, 0, NONE, 0, 1_000_000);
    const first = firsts.get(amount) ?? duty;
    firsts.set(amount, first);
    return first;
  });
}

/** Rates by cell and base duty, each worked out once. Undefined where a quantity or `assess` is needed. */
export function ratesOf(book: Book) {
  const kept = new Map<number, Rate | undefined>();
  const width = book.dutyKind.length;
  const of = (cell: number, duty: number): Rate | undefined => {
    const key = (cell + 1_000_000_000) * width + duty;
    if (kept.has(key)) return kept.get(key);
    const rate = duty < 0 ? undefined : rateOf(book, cell, duty);
    kept.set(key, rate);
    return rate;
  };
  return {
    of,
    /** The rate of a product of an origin class on a day. */
    at: (product: number, origin: number, day: number): Rate | undefined =>
      of(cellAt(book, product, origin, day), baseDutyAt(book, product, origin, day)),
  };
}

/** What each program takes of a product of an origin class on a day, in ppm, silence read as CBP reads it. */
export function programRates(
  book: Book,
  product: number,
  origin: number,
  day: number,
): readonly (readonly [string, number])[] {
  const duty = baseDutyAt(book, product, origin, day);
  if (duty < 0) return [];
  const base = dutyAmount(book, duty, VALUE, 0, NONE, 0, 1_000_000);
  const set = setOf(book, cellAt(book, product, origin, day), duty, base, VALUE);
  const leaf = book.setLeaf[set]!;
  const lines: (readonly [string, number])[] = [];
  for (let line = book.leafStart[leaf]!; line < book.leafStart[leaf + 1]!; line++) {
    const amount = lineAmount(book, line, VALUE, base, NONE, 0);
    lines.push([book.meta.programs[book.lineProgram[line]!]!, amount / 100]);
  }
  return lines;
}
