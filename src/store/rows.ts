// Reads entries from CSV or NDJSON, one row at a time; a broken row is a value, not the end of the file.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Readable, Transform } from 'node:stream';
import { parse } from 'csv-parse';
import type { EntryInput } from '../assess/entry.ts';
import { checkColumns, entryOfCells, entryOfJson } from '../assess/row.ts';
import { incorrect, notFound, TariffError } from '../core/errors.ts';

export type Format = 'csv' | 'ndjson';

export type Row =
  | { readonly line: number; readonly entry: EntryInput; readonly cells?: Readonly<Record<string, string>> }
  | { readonly line: number; readonly error: TariffError };

const asTariffError = (error: unknown): TariffError =>
  error instanceof TariffError
    ? error
    : incorrect('bad-row', (error as Error).message, 'Correct the row; the others are still done.');

function rowOfJson(text: string, line: number): Row {
  try {
    return { line, entry: entryOfJson(JSON.parse(text)) };
  } catch (error) {
    const known =
      error instanceof TariffError
        ? error
        : incorrect(
            'bad-json',
            `the line is not JSON: ${(error as Error).message}`,
            'Write one JSON object on each line.',
          );
    return { line, error: known };
  }
}

async function* ndjsonRows(input: Readable): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() !== '') yield rowOfJson(text, line);
  }
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function rowOfCells(columns: readonly string[], { record, info }: CsvRecord): Row {
  const line = info.lines;
  if (record.length !== columns.length) {
    const message = `the row has ${record.length} cells where the header has ${columns.length}`;
    return {
      line,
      error: incorrect('broken-row', message, 'Quote cells that hold a comma; close every quote.'),
    };
  }
  const cells = Object.fromEntries(columns.map((name, index) => [name, record[index]!]));
  try {
    return { line, entry: entryOfCells(cells), cells };
  } catch (error) {
    return { line, error: asTariffError(error) };
  }
}

async function* csvRows(input: Readable): AsyncGenerator<Row> {
  const parser = input.pipe(
    parse({
      info: true,
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      trim: true,
      maxRecordSize: 1_000_000,
    }),
  );
  input.on('error', (error) => parser.destroy(error));
  let columns: readonly string[] | undefined;
  try {
    for await (const item of parser as AsyncIterable<CsvRecord>) {
      if (columns) yield rowOfCells(columns, item);
      else {
        columns = item.record;
        checkColumns(columns);
      }
    }
  } catch (error) {
    if (error instanceof TariffError) throw error;
    throw incorrect(
      'broken-csv',
      (error as Error).message,
      'Check the quotes in the file; a quote that is never closed swallows the rest of it.',
    );
  }
  if (!columns)
    throw incorrect(
      'empty-file',
      'the file is empty',
      'The first line names the columns: code,from,on,value …',
    );
}

/** Looks at the first bytes without losing them. */
async function sniff(input: Readable): Promise<{ readonly format: Format; readonly stream: Readable }> {
  const stream = input.pipe(new Transform({ transform: (chunk, _, done) => done(null, chunk) }));
  input.on('error', (error) => stream.destroy(error));
  await new Promise<void>((resolve, reject) => {
    stream.once('readable', resolve);
    stream.once('error', reject);
    stream.once('end', resolve);
  });
  const first = stream.read() as Buffer | null;
  if (first) stream.unshift(first);
  const text =
    first
      ?.toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart() ?? '';
  return { format: text.startsWith('{') ? 'ndjson' : 'csv', stream };
}

/** Opens `-` (standard input) or a file. @throws TariffError `no-file` */
export async function openInput(path: string): Promise<Readable> {
  if (path === '-') return process.stdin;
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw notFound(
      'no-file',
      `there is no file "${path}"`,
      'Give the path of a CSV or NDJSON file, or - for standard input.',
    );
  return createReadStream(path);
}

/** Rows of a stream of CSV or NDJSON; the format is `format`, or what the first character says. */
export async function* rowsOf(input: Readable, format?: Format): AsyncGenerator<Row> {
  const sniffed = await sniff(input);
  yield* (format ?? sniffed.format) === 'ndjson' ? ndjsonRows(sniffed.stream) : csvRows(sniffed.stream);
}

/**
 * Rows of a file (or `-`) in order.
 * @throws TariffError for a file that cannot be read at all (`no-file`, `empty-file`, `unknown-column`, `broken-csv`).
 */
export async function* readRows(path: string, format?: Format): AsyncGenerator<Row> {
  yield* rowsOf(await openInput(path), format);
}
