// Traces: what the evaluator asked in the order in which it asked, as a tree. Whoever answers alike comes to the same situation.

import type { GoodsScope } from '../law/instrument.ts';

/** About the goods (a scope, or every name in it), or about measures that are waited for (by a name, or in its place). */
export type Question =
  | { readonly scope: GoodsScope; readonly each: boolean }
  | { readonly payers: string }
  | { readonly children: true };

export type Reply = number | string;

export type Notes = readonly (readonly [Question, Reply])[];

export interface Trace<T> {
  question?: Question;
  readonly answers: Map<Reply, Trace<T>>;
  found?: T;
}

export const newTrace = <T>(): Trace<T> => ({ answers: new Map() });

/** Follows a trace as far as it goes; undefined where nobody answered so before. */
export function follow<T>(root: Trace<T>, answer: (question: Question) => Reply): T | undefined {
  let at: Trace<T> | undefined = root;
  while (at?.question) at = at.answers.get(answer(at.question));
  return at?.found;
}

/** Writes down questions while they are asked, each once. */
export function noteTaker() {
  const notes: (readonly [Question, Reply])[] = [];
  const met = new Set<unknown>();
  return {
    notes,
    note(key: unknown, question: Question, answer: (question: Question) => Reply): void {
      if (met.has(key)) return;
      met.add(key);
      notes.push([question, answer(question)]);
    },
  };
}

/** Adds what was asked, and what came of it. */
export function addTrace<T>(root: Trace<T>, notes: Notes, found: T): void {
  let at = root;
  for (const [question, answer] of notes) {
    at.question ??= question;
    const next = at.answers.get(answer) ?? newTrace<T>();
    at.answers.set(answer, next);
    at = next;
  }
  at.found = found;
}
