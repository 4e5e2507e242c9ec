// Compiling in a command: once in a process, with the answers that earlier commands kept.

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { ENGINE } from '../assess/assess.ts';
import { type Answers, askedOf, newAnswers } from '../ratebook/answers.ts';
import { printAnswers, readAnswers } from '../ratebook/answers-text.ts';
import type { Book } from '../ratebook/book.ts';
import { compile } from '../ratebook/compile.ts';
import type { CompileInput } from '../ratebook/compile-input.ts';
import { readCached, writeCached } from './cache.ts';

const INLINING = '--max-inlined-bytecode-size-cumulative';
/** V8's own setting. */
const USUAL = 920;

/**
 * Runs work of which most code runs a few thousand times, once in a process: V8's optimiser would take a third of the processor time for
 * inlining it.
 */
export function withoutInlining<T>(work: () => T): T {
  setFlagsFromString(`${INLINING}=0`);
  try {
    return work();
  } finally {
    setFlagsFromString(`${INLINING}=${USUAL}`);
  }
}

export const compileBook = (input: CompileInput): Book => withoutInlining(() => compile(input));

/** This build of the engine: what another worked out is not taken over. */
export const engineBuild = (): string => `${ENGINE} ${statSync(fileURLToPath(import.meta.url)).mtimeMs}`;

const ANSWERS = 'answers.json';

function keptAnswers(): Answers {
  const bytes = readCached(ANSWERS);
  if (!bytes) return newAnswers();
  try {
    return readAnswers(new TextDecoder().decode(bytes), engineBuild()) ?? newAnswers();
  } catch {
    return newAnswers();
  }
}

/** Work with the answers of all laws compiled so far; what it adds to them is kept for the next command. */
export function withAnswers<T>(work: (answers: Answers) => T): T {
  const answers = keptAnswers();
  const done = withoutInlining(() => work(answers));
  if (askedOf(answers) > 0)
    writeCached(ANSWERS, new TextEncoder().encode(printAnswers(answers, engineBuild())));
  return done;
}
