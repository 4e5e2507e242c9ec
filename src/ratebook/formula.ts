// What the law does to an entry apart from its value: leaves of charged lines, found by asking the reference evaluator.

import { type Finding, findAll, type Ground } from '../assess/evaluate.ts';
import { type Assumed, factSheet, type Gap } from '../assess/facts.ts';
import { type Duty, unitsOf } from '../core/duty.ts';
import type { Ppm } from '../core/money.ts';
import type { Measure } from '../law/measure.ts';
import type { Pack } from '../law/pack.ts';
import { askOn, goodsIn } from '../law/scope.ts';
import type { Standing, View } from '../law/view.ts';
import { groundOf, type Probe, type Setting } from './probe.ts';

/** One charged line: a duty on a part of the customs value. */
export interface FormulaLine {
  readonly program: string;
  readonly duty: Duty;
  readonly part: Ppm;
}

/** The lines that are charged when every open fact has one answer. */
export type Leaf = readonly FormulaLine[];

export interface Filed {
  readonly measure: string;
  readonly program: string;
  readonly headings: readonly string[];
}

export interface Formula {
  /** What is charged with silence read as CBP reads it. */
  readonly taken: Leaf;
  /** Leaves among which the least total is, and the most; empty when there is only `taken`. */
  readonly lows: readonly Leaf[];
  readonly highs: readonly Leaf[];
  /** Chapter 99 headings to file, joined by spaces. */
  readonly filing: string;
  /** Features of the entry that were asked about. */
  readonly reads: readonly string[];
}

/** As in `assess`: more ways of answering open facts than this are not worked out. */
export const MOST_LEAVES = 128;
const isCharged = (finding: Finding): finding is Extract<Finding, { is: 'charged' }> =>
  finding.is === 'charged';

/** The line that a finding charges, if any. */
const lineOf = (program: string, finding: Finding): Leaf =>
  isCharged(finding) ? [{ program, duty: finding.duty, part: finding.share }] : [];

const leafOf = (view: View, findings: readonly Finding[]): Leaf =>
  findings.flatMap((finding, index) => lineOf(view.standings[index]!.measure.program, finding));

/** A fact whose every answer must be worked out. */
const openRange = (gaps: ReadonlyMap<string, Gap>): Gap | undefined => {
  for (const gap of gaps.values()) if (gap.kind === 'range') return gap;
  return undefined;
};

/** Every leaf of the tree that `assess` walks for its range; undefined when it is larger than `assess` walks. */
function leavesOf(ground: Ground, first: readonly Finding[], gaps: ReadonlyMap<string, Gap>) {
  const leaves: Leaf[] = [];
  const walk = (findings: readonly Finding[], open: ReadonlyMap<string, Gap>, assumed: Assumed): boolean => {
    const gap = openRange(open);
    if (forbids(findings)) return false;
    if (!gap) return leaves.push(leafOf(ground.view, findings)) < MOST_LEAVES;
    return [...new Set([gap.taken, ...gap.alternatives])].every((answer) => {
      const next = new Map(assumed).set(gap.fact, answer);
      const sheet = factSheet(next);
      return walk(findAll(ground, sheet), sheet.gaps, next);
    });
  };
  return walk(first, gaps, new Map()) ? leaves : undefined;
}

const lineKeys = new WeakMap<Duty, string>();
export const dutyKey = (duty: Duty): string => {
  const kept = lineKeys.get(duty) ?? JSON.stringify(duty);
  lineKeys.set(duty, kept);
  return kept;
};

/** The same for leaves that always come to the same amount. */
const leafKey = (leaf: Leaf): readonly string[] =>
  leaf.map(({ duty, part }) => `${part} ${dutyKey(duty)}`).sort();

/** Whether all of `a` is also in `b`, both sorted alike. */
function within<T>(a: readonly T[], b: readonly T[]): boolean {
  let at = 0;
  for (const key of b) if (a[at] === key) at++;
  return at === a.length;
}

/** Of leaves by what they charge (sorted alike, all distinct), those of which no other is a part, and those that are part of no other. */
export function extremesOf<T>(keys: readonly (readonly T[])[]) {
  const places = [...keys.keys()];
  const others = (place: number) => keys.filter((_, other) => other !== place);
  return {
    lows: places.filter((place) => !others(place).some((other) => within(other, keys[place]!))),
    highs: places.filter((place) => !others(place).some((other) => within(keys[place]!, other))),
  };
}

/** Leaves that can be the least, and the most. */
function outermost(leaves: readonly Leaf[]): Pick<Formula, 'lows' | 'highs'> {
  const keyed = leaves.map((leaf) => ({ leaf, key: leafKey(leaf) }));
  const distinct = [...new Map(keyed.map((one) => [one.key.join('|'), one])).values()];
  if (distinct.length === 1) return { lows: leaves.slice(0, 1), highs: leaves.slice(0, 1) };
  const { lows, highs } = extremesOf(distinct.map(({ key }) => key));
  const leafAt = (place: number) => distinct[place]!.leaf;
  return { lows: lows.map(leafAt), highs: highs.map(leafAt) };
}

/** None when every leaf comes to what is taken. */
function rangeOf(leaves: readonly Leaf[], taken: Leaf): Pick<Formula, 'lows' | 'highs'> {
  const own = leafKey(taken).join('|');
  return leaves.every((leaf) => leafKey(leaf).join('|') === own)
    ? { lows: [], highs: [] }
    : outermost(leaves);
}

function headingsOf(finding: Finding): readonly string[] {
  const own = finding.is === 'charged' ? [finding.heading] : [];
  const exceptions =
    finding.is === 'excepted'
      ? [finding.exception]
      : finding.is === 'charged'
        ? finding.claimed
        : finding.is === 'left-nothing'
          ? finding.exceptions
          : [];
  return [...own, ...exceptions.flatMap(({ value }) => value.heading ?? [])];
}

const chapter99 = new Map<string, boolean>();

function isChapter99(heading: string): boolean {
  const known = chapter99.get(heading) ?? /^99\d\d\.\d\d\.\d\d/.test(heading);
  chapter99.set(heading, known);
  return known;
}

/** The goods may not be imported: `assess` refuses them in words. */
export const forbids = (findings: readonly Finding[]): boolean =>
  findings.some(({ is }) => is === 'forbidden');

/** The headings of a measure that are filed. */
export const filedUnder = ({ id, program }: Measure, headings: readonly string[]): Filed => ({
  measure: id,
  program,
  headings: headings.filter(isChapter99),
});

/** The headings that `assess` tells to file, in the same order, joined by spaces; `filed` is in the order of the law. */
export function filingOf(filed: readonly Filed[], programs: Pack['programs']): string {
  const order = (key: 'order' | 'filing') => (a: Filed, b: Filed) =>
    (programs[a.program]?.[key] ?? 99) - (programs[b.program]?.[key] ?? 99);
  const sorted = filed.length < 2 ? filed : [...filed].sort(order('order')).sort(order('filing'));
  return [...new Set(sorted.flatMap(({ headings }) => headings))].join(' ');
}

const byQuantity = ({ duty, exceptions }: Standing): boolean =>
  unitsOf(duty.value).length > 0 ||
  exceptions.some(({ value }) => value.duty !== undefined && unitsOf(value.duty).length > 0);

/** A measure in force that charges by quantity: `assess` may refuse, and only it can say so. */
export const mayRefuse = (standing: Standing): boolean =>
  standing.state.is === 'in-force' && byQuantity(standing);

const concerns = ({ goods }: Standing, { code, on }: Probe, lists: Setting['lists']): boolean =>
  goodsIn(goods, code, lists, askOn(code, on)) !== 'no';

/** Asks the reference evaluator; undefined when only `assess` itself can answer. */
export function formulaOf(setting: Setting, programs: Pack['programs'], probe: Probe): Formula | undefined {
  if (
    probe.view.standings.some((standing) => concerns(standing, probe, setting.lists) && mayRefuse(standing))
  )
    return undefined;
  const { ground, reads } = groundOf(setting, probe);
  const sheet = factSheet(new Map());
  const findings = findAll(ground, sheet);
  if (forbids(findings)) return undefined;
  const leaves = openRange(sheet.gaps) ? leavesOf(ground, findings, sheet.gaps) : [];
  if (!leaves) return undefined;
  reads.delete('rate');
  const taken = leafOf(probe.view, findings);
  const filed = probe.view.standings.map(({ measure }, index) =>
    filedUnder(measure, headingsOf(findings[index]!)),
  );
  return {
    taken,
    ...rangeOf(leaves, taken),
    filing: filingOf(filed, programs),
    reads: [...reads].sort(),
  };
}
