// What a file is by its name; text packed with zstd, which the batch does not read or write itself, goes through DuckDB and the disk.

import { rmSync } from 'node:fs';
import { incorrect } from '../core/errors.ts';
import { cannotWrite } from './batch-files.ts';
import { literal, openDuckDb } from './duckdb.ts';

export type FileFormat = 'csv' | 'ndjson' | 'parquet';
export type Packing = 'plain' | 'gz' | 'zst';

export interface FileKind {
  readonly format: FileFormat;
  readonly packing: Packing;
}

/** Format and packing from a name: `entries.csv.gz`. @throws TariffError `unknown-format` */
export function kindOfFile(path: string, format?: string): FileKind {
  const packing: Packing = path.endsWith('.gz') ? 'gz' : path.endsWith('.zst') ? 'zst' : 'plain';
  const bare = packing === 'plain' ? path : path.slice(0, path.lastIndexOf('.'));
  const named = format ?? bare.slice(bare.lastIndexOf('.') + 1).toLowerCase();
  const known = { csv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson', parquet: 'parquet' } as const;
  const found = known[named as keyof typeof known];
  if (found) return { format: found, packing: found === 'parquet' ? 'plain' : packing };
  throw incorrect(
    'unknown-format',
    `"${path}" names no format`,
    'Use .csv, .ndjson or .parquet, with .gz or .zst behind it if packed, or --format.',
  );
}

/** Lines as they are, one column: no byte of them is looked at. */
const asLines = (path: string, compression: string): string =>
  `read_csv(${literal(path)}, header = false, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', auto_detect = false, compression = '${compression}')`;

async function copyLines(
  from: string,
  compression: string,
  target: string,
  packed: 'zstd' | 'none',
): Promise<void> {
  const database = await openDuckDb();
  try {
    await database.run(
      `COPY (SELECT * FROM ${asLines(from, compression)}) TO ${literal(target)} (FORMAT csv, HEADER false, DELIMITER '\\x01', QUOTE '', ESCAPE '', COMPRESSION ${packed})`,
    );
  } catch (error) {
    rmSync(target, { force: true });
    const { message } = error as Error;
    throw /write|space|too large/i.test(message) ? cannotWrite(target, new Error(message), true) : error;
  } finally {
    database.close();
  }
}

/** Unpacks a text file packed with zstd. @throws TariffError `duckdb`, `cannot-write` */
export const unpackTo = (path: string, target: string): Promise<void> =>
  copyLines(path, 'zstd', target, 'none');

/** Packs a text file with zstd. @throws TariffError `duckdb`, `cannot-write` */
export const packTo = (source: string, target: string): Promise<void> =>
  copyLines(source, 'none', target, 'zstd');
