// Cells: the rulings of all measures that touch an entry, added up to formulas and numbered as the book numbers them.

import { REFERENCE } from './book.ts';
import type { Formula } from './formula.ts';
import { sequenceTree } from './keys.ts';
import type { Outcomes, Reckoned } from './outcomes.ts';
import type { Part, Sums } from './sums.ts';

/** Cell below zero: the complement of where its split begins. */
export interface Cells {
  readonly formulas: readonly (Formula | null)[];
  readonly splits: readonly number[];
  /** The cell in which the first `count` outcomes, by number and ascending, add up. */
  cellOf(outcomes: ArrayLike<number>, count: number): number;
  /** Which of them leave a cell to `assess`, as a number: where it is the same, the same measures do. */
  openOf(outcomes: ArrayLike<number>, count: number): number;
}

export function newCells(outcomes: Outcomes, sums: Sums): Cells {
  const splits: number[] = [];
  const starts: number[] = [];
  const rows = sequenceTree();
  const known: number[] = [];
  const tree = sequenceTree();

  const setIn = (all: readonly Reckoned[], region: number): number => {
    const parts: Part[] = [];
    for (const { parts: own } of all) {
      const part = own[own.length === 1 ? 0 : region]!;
      if (part === null) return REFERENCE;
      parts.push(part);
    }
    return sums.numberOf(parts);
  };

  const make = (numbers: readonly number[]): number => {
    const all = numbers.map((number) => outcomes.all[number]!);
    if (all.length > 1) all.sort((a, b) => a.measure - b.measure);
    const regions = all.reduce((most, { parts }) => Math.max(most, parts.length), 1);
    if (regions === 1) return setIn(all, 0);
    const own = Array.from({ length: regions }, (_, region) => setIn(all, region));
    if (own.every((set) => set === own[0])) return own[0]!;
    const row = own.reduce(rows.next, 0);
    starts[row] ??= splits.push(...own) - own.length;
    return -1 - starts[row];
  };

  const opens = sequenceTree();
  const open: boolean[] = [];
  const isOpen = (number: number): boolean => {
    open[number] ??= outcomes.all[number]!.parts.includes(null);
    return open[number];
  };

  return {
    formulas: sums.formulas,
    splits,
    cellOf(numbers, count) {
      let node = 0;
      for (let i = 0; i < count; i++) node = tree.next(node, numbers[i]!);
      known[node] ??= make(tree.path(node));
      return known[node]!;
    },
    openOf(numbers, count) {
      let node = 0;
      for (let i = 0; i < count; i++) if (isOpen(numbers[i]!)) node = opens.next(node, numbers[i]!);
      return node;
    },
  };
}
