// Rulings: what one measure does to goods of an origin on a day, for every answer to the facts that are open.

import type { Finding } from '../assess/evaluate.ts';
import type { FactSheet, Gap } from '../assess/facts.ts';
import type { Exception } from '../law/instrument.ts';
import type { Measure, Sourced } from '../law/measure.ts';
import type { Standing } from '../law/view.ts';
import { dutyKey, filedBy, mayRefuse } from './formula.ts';

export type Answer = number | boolean;

/** A finding, or a fact on whose answer it hangs. */
export type Tree =
  | { readonly finding: Finding }
  | { readonly gap: Gap; readonly branches: ReadonlyMap<Answer, Tree> };

export interface Ruling {
  readonly measure: Measure;
  /** With silence read as CBP reads it. */
  readonly taken: Finding;
  readonly tree: Tree;
  /** Features of the entry that were looked at. */
  readonly reads: readonly string[];
}

/** One ruling, or one for each region of the base duty's rate; null asks `assess`. */
export type Outcome = readonly (Ruling | null)[];

/** What of a ruling matters to a measure that waits for it. */
export type Gist = Pick<Ruling, 'taken' | 'tree'>;

/** The finding under what a sheet assumes; what is still open is asked of the sheet. */
export function followed({ tree, taken }: Gist, sheet: FactSheet): Finding {
  let at = tree;
  let assumed = 'finding' in tree;
  while ('gap' in at) {
    assumed ||= sheet.assumed(at.gap.fact) !== undefined;
    at = at.branches.get(sheet.ask(at.gap))!;
  }
  return assumed ? at.finding : taken;
}

type TextOf = (finding: Finding) => string;

/** What a finding means to measures that wait for it. */
const effectText: TextOf = (finding) =>
  finding.is === 'charged' ? `${finding.share}` : finding.is === 'left-nothing' ? 'n' : '-';

/** What it means to a measure in whose place it stands. */
const presenceText: TextOf = (finding) =>
  finding.is === 'charged' || finding.is === 'left-nothing' ? 'here' : '-';

function treeText(tree: Tree, textOf: TextOf): string {
  if ('finding' in tree) return textOf(tree.finding);
  const branches = [...tree.branches].map(([answer, branch]) => `${answer}:${treeText(branch, textOf)}`);
  return `(${tree.gap.fact} ${tree.gap.taken} ${branches.join()})`;
}

/** A tree without facts on which nothing hangs that `textOf` tells apart. */
function pruned(tree: Tree, textOf: TextOf): Tree {
  if ('finding' in tree) return tree;
  const branches = new Map([...tree.branches].map(([answer, branch]) => [answer, pruned(branch, textOf)]));
  const [first, ...others] = branches.values();
  const text = treeText(first!, textOf);
  return others.every((one) => treeText(one, textOf) === text) ? first! : { ...tree, branches };
}

export const gistOf = ({ taken, tree }: Gist, childOnly: boolean): Gist => ({
  taken,
  tree: pruned(tree, childOnly ? presenceText : effectText),
});

const NOT_THERE = '-/-';

/** None when an outcome means nothing, one text when it means the same in every region of the base duty's rate. */
function meanings(outcome: Outcome, textOf: TextOf): readonly string[] {
  const texts = outcome.map((ruling) =>
    ruling ? `${textOf(ruling.taken)}/${treeText(pruned(ruling.tree, textOf), textOf)}` : NOT_THERE,
  );
  if (texts.some((text) => text !== texts[0])) return texts;
  return texts[0] === NOT_THERE ? [] : texts.slice(0, 1);
}

/** What an outcome means to measures that wait for it, and to one in whose place it stands. */
export const meaningsOf = (outcome: Outcome) => ({
  effect: meanings(outcome, effectText),
  presence: meanings(outcome, presenceText),
});

const lineText = (finding: Finding): string =>
  finding.is === 'charged' ? `${finding.share} ${dutyKey(finding.duty)}` : '-';

function rulingText(ruling: Ruling): string {
  const { measure, taken, tree, reads } = ruling;
  const { headings } = filedBy(measure, taken);
  const own = [lineText(taken), treeText(tree, lineText), headings.join(), reads.join()];
  return own.join('|') === '-|-||' ? '' : [measure.id, ...own].join('|');
}

/** Numbers outcomes by what they come to; number 0 is nothing. */
export function newOutcomes() {
  const all: Outcome[] = [[]];
  const numbers = new Map<string, number>([['', 0]]);
  const known = new Map<Outcome, number>();
  return {
    all,
    numberOf(outcome: Outcome): number {
      const kept = known.get(outcome);
      if (kept !== undefined) return kept;
      const texts = outcome.map((ruling) => (ruling ? rulingText(ruling) : '?'));
      const alike = texts.every((text) => text === texts[0]);
      const key = alike ? texts[0]! : texts.join('\n');
      const number = numbers.get(key) ?? all.push(alike ? outcome.slice(0, 1) : outcome) - 1;
      numbers.set(key, number);
      known.set(outcome, number);
      return number;
    },
  };
}

export type Outcomes = ReturnType<typeof newOutcomes>;

/** What a measure's standing asks, without its duty, headings and name: those of one shape are ruled on alike. */
export function shapeOf(standing: Standing): string {
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
  ]);
}

/** A ruling on one standing as it falls for another of the same shape. */
export function recast(ruling: Ruling, from: Standing, to: Standing): Ruling {
  const headingOf = (text: string): string => {
    const own = from.heading.findIndex(({ heading }) => heading === text);
    if (own >= 0) return to.heading[own]!.heading;
    const exception = from.exceptions.findIndex(({ value }) => value.heading === text);
    return exception < 0 ? text : to.exceptions[exception]!.value.heading!;
  };
  const exceptionOf = (one: Sourced<Exception>): Sourced<Exception> =>
    to.exceptions[from.exceptions.indexOf(one)]!;
  const findingOf = (finding: Finding): Finding => {
    if (finding.is === 'excepted') return { ...finding, exception: exceptionOf(finding.exception) };
    if (finding.is === 'left-nothing') return { ...finding, exceptions: finding.exceptions.map(exceptionOf) };
    if (finding.is !== 'charged') return finding;
    const duty = finding.duty === from.duty.value ? to.duty.value : finding.duty;
    const heading = headingOf(finding.heading);
    return { ...finding, duty, heading, claimed: finding.claimed.map(exceptionOf) };
  };
  const treeOf = (tree: Tree): Tree =>
    'finding' in tree
      ? { finding: findingOf(tree.finding) }
      : {
          ...tree,
          branches: new Map([...tree.branches].map(([answer, branch]) => [answer, treeOf(branch)])),
        };
  return { ...ruling, measure: to.measure, taken: findingOf(ruling.taken), tree: treeOf(ruling.tree) };
}
