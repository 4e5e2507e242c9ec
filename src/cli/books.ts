// Rate books for commands: compiled once for a law as known on a day, then kept in the user's cache folder.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ENGINE } from '../assess/assess.ts';
import type { Law, LawAt } from '../law.ts';
import { compileInputOf } from '../outlook/compile-input.ts';
import { type Book, FORMAT } from '../ratebook/book.ts';
import { decodeBook, encodeBook } from '../ratebook/kernel-encode.ts';
import { compileBook } from './book-compile.ts';

/** What names a law of a batch: a day known, and perhaps an outcome. */
export interface LawName {
  readonly label: string;
  readonly known: string;
  readonly outcome?: string;
  readonly deadline?: string;
}

export function lawNamed(law: Law, { known, outcome, deadline }: LawName): LawAt {
  const plain = law.as({ known });
  return outcome === undefined ? plain : plain.under(outcome, deadline === undefined ? {} : { deadline });
}

/** Where commands keep what was worked out. */
export const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rosenbad');

function cachePath(law: Law, { known, outcome, deadline }: LawName): string {
  const lines = law.catalogue().size;
  const name = JSON.stringify([
    FORMAT,
    ENGINE,
    law.pack.hash,
    law.schedule?.hash ?? lines,
    known,
    outcome ?? '',
    deadline ?? '',
  ]);
  return join(cacheFolder(), `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.book`);
}

function fromCache(path: string): Book | undefined {
  try {
    return decodeBook(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** A folder that cannot be written costs the next command a compilation, nothing else. */
function toCache(path: string, book: Book): void {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, encodeBook(book));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    return;
  }
}

/** The book of a law: from the cache when this law pack was compiled before. */
export function bookNamed(law: Law, name: LawName, useCache = true): Book {
  const path = cachePath(law, name);
  const kept = useCache ? fromCache(path) : undefined;
  if (kept) return kept;
  const book = compileBook(compileInputOf(law, lawNamed(law, name)));
  if (useCache) toCache(path, book);
  return book;
}
