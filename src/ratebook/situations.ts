// Situations: everything that can be decided about a measure before the entry is known. Each is put to the reference evaluator once.

import { finder } from '../assess/evaluate.ts';
import { type Assumed, type FactSheet, factSheet } from '../assess/facts.ts';
import type { Truth } from '../core/truth.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { GoodsScope, Threshold } from '../law/instrument.ts';
import type { Measure } from '../law/measure.ts';
import type { Pack } from '../law/pack.ts';
import type { Standing, View } from '../law/view.ts';
import { mayRefuse, openRange } from './formula.ts';
import { type Declared, groundOf, type Probe, type Setting } from './probe.ts';
import { type Answer, followed, type Gist, gistOf, type Outcome, type Ruling, type Tree } from './rulings.ts';
import { modeDecides, type Step, viewOfSteps } from './standings.ts';
import type { Trace } from './traces.ts';

/** What a standing came to; others of its shape come to the same, recast. */
export interface Situation {
  readonly standing: Standing;
  readonly outcome: Outcome;
  /** What it means to measures that wait for it; 0 is nothing. */
  readonly effect: number;
  /** What it means to those in whose place it stands; 0 is nothing. */
  readonly presence: number;
}

/** Remembers situations from book to book of one pack, so that a new instrument costs only what it touches. */
export interface Memo {
  readonly traces: Map<string, Trace<Situation>>;
  readonly steps: Map<string, number>;
  readonly shapes: Map<string, number>;
  /** Numbers of what measures mean to those that wait for them. */
  readonly meanings: Map<string, number>;
}

const newMemo = (): Memo => ({
  traces: new Map(),
  steps: new Map(),
  shapes: new Map(),
  meanings: new Map(),
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
  readonly onList: (list: GoodsList) => Truth;
  /** A view that notes which of the measures that are waited for it is asked about. */
  readonly watch: (view: View) => View;
}

/** A measure that is waited for, as it was ruled on. */
export interface Settled {
  readonly step: Step;
  readonly outcome: Outcome;
  /** Whether it is only waited for because it stands in the place of the other. */
  readonly childOnly: boolean;
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

const inRegion = (outcome: Outcome, region: number): Ruling | null =>
  outcome[outcome.length === 1 ? 0 : region]!;

/** Whether any answer to an open fact meets a ban. */
const mayForbid = (tree: Tree): boolean =>
  'finding' in tree ? tree.finding.is === 'forbidden' : [...tree.branches.values()].some(mayForbid);

/** One measure under one region of the base duty's rate; `view` has it first, then those that it waits for, as they were settled. */
function ask(
  setting: Setting,
  probe: Probe,
  measure: Measure,
  settled: readonly (Gist | null)[],
): { readonly ruling: Ruling; readonly readsRate: boolean } {
  const known = (index: number, sheet: FactSheet) => {
    const gist = settled[index - 1];
    return gist ? followed(gist, sheet) : undefined;
  };
  const { ground: open, reads } = groundOf(setting, probe);
  const ground = { ...open, settled: known };
  const work = (assumed: Assumed) => {
    const sheet = factSheet(assumed);
    return { finding: finder(ground, sheet)(0), gap: openRange(sheet.gaps) };
  };
  const walk = ({ finding, gap }: ReturnType<typeof work>, assumed: Assumed): Tree => {
    if (!gap) return { finding };
    const branches = [...new Set<Answer>([gap.taken, ...gap.alternatives])].map((answer) => {
      const next = new Map(assumed).set(gap.fact, answer);
      return [answer, walk(work(next), next)] as const;
    });
    return { gap, branches: new Map(branches) };
  };
  const none: Assumed = new Map();
  const first = work(none);
  const tree = walk(first, none);
  const readsRate = reads.delete('rate');
  const { loaded, claims } = probe.declared;
  if (loaded === undefined && claims.length === 0 && !modeDecides(probe.view.standings[0]!))
    reads.delete('mode');
  return { ruling: { measure, taken: first.finding, tree, reads: [...reads].sort() }, readsRate };
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
  const view = place.watch(viewOfSteps([step, ...settled.map((one) => one.step)], place.view));
  const under = (region: number) =>
    ask(
      setting,
      { ...place, view, declared, rate: rates[region]! },
      step.standing.measure,
      settled.map(({ outcome, childOnly }) => {
        const ruling = inRegion(outcome, region);
        return ruling && gistOf(ruling, childOnly);
      }),
    );
  const first = under(0);
  const single = settled.every(({ outcome }) => outcome.length === 1);
  if (mayForbid(first.ruling.tree)) return [null];
  if (!first.readsRate && single) return [first.ruling];
  const byCuts = new Map([[cutsBelow(step.rates, rates[0]!), first.ruling]]);
  const rulings = rates.map((rate, region) => {
    const cuts = single ? cutsBelow(step.rates, rate) : -1 - region;
    const ruling = byCuts.get(cuts) ?? under(region).ruling;
    byCuts.set(cuts, ruling);
    return ruling;
  });
  return rulings.some(({ tree }) => mayForbid(tree)) ? [null] : rulings;
}
