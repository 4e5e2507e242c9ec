// How one measure waits for another: by which of its tests, and whether the other stands in its place.

import { names } from '../law/cycles.ts';
import type { Asked, AskedMeasure } from './asked.ts';
import { sequenceTree, textNumbers } from './keys.ts';
import type { StandIns } from './stand-ins.ts';
import type { Step } from './standings.ts';

export interface Role {
  readonly child: boolean;
  readonly childOnly: boolean;
  /** The same for the same tests of the measure that name the other. */
  readonly number: number;
}

export interface Roles {
  /** The role of another measure at a turn; undefined when it has none. */
  at(one: Asked, other: Step, turn: number): Role | undefined;
  /** The roles of another measure over all turns, numbered; 0 when it never has one. */
  over(one: AskedMeasure, other: AskedMeasure): number;
}

const END = Number.POSITIVE_INFINITY;

/** By the other's position in the law; null where there is none. */
type Known = (Role | null | undefined)[];

export function rolesIn({ standsIn }: StandIns): Roles {
  /** By twice the number of the step, one more for those that stand in its place. */
  const known: Known[] = [];
  /** By number of the measure, then of the other. */
  const lines: (number | undefined)[][] = [];
  const textNumber = textNumbers();
  const tree = sequenceTree();

  const make = ({ step }: Asked, { standing }: Step, child: boolean): Role | null => {
    const met = step.payers.map((all) => (all.some((name) => names(name, standing.measure)) ? 1 : 0));
    if (!child && !met.includes(1)) return null;
    const number = textNumber(`${child ? '^' : ''}${met.join('')}`);
    return { child, childOnly: !met.includes(1), number };
  };

  const at = (one: Asked, other: Step, turn: number): Role | undefined => {
    const child = standsIn(turn, other.measure, one.step.measure);
    const own = known[2 * one.id + (child ? 1 : 0)] ?? [];
    known[2 * one.id + (child ? 1 : 0)] = own;
    const role = own[other.measure];
    if (role !== undefined) return role ?? undefined;
    const made = make(one, other, child);
    own[other.measure] = made;
    return made ?? undefined;
  };

  const line = (one: AskedMeasure, other: AskedMeasure): number => {
    let node = 0;
    let last = 0;
    let [a, b] = [0, 0];
    while (a < one.turns.length || b < other.turns.length) {
      const turn = Math.min(one.turns[a] ?? END, other.turns[b] ?? END);
      if (one.turns[a] === turn) a++;
      if (other.turns[b] === turn) b++;
      const [first, second] = [one.at[turn], other.at[turn]];
      const role = first && second ? (at(first, second.step, turn)?.number ?? 0) : 0;
      if (role !== last) node = tree.next(tree.next(node, turn), role);
      last = role;
    }
    return node;
  };

  const over = (one: AskedMeasure, other: AskedMeasure): number => {
    const own = lines[one.number] ?? [];
    lines[one.number] = own;
    const kept = own[other.number];
    if (kept !== undefined) return kept;
    const made = line(one, other);
    own[other.number] = made;
    return made;
  };

  return { at, over };
}
