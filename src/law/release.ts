// Releases of a tariff schedule and the days on which its rates turned, as `law/<jurisdiction>/releases.yaml` writes them.

import { z } from 'zod';
import { parseCode } from '../core/code.ts';
import type { Day } from '../core/day.ts';
import { dayText, textAs, tidy } from './scalars.ts';

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

const span = z.union([
  dayText.transform((day): ReleaseSpan => ({ from: day, through: day })),
  z.strictObject({ from: dayText, through: dayText }),
]);

const turn = z
  .strictObject({
    day: dayText,
    general: z.literal('true').optional(),
    special: z.union([z.literal('all'), z.array(z.string())]).optional(),
    lines: z.literal('true').optional(),
    cite: z.string(),
  })
  .transform(
    ({ day, general, special, lines, cite }): Turn => ({
      day,
      general: general === 'true',
      special: special ?? [],
      lines: lines === 'true',
      cite,
    }),
  );

const slip = z
  .strictObject({
    code: textAs(parseCode),
    before: z.string(),
    general: z.string().optional(),
    special: z.string().optional(),
    column2: z.string().optional(),
    cite: z.string(),
  })
  .transform((keys): Slip => tidy(keys));

/** `law/<jurisdiction>/releases.yaml`; the format is told in its header. */
export const releasesSchema = z
  .strictObject({
    'whole-from': dayText,
    editorial: z.array(z.string()).optional(),
    turns: z.array(turn),
    slips: z.array(slip).optional(),
    releases: z.record(z.string(), span),
  })
  .transform(
    ({ 'whole-from': wholeFrom, editorial, turns, slips, releases }): ReleaseTable => ({
      wholeFrom,
      editorial: editorial ?? [],
      turns: [...turns].sort((a, b) => a.day - b.day),
      slips: slips ?? [],
      releases,
    }),
  );
