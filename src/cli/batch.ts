// `rosenbad batch FILE --out FILE`: a year of entries at once, through the rate book.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { incorrect, notFound } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { badPath } from '../store/batch-files.ts';
import { kindOfFile } from '../store/batch-stage.ts';
import { type SummaryRow, summaryRows } from '../store/batch-summary.ts';
import { type BatchOptions, type Job, runBatch } from './batch-run.ts';
import type { LawName } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { EXIT } from './failure.ts';
import { type Column, dollars, moneySpan, print, table } from './output.ts';

interface Options extends BatchOptions {
  readonly out: string;
  readonly format?: string;
  readonly known?: string;
  readonly outcomes?: string;
  readonly deadline?: string;
  readonly json?: boolean;
}

const words = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The laws that are asked: several days known, or several outcomes as known on one day. */
function lawNames(law: Law, options: Options): readonly LawName[] {
  const known = words(options.known);
  const outcomes = words(options.outcomes);
  if (outcomes.length === 0)
    return (known.length > 0 ? known : [today()]).map((day) => ({ label: day, known: day }));
  if (known.length > 1)
    throw incorrect('two-ways', 'several days known and several outcomes at once', 'Vary one of them.');
  const day = known[0] ?? today();
  const { deadline } = scenariosOf(
    law,
    law.as({ known: day }),
    options.deadline ? { deadline: options.deadline } : {},
  );
  return outcomes.map((outcome) =>
    outcome === 'lapse' ? { label: outcome, known: day } : { label: outcome, known: day, outcome, deadline },
  );
}

/** Changes when the same question would be cut into other blocks or written otherwise. */
const FORMAT = 2;

function jobOf(law: Law, input: string, options: Options): Job {
  const found = statSync(input, { throwIfNoEntry: false });
  if (!found?.isFile())
    throw notFound('no-file', `there is no file "${input}"`, 'Give the path of a file of entries.');
  const kind = kindOfFile(input, options.format);
  const outKind = kindOfFile(options.out);
  const names = lawNames(law, options);
  const asked = [
    FORMAT,
    found.size,
    found.mtimeMs,
    law.pack.hash,
    names,
    kind,
    outKind,
    options.filing ?? false,
    options.on ?? '',
    options.into ?? '',
  ];
  return {
    input,
    out: options.out,
    kind,
    outKind,
    names,
    id: createHash('sha256').update(JSON.stringify(asked)).digest('hex'),
  };
}

const TOP = 12;

function summaryText(rows: readonly SummaryRow[], labels: readonly string[]): string {
  const columns = (title: string): readonly Column<SummaryRow>[] => [
    { title, of: ({ key }) => key },
    { title: 'rows', of: ({ rows: count }) => (count === null ? '' : String(count)), right: true },
    { title: 'value', of: ({ value }) => (value === null ? '' : dollars(value)), right: true },
    ...labels.map((label) => ({
      title: label,
      of: ({ duty }: SummaryRow) => moneySpan(duty[label]!),
      right: true,
    })),
  ];
  return (['total', 'origin', 'chapter', 'program'] as const)
    .map((by) => {
      const own = rows.filter((row) => row.by === by);
      const more = own.length > TOP ? `\n… and ${own.length - TOP} more (--json shows all)` : '';
      return table(own.slice(0, TOP), columns(by)) + more;
    })
    .join('\n\n');
}

async function run(file: string, options: Options): Promise<void> {
  if (!/^[1-9]\d?$/.test(options.workers))
    throw incorrect(
      'bad-option',
      `--workers "${options.workers}" is not a number`,
      'Write for example --workers 2.',
    );
  const law = await openEmbedded();
  const job = jobOf(law, file, options);
  const begun = performance.now();
  const sums = await runBatch(law, job, options);
  const seconds = (performance.now() - begun) / 1000;
  const labels = job.names.map(({ label }) => label);
  const rows = summaryRows(sums, labels);
  const counts = { rows: sums.rows, failed: sums.failed, kernel: sums.kernel, desk: Math.round(sums.desk) };
  if (options.json) print(JSON.stringify({ ...counts, seconds: Number(seconds.toFixed(3)), summary: rows }));
  else {
    print(summaryText(rows, labels));
    process.stderr.write(
      `${sums.rows} rows in ${seconds.toFixed(1)} s (${Math.round(sums.rows / seconds)}/s); ${sums.kernel} by the kernel, ${Math.round(sums.desk)} by the desk.\n`,
    );
  }
  if (sums.failed === 0) return;
  process.stderr.write(`${sums.failed} rows could not be assessed: see ${badPath(options.out)}\n`);
  process.exitCode = EXIT.someFailed;
}

export function batchCommand(program: Command): void {
  program
    .command('batch')
    .description('assess millions of entries: CSV, NDJSON or Parquet in and out')
    .argument('<file>', 'the entries (.csv, .ndjson, .parquet; .gz or .zst behind it)')
    .requiredOption('--out <file>', 'where the answers go; the extension says how')
    .option('--format <format>', 'format of the input when its name does not say: csv, ndjson or parquet')
    .option('--known <dates>', 'the law as known on this day, or on several (comma between; default: today)')
    .option('--outcomes <names>', 'outcomes of the talks, comma between; "lapse" is the law as it stands')
    .option('--deadline <date>', 'the deadline that the outcomes are about')
    .option('--on <date>', 'day of entry where a row names none')
    .option('--into <territory>', 'importing territory where a row names none (default: US)')
    .option('--filing', 'add the chapter 99 headings to file')
    .option('--resume', 'go on where a batch was stopped')
    .option('--workers <n>', 'worker threads', '2')
    .option('--no-cache', 'compile the law anew')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      `
Columns as in rosenbad assess. Rows that cannot be assessed go to FILE.bad.csv with line and reason, and the exit code is 3.

Examples:
  rosenbad batch entries.csv --out duty.csv --known 2026-11-23
  rosenbad batch entries.parquet --out duty.parquet --known 2025-07-29 --outcomes lapse,extend-90-days
  rosenbad batch entries.csv.gz --out duty.csv.gz --known 2025-07-29,2025-08-12 --resume`,
    )
    .action(run);
}
