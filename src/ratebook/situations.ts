// Situations: everything that can be decided about a measure before the entry is known. Each is put to the reference evaluator once.

import { finder } from '../assess/evaluate.ts';
import { type Assumed, type FactSheet, factSheet, type Gap } from '../assess/facts.ts';
import type { Truth } from '../core/truth.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { GoodsScope, Threshold } from '../law/instrument.ts';
import { mayRefuse } from './formula.ts';
import { type Declared, groundOf, type Probe, type Setting } from './probe.ts';
import {
  type Answer,
  followed,
  type Gist,
  gistOf,
  isFork,
  MOST_WAYS,
  type Outcome,
  openGap,
  type Ruling,
  type Tree,
} from './rulings.ts';
import { modeDecides, type Step } from './standings.ts';
import { viewOfSteps, type Waited, type Watch } from './step-view.ts';
import { findingFor, type Verdict, verdictOf } from './verdicts.ts';

export interface Place {
  readonly code: string;
  readonly origin: string;
  readonly on: number;
  readonly onDay: number;
  /** Whether any measure waits for this one. */
  readonly awaited: boolean;
  /** What a scope says of the goods when nobody is asked. */
  readonly silent: (scope: GoodsScope) => Truth;
  readonly onList: (list: GoodsList) => Truth;
  /** Told which of the measures that are waited for are asked about. */
  readonly watch: Watch;
}

/** A measure that is waited for, as it was ruled on. */
export interface Settled extends Waited {
  readonly outcome: Outcome;
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

/** One working of a measure, and the facts whose every answer must be worked out. */
interface Worked {
  readonly verdict: Verdict;
  readonly gaps: readonly Gap[];
}

/** How many more ways of answering open facts may be worked out. */
interface Room {
  left: number;
}

/**
 * All answers to the open facts; undefined when there is no room for them. To assume what was taken anyway changes nothing, so that is not
 * worked out again, unless it `tells` a condition that only counts what was declared or assumed.
 */
function treeOf(
  { verdict, gaps }: Worked,
  work: (assumed: Assumed) => Worked,
  assumed: Assumed,
  room: Room,
  tells: (fact: string, answer: Answer) => boolean,
): Tree | undefined {
  const [gap, ...others] = gaps;
  if (!gap) return --room.left > 0 ? verdict : undefined;
  const { fact, taken, alternatives } = gap;
  const answers = [...new Set([taken, ...alternatives])];
  const branches: Tree[] = [];
  for (const answer of answers) {
    const next = new Map(assumed).set(fact, answer);
    const worked = answer === taken && !tells(fact, answer) ? { verdict, gaps: others } : work(next);
    const branch = treeOf(worked, work, next, room, tells);
    if (!branch) return undefined;
    branches.push(branch);
  }
  return { gap: openGap(fact, taken, alternatives), answers, branches };
}

/** Whether any answer to an open fact meets a ban. */
const mayForbid = (tree: Tree): boolean =>
  isFork(tree) ? tree.branches.some(mayForbid) : tree.is === 'forbidden';

const openGaps = ({ gaps }: FactSheet): readonly Gap[] => {
  const open: Gap[] = [];
  for (const gap of gaps.values()) if (gap.kind === 'range') open.push(gap);
  return open;
};

/** One measure under one region of the base duty's rate; null when there are too many ways to answer. `view` has it first, then those that it waits for, as they were settled. */
function ask(
  setting: Setting,
  probe: Probe,
  { standing, declared }: Step,
  settled: readonly (Gist | null)[],
  mostWays: number,
): { readonly ruling: Ruling | null; readonly readsRate: boolean } {
  const known = (index: number, sheet: FactSheet) => {
    const gist = settled[index - 1];
    return gist ? findingFor(followed(gist, sheet), standing) : undefined;
  };
  const { ground: open, reads } = groundOf(setting, probe);
  const ground = { ...open, settled: known };
  const work = (assumed: Assumed): Worked => {
    const sheet = factSheet(assumed);
    const verdict = verdictOf(finder(ground, sheet)(0), standing);
    return { verdict, gaps: openGaps(sheet) };
  };
  const first = work(new Map());
  const tells = (fact: string, answer: Answer): boolean => answer === true && declared.includes(fact);
  const tree = treeOf(first, work, new Map(), { left: mostWays }, tells);
  if (!tree) return { ruling: null, readsRate: true };
  const readsRate = reads.delete('rate');
  const { loaded, claims } = probe.declared;
  if (loaded === undefined && claims.length === 0 && !modeDecides(standing)) reads.delete('mode');
  return { ruling: { taken: first.verdict, tree, reads: [...reads].sort() }, readsRate };
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
  const view = viewOfSteps(step, settled, place.watch);
  const { code, origin, on, onDay, silent, onList } = place;
  const gistIn = ({ outcome, child }: Settled, region: number): Gist | null => {
    const ruling = inRegion(outcome, region);
    return ruling && gistOf(ruling, child);
  };
  const under = (region: number) => {
    const probe = { code, origin, on, onDay, view, declared, rate: rates[region]!, silent, onList };
    return ask(
      setting,
      probe,
      step,
      settled.map((one) => gistIn(one, region)),
      place.awaited ? Number.POSITIVE_INFINITY : MOST_WAYS,
    );
  };
  const first = under(0);
  if (first.ruling && mayForbid(first.ruling.tree)) return [null];
  if (!first.readsRate && settled.every(({ outcome }) => outcome.length === 1)) return [first.ruling];
  const asAsked = (region: number, other: number): boolean =>
    cutsBelow(step.rates, rates[region]!) === cutsBelow(step.rates, rates[other]!) &&
    settled.every(({ outcome }) => inRegion(outcome, region) === inRegion(outcome, other));
  const rulings: (Ruling | null)[] = [first.ruling];
  for (let region = 1; region < rates.length; region++) {
    const other = rulings.findIndex((_, before) => asAsked(region, before));
    rulings.push(other < 0 ? under(region).ruling : rulings[other]!);
  }
  return rulings.some((ruling) => ruling && mayForbid(ruling.tree)) ? [null] : rulings;
}
