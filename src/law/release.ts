// Releases of a tariff schedule and the days on which its rates turned, as `law/<jurisdiction>/releases.yaml` writes them.

import type { Day } from '../core/day.ts';

/** A release came out on some day from `from` through `through`; equal when the day is known. */
export interface ReleaseSpan {
  readonly from: Day;
  readonly through: Day;
}

/** A day on which base rates turned, and which of them. */
export interface Turn {
  readonly day: Day;
  readonly general: boolean;
  readonly special: 'all' | readonly string[];
  /** Codes came and went. */
  readonly lines: boolean;
  readonly cite: string;
}

/** A misprint of the releases before `before`. */
export interface Slip {
  readonly code: string;
  readonly before: string;
  readonly general?: string;
  readonly special?: string;
  readonly column2?: string;
  readonly cite: string;
}

export interface ReleaseTable {
  /** From this day on nothing changes between two turns. */
  readonly wholeFrom: Day;
  readonly editorial: readonly string[];
  readonly turns: readonly Turn[];
  readonly slips: readonly Slip[];
  readonly releases: Readonly<Record<string, ReleaseSpan>>;
}

export const NO_RELEASES: ReleaseTable = {
  wholeFrom: Number.MAX_SAFE_INTEGER,
  editorial: [],
  turns: [],
  slips: [],
  releases: {},
};
