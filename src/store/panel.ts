// The panel: the rate of every product of every origin as intervals of days, laid out by DuckDB from the tables of a book.

import { renameSync, rmSync } from 'node:fs';
import type { Book } from '../ratebook/book.ts';
import { cellRates } from '../ratebook/rates.ts';
import { loadBook, loadTable } from './book-tables.ts';
import { literal, openDuckDb } from './duckdb.ts';

const days = (text: string) => `CAST(DATE '1970-01-01' + CAST(${text} AS INTEGER) AS DATE)`;

/** Intervals of the schedule's column, of the base duty and of the cell, laid over one another. */
const PANEL = `
SELECT p.code AS code, o.origin AS origin,
  ${days('greatest(c.from_day, b.from_day, s.from_day)')} AS valid_from,
  ${days('least(c.until_day, b.until_day, s.until_day)')} AS valid_until,
  CAST(r.base AS INTEGER) AS base_ppm, CAST(r.low AS INTEGER) AS low_ppm, CAST(r.high AS INTEGER) AS high_ppm
FROM book_products p
JOIN book_origins o ON true
JOIN book_timelines l ON l.origin_class = o.class AND l.product_class = p.class
JOIN book_columns c ON c.origin_class = o.class
JOIN book_bases b ON b.line = p.line AND b.col = c.col AND b.from_day < c.until_day AND c.from_day < b.until_day
JOIN book_steps s ON s.timeline = l.timeline AND s.from_day < least(b.until_day, c.until_day) AND greatest(b.from_day, c.from_day) < s.until_day
LEFT JOIN cell_rates r ON r.cell = s.cell AND r.duty = b.duty
WHERE b.duty >= 0`;

/** Writes the panel of a book as Parquet, or as CSV by its name; gives the number of intervals. */
export async function writePanel(book: Book, out: string): Promise<number> {
  const database = await openDuckDb('2GB');
  try {
    await loadBook(database, book);
    await loadTable(database, {
      name: 'cell_rates',
      columns: [
        ['cell', 'int'],
        ['duty', 'int'],
        ['base', 'int'],
        ['low', 'int'],
        ['high', 'int'],
      ],
      rows: () => cellRates(book),
    });
    await database.run('SET preserve_insertion_order = false');
    const format = out.endsWith('.csv') ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION snappy';
    await database.run(`COPY (${PANEL}) TO ${literal(`${out}.new`)} (${format})`);
    const read = out.endsWith('.csv') ? 'read_csv' : 'read_parquet';
    const [count] = await database.rows(`SELECT count(*) FROM ${read}(${literal(`${out}.new`)})`);
    renameSync(`${out}.new`, out);
    return Number(count![0]);
  } finally {
    database.close();
    rmSync(`${out}.new`, { force: true });
  }
}
