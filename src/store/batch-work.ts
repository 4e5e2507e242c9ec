// Works out one block of a batch: kernel first, the desk for what declares something, the reference for the rest.

import type { EntryInput } from '../assess/entry.ts';
import { type Entry, readEntry } from '../assess/entry.ts';
import { parseDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import type { Zone } from '../core/moment.ts';
import { parseDecimal } from '../core/money.ts';
import { type Book, lineAt, productAt } from '../ratebook/book.ts';
import type { Desk } from '../ratebook/desk.ts';
import { run } from '../ratebook/kernel.ts';
import { type Layout, newSheet, PLACES, ROW, type Sheet } from './batch-columns.ts';
import type { Group } from './batch-footer.ts';
import { type Given, givenBytes, givenCells } from './batch-given.ts';
import { newRefusals, type Place } from './batch-refusals.ts';
import { beginSheet, fillSheet } from './batch-sheet.ts';
import { blockSums, countDuty, countRow, emptyTally, newTally, type Sums } from './batch-summary.ts';
import type { Vectors } from './batch-vectors.ts';
import {
  type Answer,
  newWriter,
  type OutFormat,
  type RowWriter,
  takeBack as takeBackOf,
} from './batch-write.ts';

/** One law of a batch: its book, its desk and the reference evaluator. */
export interface BatchLaw {
  readonly label: string;
  readonly known: string;
  readonly book: Book;
  readonly desk: Desk;
  /** Entries of earlier days are taken as entered on this one: an outcome is about what comes after a deadline. */
  readonly notBefore?: { readonly day: number; readonly text: string };
  /** @throws TariffError for an entry that cannot be assessed. */
  reference(entry: EntryInput): Answer;
}

export interface BatchPlan {
  readonly input: 'csv' | 'ndjson' | 'parquet';
  readonly output: OutFormat;
  readonly layout: Layout;
  /** Units of the quantity columns, in the order of the layout's numbers. */
  readonly units: readonly string[];
  readonly filing: boolean;
  /** Day of entry where a row names none. */
  readonly on?: string;
  readonly onDay?: number;
  /** Territory of rows that name none, when it is not that of the books: such rows go to the reference. */
  readonly into?: string;
  readonly zone: Zone;
  readonly facts: readonly string[];
}

export interface BlockDone {
  readonly out: Uint8Array;
  /** Of Parquet output: what the footer says of it; missing when no row is in it. */
  readonly group?: Group;
  /** Lines of the side file: line, error, row. */
  readonly bad: readonly BadRow[];
  readonly sums: Sums;
}

export interface BadRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly row: string;
}

const lax = new TextDecoder();

/** Columns of the kernel for one law over a sheet. */
function newColumns(size: number) {
  return {
    products: new Int32Array(size),
    origins: new Int16Array(size),
    low: new Float64Array(size),
    high: new Float64Array(size),
    sets: new Int32Array(size),
    bases: new Float64Array(size),
  };
}

type Columns = ReturnType<typeof newColumns>;

const originTable = (book: Book): Int16Array => {
  const table = new Int16Array(676).fill(-1);
  for (const [country, number] of Object.entries(book.meta.origins))
    table[(country.charCodeAt(0) - 65) * 26 + country.charCodeAt(1) - 65] = number;
  return table;
};

/** Which cells of a book ask about the mode, by set. */
function asksMode(book: Book): Uint8Array {
  const mode = book.meta.features.indexOf('mode');
  const sets = book.meta.reads.map((reads) => (reads.includes(mode) ? 1 : 0));
  return Uint8Array.from(book.setReads, (reads) => sets[reads]!);
}

/**
 * A row that the kernel cannot take, under every law. Where it `declares` nothing, the desk knows no more than the kernel.
 * @throws TariffError
 */
function workSpecial(
  read: EntryInput,
  plan: BatchPlan,
  laws: readonly BatchLaw[],
  sums: Sums,
  declares: boolean,
) {
  const given: EntryInput = {
    ...(plan.into === undefined ? {} : { into: plan.into }),
    ...read,
    ...(read.on === undefined && plan.on !== undefined ? { on: plan.on } : {}),
  };
  const ownKnown = laws.length === 1 ? given.known : undefined;
  const { known: _, ...plain } = given;
  const input: EntryInput = ownKnown === undefined || ownKnown === laws[0]!.known ? plain : given;
  const home = input.into === undefined || input.into.toUpperCase() === laws[0]!.book.meta.country;
  const entry = home && input.known === undefined ? readEntry(input, plan.zone, plan.facts) : undefined;
  const answers = laws.map((law) => {
    const { input: own, entry: read } = movedTo(law, input, entry, plan);
    const answer = declares && read ? law.desk.answer(read) : undefined;
    if (answer) sums.desk += 1 / laws.length;
    return answer ?? law.reference(own);
  });
  return { input, answers };
}

/** The entry on the day from which a law of the batch counts, when it names an earlier one. */
function movedTo(
  { notBefore }: BatchLaw,
  input: EntryInput,
  entry: Entry | undefined,
  plan: BatchPlan,
): { readonly input: EntryInput; readonly entry: Entry | undefined } {
  if (notBefore === undefined || (entry?.onDay ?? parseDay(input.on, 'on')) >= notBefore.day)
    return { input, entry };
  const moved = { ...input, on: notBefore.text };
  return { input: moved, entry: entry && readEntry(moved, plan.zone, plan.facts) };
}

const slotOf = (origin: string): number =>
  (origin.toUpperCase().charCodeAt(0) - 65) * 26 + origin.toUpperCase().charCodeAt(1) - 65;

/** What only a Parquet file needs, given by those who have one: a browser loads none of it. */
export interface Parquet {
  readonly vectors?: Vectors | undefined;
  readonly writer?: RowWriter | undefined;
}

/** Opens a place of work for blocks of up to `size` bytes. */
export function openWork(plan: BatchPlan, laws: readonly BatchLaw[], size: number, parquet: Parquet = {}) {
  const { vectors } = parquet;
  const sheet = newSheet(plan.units.length, vectors?.rows);
  const columns = laws.map(() => newColumns(sheet.lines.length));
  const origins = laws.map(({ book }) => originTable(book));
  const modes = laws.map(({ book }) => asksMode(book));
  const programs = laws.map(({ book }) => new Float64Array(book.meta.programs.length));
  const quantities = laws.map(({ book }) =>
    book.meta.units.map((unit) => {
      const number = plan.units.indexOf(unit);
      return number < 0 ? undefined : sheet.quantities[number];
    }),
  );
  const writer = parquet.writer ?? newWriter(plan, laws, size);
  const tally = newTally(laws.length);
  /** Whether rows that name no territory are those of the books. */
  const home = plan.into === undefined;
  const taken = new Uint8Array(sheet.lines.length);
  const chapters = new Uint8Array(sheet.lines.length);

  const place = (law: number, { products, origins: classes }: Columns): void => {
    const { book } = laws[law]!;
    const table = origins[law]!;
    for (let row = 0; row < sheet.count; row++) {
      classes[row] = table[sheet.origins[row]!]!;
      const position = sheet.kinds[row]! <= ROW.mode ? lineAt(book, sheet.codes[row]!) : -1;
      products[row] = position < 0 ? -1 : productAt(book, position, sheet.suffixes[row]!);
    }
  };

  const runKernel = (law: number): void => {
    const own = columns[law]!;
    place(law, own);
    const { notBefore } = laws[law]!;
    const days = notBefore === undefined ? sheet.days : sheet.days.map((day) => Math.max(day, notBefore.day));
    const rows = { ...own, count: sheet.count, days, values: sheet.values };
    run(laws[law]!.book, { ...rows, quantities: quantities[law]! }, { ...own, programs: programs[law]! });
    const asks = modes[law]!;
    for (let row = 0; row < sheet.count; row++)
      if (sheet.kinds[row] === ROW.mode && asks[own.sets[row]!] === 1) own.low[row] = Number.NaN;
  };

  /** Marks the rows that the kernel answered under every law; gives how many. */
  const mark = (): number => {
    const { count, kinds } = sheet;
    for (let row = 0; row < count; row++) taken[row] = kinds[row]! > ROW.mode ? 0 : 1;
    for (const { low } of columns)
      for (let row = 0; row < count; row++) if (Number.isNaN(low[row]!)) taken[row] = 0;
    let all = 0;
    for (let row = 0; row < count; row++) all += taken[row]!;
    return all;
  };

  const countRows = (): void => {
    const { count, origins, values } = sheet;
    for (let row = 0; row < count; row++) {
      chapters[row] = (sheet.codes[row]! / 1_000_000) | 0;
      if (taken[row] === 1) countRow(tally, origins[row]!, chapters[row]!, values[row]!);
    }
  };

  const countLaw = (law: number): void => {
    const { low, high, bases } = columns[law]!;
    const { count, origins } = sheet;
    let sum = 0;
    for (let row = 0; row < count; row++) {
      if (taken[row] !== 1) continue;
      countDuty(tally, law, origins[row]!, chapters[row]!, low[row]!, high[row]!);
      sum += bases[row]!;
    }
    baseSums[law]! += sum;
  };

  const takeBack = (row: number): void => {
    columns.forEach(({ sets, bases }, law) => {
      if (sets[row] === 0) return;
      takeBackOf(laws[law]!.book, programs[law]!, sets[row]!, sheet, bases[row]!, row, quantities[law]!);
    });
  };

  const finish = (sums: Sums): void =>
    laws.forEach(({ book }, law) => {
      programs[law]!.forEach((amount, index) => {
        const program = book.meta.programs[index]!;
        sums.programs[law]![program] = (sums.programs[law]![program] ?? 0) + amount;
      });
      programs[law]!.fill(0);
    });

  const { book: firstBook, notBefore } = laws[0]!;
  const refusals = newRefusals(firstBook);

  /** Where a row that declares nothing stands in the first book: what is refused there is refused. */
  const placeOf = (row: number): Place | undefined => {
    if (!home || sheet.kinds[row] !== ROW.plain) return undefined;
    const day = Math.max(sheet.days[row]!, notBefore?.day ?? sheet.days[row]!);
    return {
      product: columns[0]!.products[row]!,
      origin: columns[0]!.origins[row]!,
      day,
      has(unit) {
        const number = plan.units.indexOf(unit);
        return number >= 0 && !Number.isNaN(sheet.quantities[number]![row]!);
      },
    };
  };

  const special = (row: Given, line: number, sums: Sums, bad: BadRow[], place?: Place): void => {
    sums.rows++;
    let shown = '';
    try {
      shown = row.text();
      const given = row.entry();
      const refused = place && refusals.of(place, given.code);
      if (refused) throw refused;
      const { input, answers } = workSpecial(given, plan, laws, sums, row.declares);
      const digits = input.code.replace(/\D/g, '');
      const slot = slotOf(input.from);
      const value = Math.floor((parseDecimal(String(input.value), 2, 'value') + 50) / 100) * 100;
      countRow(tally, slot, Number(digits.slice(0, 2)), value);
      answers.forEach((answer, law) => {
        countDuty(tally, law, slot, Number(digits.slice(0, 2)), answer.low, answer.high);
        const own = sums.programs[law]!;
        own.base = (own.base ?? 0) + answer.base;
        for (const { program, amount } of answer.lines) own[program] = (own[program] ?? 0) + amount;
      });
      writer.special(line, input, value, answers);
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
      if (place) refusals.keep(place, error);
      sums.failed++;
      bad.push({ line, code: error.code, message: error.message, row: shown });
    }
  };

  const csv = (block: Uint8Array, firstLine: number, sums: Sums, bad: BadRow[]): void => {
    beginSheet(sheet, block, firstLine);
    while (fillSheet(sheet, plan.layout)) workSheet(block, sums, bad);
  };

  /** Puts the rows of the sheet to the kernel and counts those that it answered. */
  const answer = (sums: Sums): void => {
    if (plan.layout.on < 0 && plan.onDay !== undefined) sheet.days.fill(plan.onDay, 0, sheet.count);
    taken.fill(0, 0, sheet.count);
    if (!home) return;
    laws.forEach((_, law) => {
      runKernel(law);
    });
    const answered = mark();
    sums.rows += answered;
    sums.kernel += answered;
    countRows();
    laws.forEach((_, law) => {
      countLaw(law);
    });
  };

  /** Writes the rows of the sheet in their order; `other` does those that the kernel left. */
  const write = (other: (row: number) => void): void => {
    for (let row = 0; row < sheet.count; row++) {
      if (taken[row] === 1) writer.plain(sheet, row, columns);
      else {
        if (home) takeBack(row);
        other(row);
      }
    }
  };

  /** With several laws the desk answers for those of which the kernel knew enough. */
  const declares = (row: number): boolean => laws.length > 1 || sheet.kinds[row] !== ROW.plain;

  const workSheet = (block: Uint8Array, sums: Sums, bad: BadRow[]): void => {
    answer(sums);
    write((row) => {
      const at = row * PLACES;
      const raw = block.slice(sheet.places[at]!, sheet.places[at + 1]!);
      special(givenBytes(raw, plan, declares(row)), sheet.lines[row]!, sums, bad, placeOf(row));
      if (bad.at(-1)?.line === sheet.lines[row] && bad.at(-1)?.row === '')
        bad[bad.length - 1] = { ...bad.at(-1)!, row: lax.decode(raw) };
    });
  };

  /** Rows that the kernel left are fetched whole, all of a block at once. */
  const workVectors = async (first: number, count: number, sums: Sums, bad: BadRow[]): Promise<void> => {
    await vectors!.fill(sheet, first, count);
    answer(sums);
    const left: number[] = [];
    for (let row = 0; row < count; row++) if (taken[row] !== 1) left.push(row);
    const cellsOf = await vectors!.cells(first, left);
    write((row) =>
      special(givenCells(cellsOf(row), plan, declares(row)), sheet.lines[row]!, sums, bad, placeOf(row)),
    );
  };

  const baseSums = laws.map(() => 0);

  const ndjson = (block: Uint8Array, firstLine: number, sums: Sums, bad: BadRow[]): void => {
    let line = firstLine;
    for (let start = 0; start < block.length; line++) {
      const found = block.indexOf(10, start);
      const end = found < 0 ? block.length : found;
      const raw = block.slice(start, end);
      if (raw.some((byte) => byte > 32)) special(givenBytes(raw, plan, true), line, sums, bad);
      start = end + 1;
    }
  };

  const begin = (into: Uint8Array | undefined) => {
    writer.start(into);
    return { sums: blockSums(laws.length), bad: [] as BadRow[] };
  };

  const done = ({ sums, bad }: ReturnType<typeof begin>): BlockDone => {
    finish(sums);
    emptyTally(tally, sums);
    baseSums.forEach((amount, law) => {
      sums.programs[law]!.base = (sums.programs[law]!.base ?? 0) + amount;
      baseSums[law] = 0;
    });
    const out = writer.end();
    const group = writer.group?.();
    return { out, bad, sums, ...(group ? { group } : {}) };
  };

  return {
    /** Works a block of whole lines; the answers are written into `into` where they fit, else into bytes of their own. */
    work(block: Uint8Array, firstLine: number, into?: Uint8Array): BlockDone {
      const begun = begin(into);
      (plan.input === 'csv' ? csv : ndjson)(block, firstLine, begun.sums, begun.bad);
      return done(begun);
    },
    /** Works `count` rows of a Parquet file from row `first` on. */
    async workRows(first: number, count: number, into?: Uint8Array): Promise<BlockDone> {
      const begun = begin(into);
      await workVectors(first, count, begun.sums, begun.bad);
      return done(begun);
    },
  };
}

export type Work = ReturnType<typeof openWork>;
export type { Sheet };
