// Lines, leaves and ranges by number: what rulings add up to, without making the same text twice.

import type { Duty } from '../core/duty.ts';
import { dutyKey, extremesOf, type FormulaLine, type Leaf } from './formula.ts';
import { sequenceTree, textNumbers } from './keys.ts';

/** The leaves among which the least and the most are, as numbers of sequences of leaves; 0 is none. */
export interface Range {
  readonly lows: number;
  readonly highs: number;
}

const NO_RANGE: Range = { lows: 0, highs: 0 };

/** Numbers of lines, and of leaves as sequences of lines: 0 is the leaf that charges nothing. */
export function leafNumbers() {
  const lines: FormulaLine[] = [];
  const lineNumber = textNumbers();
  const amountNumber = textNumbers();
  /** By line: the same for lines that always come to the same amount. */
  const amounts: number[] = [0];
  const tree = sequenceTree();
  const sums = sequenceTree();
  const leaves: Leaf[] = [];
  const sumNodes: number[] = [];
  const rows = sequenceTree();
  const ranges = new Map<number, Range>();
  /** Numbers of lines by duty, program and part. */
  const known = new Map<Duty, Map<string, Map<number, number>>>();

  const sumOf = (leaf: number): number => {
    sumNodes[leaf] ??= tree
      .path(leaf)
      .map((line) => amounts[line]!)
      .sort((a, b) => a - b)
      .reduce(sums.next, 0);
    return sumNodes[leaf];
  };

  const rowOf = (all: readonly number[]): number => all.reduce(rows.next, 0);

  const makeRange = (all: readonly number[], taken: number): Range => {
    const own = sumOf(taken);
    if (all.every((leaf) => sumOf(leaf) === own)) return NO_RANGE;
    const distinct = [...new Map(all.map((leaf) => [sumOf(leaf), leaf])).values()];
    if (distinct.length === 1) return { lows: rowOf(all.slice(0, 1)), highs: rowOf(all.slice(0, 1)) };
    const { lows, highs } = extremesOf(distinct.map((leaf) => sums.path(sumOf(leaf))));
    const leafAt = (place: number) => distinct[place]!;
    return { lows: rowOf(lows.map(leafAt)), highs: rowOf(highs.map(leafAt)) };
  };

  const leafOf = (number: number): Leaf => {
    leaves[number] ??= tree.path(number).map((line) => lines[line - 1]!);
    return leaves[number];
  };

  const byText = (line: FormulaLine): number => {
    const amount = `${line.part} ${dutyKey(line.duty)}`;
    const number = lineNumber(`${line.program} ${amount}`);
    if (number > lines.length) {
      lines.push(line);
      amounts.push(amountNumber(amount));
    }
    return number;
  };

  return {
    /** The number of a line. */
    lineOf(line: FormulaLine): number {
      const { program, duty, part } = line;
      const ofDuty = known.get(duty) ?? new Map<string, Map<number, number>>();
      known.set(duty, ofDuty);
      const ofProgram = ofDuty.get(program) ?? new Map<number, number>();
      ofDuty.set(program, ofProgram);
      const number = ofProgram.get(part) ?? byText(line);
      ofProgram.set(part, number);
      return number;
    },
    /** The leaf with one line more. */
    next: tree.next,
    leafOf,
    /** The leaves of a sequence. */
    leavesOf: (row: number): readonly Leaf[] => rows.path(row).map(leafOf),
    /** The range of leaves, one for each answer to the open facts; none when all come to what is taken. */
    rangeOf(all: readonly number[], taken: number): Range {
      const key = rows.next(rowOf(all), taken);
      const found = ranges.get(key) ?? makeRange(all, taken);
      ranges.set(key, found);
      return found;
    },
  };
}

export type LeafNumbers = ReturnType<typeof leafNumbers>;
