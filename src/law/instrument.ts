// The law as read from its files: instruments and the acts in them. Everything here is plain data that survives JSON.

import type { Day } from '../core/day.ts';
import type { Duty } from '../core/duty.ts';
import type { Moment, Zone } from '../core/moment.ts';
import type { Ppm } from '../core/money.ts';

export const KINDS = [
  'statute',
  'proclamation',
  'executive-order',
  'memorandum',
  'notice',
  'agreement',
  'judgment',
  'announcement',
  'regulation',
  'hypothetical',
] as const;
export type InstrumentKind = (typeof KINDS)[number];

/** How far our text of an instrument was checked; `mark` when the legal text itself was not read. */
export interface Verified {
  readonly against: string;
  readonly on: Day;
  readonly mark?: 'secondary' | 'unverified';
  readonly note?: string;
}

export interface Instrument<T = Moment> {
  readonly id: string;
  readonly kind: InstrumentKind;
  readonly title: string;
  readonly signed: Day;
  /** From when the text can be known. */
  readonly published: Moment;
  readonly cite: string;
  readonly url?: string;
  readonly authority?: string;
  readonly note?: string;
  readonly verified: Verified;
  readonly file: string;
  readonly acts: readonly Act<T>[];
}

/** Prefixes of goods codes and `list:NAME`. */
export interface GoodsScope {
  readonly any: readonly string[];
  readonly except: readonly string[];
}

/** Countries and `group:NAME`; `all` countries, or those named in `of`. */
export interface OriginScope {
  readonly all: boolean;
  readonly of: readonly string[];
  readonly except: readonly string[];
}

export interface Threshold {
  readonly op: '>=' | '>' | '<=' | '<' | '=';
  readonly share: Ppm;
}

/** A bound on the value of one unit; `price` in millionths of a dollar. */
export interface PriceTest {
  readonly op: Threshold['op'];
  readonly price: number;
}

export const METALS = ['steel', 'aluminum', 'copper'] as const;
export type Metal = (typeof METALS)[number];

export type Condition<T = Moment> =
  | { readonly is: 'goods'; readonly goods: GoodsScope }
  | { readonly is: 'origins'; readonly origins: OriginScope }
  | { readonly is: 'loaded' | 'entered'; readonly before?: T; readonly from?: T }
  | { readonly is: 'mode' | 'claim' | 'subject-to'; readonly of: readonly string[] }
  | { readonly is: 'us-content' | 'base-duty'; readonly test: Threshold }
  | { readonly is: 'unit-value'; readonly unit: string; readonly test: PriceTest }
  | { readonly is: 'content'; readonly metal: Metal; readonly test: Threshold }
  | { readonly is: 'fact'; readonly fact: string; readonly holds: boolean }
  /** Only what the entry says: nobody is asked, and silence is no. */
  | { readonly is: 'declared'; readonly fact: string }
  | { readonly is: 'any' | 'all'; readonly of: readonly Condition<T>[] }
  | { readonly is: 'not'; readonly of: Condition<T> };

export const BASES = [
  'customs-value',
  'steel-content',
  'aluminum-content',
  'copper-content',
  'non-us-content',
] as const;
export type Base = (typeof BASES)[number];

/** A chapter 99 heading, or headings tried in order: the first whose condition holds is declared. */
export type Headings<T = Moment> = readonly { readonly heading: string; readonly when?: Condition<T> }[];

/** With neither `duty` nor `base`: the measure is not charged. With `gives-way: content`: only on what is left. */
export interface Exception<T = Moment> {
  readonly key: string;
  readonly heading?: string;
  readonly when: Condition<T>;
  readonly duty?: Duty;
  readonly base?: Base;
  readonly givesWay?: 'content' | 'whole';
  readonly note?: string;
}

export interface MeasureFields<T = Moment> {
  readonly heading: Headings<T>;
  readonly origins: OriginScope;
  readonly goods: GoodsScope | null;
  readonly duty: Duty;
  readonly base: Base;
  readonly when: Condition<T> | null;
  readonly inLieuOf: readonly string[];
}

interface ActBase<T> {
  readonly clause: string;
  readonly from: T;
  readonly until?: T;
  readonly mark?: 'secondary' | 'unverified';
  readonly note?: string;
}

export interface Impose<T = Moment> extends ActBase<T> {
  readonly act: 'impose';
  readonly target: string;
  readonly program: string;
  /** Not a duty but a ban: where it holds, the entry is refused with these words. */
  readonly prohibits?: string;
  readonly fields: MeasureFields<T>;
  readonly except: readonly Exception<T>[];
}

export interface Amend<T = Moment> extends ActBase<T> {
  readonly act: 'amend';
  readonly targets: readonly string[];
  readonly fields: Partial<MeasureFields<T>>;
}

export interface Suspend<T = Moment> extends ActBase<T> {
  readonly act: 'suspend';
  readonly targets: readonly string[];
}

export interface End<T = Moment> extends ActBase<T> {
  readonly act: 'end';
  readonly targets: readonly string[];
}

export interface Except<T = Moment> extends ActBase<T> {
  readonly act: 'except';
  readonly targets: readonly string[];
  /** Key of the exception that is added, replaced or (when `exception` is null) taken away. */
  readonly key: string;
  readonly exception: Exception<T> | null;
}

/** A code of a list; with `ex` when only the part described in words is meant. */
export type ListedCode = string | { readonly code: string; readonly ex: string };

export interface ListAct<T = Moment> extends ActBase<T> {
  readonly act: 'list';
  readonly list: string;
  readonly title?: string;
  /** How many codes the source counts in `add`. */
  readonly count?: number;
  readonly add: readonly ListedCode[];
  readonly remove: readonly string[];
}

export interface Void<T = Moment> extends ActBase<T> {
  readonly act: 'void';
  readonly targets: readonly string[];
  /** End of collection, when later than the legal end `from`. */
  readonly collectedUntil?: T;
  readonly refund?: string;
  readonly refundUntil?: T;
  /** Ways to claim that end so many days after the entry's liquidation. */
  readonly refundClaims?: readonly RefundClaim[];
}

export interface RefundClaim {
  readonly claim: string;
  readonly days: number;
}

export type Act<T = Moment> = Impose<T> | Amend<T> | Suspend<T> | End<T> | Except<T> | ListAct<T> | Void<T>;

/** A moment of an outcome file: so many days after the deadline at the same clock time, or a fixed moment. */
export type RelativeMoment = Moment | { readonly deadline: number };

export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  /** Measures whose next change is the deadline. */
  readonly deadlineOf: readonly string[];
  readonly acts: readonly Act<RelativeMoment>[];
  readonly file: string;
}

export interface Territory {
  readonly jurisdiction: string;
  readonly country: string;
  readonly name: string;
  readonly zone: Zone;
  readonly currency: string;
  readonly from: Day;
  readonly through: Day;
}
