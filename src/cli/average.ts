// `rosenbad average`: trade-weighted or simple average duties, by chapter, partner or program, on a day or day by day.

import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { type AverageRow, averagesOn, type By, type Weight } from '../ratebook/average.ts';
import { shippedText } from '../store/economy-files.ts';
import { importsText } from '../store/imports-file.ts';
import { bookNamed, type LawName } from './books.ts';
import { openEmbedded, outputOptions, today } from './context.ts';
import { type OutputOptions, percent, show, table } from './output.ts';

interface Options extends OutputOptions {
  readonly known?: string;
  readonly on?: string;
  readonly until?: string;
  readonly step: string;
  readonly by: string;
  readonly weights?: string;
  readonly simple?: boolean;
  readonly outcomes?: string;
  readonly deadline?: string;
}

interface Row extends AverageRow {
  readonly on: string;
  readonly law: string;
}

const BY: readonly By[] = ['total', 'chapter', 'origin', 'program'];
const EMBEDDED = 'law/us/schedule/imports-2024.csv';

/** Weights from CSV: `code,origin,value` (or `from` for `origin`); lines with # are comments. */
function readWeights(path: string | undefined): readonly Weight[] {
  const text = path === undefined ? shippedText(EMBEDDED) : importsText(path);
  const rows = parse(text, {
    columns: true,
    comment: '#',
    bom: true,
    trim: true,
    skipEmptyLines: true,
  }) as Record<string, string>[];
  return rows.map((row, index) => {
    const origin = row.origin ?? row.from;
    const value = Number(row.value);
    if (row.code && origin && Number.isFinite(value) && value >= 0)
      return { code: row.code.replaceAll('.', ''), origin: origin.toUpperCase(), value };
    throw incorrect(
      'bad-weight',
      `weight ${index + 1} has no code, origin or value`,
      'Columns: code,origin,value.',
    );
  });
}

function daysOf({ on, until, step }: Options, known: string): readonly number[] {
  const first = parseDay(on ?? known, 'on');
  const last = until === undefined ? first : parseDay(until, 'until');
  const by = Number(step);
  if (!Number.isInteger(by) || by < 1)
    throw incorrect('bad-option', `--step "${step}" is not a number of days`, 'Write for example --step 7.');
  return Array.from({ length: Math.max(1, Math.floor((last - first) / by) + 1) }, (_, i) => first + i * by);
}

async function run(options: Options): Promise<void> {
  const by = BY.find((one) => one === options.by);
  if (!by) throw incorrect('bad-option', `--by "${options.by}" is not known`, `Use ${BY.join(', ')}.`);
  const law = await openEmbedded();
  const known = options.known ?? today();
  const weights = readWeights(options.weights);
  const outcomes = (options.outcomes ?? 'lapse').split(',').filter((one) => one !== '');
  const fan = outcomes.some((one) => one !== 'lapse');
  const deadline = fan
    ? scenariosOf(law, law.as({ known }), options.deadline ? { deadline: options.deadline } : {}).deadline
    : undefined;
  const names = outcomes.map(
    (outcome): LawName =>
      outcome === 'lapse' || deadline === undefined
        ? { label: outcome, known }
        : { label: outcome, known, outcome, deadline },
  );
  const days = daysOf(options, known);
  let covered = 1;
  const rows = names.flatMap((name): readonly Row[] => {
    const book = bookNamed(law, name);
    return days.flatMap((day) => {
      const averages = averagesOn(book, weights, day, by, options.simple);
      covered = Math.min(covered, averages.covered);
      return averages.rows.map((row) => ({ ...row, on: printDay(day), law: fan ? name.label : known }));
    });
  });
  const columns = [
    { title: 'on', of: ({ on }: Row) => on },
    { title: fan ? 'outcome' : 'known', of: (row: Row) => row.law },
    ...(by === 'total' ? [] : [{ title: by, of: ({ key }: Row) => key }]),
    { title: 'base', of: ({ base }: Row) => percent(base), right: true },
    { title: 'low', of: ({ low }: Row) => percent(low), right: true },
    { title: 'high', of: ({ high }: Row) => percent(high), right: true },
  ];
  show(options, {
    json: { known, deadline, by, covered: Number(covered.toFixed(6)), rows },
    rows,
    columns,
    text: () =>
      `${table(rows, columns)}\n\n${percent(Number(covered.toFixed(4)))} of the ${options.simple ? 'lines' : 'value'} has a rate; the rest pays by quantity or is not in the catalogue.`,
  });
}

export function averageCommand(program: Command): void {
  outputOptions(
    program
      .command('average')
      .description('average duties, weighed by the imports of 2024 or by your own trade'),
  )
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--on <date>', 'day of entry (default: the day known)')
    .option('--until <date>', 'a series of days up to this one')
    .option('--step <days>', 'days between those of a series', '7')
    .option('--by <what>', 'total, chapter, origin or program', 'total')
    .option('--weights <file>', 'CSV with code,origin,value (default: imports of 2024)')
    .option('--simple', 'each line counts once')
    .option('--outcomes <names>', 'a fan of outcomes, comma between; "lapse" is the law as it stands')
    .option('--deadline <date>', 'the deadline that the outcomes are about')
    .addHelpText(
      'after',
      `
Examples:
  rosenbad average --known 2026-11-23 --by origin
  rosenbad average --known 2025-07-29 --on 2025-08-01 --until 2025-09-30 --outcomes lapse,extend-90-days`,
    )
    .action(run);
}
