// Where the rows of a batch come from: text in blocks of lines, or a Parquet file in blocks of rows.

import { rmSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { incorrect } from '../core/errors.ts';
import { blocksOf, openBytes, type TextBlock } from './batch-blocks.ts';
import { type FileKind, unpackTo } from './batch-stage.ts';
import { BLOCK_ROWS, describeParquet } from './batch-vectors.ts';

/** Rows of a Parquet file, counted from 0. */
export interface RowBlock {
  readonly first: number;
  readonly count: number;
  readonly next: number;
  readonly nextLine: number;
}

export type Block = TextBlock | RowBlock;

export interface Position {
  /** In bytes of the uncompressed text, or in rows. */
  readonly next: number;
  readonly nextLine: number;
}

/** Lends memory for a block, when there is some: at least so many bytes. */
export type Room = (length: number) => Promise<Uint8Array>;

export interface Source {
  readonly format: 'csv' | 'ndjson' | 'parquet';
  /** The file that is read: the one given, or what it was unpacked to. */
  readonly path: string;
  /** None for NDJSON. */
  readonly columns: readonly string[];
  /** Behind the header. */
  readonly begin: Position;
  /** In the measure of `next`; 0 when it is not known. */
  readonly total: number;
  blocks(from: Position, size: number, room: Room): AsyncIterable<Block>;
  close(): void;
}

const headerCells = (text: string): readonly string[] =>
  (parse(text, { bom: true, trim: true, relaxQuotes: true }) as string[][])[0] ?? [];

/** The first line of a file with the bytes it takes. @throws TariffError `empty-file`, `bad-encoding`, `broken-file` */
async function headerOf(
  path: string,
  gzip: boolean,
): Promise<{ readonly text: string; readonly bytes: number }> {
  const source = await openBytes(path, gzip, 0).catch((error: Error) => {
    throw incorrect('cannot-read', `"${path}" cannot be read: ${error.message}`, 'May you read it?');
  });
  const whole = new Uint8Array(1 << 16);
  const filled = await source.read(whole, 0).catch((error: Error) => {
    throw incorrect(
      'broken-file',
      `"${path}" cannot be read: ${error.message}`,
      'Is it packed as its name says?',
    );
  });
  await source.close();
  const start = whole.subarray(0, filled);
  if (start[0] === 0xff && start[1] === 0xfe)
    throw incorrect('bad-encoding', `"${path}" is in UTF-16`, 'Save it as CSV in UTF-8.');
  if (start.length === 0)
    throw incorrect(
      'empty-file',
      'the file is empty',
      'The first line names the columns: code,from,on,value …',
    );
  const end = start.indexOf(10);
  const bytes = end < 0 ? start.length : end + 1;
  return { text: new TextDecoder().decode(start.subarray(0, bytes)).trim(), bytes };
}

async function textSource(
  path: string,
  format: 'csv' | 'ndjson',
  gzip: boolean,
): Promise<Omit<Source, 'close'>> {
  const header = await headerOf(path, gzip);
  return {
    format,
    path,
    columns: format === 'csv' ? headerCells(header.text) : [],
    begin: format === 'csv' ? { next: header.bytes, nextLine: 2 } : { next: 0, nextLine: 1 },
    total: gzip ? 0 : statSync(path).size,
    async *blocks({ next, nextLine }, size, room) {
      const bytes = await openBytes(path, gzip, next);
      try {
        yield* blocksOf(bytes, { offset: next, firstLine: nextLine, size, quotes: format === 'csv', room });
      } finally {
        await bytes.close();
      }
    },
  };
}

async function parquetSource(path: string): Promise<Source> {
  const { columns, rows } = await describeParquet(path);
  return {
    format: 'parquet',
    path,
    columns,
    begin: { next: 0, nextLine: 2 },
    total: rows,
    async *blocks(from, _, room) {
      for (let first = from.next; first < rows; first += BLOCK_ROWS) {
        await room(0);
        const next = Math.min(rows, first + BLOCK_ROWS);
        yield { first, count: next - first, next, nextLine: next + 2 };
      }
    },
    close: () => undefined,
  };
}

/** Opens a file of entries; what neither we nor Node unpack is unpacked to a file beside the output first. */
export async function openSource(path: string, { format, packing }: FileKind, out: string): Promise<Source> {
  if (format === 'parquet') return parquetSource(path);
  if (packing !== 'zst')
    return { ...(await textSource(path, format, packing === 'gz')), close: () => undefined };
  const staged = `${out}.staged`;
  const close = (): void => rmSync(staged, { force: true });
  try {
    await unpackTo(path, staged);
    return { ...(await textSource(staged, format, false)), close };
  } catch (error) {
    close();
    throw error;
  }
}
