// How one measure waits for another: by which of its tests, and whether the other stands in its place.

import { names } from '../law/cycles.ts';
import type { View } from '../law/view.ts';
import type { Asked, AskedMeasure } from './asked.ts';
import type { Memo } from './situations.ts';
import { type Step, standsIn } from './standings.ts';
import { payersNamed } from './waits.ts';

export interface Roles {
  /** A number for the role of another measure at a turn; 0 when it has none. */
  at(one: Asked, other: Step, turn: number): number;
  /** The roles of one measure for another over all turns, as a key. */
  over(one: AskedMeasure, other: AskedMeasure): string;
}

export function rolesIn(views: readonly View[], memo: Memo): Roles {
  const tests = new Map<Asked, readonly (readonly string[])[]>();
  const known = new Map<Asked, Map<string, number>>();
  const lines = new Map<string, string>();

  const make = (one: Asked, { standing }: Step, child: boolean): number => {
    const named = tests.get(one) ?? payersNamed(one.step);
    tests.set(one, named);
    const met = named.map((all) => (all.some((name) => names(name, standing.measure)) ? 1 : 0));
    if (!child && !met.includes(1)) return 0;
    const text = `${child ? '^' : ''}${met.join('')}`;
    const number = memo.roles.get(text) ?? memo.roles.size + 1;
    memo.roles.set(text, number);
    return number;
  };

  const at = (one: Asked, other: Step, turn: number): number => {
    const { id } = other.standing.measure;
    const child = standsIn(views[turn]!, id, one.step.standing.measure.id);
    const own = known.get(one) ?? new Map<string, number>();
    known.set(one, own);
    const key = child ? `^${id}` : id;
    const number = own.get(key) ?? make(one, other, child);
    own.set(key, number);
    return number;
  };

  const over = (one: AskedMeasure, other: AskedMeasure): string => {
    const key = `${one.number} ${other.number}`;
    const kept = lines.get(key);
    if (kept !== undefined) return kept;
    const turns = [...new Set([...one.turns, ...other.turns])].sort((a, b) => a - b);
    const line = turns
      .map((turn) => {
        const [first, second] = [one.at[turn], other.at[turn]];
        return first && second ? `${turn}:${at(first, second.step, turn)}` : `${turn}`;
      })
      .join();
    lines.set(key, line);
    return line;
  };

  return { at, over };
}
