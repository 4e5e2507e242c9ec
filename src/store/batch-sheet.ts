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

/** What a column holds: nothing of ours, one of the main four, a mode, a quantity, the territory, or something declared. */
export const KIND = {
  free: 0,
  code: 1,
  from: 2,
  on: 3,
  value: 4,
  mode: 5,
  quantity: 6,
  into: 7,
  declared: 8,
  known: 9,
} as const;

/** A row for the kernel; a kernel row that declares a mode; a row for the desk; a row with the wrong number of cells. */
export const ROW = { plain: 0, mode: 1, special: 2, broken: 3 } as const;

export interface Sheet {
  bytes: Uint8Array;
  view: DataView;
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
  /** In cents: the whole dollars that duties are worked out on, and as written. */
  readonly values: Float64Array;
  readonly cents: Float64Array;
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
    view: new DataView(new ArrayBuffer(0)),
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
    cents: new Float64Array(rows),
    quantities: Array.from({ length: units }, () => new Float64Array(rows)),
    cells: new Int32Array(1024),
  };
}

/** Nearer than this to the end of a block a row is read with care, so that no cell is sought beyond it. */
const MARGIN = 64;
/** Digits and point of a number; longer ones are left to the full parser. */
const LONGEST_NUMBER = 15;

// The scanners read a cell from `at` on and give where it ends, −1 when it is not one. What comes there is for the caller to judge.

/** The four digits at `at` as a number, −1 when they are not all digits: four bytes at once. */
function fourDigits(view: DataView, at: number): number {
  const four = view.getInt32(at, true);
  if ((four & 0xf0f0f0f0) !== 0x30303030 || ((four + 0x06060606) & 0xf0f0f0f0) !== 0x30303030) return -1;
  const digits = four & 0x0f0f0f0f;
  const pairs = (digits * 10 + (digits >> 8)) & 0x00ff00ff;
  return (pairs * 100 + (pairs >> 16)) & 0xffff;
}

/** 8 digits, or 10, without dots: most codes; −1 leaves them to `scanCode`. */
function scanPlainCode(sheet: Sheet, row: number, at: number): number {
  const { bytes, view } = sheet;
  const first = fourDigits(view, at);
  const second = fourDigits(view, at + 4);
  if (first < 0 || second < 0) return -1;
  sheet.codes[row] = first * 10_000 + second;
  sheet.suffixes[row] = -1;
  if (bytes[at + 8] === COMMA) return at + 8;
  const suffix = twoDigits(bytes, at + 8);
  sheet.suffixes[row] = suffix;
  return suffix >= 0 && bytes[at + 10] === COMMA ? at + 10 : -1;
}

/** 8 or 10 digits with or without dots. */
function scanCode(sheet: Sheet, row: number, start: number): number {
  const { bytes } = sheet;
  let line = 0;
  let suffix = 0;
  let digits = 0;
  let at = start;
  for (; ; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits < 8) line = line * 10 + digit;
      else suffix = suffix * 10 + digit;
      digits++;
    } else if (bytes[at] !== DOT) break;
  }
  if (digits !== 8 && digits !== 10) return -1;
  sheet.codes[row] = line;
  sheet.suffixes[row] = digits === 8 ? -1 : suffix;
  return at;
}

function scanOrigin(sheet: Sheet, row: number, at: number): number {
  const first = (sheet.bytes[at]! & 0xdf) - 65;
  const second = (sheet.bytes[at + 1]! & 0xdf) - 65;
  sheet.origins[row] = first * 26 + second;
  return first >= 0 && first < 26 && second >= 0 && second < 26 ? at + 2 : -1;
}

/** Two digits as a number, −1 when they are not. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const first = bytes[at]! - ZERO;
  const second = bytes[at + 1]! - ZERO;
  return first >= 0 && first <= 9 && second >= 0 && second <= 9 ? first * 10 + second : -1;
}

function scanDay(sheet: Sheet, row: number, start: number): number {
  const { bytes } = sheet;
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
  const century = twoDigits(bytes, start);
  const rest = twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const year = century * 100 + rest - FIRST_YEAR;
  if (rest < 0 || year < 0 || year >= YEARS || month < 1 || month > 12 || day < 1) return -1;
  const at = year * 12 + month - 1;
  sheet.days[row] = MONTHS[at]! + day - 1;
  return sheet.days[row]! < MONTH_ENDS[at]! ? start + 10 : -1;
}

/** A plain decimal in units of 10^-places, half up, into `to[row]`. */
function scanDecimal(
  to: Float64Array,
  row: number,
  bytes: Uint8Array,
  start: number,
  places: number,
): number {
  let amount = 0;
  let decimals = -1;
  let at = start;
  for (; ; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (decimals < places) amount = amount * 10 + digit;
      else if (decimals === places && digit >= 5) amount++;
      if (decimals >= 0) decimals++;
    } else if (bytes[at] === DOT && decimals < 0) decimals = 0;
    else break;
  }
  if (at === start || at - start > LONGEST_NUMBER || bytes[start] === DOT || decimals === 0) return -1;
  for (let left = Math.max(decimals, 0); left < places; left++) amount *= 10;
  to[row] = amount;
  return at;
}

/** Whole dollars in cents, as `wholeDollars` of the entry. */
function scanValue(sheet: Sheet, row: number, start: number): number {
  const { cents } = sheet;
  const at = scanDecimal(cents, row, sheet.bytes, start, 2);
  if (at < 0 || cents[row]! > MOST_CENTS) return -1;
  sheet.values[row] = Math.floor((cents[row]! + 50) / 100) * 100;
  return at;
}

/** Up to 7 digits and 2 decimals, the value of most lines, in whole numbers of 32 bits; −1 leaves it to `scanValue`. */
function scanPlainValue(sheet: Sheet, row: number, start: number): number {
  const { bytes } = sheet;
  let amount = 0;
  let at = start;
  let digit = bytes[at]! - ZERO;
  for (; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) amount = (Math.imul(amount, 10) + digit) | 0;
  if (at === start || at - start > 7) return -1;
  let cents = 0;
  if (bytes[at] === DOT) {
    const tens = bytes[at + 1]! - ZERO;
    if (tens < 0 || tens > 9) return -1;
    const ones = bytes[at + 2]! - ZERO;
    const two = ones >= 0 && ones <= 9;
    cents = two ? tens * 10 + ones : tens * 10;
    at += two ? 3 : 2;
    if (bytes[at]! >= ZERO && bytes[at]! <= ZERO + 9) return -1;
  }
  sheet.cents[row] = Math.imul(amount, 100) + cents;
  sheet.values[row] = Math.imul(cents >= 50 ? amount + 1 : amount, 100);
  return at;
}

/** One of the main four as it is mostly written, well before the end of the block. */
function scanPlain(sheet: Sheet, row: number, kind: number, at: number): number {
  const quick =
    kind === KIND.code
      ? scanPlainCode(sheet, row, at)
      : kind === KIND.value
        ? scanPlainValue(sheet, row, at)
        : -1;
  return quick < 0 ? scanMain(sheet, row, kind, at) : quick;
}

/** One of the main four, by its kind: gives where the cell ends, −1 when it is not one. */
export function scanMain(sheet: Sheet, row: number, kind: number, at: number): number {
  if (kind === KIND.code) return scanCode(sheet, row, at);
  if (kind === KIND.from) return scanOrigin(sheet, row, at);
  if (kind === KIND.on) return scanDay(sheet, row, at);
  return scanValue(sheet, row, at);
}

function isMode(bytes: Uint8Array, start: number, end: number): boolean {
  return MODE_WORDS.some((word) => {
    if (word.length !== end - start) return false;
    for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== bytes[start + i]) return false;
    return true;
  });
}

/** Judges a filled cell beyond the main four; gives the kind of row it makes. */
export function extraKind(
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
  const amounts = sheet.quantities[layout.units[column]!]!;
  return scanDecimal(amounts, row, bytes, start, 3) === end ? ROW.plain : ROW.special;
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

/** The end of a cell that is not quoted: the next comma or line break; −1 where a quote comes first, or the block ends. */
function cellEnd(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start; at < length; at++) {
    const byte = bytes[at]!;
    if (byte > COMMA) continue;
    if (byte === COMMA || byte === NEWLINE) return at > start && bytes[at - 1] === RETURN ? at - 1 : at;
    if (byte === QUOTE) return -1;
  }
  return -1;
}

/**
 * Reads a row as most are written: no quote, no blank, a line break at its end. Gives where the next begins; −1 leaves it to `readRow`,
 * which may read the same or find it unusual.
 */
function plainRow(layout: Layout, sheet: Sheet, row: number, start: number): number {
  const { bytes, places, quantities } = sheet;
  const { kinds } = layout;
  const last = bytes.length - MARGIN;
  const place = row * PLACES;
  let kind: number = ROW.plain;
  let at = start;
  for (let unit = 0; unit < quantities.length; unit++) quantities[unit]![row] = Number.NaN;
  for (let column = 0; column < kinds.length; column++) {
    if (at > last || (column > 0 && bytes[at++] !== COMMA)) return -1;
    const first = at;
    const main = kinds[column]!;
    if (main >= KIND.code && main <= KIND.value) {
      at = scanPlain(sheet, row, main, first);
      places[place + 2 * main] = first;
      places[place + 2 * main + 1] = at;
    } else {
      at = cellEnd(bytes, first);
      if (at > first) kind = Math.max(kind, extraKind(layout, sheet, row, column, first, at));
    }
    if (at < 0 || kind === ROW.special) return -1;
  }
  places[place] = start;
  places[place + 1] = at;
  if (bytes[at] === RETURN) at++;
  if (bytes[at] !== NEWLINE) return -1;
  sheet.kinds[row] = kind;
  return at + 1;
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
  const { kinds } = layout;
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
    const main = kinds[column]!;
    if (main < KIND.code || main > KIND.value) {
      if (first < after) kind = Math.max(kind, extraKind(layout, sheet, row, column, first, after));
      continue;
    }
    places[place + 2 * main] = first;
    places[place + 2 * main + 1] = after;
    if (scanMain(sheet, row, main, first) === after) good++;
  }
  return good === (layout.on < 0 ? 3 : 4) ? kind : ROW.special;
}

/** Begins a block of whole lines. `firstLine` is the number of its first line in its file. */
export function beginSheet(sheet: Sheet, block: Uint8Array, firstLine: number): void {
  sheet.bytes = block;
  sheet.view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  sheet.at = 0;
  sheet.line = firstLine;
}

/** Reads a row however it is written; false for a blank line. Moves the sheet behind it. */
function carefulRow(layout: Layout, sheet: Sheet, row: number): boolean {
  const { cells, bytes } = sheet;
  const room = cells.length / 2 - 1;
  const { length } = bytes;
  const start = sheet.at;
  const line = sheet.line;
  let at = start;
  let quoted = false;
  let inside = false;
  let count = 0;
  cells[0] = at;
  for (; at < length; at++) {
    const byte = bytes[at]!;
    if (byte > COMMA) continue;
    if (byte === QUOTE) {
      quoted = true;
      inside = !inside;
    } else if (byte === NEWLINE) {
      sheet.line++;
      if (!inside) break;
    } else if (byte === COMMA && !inside && count < room) {
      cells[2 * count + 1] = at;
      count++;
      cells[2 * count] = at + 1;
    }
  }
  sheet.at = at + 1;
  const end = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
  if (end === start) return false;
  cells[2 * count + 1] = end;
  sheet.lines[row] = line;
  const kind = readRow(layout, sheet, row, start, end, count + 1, quoted);
  sheet.kinds[row] = quoted && kind === ROW.broken ? ROW.special : kind;
  return true;
}

/**
 * Reads the next lines of a block, as many as the sheet holds; false when none are left. A row that is quoted in an unusual way is left to
 * a full parser (`special`). Blank lines are passed over.
 */
export function fillSheet(sheet: Sheet, layout: Layout): boolean {
  const most = sheet.lines.length;
  const { length } = sheet.bytes;
  let row = 0;
  while (sheet.at < length && row < most) {
    const next = plainRow(layout, sheet, row, sheet.at);
    if (next < 0) {
      if (carefulRow(layout, sheet, row)) row++;
      continue;
    }
    sheet.lines[row++] = sheet.line++;
    sheet.at = next;
  }
  sheet.count = row;
  return row > 0;
}
