// What a row without declarations lacks for its base duty, told from the book alone.

import type { Duty } from '../core/duty.ts';
import { type Book, DUTY_KINDS, REFERENCE } from './book.ts';
import { baseDutyAt, cellAt } from './kernel.ts';

/** The duty that a book holds under a number, as the tree from which it was packed. */
export function dutyOf(book: Book, number: number): Duty {
  const kind = DUTY_KINDS[book.dutyKind[number]!]!;
  const rate = book.dutyRate[number]!;
  const at = book.dutyAt[number]!;
  const children = () =>
    [...book.dutyChildren.subarray(at, at + book.dutyCount[number]!)].map((child) => dutyOf(book, child));
  switch (kind) {
    case 'free':
      return { kind };
    case 'ad-valorem':
    case 'top-up':
      return { kind, rate };
    case 'specific':
      return { kind, price: rate, unit: book.meta.units[at]! };
    case 'sum':
      return { kind, terms: children() };
    default:
      return { kind, of: children() };
  }
}

/** Whether the book answers for a cell at every height of the base duty, so that no ban or intricacy hides in it. */
function isSettled({ splits, thresholds }: Book, cell: number): boolean {
  if (cell >= 0) return cell !== REFERENCE;
  const first = -cell - 1;
  return !splits.subarray(first, first + 2 * thresholds.length + 1).includes(REFERENCE);
}

/**
 * The base duty of a row, where the book answers for all of the row but the quantities of that duty; undefined where the
 * product, the origin or the day is not in the book or something else stands open.
 */
export function baseInBook(book: Book, product: number, origin: number, day: number): Duty | undefined {
  const { from, until } = book.meta;
  if (product < 0 || origin < 0 || day < from || day >= until) return undefined;
  const number = baseDutyAt(book, product, origin, day);
  if (number < 0 || !isSettled(book, cellAt(book, product, origin, day))) return undefined;
  return dutyOf(book, number);
}
