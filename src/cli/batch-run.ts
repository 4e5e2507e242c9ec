// Runs a batch: blocks out to the workers, answers into files that take their names when all is done.

import { gzipSync } from 'node:zlib';
import { csvLine } from '../core/csv.ts';
import { parseDay } from '../core/day.ts';
import type { Law } from '../law.ts';
import { encodeBook } from '../ratebook/kernel-encode.ts';
import {
  appender,
  BAD_HEAD,
  badPartPath,
  cannotWrite,
  isFull,
  packedPath,
  partPath,
  publish,
} from '../store/batch-files.ts';
import type { Group } from '../store/batch-footer.ts';
import {
  clearJournal,
  endJournal,
  type Journal,
  journalWriter,
  readJournal,
} from '../store/batch-journal.ts';
import { layoutOf, NO_LAYOUT } from '../store/batch-layout.ts';
import { type Block, openSource, type Source } from '../store/batch-source.ts';
import { type FileKind, packTo } from '../store/batch-stage.ts';
import { addSums, newSums, type Sums } from '../store/batch-summary.ts';
import type { BatchPlan, BlockDone } from '../store/batch-work.ts';
import { type OutFormat, outColumns } from '../store/batch-write.ts';
import { workAll } from './batch-pool.ts';
import type { WorkerStart } from './batch-worker.ts';
import { bookNamed, type LawName } from './books.ts';

export interface BatchOptions {
  readonly on?: string;
  readonly into?: string;
  readonly filing?: boolean;
  readonly resume?: boolean;
  readonly workers: string;
  readonly cache?: boolean;
}

export interface Job {
  readonly input: string;
  readonly out: string;
  readonly kind: FileKind;
  readonly outKind: FileKind;
  readonly names: readonly LawName[];
  /** What is asked of which file, as a hash: a batch is resumed only with the same. */
  readonly id: string;
}

/** Bytes of text in a block; more for Parquet, where a block becomes a row group. */
const BLOCK: Readonly<Record<OutFormat, number>> = { csv: 1 << 21, ndjson: 1 << 21, parquet: 1 << 22 };
/** Bytes of answers that a block has room for: so many of these for the row and for each law. */
const ROOM: Readonly<Record<OutFormat, number>> = { csv: 1 << 22, ndjson: 1 << 24, parquet: 1 << 22 };

const badText = (done: BlockDone): string =>
  done.bad.map(({ line, code, message, row }) => `${csvLine([String(line), code, message, row])}\n`).join('');

/** Progress on a terminal: rows, rate, time left. */
function progress(total: number, begin: number) {
  const begun = performance.now();
  const shown = process.stderr.isTTY === true;
  let last = 0;
  return {
    at(place: number, rows: number): void {
      const now = performance.now();
      if (!shown || now - last < 200) return;
      last = now;
      const seconds = (now - begun) / 1000;
      const done = place - begin;
      const left = total > 0 && done > 0 ? `, ${Math.ceil((seconds * (total - place)) / done)} s left` : '';
      process.stderr.write(
        `\r\x1b[K${rows.toLocaleString('en')} rows, ${Math.round(rows / seconds).toLocaleString('en')}/s${left}`,
      );
    },
    end: () => shown && process.stderr.write('\r\x1b[K'),
  };
}

/** `--into` where it is not the territory of the books. */
function abroad(law: Law, { into }: BatchOptions): { readonly into?: string } {
  if (into === undefined || into === '') return {};
  const { country } = law.territory(into);
  return country === law.territory().country ? {} : { into: country };
}

function planOf(law: Law, source: Source, output: OutFormat, options: BatchOptions): BatchPlan {
  const { layout, units } =
    source.format === 'ndjson' ? { layout: NO_LAYOUT, units: [] } : layoutOf(source.columns);
  return {
    input: source.format,
    output,
    layout,
    units,
    filing: options.filing ?? false,
    ...(options.on === undefined ? {} : { on: options.on, onDay: parseDay(options.on, 'on') }),
    ...abroad(law, options),
    zone: law.territory().zone,
    facts: Object.keys(law.pack.facts),
  };
}

function sharedBytes(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function startOf(law: Law, { names, outKind }: Job, source: Source, options: BatchOptions): WorkerStart {
  const plan = planOf(law, source, outKind.format, options);
  const laws = names.map((name) => ({
    ...name,
    bytes: sharedBytes(encodeBook(bookNamed(law, name, options.cache))),
  }));
  return {
    path: source.path,
    gzip: outKind.packing === 'gz',
    plan,
    laws,
    size: ROOM[outKind.format] * (1 + laws.length),
  };
}

const columnsOf = ({ names }: Job, { filing }: BatchPlan): readonly string[] =>
  outColumns(
    names.map(({ label }) => label),
    filing,
  );

/** What stands before and after the answers. */
async function framesOf(job: Job, { plan, gzip }: WorkerStart) {
  const columns = columnsOf(job, plan);
  const none = new Uint8Array(0);
  if (plan.output === 'parquet') {
    const { footerOf, MAGIC } = await import('../store/batch-footer.ts');
    return { head: MAGIC, foot: (groups: readonly Group[]) => footerOf(groups, columns) };
  }
  const line = Buffer.from(plan.output === 'csv' ? `${csvLine(columns)}\n` : '');
  const head = gzip && line.length > 0 ? gzipSync(line, { level: 4 }) : line;
  return { head, foot: () => none };
}

/** The files that a batch writes, as far as it has come. */
async function openFiles(job: Job, start: WorkerStart, journal: Journal | undefined) {
  const out = appender(partPath(job.out));
  const bad = appender(badPartPath(job.out));
  const note = journalWriter(job.out);
  const sums = journal?.sums ?? newSums(job.names.length);
  const groups: Group[] = [...(journal?.groups ?? [])];
  const { head, foot } = await framesOf(job, start);
  if (!journal) {
    bad.write(Buffer.from(BAD_HEAD));
    out.write(head);
  }
  return {
    sums,
    groups,
    add({ next, nextLine }: Block, result: BlockDone): void {
      out.write(result.out);
      if (result.bad.length > 0) bad.write(Buffer.from(badText(result)));
      addSums(sums, result.sums);
      if (result.group) groups.push(result.group);
      note.done({ job: job.id, next, nextLine, out: out.size, bad: bad.size, groups, sums });
    },
    /** After a failure: what is not whole is given back, so that a full disk has room for the journal. */
    cutBack(): void {
      try {
        if (note.newest) out.cut(note.newest.out);
        if (note.newest) bad.cut(note.newest.bad);
        note.end();
      } catch {
        // The journal that stands is older and as good.
      }
    },
    end(): void {
      note.end();
      out.write(foot(groups));
    },
    close(): void {
      out.close();
      bad.close();
    },
  };
}

async function workBlocks(
  job: Job,
  source: Source,
  start: WorkerStart,
  options: BatchOptions,
): Promise<Sums> {
  const journal = options.resume ? readJournal(job.out, job.id) : undefined;
  if (!journal) clearJournal(job.out);
  const files = await openFiles(job, start, journal);
  const from = journal ?? source.begin;
  const shown = progress(source.total, from.next);
  const size = BLOCK[start.plan.output];
  try {
    await workAll(
      start,
      Number(options.workers),
      (room) => source.blocks(from, size, room),
      (block, result) => {
        files.add(block, result);
        shown.at(block.next, files.sums.rows);
      },
    );
    files.end();
  } catch (error) {
    files.cutBack();
    throw error;
  } finally {
    shown.end();
    files.close();
  }
  return files.sums;
}

/** Gives the finished files their names, packed when the name says so. */
async function finish({ out, outKind }: Job, failed: number): Promise<void> {
  const packed = outKind.packing === 'zst';
  if (packed) await packTo(partPath(out), packedPath(out));
  publish(out, packed ? packedPath(out) : partPath(out), failed);
  endJournal(out);
}

/** Works all rows of a file; its answers stand in the file named when it is done. @throws TariffError `cannot-write` and others */
export async function runBatch(law: Law, job: Job, options: BatchOptions): Promise<Sums> {
  const source = await openSource(job.input, job.kind, job.out);
  try {
    const start = startOf(law, job, source, options);
    const sums = await workBlocks(job, source, start, options);
    await finish(job, sums.failed);
    return sums;
  } catch (error) {
    throw isFull(error) ? cannotWrite(job.out, error) : error;
  } finally {
    source.close();
  }
}
