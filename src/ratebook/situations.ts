// Situations: everything that can be decided about a measure before the entry is known. Each is put to the reference evaluator once.

import { finder } from '../assess/evaluate.ts';
import { type Assumed, type FactSheet, factSheet } from '../assess/facts.ts';
import type { Truth } from '../core/truth.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import type { Standing, View } from '../law/view.ts';
import { mayRefuse, openRange } from './formula.ts';
import { type Declared, groundOf, type Setting } from './probe.ts';
import { type Answer, followed, type Outcome, type Ruling, type Tree } from './rulings.ts';
import { type Step, viewOfSteps } from './standings.ts';

/** What a standing came to; others of its shape come to the same, recast. */
export interface Situation {
  readonly standing: Standing;
  readonly outcome: Outcome;
  /** What it means to measures that wait for it; 0 is nothing. */
  readonly effect: number;
}

/** Remembers situations from book to book of one pack, so that a new instrument costs only what it touches. */
export interface Memo {
  readonly situations: Map<string, Situation>;
  readonly steps: Map<string, number>;
  readonly shapes: Map<string, number>;
  /** Numbers of what measures mean to those that wait for them. */
  readonly effects: Map<string, number>;
  /** Numbers of the ways in which one measure is waited for by another. */
  readonly roles: Map<string, number>;
}

const newMemo = (): Memo => ({
  situations: new Map(),
  steps: new Map(),
  shapes: new Map(),
  effects: new Map(),
  roles: new Map(),
});

const memos = new WeakMap<Pack, Map<string, Memo>>();

/** The memo of a pack for a profile of facts and thresholds. */
export function memoOf(pack: Pack, key: string): Memo {
  const ofPack = memos.get(pack) ?? new Map<string, Memo>();
  memos.set(pack, ofPack);
  const memo = ofPack.get(key) ?? newMemo();
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

/** A measure that is waited for, as it was ruled on. */
export interface Settled {
  readonly step: Step;
  readonly outcome: Outcome;
}

/** A rate within each region that the thresholds cut: below, at, between, at, …, above. */
export const regionRates = (thresholds: readonly number[]): readonly number[] => [
  (thresholds[0] ?? 1) - 0.5,
  ...thresholds.flatMap((threshold) => [threshold, threshold + 0.5]),
];

const inRegion = (outcome: Outcome, region: number): Ruling | null =>
  outcome[outcome.length === 1 ? 0 : region]!;

/** One measure under one region of the base duty's rate. */
function ask(
  setting: Setting,
  step: Step,
  settled: readonly Settled[],
  place: Place,
  declared: Declared,
  rate: number,
  region: number,
): { readonly ruling: Ruling; readonly readsRate: boolean } {
  const steps = [step, ...settled.map((one) => one.step)];
  const view = viewOfSteps(steps, place.view);
  const rulings = settled.map(({ outcome }) => inRegion(outcome, region));
  const known = (index: number, sheet: FactSheet) => {
    const ruling = rulings[index - 1];
    return ruling ? followed(ruling, sheet) : undefined;
  };
  const { ground: open, reads } = groundOf(setting, { ...place, view, declared, rate });
  const ground = { ...open, settled: known };
  const walk = (assumed: Assumed): Tree => {
    const sheet = factSheet(assumed);
    const finding = finder(ground, sheet)(0);
    const gap = openRange(sheet.gaps);
    if (!gap) return { finding };
    const answers = [...new Set<Answer>([gap.taken, ...gap.alternatives])];
    return {
      gap,
      branches: new Map(answers.map((answer) => [answer, walk(new Map(assumed).set(gap.fact, answer))])),
    };
  };
  const taken = finder(ground, factSheet(new Map()))(0);
  const tree = walk(new Map());
  const readsRate = reads.delete('rate');
  return { ruling: { measure: step.standing.measure, taken, tree, reads: [...reads].sort() }, readsRate };
}

/**
 * Puts a measure to the evaluator, under every region of the base duty's rate if that is asked about. `settled` are the measures that it
 * waits for.
 */
export function outcomeOf(
  setting: Setting,
  step: Step,
  settled: readonly Settled[],
  place: Place,
  rates: readonly number[],
  declared: Declared,
): Outcome {
  if (mayRefuse(step.standing)) return [null];
  const under = (region: number) => ask(setting, step, settled, place, declared, rates[region]!, region);
  const first = under(0);
  if (!first.readsRate && settled.every(({ outcome }) => outcome.length === 1)) return [first.ruling];
  return [first.ruling, ...rates.slice(1).map((_, index) => under(index + 1).ruling)];
}
