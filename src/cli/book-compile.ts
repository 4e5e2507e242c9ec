// Compiling in a command: once in a process, over code of which most runs a few thousand times.

import { setFlagsFromString } from 'node:v8';
import type { Book } from '../ratebook/book.ts';
import { compile } from '../ratebook/compile.ts';
import type { CompileInput } from '../ratebook/compile-input.ts';

const INLINING = '--max-inlined-bytecode-size-cumulative';
/** V8's own setting. */
const USUAL = 920;

/** Runs work whose code is not worth inlining: V8's optimiser would take a third of the processor time for it. */
export function withoutInlining<T>(work: () => T): T {
  setFlagsFromString(`${INLINING}=0`);
  try {
    return work();
  } finally {
    setFlagsFromString(`${INLINING}=${USUAL}`);
  }
}

export const compileBook = (input: CompileInput): Book => withoutInlining(() => compile(input));
