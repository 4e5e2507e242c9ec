// The imported schedule as one block of bytes: columns of numbers over a pool of texts, opened without parsing a line.

import type { Day } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { LINE } from './missing.ts';
import type { Release } from './release-name.ts';

export interface CompiledHead {
  /** What a receipt names: over the releases it was made from. */
  readonly hash: string;
  readonly jurisdiction: string;
  /** In the order in which they came out. */
  readonly releases: readonly Release[];
  readonly from: Day;
  readonly until?: Day;
}

export interface Compiled {
  readonly head: CompiledHead;
  readonly size: number;
  /** Dated rows of an 8-digit code, ascending by day; empty when the releases do not have it. */
  rowsOf(code: string): readonly ScheduleRow[];
  /** Every code once, ascending. */
  codes(): readonly string[];
  /** Statistical suffixes of a code in the newest release: two digits and what they stand for. */
  suffixesOf(code: string): readonly (readonly [digits: string, name: string])[];
}

interface Suffixed {
  readonly suffixes?: readonly { readonly code: string; readonly name: string }[];
}

const MAGIC = 'RBSCHED2';
/** Magic, length of the head, checksum of all that follows. */
const PREFIX = MAGIC.length + 8;
const COLUMNS = 10;
const NEVER = 0x7fff_ffff;
const ALWAYS = -0x8000_0000;
const UNSETTLED = 1;

const bad = (why: string) =>
  incorrect(
    'bad-schedule',
    `the imported schedule cannot be used: ${why}`,
    'Compile it again from the releases at hand with rosenbad import refresh, or fetch one with rosenbad pull.',
  );

/** Fowler–Noll–Vo over the words: notices altered or cut bytes, no more. */
function checksum(words: Int32Array): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 0x01000193);
  return sum >>> 0;
}

function pool() {
  const texts: string[] = [];
  const known = new Map<string, number>();
  return {
    texts,
    of(text: string): number {
      const place = known.get(text);
      if (place !== undefined) return place;
      known.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

const suffixText = ({ suffixes = [] }: Suffixed): string =>
  suffixes.map(({ code, name }) => `${code.slice(8)}${name}`).join('\n');

const padded = (length: number): number => (length + 3) & ~3;

/** Lays rows (ascending by code and day) into bytes. */
export function compileSchedule(rows: readonly (ScheduleRow & Suffixed)[], head: CompiledHead): Uint8Array {
  const texts = pool();
  const columns = new Int32Array(rows.length * COLUMNS);
  rows.forEach((row, place) => {
    columns.set(
      [
        Number(row.code) | 0,
        row.from ?? ALWAYS,
        row.until ?? NEVER,
        texts.of(row.name),
        texts.of(row.general),
        texts.of(row.special),
        texts.of(row.column2),
        texts.of(row.unit),
        row.unsettled ? UNSETTLED : 0,
        texts.of(suffixText(row)),
      ],
      place * COLUMNS,
    );
  });
  const encoder = new TextEncoder();
  const pieces = texts.texts.map((text) => encoder.encode(text));
  const ends = new Int32Array(pieces.length);
  let length = 0;
  for (const [place, piece] of pieces.entries()) ends[place] = length += piece.length;
  const body = new Uint8Array(columns.byteLength + ends.byteLength + padded(length));
  body.set(new Uint8Array(columns.buffer), 0);
  body.set(new Uint8Array(ends.buffer), columns.byteLength);
  let at = columns.byteLength + ends.byteLength;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  const told = encoder.encode(JSON.stringify({ ...head, rows: rows.length, texts: pieces.length }));
  const start = padded(PREFIX + told.length);
  const all = new Uint8Array(start + body.length);
  all.set(encoder.encode(MAGIC));
  all.set(told, PREFIX);
  all.set(body, start);
  const view = new DataView(all.buffer);
  view.setUint32(MAGIC.length, told.length, true);
  view.setUint32(MAGIC.length + 4, checksum(new Int32Array(all.buffer, PREFIX)), true);
  return all;
}

interface Told extends CompiledHead {
  readonly rows: number;
  readonly texts: number;
}

/** The head and where the columns begin, once every byte is accounted for. `bytes` begin a buffer of their own. */
function headOf(bytes: Uint8Array<ArrayBuffer>): { readonly told: Told; readonly start: number } {
  const decoder = new TextDecoder();
  if (bytes.length < PREFIX || decoder.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw bad('it is of another version, or something else');
  const view = new DataView(bytes.buffer);
  const length = view.getUint32(MAGIC.length, true);
  const start = padded(PREFIX + length);
  if (start > bytes.length || bytes.length % 4 !== 0) throw bad('it breaks off');
  if (checksum(new Int32Array(bytes.buffer, PREFIX)) !== view.getUint32(MAGIC.length + 4, true))
    throw bad('it breaks off or was altered');
  const told = JSON.parse(decoder.decode(bytes.subarray(PREFIX, PREFIX + length))) as Told;
  return { told, start };
}

/**
 * Opens what `compileSchedule` laid out; texts are decoded when they are asked for.
 * @throws TariffError `bad-schedule` when the bytes break off, were altered, or are something else.
 */
export function openCompiled(given: Uint8Array): Compiled {
  const bytes = new Uint8Array(given);
  const { told, start } = headOf(bytes);
  const { rows: size, texts, ...head } = told;
  const body = bytes.buffer;
  const columns = new Int32Array(body, start, size * COLUMNS);
  const ends = new Int32Array(body, start + size * COLUMNS * 4, texts);
  const poolAt = start + (size * COLUMNS + texts) * 4;
  const decoder = new TextDecoder();
  const kept = new Map<number, string>();
  const text = (place: number): string => {
    const known = kept.get(place);
    if (known !== undefined) return known;
    const begin = place === 0 ? 0 : ends[place - 1]!;
    const made = decoder.decode(new Uint8Array(body, poolAt + begin, ends[place]! - begin));
    kept.set(place, made);
    return made;
  };
  const cell = (place: number, column: number): number => columns[place * COLUMNS + column]!;
  const rows = new Map<number, ScheduleRow>();
  const made = (place: number): ScheduleRow => {
    const [from, until] = [cell(place, 1), cell(place, 2)];
    return {
      code: String(cell(place, 0)).padStart(LINE, '0'),
      name: text(cell(place, 3)),
      general: text(cell(place, 4)),
      special: text(cell(place, 5)),
      column2: text(cell(place, 6)),
      unit: text(cell(place, 7)),
      ...(from === ALWAYS ? {} : { from }),
      ...(until === NEVER ? {} : { until }),
      ...(cell(place, 8) & UNSETTLED ? { unsettled: true } : {}),
    };
  };
  const row = (place: number): ScheduleRow => {
    const known = rows.get(place) ?? made(place);
    rows.set(place, known);
    return known;
  };
  /** The first row whose code is not below. */
  const firstOf = (code: number): number => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cell(middle, 0) < code) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const rowsOf = (code: string): readonly ScheduleRow[] => {
    const found: ScheduleRow[] = [];
    for (let place = firstOf(Number(code)); place < size && cell(place, 0) === Number(code); place++)
      found.push(row(place));
    return found;
  };
  return {
    head,
    size,
    rowsOf,
    codes: () =>
      Array.from({ length: size }, (_, place) => cell(place, 0))
        .filter((code, place) => place === 0 || code !== cell(place - 1, 0))
        .map((code) => String(code).padStart(LINE, '0')),
    suffixesOf(code) {
      const place = firstOf(Number(code) + 1) - 1;
      if (place < 0 || cell(place, 0) !== Number(code)) return [];
      const told = text(cell(place, 9));
      return told === '' ? [] : told.split('\n').map((line) => [line.slice(0, 2), line.slice(2)] as const);
    },
  };
}
