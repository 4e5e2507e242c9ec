// Files that the batch does not read or write itself (Parquet, zstd) go through DuckDB, to and from plain text on disk.

import { checkColumns } from '../assess/row.ts';
import { incorrect } from '../core/errors.ts';
import { identifier, literal, openDuckDb } from './duckdb.ts';

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

/** Writes a Parquet or zstd file as plain CSV or NDJSON. @throws TariffError `number-code`, `duckdb` */
export async function unpackTo(path: string, { format, packing }: FileKind, target: string): Promise<void> {
  const database = await openDuckDb();
  try {
    if (format !== 'parquet') {
      const compression = packing === 'zst' ? 'zstd' : packing === 'gz' ? 'gzip' : 'none';
      const from = `read_csv(${literal(path)}, header = false, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', auto_detect = false, compression = '${compression}')`;
      await database.run(
        `COPY (SELECT * FROM ${from}) TO ${literal(target)} (FORMAT csv, HEADER false, DELIMITER '\\x01', QUOTE '', ESCAPE '')`,
      );
      return;
    }
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
    const cells = names
      .map((name) => `CAST(${identifier(name)} AS VARCHAR) AS ${identifier(name)}`)
      .join(', ');
    await database.run(
      `COPY (SELECT ${cells} FROM read_parquet(${literal(path)})) TO ${literal(target)} (FORMAT csv, HEADER true)`,
    );
  } finally {
    database.close();
  }
}

const typeOf = (column: string): string =>
  column === 'line'
    ? 'BIGINT'
    : column === 'on'
      ? 'DATE'
      : column.startsWith('duty_') || column === 'value'
        ? 'DECIMAL(18,2)'
        : column.startsWith('rate_')
          ? 'DOUBLE'
          : 'VARCHAR';

/** Packs a plain output: CSV with these columns as Parquet, or a text file with zstd. */
export async function packTo(
  source: string,
  kind: FileKind,
  columns: readonly string[],
  target: string,
): Promise<void> {
  const database = await openDuckDb();
  try {
    if (kind.format === 'parquet') {
      const types = columns.map((column) => `${literal(column)}: '${typeOf(column)}'`).join(', ');
      await database.run(
        `COPY (SELECT * FROM read_csv(${literal(source)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types}})) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd)`,
      );
      return;
    }
    await database.run(
      `COPY (SELECT * FROM read_csv(${literal(source)}, header = false, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', auto_detect = false)) TO ${literal(target)} (FORMAT csv, HEADER false, DELIMITER '\\x01', QUOTE '', ESCAPE '', COMPRESSION zstd)`,
    );
  } finally {
    database.close();
  }
}
