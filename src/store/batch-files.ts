// The files of a batch on disk: what is written grows beside the name it will have, and takes the name only when it is whole.

import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { incorrect, TariffError } from '../core/errors.ts';

export const partPath = (out: string): string => `${out}.part`;
export const badPath = (out: string): string => `${out}.bad.csv`;
export const badPartPath = (out: string): string => `${badPath(out)}.part`;
export const packedPath = (out: string): string => `${out}.new`;

export const BAD_HEAD = 'line,error,message,row\n';

/** What the system says when there is no room, rather than no such folder or no leave. */
const FULL = ['ENOSPC', 'EFBIG', 'EDQUOT', 'EIO'];

export const isFull = (error: unknown): boolean => FULL.includes((error as NodeJS.ErrnoException).code ?? '');

/** A full disk, a file that may not grow or a folder that takes no file: a refusal that says how to go on. */
export function cannotWrite(path: string, error: unknown, full = isFull(error)): TariffError {
  if (error instanceof TariffError) return error;
  return incorrect(
    'cannot-write',
    `"${path}" cannot be written: ${(error as Error).message}`,
    full
      ? 'Make room and run again with --resume: what is done is kept.'
      : 'Name a file in a folder that is there and may be written to.',
  );
}

/** Does something to a file; what the system refuses is told as `cannot-write`. */
export function onDisk<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** An append-only file. */
export function appender(path: string) {
  const file = onDisk(path, () => openSync(path, 'a'));
  let size = statSync(path).size;
  return {
    get size() {
      return size;
    },
    /** @throws TariffError `cannot-write` */
    write(bytes: Uint8Array): void {
      onDisk(path, () => {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      });
      size += bytes.length;
    },
    /** Gives back what was written beyond the first `length` bytes. */
    cut(length: number): void {
      ftruncateSync(file, length);
      size = length;
    },
    close: () => closeSync(file),
  };
}

function sync(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Gives the finished output and its side file their names, the output last: `whole` is the file that holds it.
 * @throws TariffError `cannot-write`
 */
export function publish(out: string, whole: string, failed: number): void {
  onDisk(out, () => {
    sync(whole);
    if (failed > 0) renameSync(badPartPath(out), badPath(out));
    else for (const path of [badPartPath(out), badPath(out)]) rmSync(path, { force: true });
    renameSync(whole, out);
    rmSync(partPath(out), { force: true });
  });
}
