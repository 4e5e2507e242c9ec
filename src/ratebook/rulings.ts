// Rulings: what one measure does to goods of an origin on a day, for every answer to the facts that are open.

import type { FactSheet, Gap } from '../assess/facts.ts';
import { mayRefuse } from './formula.ts';
import type { Setting } from './probe.ts';
import type { Step } from './standings.ts';
import type { Verdict } from './verdicts.ts';

export type Answer = number | boolean;

/**
 * Entries with so many ways of answering open facts are put to `assess`. It walks twice as many, and may take them in another order,
 * which makes more of them.
 */
export const MOST_WAYS = 64;

/** A fact on whose answer a verdict hangs; each answer has its branch. */
export interface Fork {
  readonly gap: Gap;
  readonly answers: readonly Answer[];
  readonly branches: readonly Tree[];
}

export type Tree = Verdict | Fork;

export interface Ruling {
  /** With silence read as CBP reads it. */
  readonly taken: Verdict;
  readonly tree: Tree;
  /** Features of the entry that were looked at. */
  readonly reads: readonly string[];
}

/** One ruling, or one for each region of the base duty's rate; null asks `assess`. */
export type Outcome = readonly (Ruling | null)[];

/** What of a ruling matters to a measure that waits for it. */
export type Gist = Pick<Ruling, 'taken' | 'tree'>;

export const isFork = (tree: Tree): tree is Fork => 'gap' in tree;

/** The branch for an answer. */
export const branchOf = ({ answers, branches }: Fork, answer: Answer): Tree =>
  branches[answers.indexOf(answer)]!;

/** A fact that was asked in vain, whose every answer must be worked out. */
export const openGap = (fact: string, taken: Answer, alternatives: readonly Answer[]): Gap => ({
  fact,
  kind: 'range',
  ask: '',
  taken,
  alternatives,
  assumption: '',
});

/** The verdict under what a sheet assumes; what is still open is asked of the sheet. */
export function followed({ tree, taken }: Gist, sheet: FactSheet): Verdict {
  let at = tree;
  let assumed = !isFork(tree);
  while (isFork(at)) {
    assumed ||= sheet.assumed(at.gap.fact) !== undefined;
    at = branchOf(at, sheet.ask(at.gap));
  }
  return assumed ? at : taken;
}

type TextOf = (verdict: Verdict) => string;

/** What a verdict means to measures that wait for it. */
const effectText: TextOf = (verdict) =>
  verdict.is === 'charged' ? `${verdict.share}` : verdict.is === 'left-nothing' ? 'n' : '-';

/** What it means to a measure in whose place it stands. */
const presenceText: TextOf = (verdict) =>
  verdict.is === 'charged' || verdict.is === 'left-nothing' ? 'here' : '-';

/** A tree without facts on which nothing hangs that `textOf` tells apart, and its text. */
function pruned(tree: Tree, textOf: TextOf): { readonly tree: Tree; readonly text: string } {
  if (!isFork(tree)) return { tree, text: textOf(tree) };
  const { gap, answers } = tree;
  const all = tree.branches.map((branch) => pruned(branch, textOf));
  if (all.every(({ text }) => text === all[0]!.text)) return all[0]!;
  const texts = all.map(({ text }, place) => `${answers[place]}:${text}`);
  return {
    tree: { gap, answers, branches: all.map((one) => one.tree) },
    text: `(${gap.fact} ${gap.taken} ${texts.join()})`,
  };
}

const gists = { all: new WeakMap<Ruling, Gist>(), children: new WeakMap<Ruling, Gist>() };

/** What of a ruling matters to one that waits for it, or only because it stands in its place. */
export function gistOf(ruling: Ruling, childOnly: boolean): Gist {
  const kept = childOnly ? gists.children : gists.all;
  const known = kept.get(ruling);
  if (known) return known;
  const { tree } = pruned(ruling.tree, childOnly ? presenceText : effectText);
  const made = { taken: ruling.taken, tree };
  kept.set(ruling, made);
  return made;
}

const NOT_THERE = '-/-';

/** None when an outcome means nothing, one text when it means the same in every region of the base duty's rate. */
function meanings(outcome: Outcome, textOf: TextOf): readonly string[] {
  const texts = outcome.map((ruling) =>
    ruling ? `${textOf(ruling.taken)}/${pruned(ruling.tree, textOf).text}` : NOT_THERE,
  );
  if (texts.some((text) => text !== texts[0])) return texts;
  return texts[0] === NOT_THERE ? [] : texts.slice(0, 1);
}

/** What an outcome means to measures that wait for it, and to one in whose place it stands. */
export const meaningsOf = (outcome: Outcome) => ({
  effect: meanings(outcome, effectText),
  presence: meanings(outcome, presenceText),
});

/**
 * What a measure's standing asks, without its duty, headings and name: those of one shape are ruled on alike, in this law or another.
 * `table` says how undeclared facts are taken.
 */
export function shapeOf({ standing, facts }: Step, table: Setting['factTable']): string {
  const { measure, goods, base, when, heading, exceptions } = standing;
  const headings: string[] = [];
  const placeOf = (text: string | undefined): number => {
    if (text === undefined) return -1;
    if (!headings.includes(text)) headings.push(text);
    return headings.indexOf(text);
  };
  const named = goods?.any.some((name) => /^\d{9}/.test(name)) ? measure.id : '';
  return JSON.stringify([
    mayRefuse(standing),
    measure.prohibits !== undefined,
    named,
    goods,
    base,
    when,
    heading.map((one) => [placeOf(one.heading), one.when]),
    exceptions.map(({ value }) => {
      const { key: _, heading: own, ...rest } = value;
      return [placeOf(own), rest];
    }),
    facts.map((name) => table[name]?.undeclared),
  ]);
}
