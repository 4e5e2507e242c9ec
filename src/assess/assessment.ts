// The answer for one entry: what is charged and why, what is not, what to file, and what would change it.

import type { ErrorShape } from '../core/errors.ts';

/** A decimal text in the territory's currency: `5400.00`. */
export type Amount = string;

export interface Span<T> {
  readonly low: T;
  readonly high: T;
}

export interface DutyLine {
  readonly measure: string;
  readonly program: string;
  readonly heading: string;
  /** The duty as the law words it: `25%`, `to 15%`, `3.4 cents/kg`. */
  readonly rate: string;
  /** The part of the value it is charged on. */
  readonly base: { readonly kind: string; readonly share: number; readonly value: Amount };
  readonly amount: Amount;
  readonly instrument: string;
  readonly clause: string;
  readonly cite: string;
  /** `secondary` or `unverified` when the legal text itself was not read. */
  readonly mark?: string;
}

export interface FeeLine {
  readonly fee: string;
  readonly label: string;
  readonly rate: string;
  readonly amount: Amount;
  readonly cite: string;
  readonly mark?: string;
}

export interface Suppressed {
  readonly measure: string;
  readonly heading: string;
  readonly why: string;
  readonly instrument: string;
  readonly clause: string;
}

export interface Question {
  readonly fact: string;
  readonly ask: string;
  readonly low: Amount;
  readonly high: Amount;
  /** Set where one of the answers means that the goods may not be imported: the refusal. */
  readonly refused?: string;
}

export interface Assessment {
  readonly basis: { readonly known: string; readonly on: string };
  readonly entry: Readonly<Record<string, unknown>>;
  readonly total: Span<Amount>;
  /** Total over customs value. */
  readonly rate: Span<number>;
  /** The total without the base duty, over customs value: what the measures add. */
  readonly additional: Span<number>;
  readonly lines: readonly DutyLine[];
  readonly fees: readonly FeeLine[];
  readonly suppressed: readonly Suppressed[];
  readonly filing: readonly string[];
  readonly questions: readonly Question[];
  readonly receipt: {
    readonly law: string;
    readonly engine: string;
    /** The imported schedule that gave the base duty, with its hash. */
    readonly schedule?: string;
    readonly assumptions: readonly string[];
  };
}

export interface FailedRow {
  readonly error: ErrorShape & { readonly line?: number };
}
