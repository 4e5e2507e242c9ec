// Which measures stand in the place of which others, turn by turn.

import { at } from '../core/timeline.ts';
import type { Measure } from '../law/measure.ts';
import { covers } from '../law/resolve.ts';
import type { Step } from './standings.ts';
import type { Turns } from './turns.ts';

export interface StandIns {
  /** Whether one measure stands in the place of another at a turn; both by position in the law. */
  standsIn(turn: number, child: number, parent: number): boolean;
}

const NONE: ReadonlySet<number> = new Set();

/** `stepsOf`: the steps of every measure by turn; only what is charged stands in another's place. */
export function standInsOf(
  measures: readonly Measure[],
  stepsOf: readonly (readonly (Step | undefined)[])[],
  turns: Turns,
): StandIns {
  const covered = new Map<string, ReadonlySet<number>>();
  const parentsOf = (names: readonly string[]): ReadonlySet<number> => {
    if (names.length === 0) return NONE;
    const key = names.join();
    const known = covered.get(key);
    if (known) return known;
    const parents = measures.flatMap(({ id }, position) =>
      names.some((name) => covers(name, id)) ? [position] : [],
    );
    const made = new Set(parents);
    covered.set(key, made);
    return made;
  };
  const lines = measures.map(({ inLieuOf }, child) => {
    if (inLieuOf.every(({ value }) => value.value.length === 0)) return undefined;
    return stepsOf[child]!.map((step, turn) =>
      step ? parentsOf(at(inLieuOf, turns.moment(turn)).value) : NONE,
    );
  });
  return {
    standsIn: (turn, child, parent) => child !== parent && (lines[child]?.[turn]?.has(parent) ?? false),
  };
}
