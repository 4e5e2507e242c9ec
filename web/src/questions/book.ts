// A book of shipments in the browser: opened, its columns matched, worked out under every outcome, exported, refunds found.

import { parse } from 'csv-parse/sync';
import { checkColumns, entryOfCells } from '../../../src/assess/row.ts';
import { csvLine } from '../../../src/core/csv.ts';
import { incorrect } from '../../../src/core/errors.ts';
import { printCents } from '../../../src/core/money.ts';
import type { Law } from '../../../src/law.ts';
import { exposureOf, type Shipment } from '../../../src/outlook/exposure.ts';
import { type RefundLaws, type Refunds, refundsOf } from '../../../src/outlook/refunds.ts';
import { newSheet } from '../../../src/store/batch-columns.ts';
import { layoutOf } from '../../../src/store/batch-layout.ts';
import { beginSheet, fillSheet } from '../../../src/store/batch-sheet.ts';
import { addSums, newSums, summaryRows } from '../../../src/store/batch-summary.ts';
import { type BatchPlan, type BlockDone, openWork } from '../../../src/store/batch-work.ts';
import { outColumns } from '../../../src/store/batch-write.ts';
import { cellFor, type DateOrder, dateOrder, guess, type Matching, missing } from '../book/columns.ts';
import { batchLaws, type Ways, waysOf } from '../book/laws.ts';
import { parquetColumns } from '../book/parquet.ts';
import { type BookResult, groupsOf, type Line, type Refused } from '../book/result.ts';
import { blocksOf, csvBytes, delimiterOf } from '../book/text.ts';
import type { Progress } from '../engine.worker.ts';
import { csvText } from '../parts/save.ts';

/** Up to here each line is assessed with all its reasons; above, the rate book's loop does it. */
const ONE_BY_ONE = 1500;
const REFUNDS_MOST = 20_000;
const BLOCK = 1 << 20;
const SAMPLE = 200;
const LINES_SHOWN = 500;
const REFUSED_SHOWN = 1000;
const CHUNK = 40;

export interface Opened {
  readonly columns: readonly string[];
  /** First rows, by column. */
  readonly sample: readonly (readonly string[])[];
  readonly bytes: number;
  readonly matching: Matching;
  /** Undefined when slashed days are there and none tells which number is the month. */
  readonly order: DateOrder | 'unclear' | 'none';
}

export interface Asked {
  readonly matching: Matching;
  readonly order: DateOrder;
  readonly known: string;
  readonly on: string;
  readonly deadline?: string | undefined;
}

interface File {
  readonly bytes: Uint8Array;
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Bytes of the header with its line break, and the number of the line after it. */
  readonly body: number;
  readonly line: number;
}

/** The file as the engine reads it: our columns, comma between. */
interface Ready {
  readonly columns: readonly string[];
  readonly bytes: Uint8Array;
  readonly body: number;
  readonly line: number;
  readonly rows: number;
  readonly origins: readonly string[];
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const rowsOf = (bytes: Uint8Array, delimiter: string): readonly (readonly string[])[] =>
  parse(decoder.decode(bytes), {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as string[][];

function headerOf(bytes: Uint8Array): File {
  const [first] = blocksOf(bytes, 1);
  const { bytes: header } = first!;
  const delimiter = delimiterOf(decoder.decode(header));
  const [columns = []] = rowsOf(header, delimiter);
  const lines = header.filter((byte) => byte === 10).length;
  if (columns.length < 2)
    throw incorrect(
      'no-columns',
      `the first line has no columns: "${decoder.decode(header).trim().slice(0, 80)}"`,
      'The first line names the columns: code, from, value, on …',
    );
  return { bytes, columns, delimiter, body: header.length, line: 1 + lines };
}

function sampleOf({ bytes, body, delimiter, line }: File): readonly (readonly string[])[] {
  const [block] = blocksOf(bytes, 1 << 16, body, line);
  return block ? rowsOf(block.bytes, delimiter).slice(0, SAMPLE) : [];
}

const orderOf = (columns: readonly string[], matching: Matching, sample: readonly (readonly string[])[]) => {
  const places = ['on', 'loaded'].map((name) => columns.indexOf(matching[name] ?? ''));
  const cells = sample.flatMap((row) => places.map((place) => row[place] ?? ''));
  if (!cells.some((cell) => /^\s*\d{1,2}[/.]\d{1,2}[/.]\d{4}/.test(cell))) return 'none';
  return dateOrder(cells) ?? 'unclear';
};

/** Whether the engine can read the file as it lies: our names, commas, and cells that need no rewriting. */
function isPlain(file: File, { matching, order }: Asked): boolean {
  if (file.delimiter !== ',' || Object.entries(matching).some(([ours, theirs]) => ours !== theirs))
    return false;
  try {
    checkColumns(file.columns);
  } catch {
    return false;
  }
  return sampleOf(file).every((row) =>
    row.every((cell, index) => cell === cellFor(file.columns[index] ?? '', cell, order)),
  );
}

/** Writes the file anew with our columns, block by block. */
function* rewritten(file: File, { matching, order }: Asked): Generator<Progress, Uint8Array> {
  const names = Object.keys(matching).filter((name) => matching[name] !== '');
  const places = names.map((name) => file.columns.indexOf(matching[name]!));
  const parts: Uint8Array[] = [encoder.encode(`${csvLine(names)}\n`)];
  for (const block of blocksOf(file.bytes, BLOCK, file.body, file.line)) {
    const lines = rowsOf(block.bytes, file.delimiter).map((row) =>
      csvLine(names.map((name, index) => cellFor(name, row[places[index]!] ?? '', order))),
    );
    parts.push(encoder.encode(`${lines.join('\n')}\n`));
    yield { done: block.done / 4, total: file.bytes.length };
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const letters = (slot: number): string => String.fromCharCode(65 + Math.floor(slot / 26), 65 + (slot % 26));

/** Counts rows and gathers origins, so that only their books are compiled. */
function* surveyed(
  bytes: Uint8Array,
  columns: readonly string[],
  body: number,
  line: number,
): Generator<Progress, Ready> {
  const { layout, units } = layoutOf(columns);
  const blocks = [...blocksOf(bytes, BLOCK, body, line)];
  const sheet = newSheet(units.length);
  const seen = new Uint8Array(676);
  let rows = 0;
  for (const block of blocks) {
    beginSheet(sheet, block.bytes, block.line);
    while (fillSheet(sheet, layout)) {
      for (let row = 0; row < sheet.count; row++) {
        const slot = sheet.origins[row]!;
        if (slot >= 0 && slot < 676) seen[slot] = 1;
      }
      rows += sheet.count;
    }
    yield { done: block.done / 4, total: bytes.length };
  }
  const origins = [...seen.keys()].filter((slot) => seen[slot] === 1).map(letters);
  return { columns, bytes, body, line, rows, origins };
}

function* made(file: File, asked: Asked): Generator<Progress, Ready> {
  const gaps = missing(asked.matching);
  if (gaps.length > 0)
    throw incorrect(
      'missing-column',
      `no column is matched to ${gaps.map(({ label }) => label.toLowerCase()).join(' and ')}`,
      'Choose the columns under “Columns”.',
    );
  if (isPlain(file, asked)) return yield* surveyed(file.bytes, file.columns, file.body, file.line);
  const bytes = yield* rewritten(file, asked);
  const fresh = headerOf(bytes);
  return yield* surveyed(bytes, fresh.columns, fresh.body, file.line);
}

function shipmentsOf({ bytes, columns, body, line }: Ready, on: string): readonly Shipment[] {
  return rowsOf(bytes.subarray(body), ',').map((row, index) => {
    const cells = Object.fromEntries(columns.map((name, at) => [name, row[at] ?? '']));
    const entry = entryOfCells(cells);
    return {
      line: line + index,
      name: cells.product || cells.name || cells.description || entry.code,
      entry: { ...entry, on: entry.on ?? on },
    };
  });
}

const headOf = ({ known }: Asked, { deadline }: Ways) => ({
  known,
  ...(deadline === undefined ? {} : { deadline }),
});

const span = (amounts: readonly { readonly low: string; readonly high: string }[]) => ({
  low: printCents(amounts.reduce((sum, { low }) => sum + Math.round(Number(low) * 100), 0)),
  high: printCents(amounts.reduce((sum, { high }) => sum + Math.round(Number(high) * 100), 0)),
});

/** A small file: every line with its reasons, as `rosenbad outcomes` works it out. */
function* oneByOne(ready: Ready, asked: Asked, ways: Ways): Generator<Progress, BookResult> {
  const begun = performance.now();
  const shipments = shipmentsOf(ready, asked.on);
  const lines: Line[] = [];
  const refused: Refused[] = [];
  const programs = new Map<string, Record<string, number>>();
  for (let at = 0; at < shipments.length; at += CHUNK) {
    const chunk = shipments.slice(at, at + CHUNK);
    const exposure = exposureOf(chunk, ways.scenarios);
    exposure.rows.forEach((row, index) => {
      const { entry } = chunk[index]!;
      if (row.duty) lines.push({ ...row, duty: row.duty, on: entry.on ?? '' });
      else if (row.error)
        refused.push({
          line: row.line,
          ...row.error,
          row: csvLine([row.name, row.code, row.from, row.value]),
        });
    });
    for (const { program, duty } of exposure.byProgram) {
      const sums = programs.get(program) ?? {};
      programs.set(program, sums);
      for (const [id, amount] of Object.entries(duty))
        sums[id] = (sums[id] ?? 0) + Math.round(Number(amount) * 100);
    }
    yield { done: at + chunk.length, total: shipments.length };
  }
  return {
    ...headOf(asked, ways),
    rows: lines.length,
    value: printCents(lines.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0)),
    scenarios: ways.scenarios.map(({ id, title }) => ({
      id,
      title,
      total: span(lines.map(({ duty }) => duty[id]!)),
    })),
    origins: groupsOf(lines, ({ from }) => from.toUpperCase()),
    products: groupsOf(lines, ({ name }) => name),
    byChapter: false,
    programs: [...programs].map(([key, sums]) => ({
      key,
      duty: Object.fromEntries(Object.entries(sums).map(([id, sum]) => [id, printCents(sum)])),
    })),
    lines,
    refused,
    refusedCount: refused.length,
    kernel: 0,
    seconds: (performance.now() - begun) / 1000,
  };
}

function planOf(law: Law, { columns }: Ready, on: string): BatchPlan {
  const { layout, units } = layoutOf(columns);
  return {
    input: 'csv',
    output: 'csv',
    layout,
    units,
    filing: false,
    on,
    onDay: Math.floor(Date.parse(`${on}T00:00:00Z`) / 86_400_000),
    zone: law.territory().zone,
    facts: Object.keys(law.pack.facts),
  };
}

interface Worked {
  readonly done: BlockDone;
  readonly at: number;
}

/** A large file: blocks through the rate book's loop under every law; each is handed out as it is done. */
async function* worked(law: Law, ready: Ready, asked: Asked, ways: Ways): AsyncGenerator<Progress | Worked> {
  const laws = batchLaws(law, asked.known, ways, ready.origins);
  const total = ready.bytes.length;
  let step = laws.next();
  while (!step.done) {
    yield { done: total * (0.25 + 0.05 * step.value), total: total * 1.5 };
    step = laws.next();
  }
  const blocks = [...blocksOf(ready.bytes, BLOCK, ready.body, ready.line)];
  const size = Math.max(BLOCK, ...blocks.map(({ bytes }) => bytes.length));
  const work = openWork(planOf(law, ready, asked.on), step.value, size);
  for (const block of blocks) yield { done: work.work(block.bytes, block.line), at: block.done };
}

const isWorked = (step: Progress | Worked): step is Worked => 'at' in step;

/** Lines of a block of output as figures, for the first lines shown. */
function linesOf(out: Uint8Array, labels: readonly string[], most: number): readonly Line[] {
  let end = 0;
  for (let count = 0; count < most && end >= 0 && end < out.length; count++) {
    const next = out.indexOf(10, end);
    end = next < 0 ? out.length : next + 1;
  }
  return rowsOf(out.subarray(0, end), ',').map(
    ([line = '', code = '', from = '', on = '', value = '', ...cells]) => ({
      line: Number(line),
      name: code,
      code,
      from,
      on,
      value,
      duty: Object.fromEntries(
        labels.map((label, index) => [
          label,
          { low: cells[index * 4] ?? '', high: cells[index * 4 + 1] ?? '' },
        ]),
      ),
    }),
  );
}

async function* throughBook(
  law: Law,
  ready: Ready,
  asked: Asked,
  ways: Ways,
): AsyncGenerator<Progress, BookResult> {
  const begun = performance.now();
  const labels = ways.scenarios.map(({ id }) => id);
  const sums = newSums(labels.length);
  const lines: Line[] = [];
  const refused: Refused[] = [];
  const total = ready.bytes.length;
  for await (const step of worked(law, ready, asked, ways)) {
    if (!isWorked(step)) {
      yield step;
      continue;
    }
    addSums(sums, step.done.sums);
    if (lines.length < LINES_SHOWN) lines.push(...linesOf(step.done.out, labels, LINES_SHOWN - lines.length));
    for (const one of step.done.bad) if (refused.length < REFUSED_SHOWN) refused.push({ hint: '', ...one });
    yield { done: total * 0.5 + step.at, total: total * 1.5 };
  }
  const summary = summaryRows(sums, labels);
  const groups = (by: 'origin' | 'chapter') =>
    summary
      .filter((row) => row.by === by)
      .map(({ key, rows, value, duty }) => ({ key, rows: rows ?? 0, value: value ?? '0.00', duty }));
  const whole = summary[0]!;
  return {
    ...headOf(asked, ways),
    rows: sums.rows - sums.failed,
    value: whole.value ?? '0.00',
    scenarios: ways.scenarios.map(({ id, title }) => ({ id, title, total: whole.duty[id]! })),
    origins: groups('origin'),
    products: groups('chapter'),
    byChapter: true,
    programs: summary
      .filter(({ by }) => by === 'program')
      .map(({ key, duty }) => ({
        key,
        duty: Object.fromEntries(Object.entries(duty).map(([id, { high }]) => [id, high])),
      })),
    lines,
    refused,
    refusedCount: sums.failed,
    kernel: sums.rows === 0 ? 0 : sums.kernel / sums.rows,
    seconds: (performance.now() - begun) / 1000,
  };
}

const headOut = ({ scenarios }: Ways): readonly string[] =>
  outColumns(
    scenarios.map(({ id }) => id),
    false,
  );

/** Cells of a block of output, line by line; a full parser is needed only where a cell is quoted. */
function* plainRows(out: Uint8Array): Generator<readonly string[]> {
  const text = decoder.decode(out);
  if (text.includes('"')) return yield* rowsOf(out, ',');
  for (const line of text.split('\n')) if (line !== '') yield line.split(',');
}

/** Line, names and duties as rows of a file. */
function exportRows({ lines, scenarios }: BookResult): readonly (readonly string[])[] {
  const head = [
    'line',
    'product',
    'code',
    'from',
    'on',
    'value',
    ...scenarios.flatMap(({ id }) => [`duty_low.${id}`, `duty_high.${id}`]),
  ];
  const rows = lines.map((line) => [
    String(line.line),
    line.name,
    line.code,
    line.from,
    line.on,
    line.value,
    ...scenarios.flatMap(({ id }) => [line.duty[id]!.low, line.duty[id]!.high]),
  ]);
  return [head, ...rows];
}

export default function book(law: Law) {
  let file: File | undefined;
  let last:
    | { readonly ready: Ready; readonly asked: Asked; readonly ways: Ways; readonly result: BookResult }
    | undefined;

  const opened = (): File => {
    if (file) return file;
    throw incorrect('no-book', 'no file is open', 'Drop a file or paste a table first.');
  };
  const finished = () => {
    if (last) return last;
    throw incorrect('no-book', 'nothing is worked out yet', 'Open a file first.');
  };

  async function* columnsOut(): AsyncGenerator<Progress, readonly Blob[]> {
    const { ready, asked, ways } = finished();
    const parts: Blob[] = [new Blob([`${headOut(ways).join(',')}\n`])];
    for await (const step of worked(law, ready, asked, ways)) {
      if (isWorked(step)) parts.push(new Blob([step.done.out as BlobPart]));
      yield isWorked(step) ? { done: step.at, total: ready.bytes.length } : { done: 0, total: 1 };
    }
    return parts;
  }

  return {
    /** Opens a file or a pasted text: CSV with any usual delimiter, or the first sheet of a workbook. */
    async open(blob: Blob): Promise<Opened> {
      const bytes = await csvBytes(blob);
      file = headerOf(bytes);
      last = undefined;
      const sample = sampleOf(file);
      const matching = guess(file.columns);
      const order = orderOf(file.columns, matching, sample);
      return { columns: file.columns, sample: sample.slice(0, 3), bytes: bytes.length, matching, order };
    },

    async *work(asked: Asked): AsyncGenerator<Progress, BookResult> {
      const ready = yield* made(opened(), asked);
      const ways = waysOf(law, asked.known, asked.on, asked.deadline);
      const result =
        ready.rows <= ONE_BY_ONE
          ? yield* oneByOne(ready, asked, ways)
          : yield* throughBook(law, ready, asked, ways);
      last = { ready, asked, ways, result };
      return result;
    },

    /** The lines of the open file as entries, for questions of other views. */
    *shipments(asked: Asked): Generator<Progress, readonly Shipment[]> {
      const ready = yield* made(opened(), asked);
      if (ready.rows > ONE_BY_ONE)
        throw incorrect(
          'too-many-rows',
          `up to ${ONE_BY_ONE} lines are looked at one by one; this file has ${ready.rows}`,
          'Cut the file, or use rosenbad read --for.',
        );
      return shipmentsOf(ready, asked.on);
    },

    async *csv(): AsyncGenerator<Progress, Blob> {
      const { ready, result } = finished();
      if (ready.rows <= ONE_BY_ONE) return new Blob([csvText(exportRows(result))], { type: 'text/csv' });
      return new Blob([...(yield* columnsOut())], { type: 'text/csv' });
    },

    async *parquet(): AsyncGenerator<Progress, Blob> {
      const { ready, asked, ways, result } = finished();
      if (ready.rows <= ONE_BY_ONE) {
        const [head = [], ...rows] = exportRows(result);
        const columns = parquetColumns(head);
        for (const row of rows) columns.add(row);
        return columns.end();
      }
      const columns = parquetColumns(headOut(ways));
      for await (const step of worked(law, ready, asked, ways)) {
        if (isWorked(step)) for (const row of plainRows(step.done.out)) columns.add(row);
        yield isWorked(step) ? { done: step.at, total: ready.bytes.length } : { done: 0, total: 1 };
      }
      return columns.end();
    },

    /** Refund candidates by the law as known; the rows must name their day of entry. */
    *refunds(): Generator<Progress, Refunds> {
      const { ready, asked } = finished();
      if (ready.rows > REFUNDS_MOST)
        throw incorrect(
          'too-many-rows',
          `refunds are looked for line by line, up to ${REFUNDS_MOST} lines; this file has ${ready.rows}`,
          'Cut the file, or use rosenbad refunds.',
        );
      const now = law.as({ known: asked.known });
      const laws: RefundLaws = {
        known: asked.known,
        zone: law.territory().zone,
        measures: now.resolved().measures,
        atEntry: (entry) => law.as({ known: entry.on }).assess(entry),
        today: now.assess,
      };
      const past = shipmentsOf(ready, asked.on).filter(({ entry }) => (entry.on ?? '') <= asked.known);
      const parts: Refunds[] = [];
      for (let at = 0; at < past.length; at += CHUNK) {
        parts.push(refundsOf(past.slice(at, at + CHUNK), laws));
        yield { done: at, total: past.length };
      }
      return joined(parts, asked.known);
    },
  };
}

function joined(parts: readonly Refunds[], known: string): Refunds {
  const rows = parts.flatMap((one) => one.rows);
  const sums = new Map<string, number>();
  for (const { program, refund } of parts.flatMap((one) => one.byProgram))
    sums.set(program, (sums.get(program) ?? 0) + Math.round(Number(refund) * 100));
  return {
    known,
    total: printCents([...sums.values()].reduce((sum, one) => sum + one, 0)),
    byProgram: [...sums].map(([program, refund]) => ({ program, refund: printCents(refund) })),
    rows,
  };
}
