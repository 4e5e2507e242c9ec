// Outcomes of rulings for the measures on which they fall, numbered by what they come to.

import type { Standing } from '../law/view.ts';
import { sequenceTree } from './keys.ts';
import type { Outcome } from './rulings.ts';
import { isEmpty, type Part, type Sums } from './sums.ts';

/** A part for each region of the base duty's rate, or one for all; null asks `assess`. */
export interface Reckoned {
  /** Position of the measure in the law. */
  readonly measure: number;
  readonly parts: readonly (Part | null)[];
}

/** Number 0 is nothing. */
export function newOutcomes(sums: Sums) {
  const all: Reckoned[] = [{ measure: 0, parts: [] }];
  const tree = sequenceTree();
  const numbers: number[] = [];
  return {
    all,
    /** The number of an outcome as it falls for a standing of a measure, which is given by its position too. */
    numberOf(outcome: Outcome, standing: Standing, measure: number): number {
      const parts = outcome.map((ruling) => ruling && sums.partOf(ruling, standing));
      const alike = parts.every((part) => part?.number === parts[0]?.number);
      const own = alike ? parts.slice(0, 1) : parts;
      const [first] = own;
      if (alike && first && isEmpty(first)) return 0;
      const start = tree.next(0, measure + 1);
      const node = own.reduce((at, part) => tree.next(at, part ? part.number : 0), start);
      numbers[node] ??= all.push({ measure, parts: own }) - 1;
      return numbers[node];
    },
  };
}

export type Outcomes = ReturnType<typeof newOutcomes>;
