// Sums: rulings of several measures on one entry, added up to formulas by number.

import type { Pack } from '../law/pack.ts';
import type { Standing } from '../law/view.ts';
import { type Filed, type Formula, filedUnder, filingOf } from './formula.ts';
import { sequenceTree, textNumbers } from './keys.ts';
import { leafNumbers, type Range } from './leaves.ts';
import { type Answer, isFork, MOST_WAYS, type Ruling, type Tree } from './rulings.ts';
import { headingsFor, lineFor, type Verdict } from './verdicts.ts';

/** A line that is charged (0 is none), or an open fact with what hangs on each answer. */
type Branching =
  | number
  | { readonly fact: number; readonly answers: readonly Answer[]; readonly branches: readonly Branching[] };

/** What of a ruling goes into a sum, by number; 0 is nothing. */
export interface Part {
  readonly taken: number;
  readonly tree: Branching;
  readonly filed: number;
  readonly reads: number;
  /** The same for parts with the same tree, and for those that are the same. */
  readonly branching: number;
  readonly number: number;
}

/** Numbers of things by the sequence of numbers from which they are made. */
function madeOnce<T>(make: (numbers: readonly number[]) => T) {
  const tree = sequenceTree();
  const known: T[] = [];
  return {
    next: tree.next,
    of(node: number): T {
      known[node] ??= make(tree.path(node));
      return known[node];
    },
  };
}

/** Numbers texts that have come up, and finds them again. */
function texts() {
  const numberOf = textNumbers();
  const all: string[] = [''];
  return {
    all,
    of(text: string): number {
      const number = numberOf(text);
      all[number] ??= text;
      return number;
    },
  };
}

const NO_LEAVES: readonly number[] = [];

/** Whether a part adds nothing. */
export const isEmpty = ({ taken, tree, filed, reads }: Part): boolean =>
  taken === 0 && tree === 0 && filed === 0 && reads === 0;

/** Formulas of sums; number 0 is "ask `assess`". */
export function newSums(programs: Pack['programs']) {
  const leaves = leafNumbers();
  const formulas: (Formula | null)[] = [null];
  const filed: Filed[] = [];
  const filedNumber = textNumbers();
  const readSets: (readonly string[])[] = [[]];
  const readsNumber = textNumbers();
  const filingTexts = texts();
  const readTexts = texts();
  const filings = madeOnce((numbers) =>
    filingTexts.of(
      filingOf(
        numbers.map((number) => filed[number - 1]!),
        programs,
      ),
    ),
  );
  const reads = madeOnce((numbers) => {
    const all = [...new Set(numbers.flatMap((number) => readSets[number]!))].sort();
    return readTexts.of(all.join());
  });
  const sets = sequenceTree();
  /** Leaves by the trees of all parts. */
  const waysTree = sequenceTree();
  const underWays: (readonly number[] | null | undefined)[] = [];
  const numbers: number[] = [];

  const factNumber = textNumbers();
  const answerNumber = textNumbers();
  const trees = sequenceTree();
  const partNodes = sequenceTree();
  const parts: Part[] = [];

  const lineNumber = (verdict: Verdict, standing: Standing): number => {
    const line = lineFor(verdict, standing);
    return line ? leaves.lineOf(line) : 0;
  };

  const branching = (tree: Tree, standing: Standing): Branching =>
    isFork(tree)
      ? {
          fact: factNumber(tree.gap.fact),
          answers: tree.answers,
          branches: tree.branches.map((branch) => branching(branch, standing)),
        }
      : lineNumber(tree, standing);

  /** The tree added to a sequence: the same for trees that branch alike to the same lines. */
  const nodeOf = (tree: Branching, node: number): number => {
    if (typeof tree === 'number') return trees.next(trees.next(node, 0), tree);
    let at = trees.next(node, tree.fact);
    for (let i = 0; i < tree.answers.length; i++)
      at = nodeOf(tree.branches[i]!, trees.next(at, answerNumber(String(tree.answers[i]))));
    return trees.next(at, 0);
  };

  const filedOf = (verdict: Verdict, standing: Standing): number => {
    const own = filedUnder(standing.measure, headingsFor(verdict, standing));
    if (own.headings.length === 0) return 0;
    const number = filedNumber(`${own.program} ${own.headings.join(' ')}`);
    filed[number - 1] ??= own;
    return number;
  };

  const readsOf = (all: readonly string[]): number => {
    if (all.length === 0) return 0;
    const number = readsNumber(all.join());
    readSets[number] ??= all;
    return number;
  };

  /** The leaf under every answer to the open facts; null when there are too many. */
  const leavesUnder = (parts: readonly Part[]): readonly number[] | null => {
    const found: number[] = [];
    const given: (Answer | undefined)[] = [];
    const settle = (tree: Branching): Branching => {
      let at = tree;
      while (typeof at !== 'number') {
        const answer = given[at.fact];
        if (answer === undefined) return at;
        at = at.branches[at.answers.indexOf(answer)]!;
      }
      return at;
    };
    const walk = (trees: readonly Branching[]): boolean => {
      const now = trees.map(settle);
      const open = now.find((tree) => typeof tree !== 'number');
      if (open !== undefined && typeof open !== 'number') {
        const done = open.answers.every((answer) => {
          given[open.fact] = answer;
          return walk(now);
        });
        given[open.fact] = undefined;
        return done;
      }
      let leaf = 0;
      for (const line of now as readonly number[]) if (line !== 0) leaf = leaves.next(leaf, line);
      return found.push(leaf) < MOST_WAYS;
    };
    return walk(parts.map(({ tree }) => tree)) ? found : null;
  };

  const formulaOf = (taken: number, range: Range, filing: number, read: number): Formula => ({
    taken: leaves.leafOf(taken),
    lows: leaves.leavesOf(range.lows),
    highs: leaves.leavesOf(range.highs),
    filing: filingTexts.all[filing]!,
    reads: read === 0 || readTexts.all[read] === '' ? [] : readTexts.all[read]!.split(','),
  });

  return {
    formulas,
    /** A ruling as it falls for a standing. */
    partOf(ruling: Ruling, standing: Standing): Part {
      const taken = lineNumber(ruling.taken, standing);
      const tree = branching(ruling.tree, standing);
      const filed = filedOf(ruling.taken, standing);
      const reads = readsOf(ruling.reads);
      const branched = nodeOf(tree, 0);
      const number = [taken, filed, reads, branched].reduce(partNodes.next, 0);
      parts[number] ??= { taken, tree, filed, reads, branching: branched, number };
      return parts[number];
    },
    /** The formula in which parts, in the order of the law, add up. */
    numberOf(parts: readonly Part[]): number {
      let taken = 0;
      let filing = 0;
      let read = 0;
      let ways = 0;
      let open = false;
      for (const part of parts) {
        if (part.tree !== 0) ways = waysTree.next(ways, part.branching);
        if (part.taken !== 0) taken = leaves.next(taken, part.taken);
        if (part.filed !== 0) filing = filings.next(filing, part.filed);
        if (part.reads !== 0) read = reads.next(read, part.reads);
        open ||= typeof part.tree !== 'number';
      }
      if (open && underWays[ways] === undefined) underWays[ways] = leavesUnder(parts);
      const all = open ? underWays[ways]! : NO_LEAVES;
      if (all === null) return 0;
      const range = leaves.rangeOf(all, taken);
      const own = [taken, range.lows, range.highs, filings.of(filing), reads.of(read)];
      const node = own.reduce(sets.next, 0);
      numbers[node] ??= formulas.push(formulaOf(taken, range, own[3]!, own[4]!)) - 1;
      return numbers[node];
    },
  };
}

export type Sums = ReturnType<typeof newSums>;
