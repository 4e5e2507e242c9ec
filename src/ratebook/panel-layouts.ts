// Layouts of a panel: the intervals of a timeline, a line's base duty and a column of the schedule, laid over one another.

import type { Book } from './book.ts';
import { sequences } from './sequences.ts';

/** Intervals, without their rates: cells by number, and where the base duty stands among the line's. */
export interface Layouts {
  /** Layout `n` has the intervals from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: readonly number[];
  readonly cells: readonly number[];
  /** 2n for column 1 of the nth step of a line's base duty, 2n + 1 for column 2. */
  readonly slots: readonly number[];
  /** Whether any of a layout's base duties is of column 2. */
  readonly second: readonly boolean[];
  /** Stretch of days of each layout. */
  readonly daysOf: readonly number[];
}

type Each = (day: number, next: number, cell: number, slot: number) => void;

/** Walks the intervals of a timeline for a line and an origin class; days without a base duty are left out. */
export function walkIntervals(book: Book, timeline: number, line: number, origin: number, each: Each): void {
  const { stepStart, stepDays, stepCells, baseStart, baseDays, baseGeneral, baseColumn2 } = book;
  const { from, until } = book.meta;
  const [second, after] = [book.column2From[origin]!, book.column2Until[origin]!];
  const lastStep = stepStart[timeline + 1]! - 1;
  const lastBase = baseStart[line + 1]! - 1;
  let step = stepStart[timeline]!;
  let base = baseStart[line]!;
  if (step > lastStep || base > lastBase) return;
  for (let day = Math.max(from, stepDays[step]!, baseDays[base]!), next = until; day < until; day = next) {
    while (step < lastStep && stepDays[step + 1]! <= day) step++;
    while (base < lastBase && baseDays[base + 1]! <= day) base++;
    next = until;
    let last = step;
    while (last < lastStep && stepCells[last + 1] === stepCells[step]) last++;
    if (last < lastStep) next = Math.min(next, stepDays[last + 1]!);
    if (base < lastBase) next = Math.min(next, baseDays[base + 1]!);
    if (second > day) next = Math.min(next, second);
    if (after > day) next = Math.min(next, after);
    const column = day >= second && day < after ? 1 : 0;
    const duty = column === 1 ? baseColumn2[base]! : baseGeneral[base]!;
    if (duty >= 0) each(day, next, stepCells[step]!, 2 * (base - baseStart[line]!) + column);
  }
}

/** Numbers lines by the days on which their base duty steps and whether there is one. */
function rhythmsOf(book: Book): Int32Array {
  const all = sequences();
  const own: number[] = [];
  return Int32Array.from(book.lines, (_, line) => {
    own.length = 0;
    for (let step = book.baseStart[line]!; step < book.baseStart[line + 1]!; step++)
      own.push(
        book.baseDays[step]!,
        Math.min(0, book.baseGeneral[step]!),
        Math.min(0, book.baseColumn2[step]!),
      );
    return all.add(Int32Array.from(own), own.length);
  });
}

/** Numbers origin classes by the days on which they are under column 2. */
function periodsOf(book: Book): Int32Array {
  const all = sequences();
  return Int32Array.from(book.column2From, (from, origin) =>
    all.add(Int32Array.of(from, book.column2Until[origin]!), 2),
  );
}

/** Numbers the cells of a book. */
function cellsOf(book: Book) {
  const least = book.stepCells.reduce((a, b) => Math.min(a, b), 0);
  const most = book.stepCells.reduce((a, b) => Math.max(a, b), 0);
  const numbers = new Int32Array(most - least + 1).fill(-1);
  const cells: number[] = [];
  for (const cell of book.stepCells)
    if (numbers[cell - least] === -1) numbers[cell - least] = cells.push(cell) - 1;
  return { cells, numberOf: (cell: number): number => numbers[cell - least]! };
}

/** Numbers the days on which intervals begin or end. */
function dayNumbers({ meta: { from, until } }: Book) {
  const places = new Int32Array(until - from + 1).fill(-1);
  const days: number[] = [];
  return {
    days,
    placeOf(day: number): number {
      if (places[day - from] === -1) places[day - from] = days.push(day) - 1;
      return places[day - from]!;
    },
  };
}

/** Layouts of a book, each made when it is first asked for. */
export function layoutsOf(book: Book) {
  const rhythms = rhythmsOf(book);
  const periods = periodsOf(book);
  const { cells, numberOf } = cellsOf(book);
  const days = sequences();
  const calendar = dayNumbers(book);
  const layouts = {
    starts: [0],
    cells: [] as number[],
    slots: [] as number[],
    second: [] as boolean[],
    daysOf: [] as number[],
  };
  const lay = (timeline: number, line: number, origin: number): number => {
    const own: number[] = [];
    let second = false;
    walkIntervals(book, timeline, line, origin, (day, next, cell, slot) => {
      own.push(calendar.placeOf(day), calendar.placeOf(next));
      layouts.cells.push(numberOf(cell));
      layouts.slots.push(slot);
      if (slot & 1) second = true;
    });
    layouts.second.push(second);
    layouts.starts.push(layouts.cells.length);
    return layouts.daysOf.push(days.add(Int32Array.from(own), own.length)) - 1;
  };
  const known = new Map<number, number>();
  return {
    /** Stretches of places in `calendar`: first day, day after the last, first, … */
    days,
    calendar: calendar.days,
    periods,
    /** Cells by number. */
    cells,
    layouts: layouts as Layouts,
    layoutOf(timeline: number, line: number, origin: number): number {
      const kind = rhythms[line]! * periods.length + periods[origin]!;
      const key = kind * book.stepStart.length + timeline;
      const number = known.get(key) ?? lay(timeline, line, origin);
      known.set(key, number);
      return number;
    },
  };
}
