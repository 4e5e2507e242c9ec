// Lists of goods on two clocks: every code of a list has its own timeline of in, out, or in part ("ex").

import { type GoodsCode, hasBeneath, prefixesOf } from '../core/code.ts';
import { FOREVER, type Moment } from '../core/moment.ts';
import { at, constant, overlay, type Timeline } from '../core/timeline.ts';
import type { Truth } from '../core/truth.ts';
import type { ListAct } from './instrument.ts';
import type { Source } from './measure.ts';

/** `undefined`: no act speaks of this code on that day. */
export type Membership =
  | { readonly is: 'in' | 'out' | 'ex'; readonly words?: string; readonly by: Source }
  | undefined;

export interface GoodsList {
  readonly name: string;
  readonly title: string;
  readonly entries: ReadonlyMap<string, Timeline<Membership>>;
  /** Prefixes in ascending order, for questions about codes that are too short. */
  readonly codes: readonly string[];
}

type Entries = Map<string, Timeline<Membership>>;

/** Lays a membership on codes; those met for the first time share one timeline. */
function lay(entries: Entries, codes: readonly string[], act: ListAct, membership: Membership): void {
  const span = { from: act.from, until: act.until ?? FOREVER };
  const fresh = overlay(constant(undefined as Membership), span, membership);
  for (const code of codes) {
    const line = entries.get(code);
    entries.set(code, line ? overlay(line, span, membership) : fresh);
  }
}

function foldEntries(sources: readonly ListSource[]): Entries {
  const entries: Entries = new Map();
  for (const by of sources) {
    const { act } = by;
    const whole = act.add.filter((one) => typeof one === 'string');
    lay(entries, whole, act, { is: 'in', by });
    for (const one of act.add)
      if (typeof one !== 'string') lay(entries, [one.code], act, { is: 'ex', words: one.ex, by });
    lay(entries, act.remove, act, { is: 'out', by });
  }
  return entries;
}

type ListSource = Source & { readonly act: ListAct };

/** A list is folded when it is first looked at: most questions touch few of them. */
function lazyList(name: string, sources: readonly ListSource[]): GoodsList {
  let entries: Entries | undefined;
  let codes: readonly string[] | undefined;
  const folded = () => {
    entries ??= foldEntries(sources);
    return entries;
  };
  return {
    name,
    title: sources.findLast(({ act }) => act.title !== undefined)?.act.title ?? name,
    get entries() {
      return folded();
    },
    get codes() {
      codes ??= [...folded().keys()].sort();
      return codes;
    },
  };
}

const isListSource = (source: Source): source is ListSource => source.act.act === 'list';

/** Folds the list acts among `sources`, which come in the order in which they count. */
export function foldLists(sources: readonly Source[]): ReadonlyMap<string, GoodsList> {
  const byName = new Map<string, ListSource[]>();
  for (const source of sources.filter(isListSource)) {
    const kept = byName.get(source.act.list);
    if (kept) kept.push(source);
    else byName.set(source.act.list, [source]);
  }
  return new Map([...byName].map(([name, own]) => [name, lazyList(name, own)]));
}

/** The timelines of a list that speak of one code: its own prefixes, longest first, and the codes beneath it. */
interface Reach {
  readonly own: readonly Timeline<Membership>[];
  readonly deeper: readonly Timeline<Membership>[];
}

const UNTOUCHED: Reach = { own: [], deeper: [] };
/** At most so many codes are remembered for a list. */
const MOST_REMEMBERED = 20_000;
const reaches = new WeakMap<GoodsList, Map<GoodsCode, Reach>>();

function findReach(list: GoodsList, code: GoodsCode): Reach {
  const own = prefixesOf(code).flatMap((prefix) => {
    const line = list.entries.get(prefix);
    return line ? [line] : [];
  });
  const deeper = hasBeneath(list.codes, code)
    ? list.codes
        .filter((one) => one.length > code.length && one.startsWith(code))
        .map((one) => list.entries.get(one)!)
    : [];
  return own.length + deeper.length === 0 ? UNTOUCHED : { own, deeper };
}

function reachOf(list: GoodsList, code: GoodsCode): Reach {
  const known = reaches.get(list);
  const found = known?.get(code);
  if (found) return found;
  const kept = known && known.size < MOST_REMEMBERED ? known : new Map<GoodsCode, Reach>();
  const reach = findReach(list, code);
  reaches.set(list, kept.set(code, reach));
  return reach;
}

function decided({ own }: Reach, on: Moment): Membership {
  for (const line of own) {
    const membership = at(line, on);
    if (membership) return membership;
  }
  return undefined;
}

/** The decision of the longest prefix that has one at `on`. */
export const membershipOf = (list: GoodsList, code: GoodsCode, on: Moment): Membership =>
  decided(reachOf(list, code), on);

const TRUTH_OF = { in: 'yes', out: 'no', ex: 'unknown' } as const;

/** Whether goods of a code are on the list: unknown when the list goes deeper than the code, or says `ex`. */
export function listed(list: GoodsList, code: GoodsCode, on: Moment): Truth {
  const reach = reachOf(list, code);
  if (reach === UNTOUCHED) return 'no';
  const membership = decided(reach, on);
  if (membership?.is === 'ex') return 'unknown';
  const own: Truth = membership?.is === 'in' ? 'yes' : 'no';
  const differs = (line: Timeline<Membership>) => {
    const is = at(line, on)?.is;
    return is !== undefined && TRUTH_OF[is] !== own;
  };
  return reach.deeper.some(differs) ? 'unknown' : own;
}

/**
 * Whether a code of 8 digits ending in 00 stands for a subheading that the lists divide further. In the Harmonized System a line `…00`
 * has no sisters, so such a code names no line: only its 6 digits can be meant.
 */
export const isDivided = (lists: Iterable<GoodsList>, code: GoodsCode): boolean =>
  code.length === 8 &&
  code.endsWith('00') &&
  [...lists].some(({ codes }) =>
    codes.some((one) => one.length >= 8 && one.startsWith(code.slice(0, 6)) && !one.startsWith(code)),
  );

/** Number of codes on the list at a moment. */
export const sizeAt = (list: GoodsList, on: Moment): number =>
  [...list.entries.values()].filter((line) => ['in', 'ex'].includes(at(line, on)?.is ?? 'out')).length;
