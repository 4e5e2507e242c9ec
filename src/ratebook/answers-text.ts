// Answers as text, so that they can be kept beside the books and read again by the next process.

import type { GoodsScope } from '../law/instrument.ts';
import { type Answers, type Memo, newAnswers, newMemo, type Situation } from './answers.ts';
import { type Answer, isFork, openGap, type Ruling, type Tree } from './rulings.ts';
import { newTrace, type Question, type Reply, type Trace } from './traces.ts';
import type { Verdict } from './verdicts.ts';

/** Version of the text. */
const FORMAT = 1;
/** More situations than this are not carried on: only what the last compilation used. */
const MOST_SITUATIONS = 60_000;

/** A verdict, or a fact with what is taken, the alternatives and the branches. */
type TreeText = Verdict | readonly [string, Answer, readonly Answer[], readonly TreeText[]];
type RulingText = readonly [Verdict, TreeText, readonly string[]];
/** A scope by number, asked for itself or name by name; a name of payers; what stands in a measure's place. */
type QuestionText = readonly ['scope' | 'each', number] | readonly ['payers', string] | readonly ['children'];
/** A situation by number, or a question with what each reply leads to. */
type TraceText = number | readonly [QuestionText, readonly (readonly [Reply, TraceText])[]];

interface MemoText {
  readonly key: string;
  readonly shapes: readonly string[];
  readonly meanings: readonly string[];
  readonly scopes: readonly GoodsScope[];
  readonly rulings: readonly RulingText[];
  /** Rulings by number (−1: ask `assess`), effect and presence. */
  readonly situations: readonly (readonly [readonly number[], number, number])[];
  readonly roots: readonly (readonly [string, TraceText])[];
}

interface AnswersText {
  readonly format: number;
  readonly of: string;
  readonly memos: readonly MemoText[];
}

/** Numbers things by what they are as text. */
function table<T, U>(textOf: (one: T) => U) {
  const all: U[] = [];
  const byObject = new Map<T, number>();
  const byText = new Map<string, number>();
  const numberOf = (one: T): number => {
    const text = textOf(one);
    const key = JSON.stringify(text);
    const number = byText.get(key) ?? all.push(text) - 1;
    byText.set(key, number);
    return number;
  };
  return {
    all,
    of(one: T): number {
      const number = byObject.get(one) ?? numberOf(one);
      byObject.set(one, number);
      return number;
    },
  };
}

const treeText = (tree: Tree): TreeText =>
  isFork(tree) ? [tree.gap.fact, tree.gap.taken, tree.gap.alternatives, tree.branches.map(treeText)] : tree;

const isForkText = (text: TreeText): text is Exclude<TreeText, Verdict> => Array.isArray(text);

function treeFrom(text: TreeText): Tree {
  if (!isForkText(text)) return text;
  const [fact, taken, alternatives, branches] = text;
  const answers = [...new Set([taken, ...alternatives])];
  return { gap: openGap(fact, taken, alternatives), answers, branches: branches.map(treeFrom) };
}

const rulingText = ({ taken, tree, reads }: Ruling): RulingText => [taken, treeText(tree), reads];
const rulingFrom = ([taken, tree, reads]: RulingText): Ruling => ({ taken, tree: treeFrom(tree), reads });

function memoText(key: string, memo: Memo, keep: (root: string) => boolean): MemoText {
  const scopes = table((scope: GoodsScope) => scope);
  const rulings = table(rulingText);
  const situations = table(
    ({ outcome, effect, presence }: Situation) =>
      [outcome.map((ruling) => (ruling ? rulings.of(ruling) : -1)), effect, presence] as const,
  );
  const questionText = (question: Question): QuestionText => {
    if ('scope' in question) return [question.each ? 'each' : 'scope', scopes.of(question.scope)];
    return 'payers' in question ? ['payers', question.payers] : ['children'];
  };
  const traceText = ({ question, answers, found }: Trace<Situation>): TraceText =>
    question
      ? [questionText(question), [...answers].map(([reply, next]) => [reply, traceText(next)] as const)]
      : situations.of(found!);
  return {
    key,
    shapes: [...memo.shapes.keys()],
    meanings: memo.meaningTexts.slice(1),
    roots: [...memo.roots].filter(([root]) => keep(root)).map(([root, trace]) => [root, traceText(trace)]),
    scopes: scopes.all,
    rulings: rulings.all,
    situations: situations.all,
  };
}

function memoFrom(text: MemoText): Memo {
  const memo = newMemo();
  const rulings = text.rulings.map(rulingFrom);
  const situations = text.situations.map(
    ([outcome, effect, presence]): Situation => ({
      outcome: outcome.map((number) => (number < 0 ? null : rulings[number]!)),
      effect,
      presence,
    }),
  );
  const questionFrom = (question: QuestionText): Question => {
    if (question[0] === 'children') return { children: true };
    if (question[0] === 'payers') return { payers: question[1] };
    return { scope: text.scopes[question[1]]!, each: question[0] === 'each' };
  };
  const traceFrom = (own: TraceText): Trace<Situation> => {
    if (typeof own === 'number') return { ...newTrace<Situation>(), found: situations[own]! };
    const answers = new Map(own[1].map(([reply, next]) => [reply, traceFrom(next)]));
    return { question: questionFrom(own[0]), answers };
  };
  for (const shape of text.shapes) memo.shapes.set(shape, memo.shapes.size);
  for (const meaning of text.meanings) memo.meanings.set(meaning, memo.meaningTexts.push(meaning) - 1);
  for (const [root, trace] of text.roots) memo.roots.set(root, traceFrom(trace));
  return memo;
}

/** Text of answers; `of` names the engine that gave them. */
export function printAnswers({ memos }: Answers, of: string): string {
  const whole = [...memos].map(([key, memo]) => memoText(key, memo, () => true));
  const count = whole.reduce((sum, { situations }) => sum + situations.length, 0);
  const used = () => [...memos].map(([key, memo]) => memoText(key, memo, (root) => memo.used.has(root)));
  const text: AnswersText = { format: FORMAT, of, memos: count > MOST_SITUATIONS ? used() : whole };
  return JSON.stringify(text);
}

/** Answers from their text; undefined when another engine gave them. */
export function readAnswers(text: string, of: string): Answers | undefined {
  const read = JSON.parse(text) as AnswersText;
  if (read.format !== FORMAT || read.of !== of) return undefined;
  const answers = newAnswers();
  for (const memo of read.memos) answers.memos.set(memo.key, memoFrom(memo));
  return answers;
}
