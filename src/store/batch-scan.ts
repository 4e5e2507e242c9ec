// Cells as numbers, straight from their bytes.

import { dayOf } from '../core/day.ts';
import { KIND, type Sheet } from './batch-columns.ts';

const [COMMA, DOT, DASH, ZERO] = [44, 46, 45, 48];
/** Above it the kernel's products might not be exact. */
const MOST_CENTS = 1e14;
const FIRST_YEAR = 1990;
const YEARS = 80;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = Int32Array.from({ length: YEARS * 12 }, (_, i) =>
  dayOf({ year: FIRST_YEAR + Math.floor(i / 12), month: (i % 12) + 1, day: 1 }),
);
const MONTH_ENDS = Int32Array.from(MONTHS, (_, i) => MONTHS[i + 1] ?? MONTHS[i]! + LENGTHS[i % 12]!);

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
export function scanDecimal(
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
export function scanPlain(sheet: Sheet, row: number, kind: number, at: number): number {
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
