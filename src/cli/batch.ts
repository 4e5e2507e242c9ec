// `rosenbad batch FILE --out FILE`: a year of entries at once, through the rate book.

import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { csvLine } from '../core/csv.ts';
import { parseDay } from '../core/day.ts';
import { incorrect, notFound } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { encodeBook } from '../ratebook/kernel-encode.ts';
import { type Block, blocksOf, openBytes } from '../store/batch-blocks.ts';
import {
  badPath,
  clearJournal,
  finishJournal,
  journalWriter,
  partPath,
  readJournal,
} from '../store/batch-journal.ts';
import { layoutOf, NO_LAYOUT } from '../store/batch-layout.ts';
import { type FileKind, kindOfFile, packTo, unpackTo } from '../store/batch-stage.ts';
import { addSums, newSums, type SummaryRow, type Sums, summaryRows } from '../store/batch-summary.ts';
import type { BatchPlan, BlockDone } from '../store/batch-work.ts';
import { outColumns } from '../store/batch-write.ts';
import { workAll } from './batch-pool.ts';
import type { WorkerStart } from './batch-worker.ts';
import { bookNamed, type LawName } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { EXIT } from './failure.ts';
import { type Column, dollars, moneySpan, print, table } from './output.ts';

interface Options {
  readonly out: string;
  readonly format?: string;
  readonly known?: string;
  readonly outcomes?: string;
  readonly deadline?: string;
  readonly on?: string;
  readonly into?: string;
  readonly filing?: boolean;
  readonly resume?: boolean;
  readonly workers: string;
  readonly cache?: boolean;
  readonly json?: boolean;
}

const BLOCK = 1 << 21;

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

const headerCells = (text: string): readonly string[] =>
  (parse(text, { bom: true, trim: true, relaxQuotes: true }) as string[][])[0] ?? [];

/** The first line of a file with the bytes it takes. @throws TariffError `empty-file`, `bad-encoding` */
async function headerOf(
  path: string,
  gzip: boolean,
): Promise<{ readonly text: string; readonly bytes: number }> {
  const source = await openBytes(path, gzip, 0);
  const whole = new Uint8Array(1 << 16);
  const filled = await source.read(whole, 0).catch((error: Error) => {
    throw incorrect(
      'broken-file',
      `"${path}" cannot be read: ${error.message}`,
      'Is it packed as its name says?',
    );
  });
  await source.close();
  const start = whole.subarray(0, filled);
  if (start[0] === 0xff && start[1] === 0xfe)
    throw incorrect('bad-encoding', `"${path}" is in UTF-16`, 'Save it as CSV in UTF-8.');
  if (start.length === 0)
    throw incorrect(
      'empty-file',
      'the file is empty',
      'The first line names the columns: code,from,on,value …',
    );
  const end = start.indexOf(10);
  const bytes = end < 0 ? start.length : end + 1;
  return { text: new TextDecoder().decode(start.subarray(0, bytes)).trim(), bytes };
}

/** A plain or gzip text file that holds what `path` holds. */
async function staged(path: string, kind: FileKind, out: string) {
  if (kind.format !== 'parquet' && kind.packing !== 'zst')
    return { path, gzip: kind.packing === 'gz', format: kind.format, remove: () => undefined };
  const target = `${out}.staged`;
  await unpackTo(path, kind, target);
  const format = kind.format === 'parquet' ? ('csv' as const) : kind.format;
  return { path: target, gzip: false, format, remove: () => rmSync(target, { force: true }) };
}

const badText = (done: BlockDone): string =>
  done.bad.map(({ line, code, message, row }) => `${csvLine([String(line), code, message, row])}\n`).join('');

/** Progress on a terminal: rows, rate, time left. */
function progress(total: number) {
  const begun = performance.now();
  const shown = process.stderr.isTTY === true;
  let last = 0;
  return {
    at(bytes: number, rows: number): void {
      const now = performance.now();
      if (!shown || now - last < 200) return;
      last = now;
      const seconds = (now - begun) / 1000;
      const left = total > 0 && bytes > 0 ? `, ${Math.ceil((seconds * (total - bytes)) / bytes)} s left` : '';
      process.stderr.write(
        `\r\x1b[K${rows.toLocaleString('en')} rows, ${Math.round(rows / seconds).toLocaleString('en')}/s${left}`,
      );
    },
    end: () => shown && process.stderr.write('\r\x1b[K'),
  };
}

/** An append-only file that reports a full disk as an error of ours. */
function appender(path: string) {
  const file = openSync(path, 'a');
  let written = statSync(path).size;
  return {
    get size() {
      return written;
    },
    write(bytes: Uint8Array): void {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      } catch (error) {
        throw incorrect(
          'cannot-write',
          `"${path}" cannot be written: ${(error as Error).message}`,
          'Make room and run again with --resume: what is done is kept.',
        );
      }
      written += bytes.length;
    },
    close: () => closeSync(file),
  };
}

interface Job {
  readonly input: string;
  readonly kind: FileKind;
  readonly outKind: FileKind;
  readonly names: readonly LawName[];
  readonly id: string;
}

function jobOf(law: Law, input: string, options: Options): Job {
  const found = statSync(input, { throwIfNoEntry: false });
  if (!found?.isFile())
    throw notFound('no-file', `there is no file "${input}"`, 'Give the path of a file of entries.');
  const kind = kindOfFile(input, options.format);
  const outKind = kindOfFile(options.out);
  const names = lawNames(law, options);
  const asked = [
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
    kind,
    outKind,
    names,
    id: createHash('sha256').update(JSON.stringify(asked)).digest('hex'),
  };
}

/** `--into` where it is not the territory of the books. */
function abroad(law: Law, { into }: Options): { readonly into?: string } {
  if (into === undefined || into === '') return {};
  const { country } = law.territory(into);
  return country === law.territory().country ? {} : { into: country };
}

async function work(law: Law, job: Job, options: Options): Promise<Sums> {
  const { names, outKind } = job;
  const labels = names.map(({ label }) => label);
  const journal = options.resume ? readJournal(options.out, job.id) : undefined;
  if (!journal) clearJournal(options.out);
  const source = await staged(job.input, job.kind, options.out);
  const format = source.format as 'csv' | 'ndjson';
  const header = await headerOf(source.path, source.gzip);
  const { layout, units } =
    format === 'csv' ? layoutOf(headerCells(header.text)) : { layout: NO_LAYOUT, units: [] };
  const textOut = outKind.format === 'ndjson' ? ('ndjson' as const) : ('csv' as const);
  const plan: BatchPlan = {
    input: format,
    output: textOut,
    layout,
    units,
    filing: options.filing ?? false,
    ...(options.on === undefined ? {} : { on: options.on, onDay: parseDay(options.on, 'on') }),
    ...abroad(law, options),
    zone: law.territory().zone,
    facts: Object.keys(law.pack.facts),
  };
  const laws = names.map((name) => ({
    ...name,
    bytes: sharedBytes(encodeBook(bookNamed(law, name, options.cache))),
  }));
  const sums = journal?.sums ?? newSums(labels.length);
  const out = appender(partPath(options.out));
  const bad = appender(badPath(options.out));
  const pack = (bytes: Uint8Array): Uint8Array =>
    outKind.packing === 'gz' ? gzipSync(bytes, { level: 4 }) : bytes;
  const columns = outColumns(labels, plan.filing);
  if (!journal) {
    bad.write(Buffer.from('line,error,message,row\n'));
    if (textOut === 'csv') out.write(pack(Buffer.from(`${csvLine(columns)}\n`)));
  }
  const offset = journal?.next ?? (format === 'csv' ? header.bytes : 0);
  const firstLine = journal?.nextLine ?? (format === 'csv' ? 2 : 1);
  const bytes = await openBytes(source.path, source.gzip, offset);
  const shown = progress(source.gzip ? 0 : statSync(source.path).size);
  const note = journalWriter(options.out);
  const done = (block: Block, result: BlockDone): void => {
    out.write(pack(result.out));
    if (result.bad.length > 0) bad.write(Buffer.from(badText(result)));
    addSums(sums, result.sums);
    const { next, nextLine } = block;
    note.done({ job: job.id, next, nextLine, out: out.size, bad: bad.size, sums });
    shown.at(next, sums.rows);
  };
  const start: WorkerStart = { plan, laws, size: BLOCK * (2 + 3 * laws.length) };
  try {
    await workAll(
      start,
      Number(options.workers),
      (room) => blocksOf(bytes, { offset, firstLine, size: BLOCK, quotes: format === 'csv', room }),
      done,
    );
  } finally {
    note.end();
    shown.end();
    out.close();
    bad.close();
    await bytes.close();
  }
  await finish(options.out, outKind, columns);
  source.remove();
  if (sums.failed === 0) rmSync(badPath(options.out), { force: true });
  return sums;
}

/** The finished output in its place, packed when its name says so. */
async function finish(out: string, kind: FileKind, columns: readonly string[]): Promise<void> {
  if (kind.format !== 'parquet' && kind.packing !== 'zst') return finishJournal(out, out);
  await packTo(partPath(out), kind, columns, `${out}.new`);
  finishJournal(out, `${out}.text`);
  const { renameSync } = await import('node:fs');
  renameSync(`${out}.new`, out);
  rmSync(`${out}.text`);
}

function sharedBytes(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
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
  const sums = await work(law, job, options);
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
