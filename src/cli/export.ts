// `rosenbad export --out FOLDER`: the rate book as Parquet tables, with the query that joins entries to it in each engine.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ENGINES, statementsFor } from '../ratebook/tables.ts';
import { loadBook, writeBook } from '../store/book-tables.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { bookNamed } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { print } from './output.ts';

interface Options {
  readonly out: string;
  readonly known?: string;
  readonly outcome?: string;
  readonly deadline?: string;
}

async function run({ out, known = today(), outcome, deadline }: Options): Promise<void> {
  const law = await openEmbedded();
  const book = bookNamed(law, {
    label: known,
    known,
    ...(outcome ? { outcome } : {}),
    ...(deadline ? { deadline } : {}),
  });
  const database = await openDuckDb();
  try {
    await loadBook(database, book);
    const paths = await writeBook(database, book, out);
    for (const engine of ENGINES)
      writeFileSync(join(out, `${engine}.sql`), `${statementsFor(engine, book).join(';\n')};\n`);
    writeFileSync(join(out, 'book.json'), `${JSON.stringify(book.meta, null, 2)}\n`);
    print(
      `${paths.length} tables and ${ENGINES.length} queries in ${out} (law ${book.meta.law}, known ${known})`,
    );
  } finally {
    database.close();
  }
}

export function exportCommand(program: Command): void {
  program
    .command('export')
    .description(
      'write the rate book as Parquet tables with the query for ClickHouse, DuckDB, PostgreSQL and Spark',
    )
    .requiredOption('--out <folder>', 'where the tables go')
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--outcome <name>', 'suppose an outcome of the talks')
    .option('--deadline <date>', 'the deadline that the outcome is about')
    .addHelpText('after', '\nSee docs/scale.md.\n\nExample:\n  rosenbad export --known 2026-11-23 --out book')
    .action(run);
}
