// The tables of a rate book inside DuckDB, or as Parquet files in a folder.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvLine } from '../core/csv.ts';
import type { Book } from '../ratebook/book.ts';
import { type Table, tablesOf } from '../ratebook/tables.ts';
import { type Database, literal } from './duckdb.ts';

const typeOf = (type: 'text' | 'int'): string => (type === 'text' ? 'VARCHAR' : 'BIGINT');

/** Puts rows into a new table. */
export async function loadTable(database: Database, table: Table): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rosenbad-'));
  const path = join(folder, `${table.name}.csv`);
  const rows: string[] = [];
  for (const row of table.rows()) rows.push(csvLine(row.map(String)));
  writeFileSync(path, `${rows.join('\n')}\n`);
  const columns = table.columns.map(([name, type]) => `${literal(name)}: '${typeOf(type)}'`).join(', ');
  try {
    await database.run(
      `CREATE TABLE ${table.name} AS SELECT * FROM read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '\\N', columns = {${columns}})`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All tables of a book. */
export async function loadBook(database: Database, book: Book): Promise<void> {
  for (const table of tablesOf(book)) await loadTable(database, table);
}

/** Writes the loaded tables of a book as files into a folder. */
export async function writeBook(
  database: Database,
  book: Book,
  folder: string,
  format: 'parquet' | 'csv' = 'parquet',
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name } of tablesOf(book)) {
    const path = join(folder, `${name}.${format}`);
    await database.run(`COPY ${name} TO ${literal(path)} (FORMAT ${format})`);
    paths.push(path);
  }
  return paths;
}
