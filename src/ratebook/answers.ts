// Answers: what the evaluator said to every question that was put, told without reference to any one law. They outlive the law: a new
// instrument asks only what nobody asked before.

import type { Pack } from '../law/pack.ts';
import type { Outcome } from './rulings.ts';
import { newTrace, type Trace } from './traces.ts';

/** What standings of one shape come to. */
export interface Situation {
  readonly outcome: Outcome;
  /** What it means to measures that wait for it; 0 is nothing. */
  readonly effect: number;
  /** What it means to those in whose place it stands; 0 is nothing. */
  readonly presence: number;
}

/** Answers for one territory, one set of declared facts and one set of tests of the base duty. */
export interface Memo {
  /** By shape of a standing, and what of the origin and the day it looks at. */
  readonly roots: Map<string, Trace<Situation>>;
  /** Roots that were asked since the answers were opened. */
  readonly used: Set<string>;
  /** Questions that nobody had answered, since then. */
  asked: number;
  readonly shapes: Map<string, number>;
  /** Texts of what measures mean to those that wait for them; their numbers count from 1. */
  readonly meanings: Map<string, number>;
  readonly meaningTexts: string[];
}

export interface Answers {
  readonly memos: Map<string, Memo>;
}

export const newAnswers = (): Answers => ({ memos: new Map() });

export const newMemo = (): Memo => ({
  roots: new Map(),
  used: new Set(),
  asked: 0,
  shapes: new Map(),
  meanings: new Map(),
  meaningTexts: [''],
});

export function memoOf({ memos }: Answers, key: string): Memo {
  const memo = memos.get(key) ?? newMemo();
  memos.set(key, memo);
  return memo;
}

/** Questions put to the evaluator since the answers were opened. */
export const askedOf = ({ memos }: Answers): number =>
  [...memos.values()].reduce((sum, { asked }) => sum + asked, 0);

export function rootOf({ roots, used }: Memo, key: string): Trace<Situation> {
  const root = roots.get(key) ?? newTrace<Situation>();
  roots.set(key, root);
  used.add(key);
  return root;
}

export function shapeNumber({ shapes }: Memo, text: string): number {
  const number = shapes.get(text) ?? shapes.size;
  shapes.set(text, number);
  return number;
}

export function meaningNumber({ meanings, meaningTexts }: Memo, text: string): number {
  const known = meanings.get(text);
  if (known !== undefined) return known;
  const number = meaningTexts.push(text) - 1;
  meanings.set(text, number);
  return number;
}

const byPack = new WeakMap<Pack, Answers>();

/** What a law pack was asked in this process. */
export function answersOf(pack: Pack): Answers {
  const answers = byPack.get(pack) ?? newAnswers();
  byPack.set(pack, answers);
  return answers;
}
