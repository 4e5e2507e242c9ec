// A Parquet file as sheets: the columns that the kernel needs come as DuckDB holds them, the whole of a row only where it is asked for.

import type { DuckDBDataChunk } from '@duckdb/node-api';
import { checkColumns } from '../assess/row.ts';
import { fault, incorrect } from '../core/errors.ts';
import { KIND, type Layout, PLACES, ROW, type Sheet } from './batch-columns.ts';
import { scanMain } from './batch-scan.ts';
import { extraKind } from './batch-sheet.ts';
import { identifier, literal, openDuckDb } from './duckdb.ts';

/** Rows of a block, a multiple of DuckDB's chunks. */
export const BLOCK_ROWS = 61_440;
/** A text in a vector: its length, then up to twelve bytes in place, or else four and where the rest is. */
const CELL = 16;
const IN_PLACE = 12;
/** Longer cells are no number, code or country. */
const LONGEST = 32;
const SPACE = 32;
/** More rows than these are not asked for by number. */
const MOST_NAMED = 2000;

export interface ParquetFile {
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Looks into a Parquet file. @throws TariffError `duckdb`, `unknown-column`, `missing-column`, `number-code` */
export async function describeParquet(path: string): Promise<ParquetFile> {
  const database = await openDuckDb('200MB', 1);
  try {
    const columns = await database.rows(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`);
    const names = columns.map(([name]) => String(name));
    checkColumns(names);
    const code = columns.find(([name]) => name === 'code');
    if (code && /INT|DOUBLE|DECIMAL|FLOAT/.test(String(code[1])))
      throw incorrect(
        'number-code',
        `the column "code" holds numbers (${code[1]}), which lose the zeros of chapters 01 to 09`,
        'Write the codes as text.',
      );
    const [count] = await database.rows(`SELECT count(*) FROM read_parquet(${literal(path)})`);
    return { columns: names, rows: Number(count![0]) };
  } finally {
    database.close();
  }
}

const textOf = (name: string): string => `coalesce(CAST(${identifier(name)} AS VARCHAR), '')`;

/** Columns that are read for the kernel, by their place in the file, and whether any other declares something. */
function queryOf({ columns, kinds }: Layout) {
  const places = [...kinds.keys()].filter(
    (column) => kinds[column] !== KIND.free && kinds[column]! < KIND.declared,
  );
  const declared = columns.filter((_, column) => kinds[column]! >= KIND.declared);
  const declares = declared.map((name) => `trim(${textOf(name)}) <> ''`).join(' OR ');
  const cells = places.map((column) => textOf(columns[column]!));
  const select = ['file_row_number', ...cells, ...(declares === '' ? [] : [declares])];
  return { places, declares: declares !== '', select: select.join(', ') };
}

/** A vector's bytes; the library keeps them to itself. */
const bytesOf = (chunk: DuckDBDataChunk, column: number): Uint8Array => {
  const { dataView } = chunk.getColumnVector(column) as unknown as { readonly dataView: DataView };
  return new Uint8Array(dataView.buffer, dataView.byteOffset, dataView.byteLength);
};

/** Judges a cell of the kernel's columns; gives the kind of row it makes, counting main cells that were read. */
function readCell(
  layout: Layout,
  sheet: Sheet,
  row: number,
  column: number,
  start: number,
  length: number,
): number {
  const { bytes, places } = sheet;
  let [first, after] = [start, start + length];
  while (first < after && bytes[first] === SPACE) first++;
  while (after > first && bytes[after - 1] === SPACE) after--;
  const kind = layout.kinds[column]!;
  if (kind > KIND.value)
    return first < after ? extraKind(layout, sheet, row, column, first, after) : ROW.plain;
  places[row * PLACES + 2 * kind] = first;
  places[row * PLACES + 2 * kind + 1] = after;
  return scanMain(sheet, row, kind, first) === after ? ROW.plain : ROW.special;
}

/** Opens a file for one worker. Close it. */
export async function openVectors(path: string, layout: Layout) {
  const database = await openDuckDb('500MB', 1);
  await database.run('SET parquet_metadata_cache = true');
  const { places, declares, select } = queryOf(layout);
  const from = `read_parquet(${literal(path)})`;
  const inline = places.length * CELL * BLOCK_ROWS;
  /** Vectors of a block one behind the other, then texts that are too long for them. */
  const bytes = new Uint8Array(inline + CELL * BLOCK_ROWS);
  const view = new DataView(bytes.buffer);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let spare = inline;

  /** Cells of a row as they stand in the vectors; undefined where one does not, or where the file has columns that were not read. */
  const cellsInPlace = (row: number): readonly string[] | undefined => {
    if (places.length < layout.columns.length) return undefined;
    const cells: string[] = [];
    for (let index = 0; index < places.length; index++) {
      const at = (index * BLOCK_ROWS + row) * CELL;
      const length = view.getInt32(at, true);
      if (length > IN_PLACE) return undefined;
      cells.push(decoder.decode(bytes.subarray(at + 4, at + 4 + length)).trim());
    }
    return cells;
  };

  /** All cells of some rows, looked up in the file. */
  async function cellsOnDisk(rows: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    if (rows.length === 0) return new Map();
    const all = ['file_row_number', ...layout.columns.map(textOf)].join(', ');
    const some = rows.length > MOST_NAMED ? '' : ` AND file_row_number IN (${rows.join(', ')})`;
    const range = `file_row_number BETWEEN ${rows[0]} AND ${rows.at(-1)}${some}`;
    const found = await database.rows(`SELECT ${all} FROM ${from} WHERE ${range}`);
    return new Map(found.map(([row, ...cells]) => [Number(row), cells.map((cell) => String(cell).trim())]));
  }

  /** Start of a cell; texts that do not stand in the vector are put behind all. −1 for one too long. */
  const startOf = (
    chunk: DuckDBDataChunk,
    vector: number,
    row: number,
    at: number,
    length: number,
  ): number => {
    if (length <= IN_PLACE) return at + 4;
    if (length > LONGEST || spare + length >= bytes.length) return -1;
    const text = chunk.getColumnVector(vector).getItem(row) as string;
    const start = spare;
    spare += encoder.encodeInto(text, bytes.subarray(start)).written + 1;
    bytes[spare - 1] = 0;
    return start;
  };

  const fillRows = (sheet: Sheet, chunk: DuckDBDataChunk, first: number): void => {
    const { kinds } = sheet;
    const { rowCount } = chunk;
    places.forEach((column, index) => {
      const vector = index + 1;
      const begin = (index * BLOCK_ROWS + first) * CELL;
      bytes.set(bytesOf(chunk, vector), begin);
      for (let row = 0; row < rowCount; row++) {
        const at = begin + row * CELL;
        const length = view.getInt32(at, true);
        const start = startOf(chunk, vector, row, at, length);
        const kind = start < 0 ? ROW.special : readCell(layout, sheet, first + row, column, start, length);
        if (kind > kinds[first + row]!) kinds[first + row] = kind;
      }
    });
    if (!declares) return;
    const declared = chunk.getColumnVector(places.length + 1);
    for (let row = 0; row < rowCount; row++)
      if (declared.getItem(row) === true) kinds[first + row] = ROW.special;
  };

  return {
    /** Rows of a block at most. */
    rows: BLOCK_ROWS,
    /** Fills a sheet with `count` rows from row `first` on, counted from 0; their lines are those of a CSV file with a header. */
    async fill(sheet: Sheet, first: number, count: number): Promise<void> {
      sheet.bytes = bytes;
      sheet.view = view;
      sheet.count = count;
      sheet.kinds.fill(ROW.plain, 0, count);
      for (const column of sheet.quantities) column.fill(Number.NaN, 0, count);
      for (let row = 0; row < count; row++) {
        sheet.lines[row] = first + row + 2;
        sheet.places[row * PLACES + 1] = 4 * LONGEST;
      }
      spare = inline;
      let filled = 0;
      const range = `file_row_number BETWEEN ${first} AND ${first + count - 1}`;
      for await (const chunk of database.chunks(`SELECT ${select} FROM ${from} WHERE ${range}`)) {
        if (Number(chunk.getColumnVector(0).getItem(0)) !== first + filled)
          throw fault('row-order', `rows of "${path}" came in another order than they stand in`);
        fillRows(sheet, chunk, filled);
        filled += chunk.rowCount;
      }
      if (filled !== count)
        throw incorrect('broken-file', `"${path}" has fewer rows than it says`, 'Write the file anew.');
    },

    /** All cells of some rows of the block that begins with row `first`, by their place in it. */
    async cells(first: number, rows: readonly number[]): Promise<(row: number) => readonly string[]> {
      const inPlace = new Map(rows.map((row) => [row, cellsInPlace(row)]));
      const others = rows.filter((row) => inPlace.get(row) === undefined).map((row) => first + row);
      const onDisk = await cellsOnDisk(others);
      return (row) => inPlace.get(row) ?? onDisk.get(first + row)!;
    },
    close: () => database.close(),
  };
}

export type Vectors = Awaited<ReturnType<typeof openVectors>>;
