// The statements with which each engine takes in the exported tables, from files that stand in a folder.

import type { Book } from './book.ts';
import { type Engine, type Table, tablesOf } from './tables.ts';

type Load = (table: Table, folder: string) => readonly string[];

const LOAD: Readonly<Record<Engine, Load>> = {
  duckdb: ({ name }, folder) => [
    `CREATE OR REPLACE VIEW ${name} AS SELECT * FROM read_parquet('${folder}${name}.parquet')`,
  ],
  clickhouse: ({ name }, folder) => [
    `DROP TABLE IF EXISTS ${name}`,
    `CREATE TABLE ${name} ENGINE = Memory AS SELECT * FROM file('${folder}${name}.parquet', Parquet)`,
  ],
  // It reads no Parquet: `\copy` of psql takes the CSV that `export --csv` writes.
  postgres: ({ name, columns }, folder) => [
    `DROP TABLE IF EXISTS ${name}`,
    `CREATE TABLE ${name} (${columns.map(([column, type]) => `${column} ${type === 'text' ? 'text' : 'bigint'} NOT NULL`).join(', ')})`,
    `\\copy ${name} FROM '${folder}${name}.csv' WITH (FORMAT csv, HEADER true, FORCE_NOT_NULL (${columns.map(([column]) => column).join(', ')}))`,
    `ANALYZE ${name}`,
  ],
  spark: ({ name }, folder) => [
    `CREATE OR REPLACE TEMPORARY VIEW ${name} USING parquet OPTIONS (path '${folder}${name}.parquet')`,
  ],
};

/** Statements that make a table from its file; `folder` ends with `/` or is empty. */
export const loadOf = (engine: Engine, table: Table, folder = ''): readonly string[] =>
  LOAD[engine](table, folder);

/** Statements that make all tables of a book from their files. */
export const loadsFor = (engine: Engine, book: Book, folder = ''): readonly string[] =>
  tablesOf(book).flatMap((table) => loadOf(engine, table, folder));
