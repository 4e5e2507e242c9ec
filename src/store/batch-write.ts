// Writes the answers of a block as CSV or NDJSON into one buffer.

import type { Assessment } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { csvLine } from '../core/csv.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import type { Book } from '../ratebook/book.ts';
import { lineAmount } from '../ratebook/kernel.ts';
import { PLACES, type Sheet } from './batch-columns.ts';
import { putBytes, putCents, putRate, putWhole } from './batch-digits.ts';
import type { Group } from './batch-footer.ts';

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
const [COMMA, NEWLINE] = [44, 10];
/** The longest a row can become besides its cells and filings. */
const ROW_ROOM = 200;

/** Rate over the value in millionths, half up. */
export const rateOf = (amount: number, value: number): number =>
  value === 0 ? 0 : Math.floor((amount / value) * 1_000_000 + 0.5);

function rateText(amount: number, value: number): string {
  return String(rateOf(amount, value) / 1_000_000);
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
