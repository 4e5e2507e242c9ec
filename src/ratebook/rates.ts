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

function rateOf(book: Book, cell: number, duty: number): Rate | undefined {
  const base = dutyAmount(book, duty, VALUE, 0, NONE, 0, 1_000_000);
  if (Number.isNaN(base)) return undefined;
  const set = setOf(book, cell, duty, base, VALUE);
  if (set === REFERENCE) return undefined;
  const [start, end] = [book.setStart[set]!, book.setStart[set + 1]!];
  const amountOf = (leaf: number) => base + leafAmount(book, leaf, VALUE, base, NONE, 0);
  const leaves = start === end ? [book.setLeaf[set]!] : [...book.setLeaves.subarray(start, end)];
  const lows = start === end ? 1 : book.setLows[set]!;
  const amounts = leaves.map(amountOf);
  const low = Math.min(...amounts.slice(0, lows));
  const high = Math.max(...(start === end ? amounts : amounts.slice(lows)));
  return Number.isNaN(low + high) ? undefined : { base: base / 100, low: low / 100, high: high / 100 };
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

/** Rates of every cell with every base duty that stands beside it in the book: rows for an engine. */
export function* cellRates(book: Book): Generator<readonly number[]> {
  const { of } = ratesOf(book);
  const duties = new Set([...book.baseGeneral, ...book.baseColumn2].filter((duty) => duty >= 0));
  const dutiesOf = new Map<number, Set<number>>();
  for (let product = 0; product < book.suffixes.length; product++) {
    const line = book.productLine[product]!;
    const own = dutiesOf.get(book.classes[product]!) ?? new Set();
    dutiesOf.set(book.classes[product]!, own);
    for (let step = book.baseStart[line]!; step < book.baseStart[line + 1]!; step++)
      for (const duty of [book.baseGeneral[step]!, book.baseColumn2[step]!])
        if (duties.has(duty)) own.add(duty);
  }
  const seen = new Set<number>();
  for (let at = 0; at < book.timelines.length; at++) {
    const timeline = book.timelines[at]!;
    for (const duty of dutiesOf.get(at % book.width) ?? []) {
      const pair = timeline * book.dutyKind.length + duty;
      if (seen.has(pair)) continue;
      seen.add(pair);
      for (let step = book.stepStart[timeline]!; step < book.stepStart[timeline + 1]!; step++) {
        const cell = book.stepCells[step]!;
        const key = -1 - ((cell + 100_000_000) * book.dutyKind.length + duty);
        if (seen.has(key)) continue;
        seen.add(key);
        const rate = of(cell, duty);
        if (rate) yield [cell, duty, rate.base, rate.low, rate.high];
      }
    }
  }
}
