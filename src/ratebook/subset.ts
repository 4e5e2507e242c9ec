// A smaller book: some origins, some days. What no cell of it uses any more is left out.

import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { type Book, bookOf } from './book.ts';

export interface Wanted {
  readonly origins?: readonly Country[];
  readonly from?: Day;
  /** The day after the last. */
  readonly until?: Day;
}

/** Numbers what is used in the order in which it is met. */
function keeper() {
  const kept: number[] = [];
  const numbers = new Map<number, number>();
  return {
    kept,
    of(old: number): number {
      const known = numbers.get(old);
      if (known !== undefined) return known;
      numbers.set(old, kept.length);
      return kept.push(old) - 1;
    },
  };
}

function cut(book: Book, timeline: number, from: Day, until: Day, cellOf: (cell: number) => number) {
  const days: number[] = [];
  const cells: number[] = [];
  const end = book.stepStart[timeline + 1]!;
  for (let step = book.stepStart[timeline]!; step < end; step++) {
    const next = step + 1 < end ? book.stepDays[step + 1]! : book.meta.until;
    const day = Math.max(from, book.stepDays[step]!);
    if (next <= from || day >= until) continue;
    days.push(day);
    cells.push(cellOf(book.stepCells[step]!));
  }
  return { days, cells };
}

/** @throws TariffError `empty-book` when no day or no origin is left. */
export function subsetOf(book: Book, wanted: Wanted): Book {
  const from = Math.max(book.meta.from, wanted.from ?? book.meta.from);
  const until = Math.min(book.meta.until, wanted.until ?? book.meta.until);
  const classes = keeper();
  const chosen = Object.entries(book.meta.origins).filter(
    ([country]) => wanted.origins?.includes(country) ?? true,
  );
  const origins = Object.fromEntries(chosen.map(([country, old]) => [country, classes.of(old)]));
  if (from >= until || chosen.length === 0)
    throw incorrect(
      'empty-book',
      'no day or no origin is left in the book',
      'Choose days and origins of the book.',
    );
  const sets = keeper();
  sets.of(0);
  const splits = keeper();
  const regions = book.thresholds.length * 2 + 1;
  const splitSets: number[] = [];
  const cellOf = (cell: number): number => {
    if (cell >= 0) return sets.of(cell);
    const before = splits.kept.length;
    const number = splits.of(cell);
    if (number === before)
      for (let region = 0; region < regions; region++)
        splitSets.push(sets.of(book.splits[-cell - 1 + region]!));
    return -1 - number * regions;
  };
  const timelines = keeper();
  const table = Int32Array.from({ length: classes.kept.length * book.width }, (_, at) =>
    timelines.of(
      book.timelines[classes.kept[Math.floor(at / book.width)]! * book.width + (at % book.width)]!,
    ),
  );
  const pieces = timelines.kept.map((timeline) => cut(book, timeline, from, until, cellOf));
  const leaves = sets.kept.map((set) => book.setLeaves.subarray(book.setStart[set], book.setStart[set + 1]));
  const startsOf = (lengths: readonly number[]): Int32Array => {
    let sum = 0;
    return Int32Array.from([
      0,
      ...lengths.map((length) => {
        sum += length;
        return sum;
      }),
    ]);
  };
  const bySet = <T extends Int32Array | Uint8Array>(column: T): T =>
    (column.constructor as unknown as { from(all: number[]): T }).from(sets.kept.map((set) => column[set]!));
  return bookOf(
    { ...book.meta, from, until, origins },
    {
      ...book,
      column2From: Int32Array.from(classes.kept, (old) => book.column2From[old]!),
      column2Until: Int32Array.from(classes.kept, (old) => book.column2Until[old]!),
      timelines: table,
      stepStart: startsOf(pieces.map(({ days }) => days.length)),
      stepDays: Int32Array.from(pieces.flatMap(({ days }) => days)),
      stepCells: Int32Array.from(pieces.flatMap(({ cells }) => cells)),
      splits: Int32Array.from(splitSets),
      setLeaf: bySet(book.setLeaf),
      setStart: startsOf(leaves.map(({ length }) => length)),
      setLows: bySet(book.setLows),
      setLeaves: Int32Array.from(leaves.flatMap((own) => [...own])),
      setFiling: bySet(book.setFiling),
      setReads: bySet(book.setReads),
    },
  );
}
