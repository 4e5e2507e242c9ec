// `rosenbad assess FILE`: one assessment a line, in the order of the rows; a bad row gives its error in its place.

import { once } from 'node:events';
import type { Command } from 'commander';
import type { Assessment } from '../assess/assessment.ts';
import { csvLine } from '../core/csv.ts';
import { TariffError } from '../core/errors.ts';
import type { Law, LawAt } from '../law.ts';
import { type Format, type Row, readRows } from '../store/rows.ts';
import { type BasisOptions, basisOptions, lawOf, openEmbedded } from './context.ts';
import { EXIT } from './failure.ts';

interface Options extends BasisOptions {
  readonly format?: Format;
}

const HEADER = [
  'line',
  'code',
  'from',
  'on',
  'known',
  'value',
  'duty_low',
  'duty_high',
  'rate_low',
  'rate_high',
  'filing',
  'error',
];

interface Done {
  readonly line: number;
  readonly answer?: Assessment;
  readonly error?: TariffError;
}

function csvOf({ line, answer, error }: Done): string {
  if (!answer)
    return csvLine([
      String(line),
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      `${error?.code}: ${error?.message}`,
    ]);
  const { entry, basis, total, rate, filing } = answer;
  const cells = [
    line,
    entry.code,
    entry.from,
    basis.on,
    basis.known,
    entry.value,
    total.low,
    total.high,
    rate.low,
    rate.high,
    filing.join(' '),
    '',
  ];
  return csvLine(cells.map(String));
}

const jsonOf = ({ line, answer, error }: Done): string =>
  JSON.stringify(answer ?? { error: { ...error?.toJSON(), line } });

/** The law for a row: the row's own `known` before the command's. */
function lawFor(law: Law, known: string | undefined, options: Options): LawAt {
  return known === undefined ? lawOf(law, options) : lawOf(law, { ...options, known });
}

function assessRow(law: Law, row: Row, options: Options): Done {
  if ('error' in row) return row;
  try {
    const { into, on } = options;
    const entry = { ...(into ? { into } : {}), ...(on ? { on } : {}), ...row.entry };
    return { line: row.line, answer: lawFor(law, entry.known ?? options.known, options).assess(entry) };
  } catch (error) {
    if (error instanceof TariffError) return { line: row.line, error };
    throw error;
  }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

async function run(file: string, options: Options): Promise<void> {
  const law = await openEmbedded();
  let failed = 0;
  if (options.csv) await write(csvLine(HEADER));
  for await (const row of readRows(file, options.format)) {
    const done = assessRow(law, row, options);
    if (done.error) failed++;
    await write(options.csv ? csvOf(done) : jsonOf(done));
  }
  if (failed === 0) return;
  process.stderr.write(
    `${failed} ${failed === 1 ? 'row' : 'rows'} could not be assessed; each has its error in its place.\n`,
  );
  process.exitCode = EXIT.someFailed;
}

export function assessCommand(program: Command): void {
  const command = program
    .command('assess')
    .description('assess the entries of a CSV or NDJSON file, one answer a line')
    .argument('<file>', 'a file, or - for standard input');
  basisOptions(command)
    .option('--into <territory>', 'importing territory where a row names none (default: US)')
    .option('--format <format>', 'csv or ndjson (default: what the file looks like)')
    .option('--json', 'print NDJSON (the default)')
    .option('--csv', 'print CSV')
    .addHelpText(
      'after',
      `
Columns of a CSV file: code, from, on, value; optional: into, known, mode, loaded, usContent, claims, quantity.kg,
metals.steel, facts.NAME. NDJSON has the same names: {"code":"7326908688","from":"CN","on":"2025-08-13","value":"10000"}

Examples:
  rosenbad assess examples/shipments.csv --known 2025-07-29
  rosenbad assess examples/shipments.csv --known 2025-07-29 --outcome extend-90-days --csv
  cat entries.ndjson | rosenbad assess -`,
    )
    .action(run);
}
