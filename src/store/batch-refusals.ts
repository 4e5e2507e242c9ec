// Refusals of rows that declare nothing, told without asking the evaluator again for every one of them.

import { missingQuantity } from '../assess/assess.ts';
import { parseCode } from '../core/code.ts';
import type { Day } from '../core/day.ts';
import { unitsOf } from '../core/duty.ts';
import type { TariffError } from '../core/errors.ts';
import type { Book } from '../ratebook/book.ts';
import { baseDutyAt, stepAt } from '../ratebook/kernel.ts';
import { baseInBook, dutyOf } from '../ratebook/lack.ts';

/** Where a row stands in a book. */
export interface Place {
  readonly product: number;
  readonly origin: number;
  readonly day: Day;
  /** Whether the row gives a quantity in a unit. */
  has(unit: string): boolean;
}

export interface Refusals {
  /** The refusal of the row, where it is known; `code` as the row gives it. */
  of(place: Place, code: string): TariffError | undefined;
  /** Keeps what the evaluator refused. */
  keep(place: Place, error: TariffError): void;
}

/** Refusals whose reason is a measure: they hold for a class of goods, whatever the value. */
const OF_A_MEASURE = ['missing-quantity', 'prohibited'];

export function newRefusals(book: Book): Refusals {
  const kept = new Map<string, TariffError>();

  /** Classes, the step of the book and the base duty decide; undefined where the base duty needs a quantity or is in words. */
  const keyOf = ({ product, origin, day, has }: Place): string | undefined => {
    const { from, until } = book.meta;
    if (product < 0 || origin < 0 || day < from || day >= until) return undefined;
    const base = baseDutyAt(book, product, origin, day);
    if (base < 0 || unitsOf(dutyOf(book, base)).length > 0 || book.meta.units.some(has)) return undefined;
    return `${book.classes[product]} ${origin} ${stepAt(book, product, origin, day)} ${base}`;
  };

  return {
    of(place, code) {
      const base = baseInBook(book, place.product, place.origin, place.day);
      const unit = base && unitsOf(base).find((one) => !place.has(one));
      if (unit !== undefined) return missingQuantity(parseCode(code), base!, unit);
      if (kept.size === 0) return undefined;
      const key = keyOf(place);
      return key === undefined ? undefined : kept.get(key);
    },
    keep(place, error) {
      const key = OF_A_MEASURE.includes(error.code) ? keyOf(place) : undefined;
      if (key !== undefined) kept.set(key, error);
    },
  };
}
