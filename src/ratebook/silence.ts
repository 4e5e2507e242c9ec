// What scopes of goods say of a product class at a turn, from its lines of truths.

import type { Truth } from '../core/truth.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { Asked } from './asked.ts';
import { NO, UNKNOWN, YES } from './goods.ts';

/** By name of goods: a line of truths by turn; undefined where the answer is always no. */
export type Truths = (Uint8Array | undefined)[];

function anyOf(names: Int32Array, truths: Truths, turn: number): number {
  let open = false;
  for (let i = 0; i < names.length; i++) {
    const truth = truths[names[i]!]?.[turn] ?? NO;
    if (truth === YES) return YES;
    open ||= truth === UNKNOWN;
  }
  return open ? UNKNOWN : NO;
}

function scopeHolds(any: Int32Array, except: Int32Array, truths: Truths, turn: number): number {
  const inside = anyOf(any, truths, turn);
  if (inside === NO) return NO;
  const outside = anyOf(except, truths, turn);
  if (outside === YES) return NO;
  return inside === UNKNOWN || outside === UNKNOWN ? UNKNOWN : YES;
}

/** Whether a measure can cover the class at a turn: not when its scope says no with nothing left open. */
export const concerns = ({ any, except }: Asked, truths: Truths, turn: number): boolean =>
  any === undefined || scopeHolds(any, except, truths, turn) !== NO;

const WORDS: readonly Truth[] = ['no', 'yes', 'unknown'];

/** What is said of scopes of the law, whose names of goods are numbered as in `names`, at a turn. */
export interface Silence {
  of(scope: GoodsScope, turn: number): Truth;
  /** The same as a number. */
  numberOf(scope: GoodsScope, turn: number): number;
  /** Of a list. */
  onList(name: string, turn: number): Truth;
  /** The truth of each name in a scope, as a key. */
  each(scope: GoodsScope, turn: number): string;
}

export function silence(names: readonly string[], truths: Truths): Silence {
  const places = new Map(names.map((name, index) => [name, index]));
  const known = new WeakMap<GoodsScope, readonly [Int32Array, Int32Array]>();
  const numbersOf = (scope: GoodsScope): readonly [Int32Array, Int32Array] => {
    const kept = known.get(scope);
    if (kept) return kept;
    const numbers = (list: readonly string[]) => Int32Array.from(list, (name) => places.get(name) ?? -1);
    const made = [numbers(scope.any), numbers(scope.except)] as const;
    known.set(scope, made);
    return made;
  };
  const numberAt = (scope: GoodsScope, turn: number): number => {
    const [any, except] = numbersOf(scope);
    return scopeHolds(any, except, truths, turn);
  };
  return {
    numberOf: numberAt,
    of: (scope, turn) => WORDS[numberAt(scope, turn)]!,
    onList: (name, turn) => WORDS[truths[places.get(`list:${name}`) ?? -1]?.[turn] ?? NO]!,
    each: (scope, turn) =>
      numbersOf(scope)
        .map((all) => Array.from(all, (name) => truths[name]?.[turn] ?? NO).join(''))
        .join('/'),
  };
}
