// Where a batch stands, after each block: enough to go on after a kill so that the output is the same to the byte.

import { existsSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { incorrect } from '../core/errors.ts';
import { BAD_HEAD, badPartPath, badPath, onDisk, packedPath, partPath } from './batch-files.ts';
import type { Group } from './batch-footer.ts';
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
  /** Of Parquet output: its row groups. */
  readonly groups: readonly Group[];
  readonly sums: Sums;
}

export const journalPath = (out: string): string => `${out}.journal`;

/** The journal that stands is replaced whole or not at all. */
function writeJournal(out: string, journal: Journal): void {
  const path = journalPath(out);
  try {
    writeFileSync(`${path}.new`, JSON.stringify(journal));
    renameSync(`${path}.new`, path);
  } catch (error) {
    rmSync(`${path}.new`, { force: true });
    throw error;
  }
}

/** Milliseconds of work that a kill may cost. */
const EVERY = 250;

/** Writes the journal now and then, and at the end what was not yet written. */
export function journalWriter(out: string) {
  let newest: Journal | undefined;
  let written: Journal | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const write = (): void => {
    if (!newest || newest === written) return;
    onDisk(journalPath(out), () => writeJournal(out, newest!));
    written = newest;
    last = performance.now();
  };
  return {
    /** @throws TariffError `cannot-write` */
    done(journal: Journal): void {
      newest = journal;
      if (performance.now() - last >= EVERY) write();
    },
    /** The state after the last block that was done. */
    get newest() {
      return newest;
    },
    end: write,
  };
}

/** The side file of a batch that was stopped while its files were given their names. */
function restoreBad(out: string, { bad }: Journal): boolean {
  if (existsSync(badPartPath(out))) return true;
  if (existsSync(badPath(out)) && statSync(badPath(out)).size === bad)
    renameSync(badPath(out), badPartPath(out));
  else if (bad === BAD_HEAD.length) writeFileSync(badPartPath(out), BAD_HEAD);
  else return false;
  return true;
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
  return onDisk(out, () => {
    if (!restoreBad(out, journal)) return undefined;
    truncateSync(partPath(out), journal.out);
    truncateSync(badPartPath(out), journal.bad);
    return journal;
  });
}

/** Clears what an earlier batch left unfinished; what it finished stays until this one has. */
export function clearJournal(out: string): void {
  for (const path of [partPath(out), journalPath(out), badPartPath(out), packedPath(out)])
    rmSync(path, { force: true });
}

/** The batch is done. */
export const endJournal = (out: string): void => rmSync(journalPath(out), { force: true });
