// The shape of `law/<jurisdiction>/releases.yaml`; read when the pack is made, never at run time.

import { z } from 'zod';
import { parseCode } from '../core/code.ts';
import type { ReleaseSpan, ReleaseTable, Slip, Turn } from './release.ts';
import { dayText, textAs, tidy } from './scalars.ts';

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
