// `rosenbad panel --out FILE`: the rate of every product of every origin, as intervals of days, in one Parquet file.

import type { Command } from 'commander';
import { parseCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { subsetOf } from '../ratebook/subset.ts';
import { writePanel } from '../store/panel.ts';
import { withoutInlining } from './book-compile.ts';
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

async function run(options: Options): Promise<void> {
  const { out, known = today(), outcome, deadline } = options;
  if (!/\.(parquet|csv)$/.test(out))
    throw incorrect('unknown-format', `"${out}" names no format`, 'Use .parquet or .csv.');
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
  const count = await withoutInlining(() => writePanel(book, out));
  print(
    `${count} intervals of ${book.suffixes.length} products and ${Object.keys(book.meta.origins).length} origins in ${out}`,
  );
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
