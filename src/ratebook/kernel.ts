// The kernel: one loop over typed arrays, nothing allocated per row. What the book cannot answer comes back as NaN.

import { type Book, REFERENCE } from './book.ts';

/** The whole, in parts per million. */
const ONE = 1_000_000;
const SPECIFIC = 10_000_000;
/** Products up to here are exact in one step (half of 2^53). */
const EXACT = 4_503_599_627_370_496;
const FREE = 0;
const AD_VALOREM = 1;
const SPECIFIC_RATE = 2;
const SUM = 3;
const TOP_UP = 4;
const LESSER = 5;

/** Amounts in a column, one for each row; NaN where the row has none. */
export type Amounts = Float64Array;

export interface Rows {
  readonly count: number;
  /** Position of the product in the book, −1 when it has none. */
  readonly products: Int32Array;
  /** Origin class, −1 when the book has none. */
  readonly origins: Int16Array;
  readonly days: Int32Array;
  /** Customs values in cents, whole dollars. */
  readonly values: Float64Array;
  /** By unit of the book: thousandths of the unit. */
  readonly quantities: readonly (Float64Array | undefined)[];
}

export interface Answers {
  /** Cents; NaN means NEEDS_REFERENCE. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The set that answered, for the summary by program. */
  readonly sets: Int32Array;
  readonly bases: Float64Array;
  /** When given, what each program takes is added to it, silence read as CBP reads it. */
  readonly programs?: Float64Array;
}

/** `a × b ÷ c` half up for integers, exact while a÷c×b is. */
export function scaled(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= EXACT) return Math.floor((product + c / 2) / c);
  const whole = Math.floor(a / c);
  return whole * b + Math.floor(((a - whole * c) * b + c / 2) / c);
}

/** Duty tree `duty` on a value with its base duty; `row` and `part` find the quantity. */
export function dutyAmount(
  book: Book,
  duty: number,
  value: number,
  base: number,
  quantities: readonly (Float64Array | undefined)[],
  row: number,
  part: number,
): number {
  const kind = book.dutyKind[duty]!;
  if (kind === AD_VALOREM) return scaled(value, book.dutyRate[duty]!, ONE);
  if (kind === FREE) return 0;
  if (kind === TOP_UP) return Math.max(0, scaled(value, book.dutyRate[duty]!, ONE) - base);
  if (kind === SPECIFIC_RATE) {
    const column = quantities[book.dutyAt[duty]!];
    if (column === undefined) return Number.NaN;
    const quantity = column[row]!;
    return scaled(part === ONE ? quantity : scaled(quantity, part, ONE), book.dutyRate[duty]!, SPECIFIC);
  }
  const first = book.dutyAt[duty]!;
  const end = first + book.dutyCount[duty]!;
  let total = dutyAmount(book, book.dutyChildren[first]!, value, base, quantities, row, part);
  for (let child = first + 1; child < end; child++) {
    const next = dutyAmount(book, book.dutyChildren[child]!, value, base, quantities, row, part);
    if (kind === SUM) total += next;
    else total = kind === LESSER ? Math.min(total, next) : Math.max(total, next);
  }
  return total;
}

/** One charged line: a duty on a part of the value. */
export function lineAmount(
  book: Book,
  line: number,
  value: number,
  base: number,
  quantities: readonly (Float64Array | undefined)[],
  row: number,
): number {
  const part = book.linePart[line]!;
  const duty = book.lineDuty[line]!;
  if (part === ONE) return dutyAmount(book, duty, value, base, quantities, row, ONE);
  return dutyAmount(book, duty, scaled(value, part, ONE), scaled(base, part, ONE), quantities, row, part);
}

/** What the lines of a leaf come to, without the base duty; added up by program where `programs` is given. */
export function leafAmount(
  book: Book,
  leaf: number,
  value: number,
  base: number,
  quantities: readonly (Float64Array | undefined)[],
  row: number,
  programs?: Float64Array,
): number {
  let total = 0;
  const end = book.leafStart[leaf + 1]!;
  for (let line = book.leafStart[leaf]!; line < end; line++) {
    const amount = lineAmount(book, line, value, base, quantities, row);
    total += amount;
    if (programs !== undefined && amount > 0) programs[book.lineProgram[line]!]! += amount;
  }
  return total;
}

/** The last position in [start, end) whose day is not after `day`; `start` when all are. Halves without a branch to mistake. */
function stepBefore(days: Int32Array, start: number, end: number, day: number): number {
  let low = start;
  for (let left = end - start; left > 1; ) {
    const half = left >> 1;
    low += half & ~((day - days[low + half]!) >> 31);
    left -= half;
  }
  return low;
}

/** The duty tree of the base duty of a product's line on a day, or −1. */
export function baseDutyAt(book: Book, product: number, origin: number, day: number): number {
  const line = book.productLine[product]!;
  const start = book.baseStart[line]!;
  const end = book.baseStart[line + 1]!;
  if (start === end || book.baseDays[start]! > day) return -1;
  const step = stepBefore(book.baseDays, start, end, day);
  const second = day >= book.column2From[origin]! && day < book.column2Until[origin]!;
  return second ? book.baseColumn2[step]! : book.baseGeneral[step]!;
}

/** The step of a product class and origin class on a day. Within one, what the book leaves to `assess` has one reason. */
export function stepAt(book: Book, product: number, origin: number, day: number): number {
  const timeline = book.timelines[origin * book.width + book.classes[product]!]!;
  return stepBefore(book.stepDays, book.stepStart[timeline]!, book.stepStart[timeline + 1]!, day);
}

/** The cell of a product class and origin class on a day: a set, or a split below zero. */
export const cellAt = (book: Book, product: number, origin: number, day: number): number =>
  book.stepCells[stepAt(book, product, origin, day)]!;

/** In place of a timeline or a cell: the row is not in the book. */
const NOWHERE = -2_147_483_648;

/** Puts the cell of its day in the place of each row's timeline. */
function stepsAt(book: Book, cells: Int32Array, days: Int32Array, start: number, end: number): void {
  const { stepStart, stepDays, stepCells } = book;
  for (let row = start; row < end; row++) {
    const timeline = cells[row]!;
    if (timeline === NOWHERE) continue;
    cells[row] = stepCells[stepBefore(stepDays, stepStart[timeline]!, stepStart[timeline + 1]!, days[row]!)]!;
  }
}

/** The set of a split for a base duty in cents of a value in cents, whose tree is `duty`; 0 when it cannot be said. */
export function setOf(book: Book, cell: number, duty: number, base: number, value: number): number {
  if (cell >= 0) return cell;
  const { thresholds } = book;
  let rate = 0;
  if (book.dutyKind[duty] === AD_VALOREM) rate = book.dutyRate[duty]!;
  else if (value > 0) {
    if (base * ONE > EXACT) return REFERENCE;
    rate = Math.floor((base * ONE + value / 2) / value);
  }
  let region = 0;
  for (let i = 0; i < thresholds.length && rate >= thresholds[i]!; i++)
    region = rate === thresholds[i] ? 2 * i + 1 : 2 * i + 2;
  return book.splits[-cell - 1 + region]!;
}

/**
 * Works out `rows` from `start` up to `end` into `answers`. Low and high are NaN (NEEDS_REFERENCE) where the product, the
 * origin or the day is not in the book, a quantity is missing, or the cell was too intricate to compile.
 */
export function run(book: Book, rows: Rows, answers: Answers, start = 0, end = rows.count): void {
  const { products, origins, days, values, quantities } = rows;
  const { low, high, sets, bases, programs } = answers;
  const { setStart, setLows, setLeaves, setLeaf, timelines, width, classes } = book;
  const { from: firstDay, until: dayAfter } = book.meta;
  // In passes over the columns: what one row waits for in memory, the next ones fetch meanwhile.
  for (let row = start; row < end; row++) {
    const product = products[row]!;
    const origin = origins[row]!;
    const day = days[row]!;
    const known = product >= 0 && origin >= 0 && day >= firstDay && day < dayAfter;
    sets[row] = known ? timelines[origin * width + classes[product]!]! : NOWHERE;
  }
  stepsAt(book, sets, days, start, end);
  for (let row = start; row < end; row++) {
    low[row] = high[row] = Number.NaN;
    const cell = sets[row]!;
    sets[row] = REFERENCE;
    if (cell === NOWHERE) continue;
    const product = products[row]!;
    const duty = baseDutyAt(book, product, origins[row]!, days[row]!);
    if (duty < 0) continue;
    const value = values[row]!;
    const base = dutyAmount(book, duty, value, 0, quantities, row, ONE);
    if (Number.isNaN(base)) continue;
    const set = setOf(book, cell, duty, base, value);
    if (set === REFERENCE) continue;
    const from = setStart[set]!;
    const until = setStart[set + 1]!;
    sets[row] = set;
    bases[row] = base;
    if (from === until) {
      low[row] = high[row] = base + leafAmount(book, setLeaf[set]!, value, base, quantities, row, programs);
      continue;
    }
    if (programs !== undefined) leafAmount(book, setLeaf[set]!, value, base, quantities, row, programs);
    const middle = from + setLows[set]!;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = from; i < until; i++) {
      const amount = leafAmount(book, setLeaves[i]!, value, base, quantities, row);
      if (i < middle) least = Math.min(least, amount);
      else most = Math.max(most, amount);
    }
    low[row] = base + least;
    high[row] = base + most;
  }
}
