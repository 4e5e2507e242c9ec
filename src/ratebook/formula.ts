// What the law does to an entry apart from its value: leaves of charged lines, found by asking the reference evaluator.

import type { Entry } from '../assess/entry.ts';
import { type Finding, findAll, type Ground } from '../assess/evaluate.ts';
import { type Assumed, factSheet, type Gap } from '../assess/facts.ts';
import type { Duty } from '../core/duty.ts';
import { unitsOf } from '../core/duty.ts';
import type { Ppm } from '../core/money.ts';
import type { Truth } from '../core/truth.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import { askOn, goodsIn } from '../law/scope.ts';
import type { Standing, View } from '../law/view.ts';

/** One charged line: a duty on a part of the customs value. */
export interface FormulaLine {
  readonly program: string;
  readonly duty: Duty;
  readonly part: Ppm;
}

/** The lines that are charged when every open fact has one answer. */
export type Leaf = readonly FormulaLine[];

export interface Formula {
  /** What is charged with silence read as CBP reads it. */
  readonly taken: Leaf;
  /** Leaves among which the least total is, and the most; empty when there is only `taken`. */
  readonly lows: readonly Leaf[];
  readonly highs: readonly Leaf[];
  readonly filing: string;
  /** Features of the entry that were asked about. */
  readonly reads: readonly string[];
  /** Whether the rate of the base duty was asked about. */
  readonly readsRate: boolean;
}

/** Features that are declared; those that are not stay open. */
export type Declared = Pick<Entry, 'mode' | 'loaded' | 'usContent' | 'metals' | 'claims' | 'facts'>;

export const NOTHING: Declared = { metals: {}, claims: [], facts: {} };

/** What stays the same from probe to probe. */
export interface Setting extends Pick<Ground, 'lists' | 'groups' | 'zone' | 'factTable'> {
  readonly programs: Pack['programs'];
}

export interface Probe {
  readonly code: string;
  readonly origin: string;
  readonly on: number;
  readonly onDay: number;
  readonly view: View;
  readonly declared: Declared;
  /** Ad valorem equivalent of the base duty. */
  readonly rate: Ppm;
  /** What a scope says of the goods when nobody is asked, when that is known beforehand. */
  readonly silent?: (scope: GoodsScope) => Truth;
}

/** As in `assess`: more ways of answering open facts than this are not worked out. */
const MOST_LEAVES = 128;
const VALUE = 1_000_000;

const featureNames = { fact: new Map<string, string>(), claim: new Map<string, string>() };

/** `fact:donation`, made once. */
export function featureOf(kind: 'fact' | 'claim', name: string): string {
  const known = featureNames[kind].get(name) ?? `${kind}:${name}`;
  featureNames[kind].set(name, known);
  return known;
}

/** An entry that writes down which of its features are looked at. */
function watched({ code, origin, on, onDay, declared }: Probe, reads: Set<string>): Entry {
  const noted = <T>(feature: string, value: T): T => {
    reads.add(feature);
    return value;
  };
  const facts = new Proxy(declared.facts, {
    get: (all, name: string) => noted(featureOf('fact', name), all[name]),
  });
  const claims = {
    includes: (name: string) => noted(featureOf('claim', name), declared.claims.includes(name)),
  } as unknown as readonly string[];
  const quantity = new Proxy({}, { get: () => 1000 });
  return {
    code,
    origin,
    on,
    onDay,
    value: VALUE,
    quantity,
    facts,
    claims,
    get mode() {
      return noted('mode', declared.mode)!;
    },
    get loaded() {
      return noted('loaded', declared.loaded)!;
    },
    get usContent() {
      return noted('us-content', declared.usContent)!;
    },
    get metals() {
      return noted('metals', declared.metals);
    },
  };
}

/** A map that is already full: it answers by asking. */
const remembered = (silent: Probe['silent']): Ground['silent'] =>
  silent === undefined ? new Map() : ({ get: silent, set: () => undefined } as unknown as Ground['silent']);

const isCharged = (finding: Finding): finding is Extract<Finding, { is: 'charged' }> =>
  finding.is === 'charged';

function leafOf(view: View, findings: readonly Finding[]): Leaf {
  return findings.flatMap((finding, index) => {
    if (!isCharged(finding)) return [];
    const { program } = view.standings[index]!.measure;
    return [{ program, duty: finding.duty, part: finding.share }];
  });
}

const openRange = (gaps: ReadonlyMap<string, Gap>): Gap | undefined => {
  for (const gap of gaps.values()) if (gap.kind === 'range') return gap;
  return undefined;
};

/** Every leaf of the tree that `assess` walks for its range; undefined when it is larger than `assess` walks. */
function leavesOf(ground: Ground, first: readonly Finding[], gaps: ReadonlyMap<string, Gap>) {
  const leaves: Leaf[] = [];
  const walk = (findings: readonly Finding[], open: ReadonlyMap<string, Gap>, assumed: Assumed): boolean => {
    const gap = openRange(open);
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
const dutyKey = (duty: Duty): string => {
  const kept = lineKeys.get(duty) ?? JSON.stringify(duty);
  lineKeys.set(duty, kept);
  return kept;
};

/** The same for leaves that always come to the same amount. */
const leafKey = (leaf: Leaf): readonly string[] =>
  leaf.map(({ duty, part }) => `${part} ${dutyKey(duty)}`).sort();

/** Whether every line of `a` is also in `b`: then `a` never comes to more. */
function within(a: readonly string[], b: readonly string[]): boolean {
  let at = 0;
  for (const key of b) if (a[at] === key) at++;
  return at === a.length;
}

/** Leaves that can be the least, and the most: those of which no other is a part, or which are part of no other. */
function outermost(leaves: readonly Leaf[], taken: Leaf): Pick<Formula, 'lows' | 'highs'> {
  const byKey = new Map(leaves.map((leaf) => [leafKey(leaf).join('|'), { leaf, key: leafKey(leaf) }]));
  const distinct = [...byKey.values()];
  if (distinct.every(({ key }) => key.join('|') === leafKey(taken).join('|'))) return { lows: [], highs: [] };
  const lows = distinct.filter((one) => !distinct.some((two) => two !== one && within(two.key, one.key)));
  const highs = distinct.filter((one) => !distinct.some((two) => two !== one && within(one.key, two.key)));
  return { lows: lows.map(({ leaf }) => leaf), highs: highs.map(({ leaf }) => leaf) };
}

interface Judged {
  readonly standing: Standing;
  readonly finding: Finding;
}

function headingsOf({ finding }: Judged): readonly string[] {
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

/** The chapter 99 headings that `assess` tells to file, in the same order. */
function filingOf(view: View, findings: readonly Finding[], programs: Pack['programs']): string {
  const order = (key: 'order' | 'filing') => (a: Judged, b: Judged) =>
    (programs[a.standing.measure.program]?.[key] ?? 99) - (programs[b.standing.measure.program]?.[key] ?? 99);
  const judged = view.standings
    .map((standing, index) => ({ standing, finding: findings[index]! }))
    .filter(({ finding }) => finding.is !== 'out')
    .sort(order('order'))
    .sort(order('filing'));
  const headings = judged.flatMap(headingsOf).filter((heading) => /^99\d\d\.\d\d\.\d\d/.test(heading));
  return [...new Set(headings)].join(' ');
}

const byQuantity = ({ duty, exceptions }: Standing): boolean =>
  unitsOf(duty.value).length > 0 ||
  exceptions.some(({ value }) => value.duty !== undefined && unitsOf(value.duty).length > 0);

/**
 * Whether a measure that could concern the goods forbids them or charges by quantity: then `assess` may refuse, on this answer to
 * the open facts or another, and only it can say so.
 */
const mayRefuse = ({ view, code, on }: Probe, lists: Setting['lists']): boolean =>
  view.standings.some(
    (standing) =>
      standing.state.is === 'in-force' &&
      (standing.measure.prohibits !== undefined || byQuantity(standing)) &&
      goodsIn(standing.goods, code, lists, askOn(code, on)) !== 'no',
  );

/** Asks the reference evaluator; undefined when only `assess` itself can answer. */
export function formulaOf(setting: Setting, probe: Probe): Formula | undefined {
  if (mayRefuse(probe, setting.lists)) return undefined;
  const reads = new Set<string>();
  const base = {
    amount: 0,
    get rate() {
      reads.add('rate');
      return probe.rate;
    },
  };
  const { lists, groups, zone, factTable } = setting;
  const ground: Ground = {
    lists,
    groups,
    zone,
    factTable,
    view: probe.view,
    base,
    silent: remembered(probe.silent),
    entry: watched(probe, reads),
  };
  const sheet = factSheet(new Map());
  const findings = findAll(ground, sheet);
  const leaves = openRange(sheet.gaps) ? leavesOf(ground, findings, sheet.gaps) : [];
  if (!leaves) return undefined;
  const readsRate = reads.delete('rate');
  const taken = leafOf(probe.view, findings);
  return {
    taken,
    ...outermost(leaves, taken),
    filing: filingOf(probe.view, findings, setting.programs),
    reads: [...reads].sort(),
    readsRate,
  };
}
