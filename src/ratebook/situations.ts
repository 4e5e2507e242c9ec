// Situations: everything that can be decided about a cell before the entry is known. Each is put to the reference evaluator once.

import type { Truth } from '../core/truth.ts';
import type { GoodsScope, Threshold } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import type { View } from '../law/view.ts';
import { REFERENCE } from './book.ts';
import { type Declared, type Formula, formulaOf, type Leaf, NOTHING, type Setting } from './formula.ts';
import type { Step } from './standings.ts';
import { viewOfSteps } from './standings.ts';

/** What a situation comes to: one formula, or one for each region of the base duty's rate; null asks `assess`. */
export type Outcome = readonly (Formula | null)[];

/** Remembers situations from book to book of one pack, so that a new instrument costs only what it touches. */
export interface Memo {
  readonly outcomes: Map<string, Outcome>;
  readonly steps: Map<string, number>;
}

const memos = new WeakMap<Pack, Map<string, Memo>>();

/** The memo of a pack for a profile of facts and thresholds. */
export function memoOf(pack: Pack, key: string): Memo {
  const ofPack = memos.get(pack) ?? new Map<string, Memo>();
  memos.set(pack, ofPack);
  const memo = ofPack.get(key) ?? { outcomes: new Map(), steps: new Map() };
  ofPack.set(key, memo);
  return memo;
}

export interface Place {
  readonly code: string;
  readonly origin: string;
  readonly on: number;
  readonly onDay: number;
  /** Every measure that stands that day. */
  readonly view: View;
  /** What a scope says of the goods when nobody is asked. */
  readonly silent: (scope: GoodsScope) => Truth;
}

/** A rate within each region that the thresholds cut: below, at, between, at, …, above. */
export const regionRates = (thresholds: readonly number[]): readonly number[] => [
  (thresholds[0] ?? 1) - 0.5,
  ...thresholds.flatMap((threshold) => [threshold, threshold + 0.5]),
];

/** How many of the tests' cuts lie at or below a rate: rates with the same number are not told apart. */
const cutsBelow = (tests: readonly Threshold[], rate: number): number =>
  tests.reduce((count, { op, share }) => {
    const at = op === '>=' || op === '<' || op === '=' ? rate >= share : false;
    const above = op === '>' || op === '<=' || op === '=' ? rate > share : false;
    return count + (at ? 1 : 0) + (above ? 1 : 0);
  }, 0);

/** Puts a situation to the evaluator, under every region of the base duty's rate if that is asked about. */
export function outcomeOf(
  setting: Setting,
  steps: readonly Step[],
  place: Place,
  rates: readonly number[],
  declared: Declared = NOTHING,
): Outcome {
  const view = viewOfSteps(steps, place.view);
  const ask = (rate: number) => formulaOf(setting, { ...place, view, declared, rate }) ?? null;
  const first = ask(rates[0]!);
  if (first !== null && !first.readsRate) return [first];
  const tests = steps.flatMap((step) => step.rates);
  const byCuts = new Map([[cutsBelow(tests, rates[0]!), first]]);
  return rates.map((rate) => {
    const cuts = cutsBelow(tests, rate);
    if (!byCuts.has(cuts)) byCuts.set(cuts, ask(rate));
    return byCuts.get(cuts)!;
  });
}

/** Numbers formulas and cells as the book numbers them. Cell below zero: the complement of where its split begins. */
export interface Cells {
  readonly formulas: readonly (Formula | null)[];
  readonly splits: readonly number[];
  cellOf(outcome: Outcome): number;
}

const dutyKeys = new WeakMap<object, string>();
const leafKey = (leaf: Leaf): string =>
  leaf
    .map(({ program, duty, part }) => {
      const key = dutyKeys.get(duty) ?? JSON.stringify(duty);
      dutyKeys.set(duty, key);
      return `${program} ${part} ${key}`;
    })
    .join('|');

const formulaKey = ({ taken, lows, highs, filing, reads }: Formula): string =>
  [leafKey(taken), lows.map(leafKey).join('&'), highs.map(leafKey).join('&'), filing, reads.join()].join(
    '\n',
  );

export function newCells(): Cells {
  const formulas: (Formula | null)[] = [null];
  const numbers = new Map<string, number>();
  const splits: number[] = [];
  const splitNumbers = new Map<string, number>();
  const known = new Map<Outcome, number>();
  const setOf = (formula: Formula | null): number => {
    if (formula === null) return REFERENCE;
    const key = formulaKey(formula);
    const number = numbers.get(key) ?? formulas.push(formula) - 1;
    numbers.set(key, number);
    return number;
  };
  const numberOf = (outcome: Outcome): number => {
    const sets = outcome.map(setOf);
    if (sets.every((set) => set === sets[0])) return sets[0]!;
    const key = sets.join();
    const start = splitNumbers.get(key) ?? splits.push(...sets) - sets.length;
    splitNumbers.set(key, start);
    return -1 - start;
  };
  return {
    formulas,
    splits,
    cellOf(outcome) {
      const cell = known.get(outcome) ?? numberOf(outcome);
      known.set(outcome, cell);
      return cell;
    },
  };
}
