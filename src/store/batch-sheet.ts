// A block of a CSV file as columns: cells that the kernel needs become numbers on the way, the rest stays where it lies.

import { KIND, type Layout, PLACES, ROW, type Sheet } from './batch-columns.ts';
import { scanDecimal, scanMain, scanPlain } from './batch-scan.ts';

const [QUOTE, COMMA, NEWLINE, RETURN, SPACE] = [34, 44, 10, 13, 32];
/** Nearer than this to the end of a block a row is read with care, so that no cell is sought beyond it. */
const MARGIN = 64;
/** Without the post, where a small item has rules of its own. */
const MODE_WORDS = ['vessel', 'air', 'truck', 'rail'];

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
