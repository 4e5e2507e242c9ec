// The panel as a file: Parquet laid out from the book directly, or CSV made of that by DuckDB.

import { renameSync, rmSync } from 'node:fs';
import { incorrect, TariffError } from '../core/errors.ts';
import type { Book } from '../ratebook/book.ts';
import { panelOf } from '../ratebook/panel.ts';
import { literal, openDuckDb } from './duckdb.ts';
import { writePanelFile } from './panel-file.ts';

/** What the file says about itself, for who reads it later. */
function aboutOf({ meta: { law, known, outcome, engine } }: Book) {
  const about = { law, known, engine, ...(outcome === undefined ? {} : { outcome }) };
  return Object.entries(about).map(([key, value]) => ({ key: `rosenbad.${key}`, value }));
}

async function toCsv(parquet: string, csv: string): Promise<void> {
  const database = await openDuckDb('2GB');
  try {
    await database.run(
      `COPY (SELECT * FROM read_parquet(${literal(parquet)})) TO ${literal(csv)} (FORMAT csv, HEADER true)`,
    );
  } finally {
    database.close();
  }
}

/** Writes the panel of a book as Parquet, or as CSV by its name: whole, or not at all. Gives the number of intervals. */
export async function writePanel(book: Book, out: string): Promise<number> {
  const [parquet, csv] = [`${out}.new`, `${out}.csv.new`];
  const isCsv = out.endsWith('.csv');
  try {
    const count = writePanelFile(panelOf(book), parquet, aboutOf(book));
    if (isCsv) await toCsv(parquet, csv);
    renameSync(isCsv ? csv : parquet, out);
    return count;
  } catch (error) {
    if (error instanceof TariffError || !(error as NodeJS.ErrnoException).code) throw error;
    throw incorrect(
      'cannot-write',
      `${out} cannot be written: ${(error as Error).message}`,
      'Check the folder and the room on the disk.',
    );
  } finally {
    rmSync(parquet, { force: true });
    rmSync(csv, { force: true });
  }
}
