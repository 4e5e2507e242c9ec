// Writes the answers of a block as CSV or NDJSON into one buffer.

import type { Assessment } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { csvLine } from '../core/csv.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import type { Book } from '../ratebook/book.ts';
import { lineAmount } from '../ratebook/kernel.ts';
import type { Group } from './batch-footer.ts';
import { PLACES, type Sheet } from './batch-sheet.ts';

export type OutFormat = 'csv' | 'ndjson' | 'parquet';

/** What is owed, in cents, with the default working by program. */
export interface Answer {
  readonly low: number;
  readonly high: number;
  readonly base: number;
  readonly lines: readonly { readonly program: string; readonly amount: number }[];
  readonly filing: string;
}

const centsOf = (text: string): number => parseDecimal(text, 2, 'amount');

/** What `assess` says, as a batch writes it. */
export function answerOf({ total, lines, filing }: Assessment): Answer {
  const amounts = lines.map(({ program, amount }) => ({ program, amount: centsOf(amount) }));
  return {
    low: centsOf(total.low),
    high: centsOf(total.high),
    base: amounts.filter(({ program }) => program === 'base').reduce((sum, { amount }) => sum + amount, 0),
    lines: amounts.filter(({ program }) => program !== 'base'),
    filing: filing.join(' '),
  };
}

export interface Plan {
  readonly output: OutFormat;
  readonly filing: boolean;
  readonly on?: string;
}

export interface Labelled {
  readonly label: string;
  readonly known: string;
  readonly book: Book;
}

/** What the kernel found, row by row. */
export interface KernelColumns {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly sets: Int32Array;
}

/** Takes the answers of a block row by row, in the order of the file. */
export interface RowWriter {
  /** Begins a block, to be written into `into` as far as it has room. */
  start(into?: Uint8Array): void;
  /** A row that the kernel answered. */
  plain(sheet: Sheet, row: number, columns: readonly KernelColumns[]): void;
  /** A row that the desk or the reference answered. */
  special(line: number, input: EntryInput, value: number, answers: readonly Answer[]): void;
  end(): Uint8Array;
  /** Of a Parquet file: what was written, for the footer; undefined when it has no row. */
  group?(): Group | undefined;
}

const NAMES = ['duty_low', 'duty_high', 'rate_low', 'rate_high'];

/** Columns of the output; with several laws each has its own, named `duty_low.LABEL`. */
export function outColumns(labels: readonly string[], filing: boolean): readonly string[] {
  const names = filing ? [...NAMES, 'filing'] : NAMES;
  const own =
    labels.length === 1 ? names : labels.flatMap((label) => names.map((name) => `${name}.${label}`));
  return ['line', 'code', 'from', 'on', 'value', ...own];
}

const encoder = new TextEncoder();
const [COMMA, NEWLINE, DOT, ZERO] = [44, 10, 46, 48];
/** The longest a row can become besides its cells and filings. */
const ROW_ROOM = 200;

/** Rate over the value in millionths, half up. */
export const rateOf = (amount: number, value: number): number =>
  value === 0 ? 0 : Math.floor((amount / value) * 1_000_000 + 0.5);

function rateText(amount: number, value: number): string {
  return String(rateOf(amount, value) / 1_000_000);
}

/** The digits of 0 to 99, two bytes each as they are written. */
const PAIRS = Uint16Array.from(
  { length: 100 },
  (_, n) => ((ZERO + Math.floor(n / 10)) << 8) + ZERO + (n % 10),
);
const POWERS = Int32Array.from({ length: 10 }, (_, n) => 10 ** n);
const SMALL = 2 ** 31;

/** Digits of a whole number below 2^31. */
function digitsOf(number: number): number {
  const guess = ((32 - Math.clz32(number | 1)) * 1233) >> 12;
  return number < POWERS[guess]! ? Math.max(guess, 1) : guess + 1;
}

/** Writes a whole number below 2^31; gives the end. */
function putSmall(to: DataView, at: number, number: number): number {
  const end = at + digitsOf(number);
  let left = number;
  let place = end;
  while (left >= 100) {
    const rest = (left / 100) | 0;
    place -= 2;
    to.setUint16(place, PAIRS[left - rest * 100]!);
    left = rest;
  }
  if (left >= 10) to.setUint16(at, PAIRS[left]!);
  else to.setUint8(at, ZERO + left);
  return end;
}

/** Writes a whole number up to 2^53. */
function putWhole(to: DataView, at: number, number: number): number {
  if (number < SMALL) return putSmall(to, at, number | 0);
  const high = Math.floor(number / 1e8);
  let left = (number - high * 1e8) | 0;
  const end = putWhole(to, at, high) + 8;
  for (let place = end - 2; place >= end - 8; place -= 2) {
    const rest = (left / 100) | 0;
    to.setUint16(place, PAIRS[left - rest * 100]!);
    left = rest;
  }
  return end;
}

function putCents(to: DataView, at: number, amount: number): number {
  const whole = amount < SMALL ? ((amount | 0) / 100) | 0 : Math.floor(amount / 100);
  const end = putWhole(to, at, whole);
  to.setUint8(end, DOT);
  to.setUint16(end + 1, PAIRS[amount - whole * 100]!);
  return end + 3;
}

/** Writes a rate in millionths without zeros behind. */
function putRate(to: DataView, at: number, ppm: number): number {
  const whole = ppm < 1_000_000 ? 0 : Math.floor(ppm / 1_000_000);
  const rest = (ppm - whole * 1_000_000) | 0;
  let end = putWhole(to, at, whole);
  if (rest === 0) return end;
  const first = (rest / 10_000) | 0;
  const second = ((rest / 100) | 0) - first * 100;
  const third = rest - first * 10_000 - second * 100;
  to.setUint8(end, DOT);
  to.setUint16(end + 1, PAIRS[first]!);
  to.setUint16(end + 3, PAIRS[second]!);
  to.setUint16(end + 5, PAIRS[third]!);
  end += third > 0 ? 7 : second > 0 ? 5 : 3;
  return to.getUint8(end - 1) === ZERO ? end - 1 : end;
}

/** Copies four bytes at a time, up to three more than asked for: both sides must have them. */
function putBytes(to: DataView, at: number, from: DataView, start: number, until: number): void {
  for (let i = start, end = at; i < until; i += 4, end += 4) to.setInt32(end, from.getInt32(i));
}

function putCell(to: Uint8Array, at: number, bytes: Uint8Array, start: number, until: number): number {
  let end = at;
  for (let i = start; i < until; i++) to[end++] = bytes[i]!;
  to[end++] = COMMA;
  return end;
}

/** Whether code, origin, day and value stand side by side and in that order, as they are written. */
const sideBySide = (places: Int32Array, place: number): boolean =>
  places[place + 3]! + 1 === places[place + 4] &&
  places[place + 5]! + 1 === places[place + 6] &&
  places[place + 7]! + 1 === places[place + 8];

/** Writes low, high and their rates; the comma before the first is there. */
function putAnswer(
  to: Uint8Array,
  view: DataView,
  at: number,
  low: number,
  high: number,
  value: number,
): number {
  let end = putCents(view, at, low);
  to[end++] = COMMA;
  if (low === high) {
    putBytes(view, end, view, at, end);
    end += end - at;
    const rates = end;
    end = putRate(view, end, rateOf(low, value));
    to[end++] = COMMA;
    putBytes(view, end, view, rates, end - 1);
    return end + (end - 1 - rates);
  }
  end = putCents(view, end, high);
  to[end++] = COMMA;
  end = putRate(view, end, rateOf(low, value));
  to[end++] = COMMA;
  return putRate(view, end, rateOf(high, value));
}

/** A writer of text for blocks of up to `size` bytes. */
export function newWriter(plan: Plan, laws: readonly Labelled[], size: number): RowWriter {
  let own: Uint8Array = new Uint8Array(0);
  let buffer: Uint8Array = own;
  let view = new DataView(buffer.buffer);
  let given = false;
  let at = 0;
  const filings = laws.map(({ book }) => book.meta.filings.map((text) => encoder.encode(text)));

  const room = (length: number): void => {
    if (at + length <= buffer.length) return;
    own = new Uint8Array(Math.max(buffer.length * 2, at + length));
    own.set(buffer.subarray(0, at));
    write(own, false);
  };

  const write = (to: Uint8Array, lent: boolean): void => {
    buffer = to;
    view = new DataView(to.buffer, to.byteOffset, to.byteLength);
    given = lent;
  };

  const text = (written: string): void => {
    const bytes = encoder.encode(written);
    room(bytes.length);
    buffer.set(bytes, at);
    at += bytes.length;
  };

  const on = encoder.encode(plan.on ?? '');

  const filingRoom = Math.max(0, ...filings.flatMap((all) => all.map(({ length }) => length)));
  const rowRoom = on.length + (ROW_ROOM + filingRoom) * laws.length;

  const csvPlain = (sheet: Sheet, row: number, columns: readonly KernelColumns[]): void => {
    const place = row * PLACES;
    const { places, bytes } = sheet;
    const until = places[place + 9]!;
    room(places[place + 1]! - places[place]! + rowRoom);
    const to = buffer;
    let end = putWhole(view, at, sheet.lines[row]!);
    to[end++] = COMMA;
    if (until + 4 <= bytes.length && sideBySide(places, place)) {
      putBytes(view, end, sheet.view, places[place + 2]!, until);
      end += until - places[place + 2]!;
      to[end++] = COMMA;
    } else if (plan.on !== undefined && places[place + 7]! === 0) {
      end = putCell(to, end, bytes, places[place + 2]!, places[place + 3]!);
      end = putCell(to, end, bytes, places[place + 4]!, places[place + 5]!);
      end = putCell(to, end, on, 0, on.length);
      end = putCell(to, end, bytes, places[place + 8]!, places[place + 9]!);
    } else
      for (let cell = place + 2; cell < place + PLACES; cell += 2)
        end = putCell(to, end, bytes, places[cell]!, places[cell + 1]!);
    const value = sheet.values[row]!;
    for (let law = 0; law < laws.length; law++) {
      const { low, high, sets } = columns[law]!;
      if (law > 0) to[end++] = COMMA;
      end = putAnswer(to, view, end, low[row]!, high[row]!, value);
      if (!plan.filing) continue;
      const filing = filings[law]![laws[law]!.book.setFiling[sets[row]!]!]!;
      to[end++] = COMMA;
      to.set(filing, end);
      end += filing.length;
    }
    to[end++] = NEWLINE;
    at = end;
  };

  const names = outColumns(
    laws.map(({ label }) => label),
    plan.filing,
  );

  const cellsOf = (
    line: number,
    head: readonly string[],
    value: number,
    answers: readonly Answer[],
  ): string => {
    const own = answers.flatMap(({ low, high, filing }) => [
      printCents(low),
      printCents(high),
      rateText(low, value),
      rateText(high, value),
      ...(plan.filing ? [filing] : []),
    ]);
    const all = [String(line), ...head, ...own];
    if (plan.output === 'csv') return csvLine(all);
    const typed = all.map((one, index) =>
      index === 0 || names[index]!.startsWith('rate_') ? Number(one) : one,
    );
    return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, typed[index]])));
  };

  const special = (line: number, input: EntryInput, value: number, answers: readonly Answer[]): void =>
    text(`${cellsOf(line, [input.code, input.from, input.on, String(input.value)], value, answers)}\n`);

  const decoder = new TextDecoder();
  const jsonPlain = (sheet: Sheet, row: number, columns: readonly KernelColumns[]): void => {
    const place = row * PLACES;
    const head = [2, 4, 6, 8].map((index) =>
      decoder.decode(sheet.bytes.subarray(sheet.places[place + index]!, sheet.places[place + index + 1]!)),
    );
    if (plan.on !== undefined && head[2] === '') head[2] = plan.on;
    const answers = columns.map(({ low, high, sets }, law): Answer => {
      const { book } = laws[law]!;
      const filing = book.meta.filings[book.setFiling[sets[row]!]!]!;
      return { low: low[row]!, high: high[row]!, base: 0, lines: [], filing };
    });
    text(`${cellsOf(sheet.lines[row]!, head, sheet.values[row]!, answers)}\n`);
  };

  return {
    start(into?: Uint8Array): void {
      at = 0;
      if (into) write(into, true);
      else {
        if (own.length === 0) own = new Uint8Array(size * 3);
        write(own, false);
      }
    },
    plain: plan.output === 'csv' ? csvPlain : jsonPlain,
    special,
    end: (): Uint8Array => (given ? buffer.subarray(0, at) : buffer.slice(0, at)),
  };
}

/** Takes a row's lines out of sums by program again: its answer comes from elsewhere. */
export function takeBack(
  book: Book,
  programs: Float64Array,
  set: number,
  sheet: Sheet,
  base: number,
  row: number,
  quantities: readonly (Float64Array | undefined)[],
): void {
  const leaf = book.setLeaf[set]!;
  const value = sheet.values[row]!;
  for (let line = book.leafStart[leaf]!; line < book.leafStart[leaf + 1]!; line++) {
    const amount = lineAmount(book, line, value, base, quantities, row);
    if (amount > 0) programs[book.lineProgram[line]!]! -= amount;
  }
}
