// The panel of a book: the rate of every product of every origin by interval of days. Products of one class with the same base
// duty have the same intervals, so each is laid out once, and what two of them share is kept once.

import { type Book, codeOfProduct } from './book.ts';
import { type Layouts, layoutsOf } from './panel-layouts.ts';
import { rateOf, standInsOf } from './rates.ts';
import { type Sequences, sequences } from './sequences.ts';

/** Stands for a rate that cannot be said: the duty goes by quantity, or `assess` must be asked. */
export const NO_RATE = -1;
const NO_PLACES = new Int32Array(0);

/** One thing that intervals say. */
export interface Layer {
  /** Of one product of one origin: what its intervals say, one after another. */
  readonly stretches: Sequences;
  /** Of one product: its stretch for each origin class. */
  readonly sheets: Sequences;
  /** The sheet of each cluster. */
  readonly sheetOf: readonly number[];
}

/** Base duty, least and most, with the base duty in both. */
export interface Rates {
  readonly base: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface Panel {
  readonly codes: readonly string[];
  /** Ascending, with the class of each. */
  readonly origins: readonly string[];
  readonly classOf: readonly number[];
  /** Products with the same intervals are a cluster. */
  readonly clusterOf: Int32Array;
  /** Stretches of places in `calendar`: first day, day after the last, first, … */
  readonly days: Layer;
  readonly calendar: readonly number[];
  /** Stretches of places in the arrays of `ppm`. */
  readonly rates: Layer;
  readonly ppm: Rates;
}

/** Numbers products by class and steps of the base duty; gives the first product of each number. */
function clustersOf(book: Book) {
  const bases = sequences();
  const own: number[] = [];
  const baseOf = Int32Array.from(book.lines, (_, line) => {
    own.length = 0;
    for (let step = book.baseStart[line]!; step < book.baseStart[line + 1]!; step++)
      own.push(book.baseDays[step]!, book.baseGeneral[step]!, book.baseColumn2[step]!);
    return bases.add(Int32Array.from(own), own.length);
  });
  const numbers = new Map<number, number>();
  const firsts: number[] = [];
  const clusterOf = Int32Array.from(book.classes, (own, product) => {
    const key = own * book.lines.length + baseOf[book.productLine[product]!]!;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, firsts.length);
    return firsts.push(product) - 1;
  });
  return { clusterOf, firsts };
}

/** Rates worked out once for each pair of a cell and what the base duty takes: places in `ppm`. */
function rateTable(book: Book, cells: readonly number[]) {
  const standIns = standInsOf(book);
  const rows: Int32Array[] = [];
  const kept = sequences();
  const ppm = { base: [] as number[], low: [] as number[], high: [] as number[] };
  const rate = new Int32Array(3);
  return {
    standIns,
    ppm: ppm as Rates,
    /** Places by number of the cell, −1 where `placeOf` was not asked. */
    rowOf(duty: number): Int32Array {
      const first = standIns[duty]!;
      rows[first] ??= new Int32Array(cells.length).fill(-1);
      return rows[first];
    },
    placeOf(number: number, duty: number): number {
      const { base, low, high } = rateOf(book, cells[number]!, duty) ?? {
        base: NO_RATE,
        low: NO_RATE,
        high: NO_RATE,
      };
      rate[0] = Math.round(base);
      rate[1] = Math.round(low);
      rate[2] = Math.round(high);
      const place = kept.add(rate, 3);
      ppm.base[place] = rate[0];
      ppm.low[place] = rate[1];
      ppm.high[place] = rate[2];
      return place;
    },
  };
}

/** What was laid out for the same base duties, by number of the duties: stretches by layout. */
function keptByDuties() {
  const numbers = sequences();
  const kept: Map<number, number>[] = [];
  return (duties: readonly number[]): Map<number, number> => {
    const number = numbers.add(Int32Array.from(duties), duties.length);
    kept[number] ??= new Map();
    return kept[number];
  };
}

/** Lays out the rates of clusters: for a line and a layout, the stretch of its rates. */
function rateStretches(book: Book, layouts: Layouts, table: ReturnType<typeof rateTable>) {
  const { starts, cells, slots, second } = layouts;
  const stretches = sequences();
  const places = new Int32Array(book.meta.until - book.meta.from);
  const keptOf = keptByDuties();
  let duties: readonly number[] = [];
  let rows: readonly Int32Array[] = [];
  let kept = keptOf([]);
  let keptSecond = kept;
  const lay = (layout: number): number => {
    const start = starts[layout]!;
    const length = starts[layout + 1]! - start;
    for (let i = 0; i < length; i++) {
      const number = cells[start + i]!;
      const slot = slots[start + i]!;
      const row = rows[slot]!;
      if (row[number] === -1) row[number] = table.placeOf(number, duties[slot]!);
      places[i] = row[number]!;
    }
    return stretches.add(places, length);
  };
  return {
    stretches,
    begin(line: number): void {
      const steps = Array.from(
        { length: book.baseStart[line + 1]! - book.baseStart[line]! },
        (_, step) => book.baseStart[line]! + step,
      );
      duties = steps.flatMap((step) => [book.baseGeneral[step]!, book.baseColumn2[step]!]);
      rows = duties.map((duty) => (duty < 0 ? NO_PLACES : table.rowOf(duty)));
      const alike = duties.map((duty) => (duty < 0 ? duty : table.standIns[duty]!));
      kept = keptOf(alike.filter((_, slot) => slot % 2 === 0));
      keptSecond = keptOf([...alike, 2]);
    },
    stretchOf(layout: number): number {
      const own = second[layout] ? keptSecond : kept;
      const known = own.get(layout);
      if (known !== undefined) return known;
      const stretch = lay(layout);
      own.set(layout, stretch);
      return stretch;
    },
  };
}

/** Lays out the panel of a book. */
export function panelOf(book: Book): Panel {
  const { clusterOf, firsts } = clustersOf(book);
  const { layouts, layoutOf, days, calendar, periods, cells } = layoutsOf(book);
  const table = rateTable(book, cells);
  const rates = rateStretches(book, layouts, table);
  const classes = book.column2From.length;
  const daySheets = sequences();
  const rateSheets = sequences();
  const daySheetOf: number[] = [];
  const rateSheetOf: number[] = [];
  const daySheet = new Int32Array(classes);
  const rateSheet = new Int32Array(classes);
  /** The last class with a timeline, as `classes * cluster + class`. */
  const met = new Float64Array(book.stepStart.length).fill(-1);
  firsts.forEach((product, cluster) => {
    const line = book.productLine[product]!;
    rates.begin(line);
    for (let origin = 0; origin < classes; origin++) {
      const timeline = book.timelines[origin * book.width + book.classes[product]!]!;
      const like = met[timeline]! - classes * cluster;
      if (like >= 0 && periods[like] === periods[origin]) {
        daySheet[origin] = daySheet[like]!;
        rateSheet[origin] = rateSheet[like]!;
        continue;
      }
      met[timeline] = classes * cluster + origin;
      const layout = layoutOf(timeline, line, origin);
      daySheet[origin] = layouts.daysOf[layout]!;
      rateSheet[origin] = rates.stretchOf(layout);
    }
    daySheetOf.push(daySheets.add(daySheet, classes));
    rateSheetOf.push(rateSheets.add(rateSheet, classes));
  });
  const origins = Object.keys(book.meta.origins).sort();
  return {
    codes: Array.from(book.suffixes, (_, product) => codeOfProduct(book, product)),
    origins,
    classOf: origins.map((origin) => book.meta.origins[origin]!),
    clusterOf,
    days: { stretches: days, sheets: daySheets, sheetOf: daySheetOf },
    calendar,
    rates: { stretches: rates.stretches, sheets: rateSheets, sheetOf: rateSheetOf },
    ppm: table.ppm,
  };
}
