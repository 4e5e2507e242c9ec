// What is read out of a text: claims with their place in it, and what the record and the law of that day say.

import type { IsoDay } from '../record/model.ts';

export const CLAIM_KINDS = [
  'rate',
  'coverage',
  'deadline',
  'extension',
  'return',
  'deal',
  'meeting',
  'office',
  'statement',
  'control',
  'dependence',
  'aim',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const VERDICTS = [
  'supported',
  'supported-with-difference',
  'contradicted',
  'not-in-record',
  'not-checkable',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How the text says it: as a fact, as possible, as a wish, as something past, or as not so. */
export type Mood = 'fact' | 'possible' | 'aim' | 'past' | 'negated';

/** What the rules understood; a slot that could not be filled is missing. */
export interface Slots {
  /** Country or EU whose goods are meant, or the other side of the talks. */
  readonly partner?: string;
  /** The partner is named in the same sentence; of a return: or is the only one the text speaks of. */
  readonly named?: boolean;
  /** Who charges. */
  readonly importer?: string;
  readonly person?: string;
  readonly office?: string;
  /** A title given to someone of whom a past deed is told: it can be a courtesy. */
  readonly courtesy?: boolean;
  /** Percent or points. */
  readonly rate?: number;
  readonly rateHigh?: number;
  /** `up to`, a range, `triple-digit`, `average`. */
  readonly bound?: 'up-to' | 'range' | 'triple-digit' | 'average' | 'double-digit';
  readonly unit?: 'percent' | 'points';
  /** The rate is a step and not a level: `cut by 10 points`. */
  readonly change?: 'up' | 'down';
  /** `Canada's tariff`: of a party's name alone it is not clear whether it charges or pays. */
  readonly either?: boolean;
  /** Goods of all countries are meant, apart from those named as exceptions. */
  readonly everyone?: boolean;
  /** The words look ahead: `will pay`, `fall to`. */
  readonly coming?: boolean;
  /** The words tell of a new duty, not of all that is paid: `answered with 15 percent`. */
  readonly added?: boolean;
  /** The text itself says that it is suspended. */
  readonly suspended?: boolean;
  /** A mere supposition: `if tariffs returned`. */
  readonly supposed?: boolean;
  /** A holder of an office whom the record does not know. */
  readonly stranger?: string;
  readonly goods?: string;
  readonly program?: string;
  readonly coverage?: 'all' | 'nearly-all' | 'most' | 'some';
  readonly day?: IsoDay;
  /** `2025-08` when only the month is said. */
  readonly month?: string;
  readonly days?: number;
  readonly hours?: number;
  readonly city?: string;
  readonly venue?: string;
  /** `second day` → 2. */
  readonly nthDay?: number;
  readonly level?: 'reached' | 'final';
  readonly topics?: readonly string[];
  readonly share?: number;
}

export interface Claim {
  readonly kind: ClaimKind;
  readonly text: string;
  /** Offsets into the plain text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly mood: Mood;
  readonly slots: Slots;
  /** Words that could not be tied to anything: the claim is left incomplete and shown so. */
  readonly missing: readonly string[];
}

/** An act, event, office or figure that a claim was held against. */
export interface Reference {
  readonly is: 'instrument' | 'round' | 'agreement' | 'statement' | 'office' | 'mineral' | 'control';
  readonly id: string;
  readonly clause?: string;
  readonly cite?: string;
  readonly url?: string;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** One plain sentence. */
  readonly why: string;
  readonly against: readonly Reference[];
}

export type CheckedClaim = Claim & Judgement;

export interface Reading {
  readonly date: IsoDay;
  readonly basis: { readonly known: IsoDay; readonly on: IsoDay };
  /** The plain text that offsets point into. */
  readonly text: string;
  readonly claims: readonly CheckedClaim[];
}
