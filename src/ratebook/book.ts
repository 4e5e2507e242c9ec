// The rate book: the law of one territory as known on one day, compiled into typed arrays that a loop can walk.

import type { Day } from '../core/day.ts';

/** Version of the encoding. */
export const FORMAT = 1;
/** Set 0 of every book: the cell must be asked of `assess`. */
export const REFERENCE = 0;
/** Statistical suffixes of a product: every one, none (8 digits given), those the law does not name. */
export const SUFFIX = { any: 253, none: 254, other: 255 } as const;

/** What a book is about; everything in it that is not numbers. */
export interface BookMeta {
  readonly format: number;
  readonly jurisdiction: string;
  readonly country: string;
  readonly known: string;
  readonly outcome?: string;
  /** Hash of the law pack and of the schedule's lines. */
  readonly law: string;
  readonly engine: string;
  /** First day of the book, and the day after its last. */
  readonly from: Day;
  readonly until: Day;
  readonly programs: readonly string[];
  readonly units: readonly string[];
  /** Chapter 99 headings to file, joined by spaces. */
  readonly filings: readonly string[];
  /** Names of features of an entry (`claim:usmca`, `fact:donation`, `loaded`, …). */
  readonly features: readonly string[];
  /** Sets of features that a cell asks about, as positions in `features`. */
  readonly reads: readonly (readonly number[])[];
  readonly origins: Readonly<Record<string, number>>;
}

/** Column arrays; `Start` arrays have one more element than there are things. Rates are ppm, days are Day. */
export interface BookArrays {
  /** Ascending 8-digit lines as integers; products of a line stand together. */
  readonly lines: Int32Array;
  readonly productStart: Int32Array;
  readonly suffixes: Uint8Array;
  readonly classes: Uint16Array;
  /** Steps of the base duty of a line: first day, duty under column 1 general and column 2; −1: ask `assess`. */
  readonly baseStart: Int32Array;
  readonly baseDays: Int32Array;
  readonly baseGeneral: Int32Array;
  readonly baseColumn2: Int32Array;
  /** Days on which an origin class is under column 2. */
  readonly column2From: Int32Array;
  readonly column2Until: Int32Array;
  /** By origin class × product class. */
  readonly timelines: Int32Array;
  readonly stepStart: Int32Array;
  readonly stepDays: Int32Array;
  /** A set, or below zero the complement of a split: one set for each region of the base duty's rate. */
  readonly stepCells: Int32Array;
  /** Ascending; they cut rates into regions: below, at, between, at, …, above. */
  readonly thresholds: Int32Array;
  readonly splits: Int32Array;
  /** Of a set: the leaf that is taken, and the leaves among which the least and the most are. */
  readonly setLeaf: Int32Array;
  readonly setStart: Int32Array;
  readonly setLows: Uint8Array;
  readonly setLeaves: Int32Array;
  readonly setFiling: Int32Array;
  readonly setReads: Int32Array;
  readonly leafStart: Int32Array;
  readonly lineDuty: Int32Array;
  readonly linePart: Int32Array;
  readonly lineProgram: Uint8Array;
  /** Duty trees: kind, rate or price, unit or first child, number of children. */
  readonly dutyKind: Uint8Array;
  readonly dutyRate: Float64Array;
  readonly dutyAt: Int32Array;
  readonly dutyCount: Int32Array;
  readonly dutyChildren: Int32Array;
}

export interface Book extends BookArrays {
  readonly meta: BookMeta;
  /** Number of product classes: the width of `timelines`. */
  readonly width: number;
  /** Hash table from line to its position in `lines`. */
  readonly lineTable: Int32Array;
  /** Position of the line of every product. */
  readonly productLine: Int32Array;
}

export const DUTY_KINDS = ['free', 'ad-valorem', 'specific', 'sum', 'top-up', 'lesser', 'greater'] as const;

const slotOf = (line: number, mask: number): number => (Math.imul(line, 0x9e3779b1) >>> 7) & mask;

/** An open-addressing table of positions, −1 where empty, of a length that is a power of two. */
export function tableOf(lines: Int32Array): Int32Array {
  let size = 16;
  while (size < lines.length * 4) size *= 2;
  const table = new Int32Array(size).fill(-1);
  lines.forEach((line, position) => {
    let slot = slotOf(line, size - 1);
    while (table[slot] !== -1) slot = (slot + 1) & (size - 1);
    table[slot] = position;
  });
  return table;
}

/** Position of an 8-digit line, or −1. */
export function lineAt(book: Book, line: number): number {
  const mask = book.lineTable.length - 1;
  for (let slot = slotOf(line, mask); ; slot = (slot + 1) & mask) {
    const position = book.lineTable[slot]!;
    if (position === -1 || book.lines[position] === line) return position;
  }
}

/** The product of a line (by position) and a suffix 0–99, or −1 for a code of 8 digits. */
export function productAt(book: Book, position: number, suffix: number): number {
  const first = book.productStart[position]!;
  const end = book.productStart[position + 1]!;
  if (end - first === 1 || suffix < 0) return first;
  for (let product = first + 2; product < end; product++)
    if (book.suffixes[product] === suffix) return product;
  return first + 1;
}

/** The product of a code of 8 or 10 digits, or −1 when the book has no such line. */
export function productOf(book: Book, code: string): number {
  if (code.length !== 8 && code.length !== 10) return -1;
  const position = lineAt(book, Number(code.slice(0, 8)));
  return position < 0 ? -1 : productAt(book, position, code.length === 10 ? Number(code.slice(8)) : -1);
}

/** A code that stands for a product: `85076000`, `8507600020`, or an unnamed suffix as `85076000**`. */
export function codeOfProduct(book: Book, product: number): string {
  const line = String(book.lines[book.productLine[product]!]!).padStart(8, '0');
  const suffix = book.suffixes[product]!;
  if (suffix === SUFFIX.any || suffix === SUFFIX.none) return line;
  return line + (suffix === SUFFIX.other ? '**' : String(suffix).padStart(2, '0'));
}

const NO_PRODUCTS = new Int32Array(0);

/** The line of every product, from where the products of each line start. */
function linesOfProducts(productStart: Int32Array): Int32Array {
  const count = productStart.at(-1) ?? 0;
  const lines = count === 0 ? NO_PRODUCTS : new Int32Array(count);
  for (let line = 0; line + 1 < productStart.length; line++)
    lines.fill(line, productStart[line]!, productStart[line + 1]!);
  return lines;
}

/** A book from its arrays: what is worked out rather than stored is added. */
export function bookOf(meta: BookMeta, arrays: BookArrays): Book {
  return {
    ...arrays,
    meta,
    width: arrays.timelines.length / arrays.column2From.length,
    lineTable: tableOf(arrays.lines),
    productLine: linesOfProducts(arrays.productStart),
  };
}
