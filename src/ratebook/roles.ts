// How one measure waits for another: by which of its tests, and whether the other stands in its place.

import { names } from '../law/cycles.ts';
import type { View } from '../law/view.ts';
import type { Asked, AskedMeasure } from './asked.ts';
import { type Step, standsIn } from './standings.ts';
import { payersNamed } from './waits.ts';

export interface Role {
  readonly child: boolean;
  readonly childOnly: boolean;
  /** Of each test of the measure, whether it names the other. */
  readonly text: string;
}

export interface Roles {
  /** The role of another measure at a turn; undefined when it has none. */
  at(one: Asked, other: Step, turn: number): Role | undefined;
  /** The roles of one measure for another over all turns, as a key. */
  over(one: AskedMeasure, other: AskedMeasure): string;
}

export function rolesIn(views: readonly View[]): Roles {
  const tests = new Map<Asked, readonly (readonly string[])[]>();
  const known = new Map<Asked, readonly [Map<string, Role | undefined>, Map<string, Role | undefined>]>();
  const lines = new Map<string, string>();

  const make = (one: Asked, { standing }: Step, child: boolean): Role | undefined => {
    const named = tests.get(one) ?? payersNamed(one.step);
    tests.set(one, named);
    const met = named.map((all) => (all.some((name) => names(name, standing.measure)) ? 1 : 0));
    if (!child && !met.includes(1)) return undefined;
    return { child, childOnly: !met.includes(1), text: `${child ? '^' : ''}${met.join('')}` };
  };

  const at = (one: Asked, other: Step, turn: number): Role | undefined => {
    const { id } = other.standing.measure;
    const child = standsIn(views[turn]!, id, one.step.standing.measure.id);
    const both = known.get(one) ?? ([new Map(), new Map()] as const);
    known.set(one, both);
    const own = both[child ? 1 : 0];
    if (own.has(id)) return own.get(id);
    const role = make(one, other, child);
    own.set(id, role);
    return role;
  };

  const over = (one: AskedMeasure, other: AskedMeasure): string => {
    const key = `${one.number} ${other.number}`;
    const kept = lines.get(key);
    if (kept !== undefined) return kept;
    const turns = [...new Set([...one.turns, ...other.turns])].sort((a, b) => a - b);
    const line = turns
      .map((turn) => {
        const [first, second] = [one.at[turn], other.at[turn]];
        return first && second ? `${turn}:${at(first, second.step, turn)?.text ?? ''}` : `${turn}`;
      })
      .join();
    lines.set(key, line);
    return line;
  };

  return { at, over };
}
