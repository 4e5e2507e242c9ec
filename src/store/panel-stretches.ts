// The stretches of columns that share a dictionary: which of them say the same, and their values as bytes of indexes.

import { NO_RATE } from '../ratebook/panel.ts';
import { type Sequences, sequences } from '../ratebook/sequences.ts';

/** Where a column's values stand: of every `step` numbers of a stretch the one at `offset` is a place in `table`. */
export interface Source {
  readonly step: number;
  readonly offset: number;
  readonly table: ArrayLike<number>;
}

export interface Stretches {
  /** Ascending values. */
  readonly dictionary: Int32Array;
  /** Bytes of an index. */
  readonly width: number;
  /** For each column, its stretch for each of the layer's. */
  readonly of: readonly Int32Array[];
  readonly count: number;
  /** Indexes of stretch `n` from `begins[n]` up to `begins[n + 1]`, −1 where a value is missing. */
  readonly indexes: Int32Array;
  readonly begins: Int32Array;
  /** The same as bytes, without the missing: from `starts[n]` up to `starts[n + 1]`. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  /** How many rows and bytes a stretch has. */
  readonly rows: Int32Array;
  readonly sizes: Int32Array;
  /** Least and most index; `least` is above `most` when all values are missing. */
  readonly least: Int32Array;
  readonly most: Int32Array;
}

/** Bytes of an index into so many: one to three, which every reader takes. */
export const widthOf = (count: number): number => (count <= 0x100 ? 1 : count <= 0x10000 ? 2 : 3);

/** The values of all tables without the missing, and the index of each. */
function dictionaryOf(tables: readonly ArrayLike<number>[]) {
  const values = Int32Array.from(new Set(tables.flatMap((table) => Array.from(table)))).sort();
  const dictionary = values[0] === NO_RATE ? values.slice(1) : values;
  const places = new Map(Array.from(dictionary, (value, place) => [value, place]));
  const indexOf = tables.map((table) => Int32Array.from(table, (value) => places.get(value) ?? -1));
  return { dictionary, indexOf };
}

/** Adds the stretches that a column makes of its layer's. */
function addStretches(
  all: Sequences,
  layer: Sequences,
  { step, offset }: Source,
  indexOf: Int32Array,
): Int32Array {
  const { starts, values, count } = layer;
  const of = new Int32Array(count);
  let row = new Int32Array(64);
  for (let number = 0; number < count; number++) {
    const length = (starts[number + 1]! - starts[number]!) / step;
    if (length > row.length) row = new Int32Array(length * 2);
    for (let i = 0, at = starts[number]! + offset; i < length; i++, at += step)
      row[i] = indexOf[values[at]!]!;
    of[number] = all.add(row, length);
  }
  return of;
}

export function stretchesOf(layer: Sequences, sources: readonly Source[]): Stretches {
  const { dictionary, indexOf } = dictionaryOf(sources.map(({ table }) => table));
  const all = sequences();
  const of = sources.map((source, column) => addStretches(all, layer, source, indexOf[column]!));
  const { count, starts: begins, values: indexes } = all;
  const width = widthOf(dictionary.length);
  const bytes = new Uint8Array(begins[count]! * width);
  const starts = new Int32Array(count + 1);
  const rows = Int32Array.from({ length: count }, (_, number) => begins[number + 1]! - begins[number]!);
  const sizes = new Int32Array(count);
  const least = new Int32Array(count).fill(dictionary.length);
  const most = new Int32Array(count).fill(-1);
  let end = 0;
  for (let number = 0; number < count; number++) {
    for (let at = begins[number]!; at < begins[number + 1]!; at++) {
      const index = indexes[at]!;
      if (index < 0) continue;
      if (index < least[number]!) least[number] = index;
      if (index > most[number]!) most[number] = index;
      bytes[end++] = index;
      for (let byte = 1; byte < width; byte++) bytes[end++] = index >>> (8 * byte);
    }
    starts[number + 1] = end;
    sizes[number] = end - starts[number]!;
  }
  return { dictionary, width, of, count, indexes, begins, bytes, starts, rows, sizes, least, most };
}
