// Cells: the rulings of all measures that touch an entry, added up to formulas and numbered as the book numbers them.

import type { Pack } from '../law/pack.ts';
import { REFERENCE } from './book.ts';
import { type Formula, filedBy, filingOf, type Leaf, leafText, lineOf, rangeOf } from './formula.ts';
import { sequenceTree } from './keys.ts';
import type { Answer, Outcomes, Ruling, Tree } from './rulings.ts';

/** `assess` walks twice as many ways of answering open facts; it may take them in another order, which makes more of them. */
const MOST_WAYS = 64;

/** Every leaf over all answers to the open facts; undefined when there are too many. */
function leavesOf(rulings: readonly Ruling[]): readonly Leaf[] | undefined {
  const leaves: Leaf[] = [];
  const answers = new Map<string, Answer>();
  const settle = (tree: Tree): Tree => {
    let at = tree;
    while ('gap' in at && answers.has(at.gap.fact)) at = at.branches.get(answers.get(at.gap.fact)!)!;
    return at;
  };
  const walk = (trees: readonly Tree[]): boolean => {
    const now = trees.map(settle);
    for (const tree of now) {
      if (!('gap' in tree)) continue;
      const { fact } = tree.gap;
      const done = [...tree.branches.keys()].every((answer) => {
        answers.set(fact, answer);
        return walk(now);
      });
      answers.delete(fact);
      return done;
    }
    leaves.push(
      now.flatMap((tree, index) =>
        'finding' in tree ? lineOf(rulings[index]!.measure.program, tree.finding) : [],
      ),
    );
    return leaves.length < MOST_WAYS;
  };
  return walk(rulings.map(({ tree }) => tree)) ? leaves : undefined;
}

/** What rulings on one entry come to; null when only `assess` can say. Rulings stand in the order of the law. */
export function sumOf(rulings: readonly (Ruling | null)[], programs: Pack['programs']): Formula | null {
  if (!rulings.every((ruling) => ruling !== null)) return null;
  const open = rulings.some(({ tree }) => 'gap' in tree);
  const leaves = open ? leavesOf(rulings) : [];
  if (!leaves) return null;
  const taken = rulings.flatMap(({ measure, taken: finding }) => lineOf(measure.program, finding));
  return {
    taken,
    ...rangeOf(leaves, taken),
    filing: filingOf(
      rulings.map(({ measure, taken: finding }) => filedBy(measure, finding)),
      programs,
    ),
    reads: [...new Set(rulings.flatMap(({ reads }) => reads))].sort(),
  };
}

const leavesText = (leaves: readonly Leaf[]): string => leaves.map(leafText).join('&');

const formulaText = ({ taken, lows, highs, filing, reads }: Formula): string =>
  [leafText(taken), leavesText(lows), leavesText(highs), filing, reads.join()].join('\n');

/** Cell below zero: the complement of where its split begins. */
export interface Cells {
  readonly formulas: readonly (Formula | null)[];
  readonly splits: readonly number[];
  /** The cell in which outcomes, by number, add up. */
  cellOf(outcomes: readonly number[]): number;
}

/** `laws`: the measures' ids in the order of the law. */
export function newCells(outcomes: Outcomes, laws: readonly string[], programs: Pack['programs']): Cells {
  const places = new Map(laws.map((id, place) => [id, place]));
  const placeOf = (ruling: Ruling | null): number => (ruling ? places.get(ruling.measure.id)! : 0);
  const formulas: (Formula | null)[] = [null];
  const sets = new Map<string, number>();
  const splits: number[] = [];
  const splitNumbers = new Map<string, number>();
  const known: number[] = [];
  const tree = sequenceTree();
  const setOf = (formula: Formula | null): number => {
    if (formula === null) return REFERENCE;
    const key = formulaText(formula);
    const number = sets.get(key) ?? formulas.push(formula) - 1;
    sets.set(key, number);
    return number;
  };
  const make = (numbers: readonly number[]): number => {
    const all = numbers.map((number) => outcomes.all[number]!);
    const regions = Math.max(1, ...all.map(({ length }) => length));
    const own = Array.from({ length: regions }, (_, region) => {
      const rulings = all.map((outcome) => outcome[outcome.length === 1 ? 0 : region]!);
      return setOf(
        sumOf(
          rulings.sort((a, b) => placeOf(a) - placeOf(b)),
          programs,
        ),
      );
    });
    if (own.every((set) => set === own[0])) return own[0]!;
    const key = own.join();
    const start = splitNumbers.get(key) ?? splits.push(...own) - own.length;
    splitNumbers.set(key, start);
    return -1 - start;
  };
  return {
    formulas,
    splits,
    cellOf(numbers) {
      const node = numbers.reduce(tree.next, 0);
      known[node] ??= make(numbers);
      return known[node]!;
    },
  };
}
