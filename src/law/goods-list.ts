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

interface Draft {
  title: string;
  readonly entries: Map<string, Timeline<Membership>>;
}

function lay(draft: Draft, code: string, act: ListAct, membership: Membership): void {
  const line = draft.entries.get(code) ?? constant(undefined as Membership);
  draft.entries.set(code, overlay(line, { from: act.from, until: act.until ?? FOREVER }, membership));
}

function applyList(draft: Draft, act: ListAct, by: Source): void {
  if (act.title) draft.title = act.title;
  const whole: Membership = { is: 'in', by };
  const out: Membership = { is: 'out', by };
  for (const { code, ex } of act.add)
    lay(draft, code, act, ex === undefined ? whole : { is: 'ex', words: ex, by });
  for (const code of act.remove) lay(draft, code, act, out);
}

/** Folds the list acts among `sources`, which come in the order in which they count. */
export function foldLists(sources: readonly Source[]): ReadonlyMap<string, GoodsList> {
  const drafts = new Map<string, Draft>();
  for (const by of sources) {
    if (by.act.act !== 'list') continue;
    const draft = drafts.get(by.act.list) ?? { title: by.act.list, entries: new Map() };
    drafts.set(by.act.list, draft);
    applyList(draft, by.act, by);
  }
  return new Map(
    [...drafts].map(([name, { title, entries }]) => [
      name,
      { name, title, entries, codes: [...entries.keys()].sort() },
    ]),
  );
}

/** The decision of the longest prefix that has one at `on`. */
export function membershipOf(list: GoodsList, code: GoodsCode, on: Moment): Membership {
  for (const prefix of prefixesOf(code)) {
    const line = list.entries.get(prefix);
    const membership = line && at(line, on);
    if (membership) return membership;
  }
  return undefined;
}

const beneath = (list: GoodsList, code: GoodsCode): readonly string[] =>
  hasBeneath(list.codes, code)
    ? list.codes.filter((one) => one.length > code.length && one.startsWith(code))
    : [];

/** Whether goods of a code are on the list: unknown when the list goes deeper than the code, or says `ex`. */
export function listed(list: GoodsList, code: GoodsCode, on: Moment): Truth {
  const membership = membershipOf(list, code, on);
  if (membership?.is === 'ex') return 'unknown';
  const own: Truth = membership?.is === 'in' ? 'yes' : 'no';
  const deeper = beneath(list, code).map((one) => at(list.entries.get(one)!, on)?.is);
  return deeper.some((is) => is !== undefined && (is === 'in' ? 'yes' : is === 'out' ? 'no' : 'ex') !== own)
    ? 'unknown'
    : own;
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
