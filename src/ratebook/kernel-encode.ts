// A rate book as bytes: a header with version and hash, its words as JSON, then its arrays as they lie in memory (little-endian).

import { incorrect } from '../core/errors.ts';
import { type Book, type BookArrays, type BookMeta, bookOf, FORMAT } from './book.ts';

const MAGIC = 0x4b425352;
/** Magic, format, length of the words, hash in two halves, and one word of rest. */
const HEADER = 24;
const ALIGN = 8;

type Column = Int32Array | Uint16Array | Uint8Array | Float64Array;
const TYPES = { i32: Int32Array, u16: Uint16Array, u8: Uint8Array, f64: Float64Array } as const;
type TypeName = keyof typeof TYPES;

const COLUMNS: Readonly<Record<keyof BookArrays, TypeName>> = {
  lines: 'i32',
  productStart: 'i32',
  suffixes: 'u8',
  classes: 'u16',
  baseStart: 'i32',
  baseDays: 'i32',
  baseGeneral: 'i32',
  baseColumn2: 'i32',
  column2From: 'i32',
  column2Until: 'i32',
  timelines: 'i32',
  stepStart: 'i32',
  stepDays: 'i32',
  stepCells: 'i32',
  thresholds: 'i32',
  splits: 'i32',
  setLeaf: 'i32',
  setStart: 'i32',
  setLows: 'u8',
  setLeaves: 'i32',
  setFiling: 'i32',
  setReads: 'i32',
  leafStart: 'i32',
  lineDuty: 'i32',
  linePart: 'i32',
  lineProgram: 'u8',
  dutyKind: 'u8',
  dutyRate: 'f64',
  dutyAt: 'i32',
  dutyCount: 'i32',
  dutyChildren: 'i32',
};
const NAMES = Object.keys(COLUMNS) as readonly (keyof BookArrays)[];

const padded = (length: number): number => Math.ceil(length / ALIGN) * ALIGN;

/** Two lanes of multiply and shift over 32-bit words: finds damage, not malice. */
function hashWords(words: Uint32Array): readonly [number, number] {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words[i]!, 0x01000193);
    b = Math.imul(b ^ (words[i]! + i), 0xc2b2ae35) ^ (b >>> 13);
  }
  return [a >>> 0, b >>> 0];
}

/** The bytes of a book; the same book gives the same bytes. */
export function encodeBook(book: Book): Uint8Array {
  const lengths = Object.fromEntries(NAMES.map((name) => [name, book[name].length]));
  const words = new TextEncoder().encode(JSON.stringify({ meta: book.meta, lengths }));
  const size = NAMES.reduce(
    (sum, name) => sum + padded(book[name].byteLength),
    HEADER + padded(words.length),
  );
  const bytes = new Uint8Array(size);
  bytes.set(words, HEADER);
  let at = HEADER + padded(words.length);
  for (const name of NAMES) {
    const { buffer, byteOffset, byteLength } = book[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  const [a, b] = hashWords(new Uint32Array(bytes.buffer, HEADER));
  new Uint32Array(bytes.buffer, 0, HEADER / 4).set([MAGIC, FORMAT, words.length, a, b, 0]);
  return bytes;
}

const broken = (what: string) =>
  incorrect(
    'broken-book',
    `this is not a rate book: ${what}`,
    'Write it anew with rosenbad book --out FILE.',
  );

function aligned(bytes: Uint8Array): Uint8Array {
  if (bytes.byteOffset % ALIGN === 0) return bytes;
  return new Uint8Array(bytes);
}

/**
 * Reads a book. Arrays are views of `bytes` where they lie well.
 * @throws TariffError `broken-book` when the bytes are not a book of this version, or damaged.
 */
export function decodeBook(input: Uint8Array): Book {
  const bytes = aligned(input);
  if (bytes.length < HEADER || bytes.length % 4 !== 0) throw broken('it is too short or cut off');
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER / 4);
  if (header[0] !== MAGIC) throw broken('it begins otherwise');
  if (header[1] !== FORMAT) throw broken(`its format is ${header[1]}, and this program reads ${FORMAT}`);
  const [a, b] = hashWords(
    new Uint32Array(bytes.buffer, bytes.byteOffset + HEADER, (bytes.length - HEADER) / 4),
  );
  if (header[3] !== a || header[4] !== b) throw broken('its hash does not agree');
  const length = header[2]!;
  const { meta, lengths } = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, HEADER + length))) as {
    meta: BookMeta;
    lengths: Record<keyof BookArrays, number>;
  };
  let at = bytes.byteOffset + HEADER + padded(length);
  const arrays: Partial<Record<keyof BookArrays, Column>> = {};
  for (const name of NAMES) {
    const column = new TYPES[COLUMNS[name]](bytes.buffer as ArrayBuffer, at, lengths[name]);
    arrays[name] = column;
    at += padded(column.byteLength);
  }
  return bookOf(meta, arrays as unknown as BookArrays);
}
