// Where a batch stands, after each block: enough to go on after a kill so that the output is the same to the byte.

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { incorrect } from '../core/errors.ts';
import type { Sums } from './batch-summary.ts';

export interface Journal {
  /** What was asked: another question cannot go on from here. */
  readonly job: string;
  /** Where the next block begins in the input, and its line. */
  readonly next: number;
  readonly nextLine: number;
  /** Bytes of output and side file that are good. */
  readonly out: number;
  readonly bad: number;
  readonly sums: Sums;
}

export const partPath = (out: string): string => `${out}.part`;
export const journalPath = (out: string): string => `${out}.journal`;
export const badPath = (out: string): string => `${out}.bad.csv`;

function writeJournal(out: string, journal: Journal): void {
  const path = journalPath(out);
  writeFileSync(`${path}.new`, JSON.stringify(journal));
  renameSync(`${path}.new`, path);
}

/** Milliseconds of work that a kill may cost. */
const EVERY = 250;

/** Writes the journal now and then, and at the end what was not yet written. */
export function journalWriter(out: string) {
  let pending: Journal | undefined;
  let last = Number.NEGATIVE_INFINITY;
  return {
    done(journal: Journal): void {
      pending = journal;
      if (performance.now() - last < EVERY) return;
      writeJournal(out, journal);
      pending = undefined;
      last = performance.now();
    },
    end(): void {
      if (pending) writeJournal(out, pending);
    },
  };
}

/**
 * The journal of an unfinished batch, its files cut back to what is good.
 * @throws TariffError `other-job` when the file, the law or the options are not those it began with.
 */
export function readJournal(out: string, job: string): Journal | undefined {
  const path = journalPath(out);
  if (!existsSync(path) || !existsSync(partPath(out))) return undefined;
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
  if (journal.job !== job)
    throw incorrect(
      'other-job',
      `"${path}" belongs to another batch: the input, the law or the options have changed`,
      'Run without --resume to begin anew.',
    );
  truncateSync(partPath(out), journal.out);
  if (existsSync(badPath(out))) truncateSync(badPath(out), journal.bad);
  return journal;
}

/** Puts the finished output in its place. */
export function finishJournal(out: string, target: string): void {
  const file = openSync(partPath(out), 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(partPath(out), target);
  rmSync(journalPath(out), { force: true });
}

/** Clears what an earlier batch left. */
export function clearJournal(out: string): void {
  for (const path of [partPath(out), journalPath(out), badPath(out)]) rmSync(path, { force: true });
}
