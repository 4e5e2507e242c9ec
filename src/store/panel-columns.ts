// Columns of a panel as Parquet keeps them: a dictionary, and for each product the indexes into it, compressed once for all
// products with the same.

import type { Layer, Panel } from '../ratebook/panel.ts';
import { sequences } from '../ratebook/sequences.ts';
import { type Bytes, newBytes } from './bytes.ts';
import { type Source, type Stretches, stretchesOf, widthOf } from './panel-stretches.ts';
import { append, appendCopy, appendLiteral, appendNumber, appendVarint } from './snappy.ts';

/** What stands in a column for one product. Pieces can be put behind one another in any order. */
export interface Piece {
  /** Snappy elements, and how many bytes they come to. */
  readonly elements: Uint8Array;
  readonly size: number;
  readonly rows: number;
  readonly missing: number;
  /** Least and most, as places in the dictionary; `least` is above `most` when all are missing. */
  readonly least: number;
  readonly most: number;
  /** Runs of rows with a value or without, as Parquet's levels. */
  readonly levels: Uint8Array;
}

export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'day' | 'ppm';
  /** Whether indexes stand one after another, or else in runs. */
  readonly packed: boolean;
  /** Values of the products from `first` up to `end`, ascending. */
  dictionaryOf(first: number, end: number): readonly string[] | Int32Array;
  /** `first` is where the dictionary begins. */
  pieceOf(product: number, first: number): Piece;
}

/** Bytes of an index into the codes of a group. */
export const CODE_WIDTH = 3;

/** The same value on so many rows. */
function appendRun(out: Bytes, rows: number, value: number, width: number): void {
  if (rows === 0) return;
  appendVarint(out, rows * 2);
  appendNumber(out, value, width);
}

const NO_LEVELS = new Uint8Array(0);

const taken = ({ data, length }: Bytes): Uint8Array => data.slice(0, length);

/** Levels of the stretches in a row: 1 for a value, 0 where it is missing. */
function levelsOf({ indexes, begins }: Stretches, row: Int32Array): Uint8Array {
  const out = newBytes(64);
  let [rows, level] = [0, 1];
  for (const number of row) {
    for (let at = begins[number]!; at < begins[number + 1]!; at++) {
      const own = indexes[at]! < 0 ? 0 : 1;
      if (own !== level) {
        appendRun(out, rows, level, 1);
        rows = 0;
        level = own;
      }
      rows++;
    }
  }
  appendRun(out, rows, level, 1);
  return taken(out);
}

/** Levels of rows that all have a value. */
function fullLevels(rows: number): Uint8Array {
  const out = newBytes(8);
  appendRun(out, rows, 1, 1);
  return taken(out);
}

/** Makes the piece of stretches in a row: what stood before in the row is copied. */
function compressor(own: Stretches, length: number) {
  const { count, starts, bytes, rows, sizes, least, most, dictionary, width } = own;
  const out = newBytes();
  const literal = newBytes();
  const places = new Int32Array(length + 1);
  /** Where a stretch was met last, as the clock stood then. */
  const met = new Float64Array(count);
  let clock = 1;
  const flush = (): void => {
    appendLiteral(out, literal.data, 0, literal.length);
    literal.length = 0;
  };
  return (row: Int32Array): Piece => {
    let [all, low, high] = [0, dictionary.length, -1];
    for (let i = 0; i < length; i++) {
      places[i + 1] = places[i]! + sizes[row[i]!]!;
      all += rows[row[i]!]!;
    }
    out.length = 0;
    for (let i = 0; i < length; ) {
      const number = row[i]!;
      const before = met[number]! - clock;
      let end = i + 1;
      if (before >= 0) while (end < length && row[end] === row[before + end - i]) end++;
      const size = places[end]! - places[i]!;
      if (before >= 0 && size >= 4) {
        flush();
        appendCopy(out, places[i]! - places[before]!, size);
      } else {
        end = i + 1;
        append(literal, bytes, starts[number]!, starts[number + 1]!);
        if (least[number]! < low) low = least[number]!;
        if (most[number]! > high) high = most[number]!;
      }
      for (; i < end; i++) met[row[i]!] = clock + i;
    }
    flush();
    clock += length;
    const size = places[length]!;
    const missing = all - size / width;
    const levels = missing === 0 ? fullLevels(all) : levelsOf(own, row);
    return { elements: taken(out), size, rows: all, missing, least: low, most: high, levels };
  };
}

/** Makes pieces of rows of stretches, one for each origin; each row's once. */
function pieceMaker(own: Stretches, length: number): (row: Int32Array) => Piece {
  const compress = compressor(own, length);
  const rows = sequences();
  const pieces: Piece[] = [];
  return (row) => {
    const number = rows.add(row, length);
    pieces[number] ??= compress(row);
    return pieces[number]!;
  };
}

/** Columns of a layer, under their names. */
function layerColumns(
  { origins, classOf, clusterOf }: Panel,
  { stretches, sheets, sheetOf }: Layer,
  kind: 'day' | 'ppm',
  sources: Readonly<Record<string, Source>>,
): readonly Column[] {
  const own = stretchesOf(stretches, Object.values(sources));
  const makePiece = pieceMaker(own, origins.length);
  const row = new Int32Array(origins.length);
  return Object.keys(sources).map((name, column) => {
    const of = own.of[column]!;
    const pieces: Piece[] = [];
    const make = (sheet: number): Piece => {
      const { values, starts } = sheets;
      for (let i = 0, start = starts[sheet]!; i < row.length; i++) row[i] = of[values[start + classOf[i]!]!]!;
      return makePiece(row);
    };
    const pieceOf = (product: number): Piece => {
      const sheet = sheetOf[clusterOf[product]!]!;
      pieces[sheet] ??= make(sheet);
      return pieces[sheet]!;
    };
    return { name, kind, packed: true, dictionaryOf: () => own.dictionary, pieceOf };
  });
}

/** A piece of runs without anything missing. */
function runsPiece(runs: Bytes, rows: number, least: number, most: number): Piece {
  const elements = newBytes(runs.length + 8);
  appendLiteral(elements, runs.data, 0, runs.length);
  return { elements: taken(elements), size: runs.length, rows, missing: 0, least, most, levels: NO_LEVELS };
}

function originColumn(panel: Panel): Column {
  const { sheets, stretches, sheetOf } = panel.days;
  const width = widthOf(panel.origins.length);
  const pieces: Piece[] = [];
  const make = (sheet: number): Piece => {
    const runs = newBytes(1024);
    let [rows, least, most] = [0, panel.origins.length, -1];
    panel.classOf.forEach((own, origin) => {
      const stretch = sheets.values[sheets.starts[sheet]! + own]!;
      const count = (stretches.starts[stretch + 1]! - stretches.starts[stretch]!) / 2;
      appendRun(runs, count, origin, width);
      if (count === 0) return;
      rows += count;
      least = Math.min(least, origin);
      most = origin;
    });
    return runsPiece(runs, rows, least, most);
  };
  return {
    name: 'origin',
    kind: 'text',
    packed: false,
    dictionaryOf: () => panel.origins,
    pieceOf(product) {
      const sheet = sheetOf[panel.clusterOf[product]!]!;
      pieces[sheet] ??= make(sheet);
      return pieces[sheet]!;
    },
  };
}

function codeColumn(panel: Panel, origins: Column): Column {
  return {
    name: 'code',
    kind: 'text',
    packed: false,
    dictionaryOf: (first, end) => panel.codes.slice(first, end),
    pieceOf(product, first) {
      const { rows } = origins.pieceOf(product, first);
      const runs = newBytes(16);
      appendRun(runs, rows, product - first, CODE_WIDTH);
      const place = product - first;
      return runsPiece(runs, rows, rows === 0 ? place + 1 : place, place);
    },
  };
}

/** The columns of a panel's file. */
export function columnsOf(panel: Panel): readonly Column[] {
  const { days, calendar, rates, ppm } = panel;
  const origins = originColumn(panel);
  const place = { step: 1, offset: 0 };
  return [
    codeColumn(panel, origins),
    origins,
    ...layerColumns(panel, days, 'day', {
      valid_from: { step: 2, offset: 0, table: calendar },
      valid_until: { step: 2, offset: 1, table: calendar },
    }),
    ...layerColumns(panel, rates, 'ppm', {
      base_ppm: { ...place, table: ppm.base },
      low_ppm: { ...place, table: ppm.low },
      high_ppm: { ...place, table: ppm.high },
    }),
  ];
}
