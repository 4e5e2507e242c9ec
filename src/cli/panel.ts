// `rosenbad panel --out FILE`: the rate of every product of every origin, as intervals of days, in one Parquet file.

import { renameSync, rmSync } from 'node:fs';
import type { Command } from 'commander';
import { parseCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { cellRates } from '../ratebook/rates.ts';
import { subsetOf } from '../ratebook/subset.ts';
import { loadBook, loadTable } from '../store/book-tables.ts';
import { literal, openDuckDb } from '../store/duckdb.ts';
import { bookNamed } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { print } from './output.ts';

interface Options {
  readonly out: string;
  readonly known?: string;
  readonly outcome?: string;
  readonly deadline?: string;
  readonly origins?: string;
  readonly from?: string;
  readonly until?: string;
  readonly on?: string;
}

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

async function run(options: Options): Promise<void> {
  const { out, known = today(), outcome, deadline } = options;
  const law = await openEmbedded();
  const whole = bookNamed(law, {
    label: known,
    known,
    ...(outcome ? { outcome } : {}),
    ...(deadline ? { deadline } : {}),
  });
  const from = options.on ?? options.from;
  const until = options.on ?? options.until;
  const book = subsetOf(whole, {
    ...(options.origins ? { origins: options.origins.split(',').map((code) => parseCountry(code)) } : {}),
    ...(from ? { from: parseDay(from, 'from') } : {}),
    ...(until ? { until: parseDay(until, 'until') + 1 } : {}),
  });
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
    print(
      `${count![0]} intervals of ${book.suffixes.length} products and ${Object.keys(book.meta.origins).length} origins in ${out}`,
    );
  } finally {
    database.close();
    rmSync(`${out}.new`, { force: true });
  }
}

export function panelCommand(program: Command): void {
  program
    .command('panel')
    .description('the rate of every product of every origin by interval of days, to Parquet or CSV')
    .requiredOption('--out <file>', 'a .parquet or .csv file')
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--outcome <name>', 'suppose an outcome of the talks')
    .option('--deadline <date>', 'the deadline that the outcome is about')
    .option('--origins <countries>', 'only these origins, comma between')
    .option('--on <date>', 'only this day of entry')
    .option('--from <date>', 'only from this day of entry on')
    .option('--until <date>', 'only up to this day of entry')
    .addHelpText(
      'after',
      `
Columns: code (** stands for statistical suffixes that the law does not name), origin, valid_from, valid_until (the day after the last),
base_ppm, low_ppm, high_ppm: millionths of the value, empty where the duty goes by quantity.

Examples:
  rosenbad panel --known 2026-11-23 --out panel.parquet
  rosenbad panel --known 2026-11-23 --on 2026-11-23 --origins CN,DE,JP --out today.csv`,
    )
    .action(run);
}
