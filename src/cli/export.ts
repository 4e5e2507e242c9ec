// `rosenbad export --out FOLDER`: the rate book as Parquet tables, with the query that joins entries to it in each engine.

import type { Command } from 'commander';
import { ENGINES } from '../ratebook/tables.ts';
import { exportBook } from '../store/book-export.ts';
import { bookNamed } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { print } from './output.ts';

interface Options {
  readonly out: string;
  readonly known?: string;
  readonly outcome?: string;
  readonly deadline?: string;
  readonly csv?: boolean;
}

async function run({ out, known = today(), outcome, deadline, csv }: Options): Promise<void> {
  const law = await openEmbedded();
  const book = bookNamed(law, {
    label: known,
    known,
    ...(outcome ? { outcome } : {}),
    ...(deadline ? { deadline } : {}),
  });
  const paths = await exportBook(book, out, csv);
  print(
    `${paths.length} tables, and two scripts for each of ${ENGINES.length} engines, in ${out} (law ${book.meta.law}, known ${known})`,
  );
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
    .option('--csv', 'the tables as CSV too, for PostgreSQL')
    .addHelpText('after', '\nSee docs/scale.md.\n\nExample:\n  rosenbad export --known 2026-11-23 --out book')
    .action(run);
}
