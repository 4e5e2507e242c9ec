// Writes the answers of a block as CSV or NDJSON into one buffer.

import type { Assessment } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { csvLine } from '../core/csv.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import type { Book } from '../ratebook/book.ts';
import { lineAmount } from '../ratebook/kernel.ts';
import { PLACES, type Sheet } from './batch-sheet.ts';

export type OutFormat = 'csv' | 'ndjson';

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

interface Plan {
  readonly output: OutFormat;
  readonly filing: boolean;
  readonly on?: string;
}

interface Labelled {
  readonly label: string;
  readonly known: string;
  readonly book: Book;
}

interface KernelColumns {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly sets: Int32Array;
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
const rateOf = (amount: number, value: number): number =>
  value === 0 ? 0 : Math.floor((amount / value) * 1_000_000 + 0.5);

function rateText(amount: number, value: number): string {
  return String(rateOf(amount, value) / 1_000_000);
}

/** A writer for blocks of up to `size` bytes. */
export function newWriter(plan: Plan, laws: readonly Labelled[], size: number) {
  let buffer = new Uint8Array(size * 3);
  let at = 0;
  const filings = laws.map(({ book }) => book.meta.filings.map((text) => encoder.encode(text)));

  const room = (length: number): void => {
    if (at + length <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, at + length));
    larger.set(buffer.subarray(0, at));
    buffer = larger;
  };

  const number = (value: number): void => {
    if (value < 10) {
      buffer[at++] = ZERO + value;
      return;
    }
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits++;
    for (let place = at + digits - 1; place >= at; place--) {
      const rest = Math.floor(value / 10);
      buffer[place] = ZERO + (value - rest * 10);
      value = rest;
    }
    at += digits;
  };

  const cents = (amount: number): void => {
    const whole = Math.floor(amount / 100);
    const rest = amount - whole * 100;
    number(whole);
    buffer[at++] = DOT;
    buffer[at++] = ZERO + Math.floor(rest / 10);
    buffer[at++] = ZERO + (rest % 10);
  };

  const rate = (amount: number, value: number): void => {
    const ppm = rateOf(amount, value);
    const whole = Math.floor(ppm / 1_000_000);
    let rest = ppm - whole * 1_000_000;
    number(whole);
    if (rest === 0) return;
    buffer[at++] = DOT;
    for (let place = 100_000; rest > 0; place /= 10) {
      const digit = Math.floor(rest / place);
      buffer[at++] = ZERO + digit;
      rest -= digit * place;
    }
  };

  const cell = (bytes: Uint8Array, start: number, end: number): void => {
    for (let i = start; i < end; i++) buffer[at++] = bytes[i]!;
  };

  const text = (written: string): void => {
    const bytes = encoder.encode(written);
    room(bytes.length);
    buffer.set(bytes, at);
    at += bytes.length;
  };

  const on = encoder.encode(plan.on ?? '');

  const lawCells = (law: number, own: KernelColumns, row: number, value: number): void => {
    buffer[at++] = COMMA;
    cents(own.low[row]!);
    buffer[at++] = COMMA;
    cents(own.high[row]!);
    buffer[at++] = COMMA;
    rate(own.low[row]!, value);
    buffer[at++] = COMMA;
    rate(own.high[row]!, value);
    if (!plan.filing) return;
    buffer[at++] = COMMA;
    const filing = filings[law]![laws[law]!.book.setFiling[own.sets[row]!]!]!;
    room(filing.length + ROW_ROOM * laws.length);
    buffer.set(filing, at);
    at += filing.length;
  };

  const csvPlain = (sheet: Sheet, row: number, columns: readonly KernelColumns[]): void => {
    const place = row * PLACES;
    const { places, bytes } = sheet;
    room(places[place + 1]! - places[place]! + on.length + ROW_ROOM * laws.length);
    number(sheet.lines[row]!);
    buffer[at++] = COMMA;
    cell(bytes, places[place + 2]!, places[place + 3]!);
    buffer[at++] = COMMA;
    cell(bytes, places[place + 4]!, places[place + 5]!);
    buffer[at++] = COMMA;
    if (plan.on !== undefined && places[place + 7]! === 0) cell(on, 0, on.length);
    else cell(bytes, places[place + 6]!, places[place + 7]!);
    buffer[at++] = COMMA;
    cell(bytes, places[place + 8]!, places[place + 9]!);
    for (let law = 0; law < laws.length; law++) lawCells(law, columns[law]!, row, sheet.values[row]!);
    buffer[at++] = NEWLINE;
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
    start(): void {
      at = 0;
    },
    plain: plan.output === 'csv' ? csvPlain : jsonPlain,
    special,
    end: (): Uint8Array => buffer.slice(0, at),
    takeBack,
  };
}

/** Takes a row's lines out of sums by program again: its answer comes from elsewhere. */
function takeBack(
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
