// A block of a CSV file as columns: cells that the kernel needs become numbers on the way, the rest stays where it lies.

import { dayOf } from '../core/day.ts';

/** Where the columns stand; −1 where the file has none. */
export interface Layout {
  readonly columns: readonly string[];
  readonly code: number;
  readonly from: number;
  readonly on: number;
  readonly value: number;
  /** Of each column: what a filled cell in it means for the fast path. */
  readonly kinds: Uint8Array;
  /** Number of the unit of a `quantity.` column. */
  readonly units: Int32Array;
}

/** What a filled cell means: nothing, a main cell, a mode, a quantity, the territory, or something to be declared. */
export const KIND = { free: 0, main: 1, mode: 2, quantity: 3, into: 4, declared: 5, known: 6 } as const;

/** A row for the kernel; a kernel row that declares a mode; a row for the desk; a row with the wrong number of cells. */
export const ROW = { plain: 0, mode: 1, special: 2, broken: 3 } as const;

export interface Sheet {
  bytes: Uint8Array;
  /** Where in the bytes the next sheet begins, and its line. */
  at: number;
  line: number;
  count: number;
  readonly kinds: Uint8Array;
  readonly lines: Int32Array;
  /** Start and end of the row, and of its code, origin, day and value. */
  readonly places: Int32Array;
  readonly codes: Int32Array;
  readonly suffixes: Int16Array;
  /** 26 × first letter + second. */
  readonly origins: Int16Array;
  readonly days: Int32Array;
  readonly values: Float64Array;
  readonly quantities: readonly Float64Array[];
  readonly cells: Int32Array;
}

export const PLACES = 10;
const [QUOTE, COMMA, NEWLINE, RETURN, DOT, DASH, SPACE, ZERO] = [34, 44, 10, 13, 46, 45, 32, 48];
/** Above it the kernel's products might not be exact. */
const MOST_CENTS = 1e14;
const FIRST_YEAR = 1990;
const YEARS = 80;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = Int32Array.from({ length: YEARS * 12 }, (_, i) =>
  dayOf({ year: FIRST_YEAR + Math.floor(i / 12), month: (i % 12) + 1, day: 1 }),
);
const MONTH_ENDS = Int32Array.from(MONTHS, (_, i) => MONTHS[i + 1] ?? MONTHS[i]! + LENGTHS[i % 12]!);

/** Without the post, where a small item has rules of its own. */
const MODE_WORDS = ['vessel', 'air', 'truck', 'rail'];

/** Rows of a sheet: few enough that its columns stay in the processor's cache. */
const ROWS = 8192;

/** An empty sheet with `units` quantities. */
export function newSheet(units: number, rows = ROWS): Sheet {
  return {
    bytes: new Uint8Array(0),
    at: 0,
    line: 1,
    count: 0,
    kinds: new Uint8Array(rows),
    lines: new Int32Array(rows),
    places: new Int32Array(rows * PLACES),
    codes: new Int32Array(rows),
    suffixes: new Int16Array(rows),
    origins: new Int16Array(rows),
    days: new Int32Array(rows),
    values: new Float64Array(rows),
    quantities: Array.from({ length: units }, () => new Float64Array(rows)),
    cells: new Int32Array(1024),
  };
}

const digitAt = (bytes: Uint8Array, at: number): number => bytes[at]! - ZERO;

/** Reads 8 or 10 digits with or without dots. */
function readCode(sheet: Sheet, bytes: Uint8Array, row: number, start: number, end: number): boolean {
  let line = 0;
  let suffix = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const digit = digitAt(bytes, at);
    if (digit >= 0 && digit <= 9) {
      if (digits < 8) line = line * 10 + digit;
      else suffix = suffix * 10 + digit;
      digits++;
    } else if (bytes[at] !== DOT) return false;
  }
  sheet.codes[row] = line;
  sheet.suffixes[row] = digits === 8 ? -1 : suffix;
  return digits === 8 || digits === 10;
}

function readOrigin(sheet: Sheet, bytes: Uint8Array, row: number, start: number, end: number): boolean {
  if (end - start !== 2) return false;
  const first = (bytes[start]! & 0xdf) - 65;
  const second = (bytes[start + 1]! & 0xdf) - 65;
  sheet.origins[row] = first * 26 + second;
  return first >= 0 && first < 26 && second >= 0 && second < 26;
}

function readDay(sheet: Sheet, bytes: Uint8Array, row: number, start: number, end: number): boolean {
  if (end - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return false;
  for (let i = 0; i < 10; i++) {
    const digit = digitAt(bytes, start + i);
    if (i !== 4 && i !== 7 && (digit < 0 || digit > 9)) return false;
  }
  const year =
    digitAt(bytes, start) * 1000 +
    digitAt(bytes, start + 1) * 100 +
    digitAt(bytes, start + 2) * 10 +
    digitAt(bytes, start + 3);
  const month = digitAt(bytes, start + 5) * 10 + digitAt(bytes, start + 6);
  const day = digitAt(bytes, start + 8) * 10 + digitAt(bytes, start + 9);
  if (year < FIRST_YEAR || year >= FIRST_YEAR + YEARS || month < 1 || month > 12 || day < 1) return false;
  const at = (year - FIRST_YEAR) * 12 + month - 1;
  sheet.days[row] = MONTHS[at]! + day - 1;
  return sheet.days[row]! < MONTH_ENDS[at]!;
}

/** A plain decimal in units of 10^-places, half up; −1 when it is not one. */
function readDecimal(bytes: Uint8Array, start: number, end: number, places: number): number {
  let amount = 0;
  let decimals = -1;
  if (start === end || end - start > 15 || bytes[start] === DOT || bytes[end - 1] === DOT) return -1;
  for (let at = start; at < end; at++) {
    const digit = digitAt(bytes, at);
    if (digit >= 0 && digit <= 9) {
      if (decimals === places) amount += digit >= 5 ? 1 : 0;
      if (decimals < places) amount = amount * 10 + digit;
      if (decimals >= 0) decimals++;
    } else if (bytes[at] === DOT && decimals < 0) decimals = 0;
    else return -1;
  }
  for (let left = Math.max(0, decimals); left < places; left++) amount *= 10;
  return amount;
}

/** Whole dollars in cents, as `wholeDollars` of the entry. */
function readValue(sheet: Sheet, bytes: Uint8Array, row: number, start: number, end: number): boolean {
  const cents = readDecimal(bytes, start, end, 2);
  sheet.values[row] = Math.floor((cents + 50) / 100) * 100;
  return cents >= 0 && cents <= MOST_CENTS;
}

function isMode(bytes: Uint8Array, start: number, end: number): boolean {
  return MODE_WORDS.some((word) => {
    if (word.length !== end - start) return false;
    for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== bytes[start + i]) return false;
    return true;
  });
}

/** Judges a filled cell beyond the main four; gives the kind of row it makes. */
function extraKind(
  layout: Layout,
  sheet: Sheet,
  row: number,
  column: number,
  start: number,
  end: number,
): number {
  const { bytes } = sheet;
  const kind = layout.kinds[column];
  if (kind === KIND.free) return ROW.plain;
  if (kind === KIND.mode) return isMode(bytes, start, end) ? ROW.mode : ROW.special;
  if (kind === KIND.into)
    return end - start === 2 && bytes[start] === 85 && bytes[start + 1] === 83 ? ROW.plain : ROW.special;
  if (kind !== KIND.quantity) return ROW.special;
  const amount = readDecimal(bytes, start, end, 3);
  const unit = layout.units[column]!;
  if (amount < 0) return ROW.special;
  if (unit >= 0) sheet.quantities[unit]![row] = amount;
  return ROW.plain;
}

/** Whether a cell is quoted as CSV wants it: at both ends, and every quote within doubled. */
function wellQuoted(bytes: Uint8Array, from: number, until: number): boolean {
  if (until - from < 2 || bytes[from] !== QUOTE || bytes[until - 1] !== QUOTE) return false;
  for (let at = from + 1; at < until - 1; at++)
    if (bytes[at] === QUOTE) {
      if (bytes[at + 1] !== QUOTE || at + 1 === until - 1) return false;
      at++;
    }
  return true;
}

const hasQuote = (bytes: Uint8Array, from: number, until: number): boolean => {
  for (let at = from; at < until; at++) if (bytes[at] === QUOTE) return true;
  return false;
};

function readRow(
  layout: Layout,
  sheet: Sheet,
  row: number,
  start: number,
  end: number,
  cells: number,
  quoted: boolean,
): number {
  const { bytes, places } = sheet;
  const place = row * PLACES;
  places[place] = start;
  places[place + 1] = end;
  if (cells !== layout.columns.length) return ROW.broken;
  const { code, from, on, value, kinds } = layout;
  let kind: number = ROW.plain;
  for (let unit = 0; unit < sheet.quantities.length; unit++) sheet.quantities[unit]![row] = Number.NaN;
  let good = 0;
  for (let column = 0; column < cells; column++) {
    let first = sheet.cells[2 * column]!;
    let after = sheet.cells[2 * column + 1]!;
    while (first < after && bytes[first] === SPACE) first++;
    while (after > first && bytes[after - 1] === SPACE) after--;
    if (quoted && hasQuote(bytes, first, after)) {
      if (!wellQuoted(bytes, first, after)) return ROW.special;
      first++;
      after--;
    }
    if (kinds[column] !== KIND.main) {
      if (first < after) kind = Math.max(kind, extraKind(layout, sheet, row, column, first, after));
      continue;
    }
    let read = false;
    let at = place + 2;
    if (column === code) read = readCode(sheet, bytes, row, first, after);
    else if (column === from) {
      at = place + 4;
      read = readOrigin(sheet, bytes, row, first, after);
    } else if (column === on) {
      at = place + 6;
      read = readDay(sheet, bytes, row, first, after);
    } else if (column === value) {
      at = place + 8;
      read = readValue(sheet, bytes, row, first, after);
    }
    places[at] = first;
    places[at + 1] = after;
    if (read) good++;
  }
  return good === (on < 0 ? 3 : 4) ? kind : ROW.special;
}

/** Begins a block of whole lines. `firstLine` is the number of its first line in its file. */
export function beginSheet(sheet: Sheet, block: Uint8Array, firstLine: number): void {
  sheet.bytes = block;
  sheet.at = 0;
  sheet.line = firstLine;
}

/**
 * Reads the next lines of a block, as many as the sheet holds; false when none are left. A row that is quoted in an unusual way is left to
 * a full parser (`special`). Blank lines are passed over.
 */
export function fillSheet(sheet: Sheet, layout: Layout): boolean {
  const { cells, bytes: block } = sheet;
  const most = sheet.lines.length;
  const room = cells.length / 2 - 1;
  const { length } = block;
  let { line, at } = sheet;
  let row = 0;
  while (at < length && row < most) {
    const start = at;
    const rowLine = line;
    let quoted = false;
    let inside = false;
    let count = 0;
    cells[0] = at;
    for (; at < length; at++) {
      const byte = block[at]!;
      if (byte > COMMA) continue;
      if (byte === QUOTE) {
        quoted = true;
        inside = !inside;
      } else if (byte === NEWLINE) {
        line++;
        if (!inside) break;
      } else if (byte === COMMA && !inside && count < room) {
        cells[2 * count + 1] = at;
        count++;
        cells[2 * count] = at + 1;
      }
    }
    let end = at;
    if (end > start && block[end - 1] === RETURN) end--;
    cells[2 * count + 1] = end;
    at++;
    if (end === start) continue;
    sheet.lines[row] = rowLine;
    const kind = readRow(layout, sheet, row, start, end, count + 1, quoted);
    sheet.kinds[row] = quoted && kind === ROW.broken ? ROW.special : kind;
    row++;
  }
  sheet.line = line;
  sheet.at = at;
  sheet.count = row;
  return row > 0;
}
