// Compares the lists that chapter 99 prints in its notes with the lists of the pack at a moment, code by code.

import type { GoodsCode } from '../core/code.ts';
import type { Moment } from '../core/moment.ts';
import { at } from '../core/timeline.ts';
import { type Chapter99, codesUnder, shortest, wholeLine } from './chapter99/read.ts';
import type { Explanation, PrintedLists } from './printed-lists.ts';
import type { ResolvedLaw } from './resolve.ts';

/**
 * `matched`: the same codes. `explained`: every difference has its reason. `differing`: some have none. `apart`: printed,
 * and not a list of the pack for the reason given. `unmapped`: printed, and unknown to the table of lists.
 */
export type ListVerdict = 'matched' | 'explained' | 'differing' | 'apart' | 'unmapped';

export interface Explained {
  readonly side: 'here' | 'there';
  readonly codes: number;
  readonly reason: string;
}

export interface ListComparison {
  readonly note: string;
  readonly lists: readonly string[];
  readonly verdict: ListVerdict;
  /** Codes on both sides. */
  readonly same: number;
  /** Codes without an explanation. */
  readonly onlyHere: readonly GoodsCode[];
  readonly onlyThere: readonly GoodsCode[];
  readonly explained: readonly Explained[];
  /** Explanations that explain nothing any more. */
  readonly idle: readonly string[];
}

/** Fewer codes in a subdivision that the table does not know are cross-references. */
const LEAST_CODES = 3;

function codesOn(law: ResolvedLaw, names: readonly string[], on: Moment): ReadonlySet<GoodsCode> {
  const codes = names.flatMap((name) =>
    [...(law.lists.get(name)?.entries ?? [])].flatMap(([code, line]) => {
      const membership = at(line, on);
      return membership && membership.is !== 'out' ? [wholeLine(code)] : [];
    }),
  );
  return new Set(codes);
}

/** Codes that the scopes of measures name themselves, not through a list. */
function scopesOn(law: ResolvedLaw, ids: readonly string[], on: Moment): readonly GoodsCode[] {
  return law.measures
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ goods }) => at(goods, on)?.value?.any.filter((one) => !one.startsWith('list:')) ?? [])
    .map(wholeLine);
}

interface Side {
  readonly here: readonly GoodsCode[];
  readonly there: readonly GoodsCode[];
}

const explains = (one: Explanation, law: ResolvedLaw, on: Moment): ReadonlySet<GoodsCode> =>
  one.codes ? new Set(one.codes.map(wholeLine)) : codesOn(law, one['also-on'] ?? [], on);

function settle(sides: Side, explanations: readonly Explanation[], law: ResolvedLaw, on: Moment) {
  let { here, there } = sides;
  const explained: Explained[] = [];
  const idle: string[] = [];
  for (const one of explanations) {
    const codes = explains(one, law, on);
    const hit = (one.side === 'here' ? here : there).filter((code) => codes.has(code));
    if (hit.length === 0) idle.push(one.reason);
    else explained.push({ side: one.side, codes: hit.length, reason: one.reason });
    if (one.side === 'here') here = here.filter((code) => !codes.has(code));
    else there = there.filter((code) => !codes.has(code));
  }
  return { onlyHere: here, onlyThere: there, explained, idle };
}

type Entry = PrintedLists['notes'][string];

function compareNote(
  note: string,
  entry: Entry,
  chapter: Chapter99,
  law: ResolvedLaw,
  on: Moment,
): ListComparison {
  if ('apart' in entry) {
    const codes = codesUnder(chapter.subdivisions, note, 'both').length;
    const explained = [{ side: 'there', codes, reason: entry.apart }] as const;
    return { note, lists: [], verdict: 'apart', same: 0, onlyHere: [], onlyThere: [], explained, idle: [] };
  }
  const printed = new Set(codesUnder(chapter.subdivisions, note, entry.take ?? 'rows'));
  const lists = entry.lists ?? [];
  const measures = entry.measures ?? [];
  const ours = new Set(shortest([...codesOn(law, lists, on), ...scopesOn(law, measures, on)]));
  const here = [...ours].filter((code) => !printed.has(code)).sort();
  const there = [...printed].filter((code) => !ours.has(code));
  const settled = settle({ here, there }, entry.differences ?? [], law, on);
  const open = settled.onlyHere.length + settled.onlyThere.length;
  const verdict = open > 0 ? 'differing' : settled.explained.length > 0 ? 'explained' : 'matched';
  return { note, lists: [...lists, ...measures], verdict, same: ours.size - here.length, ...settled };
}

const covers = (known: readonly string[], name: string): boolean =>
  known.some((one) => name === one || name.startsWith(`${one}(`));

function unmapped(chapter: Chapter99, known: readonly string[]): readonly ListComparison[] {
  return chapter.subdivisions
    .filter(({ name, codes }) => codes.length >= LEAST_CODES && !covers(known, name))
    .map(({ name, codes }) => ({
      note: name,
      lists: [],
      verdict: 'unmapped',
      same: 0,
      onlyHere: [],
      onlyThere: [...codes].sort(),
      explained: [],
      idle: [],
    }));
}

/** One comparison for every subdivision of the table that the file has, and for every list that the table does not know. */
export function compareLists(
  chapter: Chapter99,
  law: ResolvedLaw,
  on: Moment,
  table: PrintedLists,
): readonly ListComparison[] {
  const has = (note: string) => chapter.subdivisions.some(({ name }) => covers([note], name));
  const known = Object.keys(table.notes);
  const mapped = known.filter(has).map((note) => compareNote(note, table.notes[note]!, chapter, law, on));
  return [...mapped, ...unmapped(chapter, known)];
}

/** Lists of the jurisdiction with codes at the moment that are neither in the table of notes nor said to be unprinted. */
export function unplacedLists(
  law: ResolvedLaw,
  on: Moment,
  table: PrintedLists,
  jurisdiction = 'us',
): readonly string[] {
  const placed = new Set([
    ...Object.values(table.notes).flatMap((entry) => ('apart' in entry ? [] : (entry.lists ?? []))),
    ...Object.keys(table.unprinted),
  ]);
  const families = [...placed].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return [...law.lists.keys()]
    .filter((name) => name.startsWith(`${jurisdiction}/`) && !placed.has(name))
    .filter((name) => !families.some((start) => name.startsWith(start)))
    .filter((name) => codesOn(law, [name], on).size > 0)
    .sort();
}
