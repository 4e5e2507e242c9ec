// A file of shipments as CSV bytes: Excel, other delimiters and encodings are turned into it; and as blocks of whole lines.

import { csvLine } from '../../../src/core/csv.ts';
import { incorrect } from '../../../src/core/errors.ts';

const encoder = new TextEncoder();
const QUOTE = 34;
const NEWLINE = 10;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOldExcel = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

const cellText = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : cell === null || cell === undefined
      ? ''
      : String(cell);

/** The first sheet of a workbook; the reader is loaded with the first of them. */
async function fromExcel(file: Blob): Promise<Uint8Array> {
  const { readSheet } = await import('read-excel-file/web-worker');
  const rows = await readSheet(file).catch((error: Error) => {
    throw incorrect(
      'broken-file',
      `the workbook cannot be read: ${error.message}`,
      'Save it as .xlsx or CSV again.',
    );
  });
  const filled = rows.filter((row) => row.some((cell) => cell !== null && cell !== ''));
  return encoder.encode(filled.map((row) => csvLine(row.map(cellText))).join('\n'));
}

function decoded(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return encoder.encode(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  return bytes;
}

/** The bytes of a CSV text. @throws TariffError `old-excel`, `broken-file`, `empty-file` */
export async function csvBytes(file: Blob): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isOldExcel(bytes))
    throw incorrect('old-excel', 'this is a workbook of the old kind (.xls)', 'Save it as .xlsx or CSV.');
  const text = isZip(bytes) ? await fromExcel(file) : decoded(bytes);
  if (text.some((byte) => byte > 32)) return text;
  throw incorrect(
    'empty-file',
    'the file is empty',
    'The first line names the columns: code, from, value, on …',
  );
}

/** The sign between cells: the one of comma, semicolon, tab and bar that the header has most. */
export function delimiterOf(header: string): string {
  const counts = [',', ';', '\t', '|'].map((sign) => [sign, header.split(sign).length] as const);
  return counts.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

export interface Block {
  readonly bytes: Uint8Array;
  /** Number of the first line in the file, from 1. */
  readonly line: number;
  /** Bytes of the file before the end of this block. */
  readonly done: number;
}

/** Blocks of whole lines of at least `size` bytes, but for the last; a line break inside quotes does not end a line. */
export function* blocksOf(bytes: Uint8Array, size: number, start = 0, line = 1): Generator<Block> {
  let from = start;
  let first = line;
  let lines = 0;
  let inside = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inside = !inside;
    if (byte !== NEWLINE) continue;
    lines++;
    if (inside || at + 1 - from < size) continue;
    yield { bytes: bytes.subarray(from, at + 1), line: first, done: at + 1 };
    from = at + 1;
    first += lines;
    lines = 0;
  }
  if (from < bytes.length) yield { bytes: bytes.subarray(from), line: first, done: bytes.length };
}
