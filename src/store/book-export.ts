// The exported book: its tables as files, and for each engine the scripts that take them in and join entries to them.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '../ratebook/book.ts';
import { loadsFor } from '../ratebook/table-loads.ts';
import { ENGINES, statementsFor } from '../ratebook/tables.ts';
import { loadBook, writeBook } from './book-tables.ts';
import { openDuckDb } from './duckdb.ts';

/** Statements as a script. A command of psql ends with its line, not with a semicolon. */
export const scriptOf = (statements: readonly string[]): string =>
  statements.map((one) => (one.startsWith('\\') ? `${one}\n` : `${one};\n`)).join('');

/** Writes a book into a folder; gives the tables' files. */
export async function exportBook(book: Book, folder: string, csv = false): Promise<readonly string[]> {
  const database = await openDuckDb();
  try {
    await loadBook(database, book);
    const paths = await writeBook(database, book, folder, 'parquet');
    if (csv) await writeBook(database, book, folder, 'csv');
    for (const engine of ENGINES) {
      writeFileSync(join(folder, `${engine}-load.sql`), scriptOf(loadsFor(engine, book)));
      writeFileSync(join(folder, `${engine}.sql`), scriptOf(statementsFor(engine, book)));
    }
    writeFileSync(join(folder, 'book.json'), `${JSON.stringify(book.meta, null, 2)}\n`);
    return paths;
  } finally {
    database.close();
  }
}
