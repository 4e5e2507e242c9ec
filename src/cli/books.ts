// Rate books for commands: compiled once for a law as known on a day, then kept in the user's cache folder.

import { createHash } from 'node:crypto';
import type { Law, LawAt } from '../law.ts';
import { compileInputOf } from '../outlook/compile-input.ts';
import { type Book, FORMAT } from '../ratebook/book.ts';
import { compile } from '../ratebook/compile.ts';
import { decodeBook, encodeBook } from '../ratebook/kernel-encode.ts';
import { compileBook, engineBuild, withAnswers } from './book-compile.ts';
import { readCached, writeCached } from './cache.ts';

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

function cacheName(law: Law, { known, outcome, deadline }: LawName): string {
  const lines = law.catalogue().size;
  const name = JSON.stringify([
    FORMAT,
    engineBuild(),
    law.pack.hash,
    law.schedule?.hash ?? lines,
    known,
    outcome ?? '',
    deadline ?? '',
  ]);
  return `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.book`;
}

function fromCache(name: string): Book | undefined {
  const bytes = readCached(name);
  try {
    return bytes && decodeBook(bytes);
  } catch {
    return undefined;
  }
}

/** The book of a law: from the cache when this law pack was compiled before, else compiled with the answers that others left there. */
export function bookNamed(law: Law, name: LawName, useCache = true): Book {
  const input = () => compileInputOf(law, lawNamed(law, name));
  if (!useCache) return compileBook(input());
  const file = cacheName(law, name);
  const kept = fromCache(file);
  if (kept) return kept;
  const book = withAnswers((answers) => compile({ ...input(), answers }));
  writeCached(file, encodeBook(book));
  return book;
}
