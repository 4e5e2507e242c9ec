// The whole law as one value: what the build step writes as JSON and the library, CLI and browser load.

import type { Instrument, Outcome, Territory } from './instrument.ts';
import type { PostalRule } from './postal.ts';
import type { Preference } from './preference.ts';
import type { Coverage, Fact, FeeSpec, Group, Program } from './reference.ts';
import type { ReleaseTable } from './release.ts';

/** A line of a tariff schedule as text; parsed where it is used. Days are integers. */
export interface ScheduleRow {
  readonly code: string;
  readonly name: string;
  readonly general: string;
  readonly special: string;
  readonly column2: string;
  readonly unit: string;
  readonly from?: number;
  readonly until?: number;
  /** The releases around these days differ about the line, and nothing says when it changed. */
  readonly unsettled?: boolean;
  /** The official release it was read from; missing for the embedded catalogue. */
  readonly release?: string;
}

export interface Pack {
  /** Hash of the law's files: what a receipt names. */
  readonly hash: string;
  readonly instruments: readonly Instrument[];
  readonly outcomes: readonly Outcome[];
  readonly programs: Readonly<Record<string, Program>>;
  readonly groups: Readonly<Record<string, Group>>;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly territories: Readonly<Record<string, Territory>>;
  readonly fees: Readonly<Record<string, readonly FeeSpec[]>>;
  readonly postal: Readonly<Record<string, readonly PostalRule[]>>;
  readonly preferences: Readonly<Record<string, readonly Preference[]>>;
  /** How releases of the schedule are dated when one is imported. */
  readonly releases?: Readonly<Record<string, ReleaseTable>>;
  readonly coverage: Readonly<Record<string, Coverage>>;
  readonly schedules: Readonly<Record<string, readonly ScheduleRow[]>>;
}
