// Differences between a printed schedule and the pack that have been looked into, each with its reason and citation.

import { z } from 'zod';
import type { HeadingVerdict, Verdict } from './archive-check.ts';
import { readFile, type SourceFile } from './files.ts';

/**
 * `schedule`: the schedule lags, runs ahead or errs. `expired`: without effect long before the pack begins, still printed.
 * `gap`: law that the pack lacks.
 */
export type DifferenceKind = 'schedule' | 'expired' | 'gap';

export interface KnownDifference {
  /** Beginnings of headings. */
  readonly headings: readonly string[];
  readonly verdicts?: readonly Verdict[] | undefined;
  /** In what the headings differ; missing = in anything. */
  readonly in?: readonly string[] | undefined;
  /** `2025 22`; both ends count. */
  readonly revisions?:
    | { readonly from?: string | undefined; readonly through?: string | undefined }
    | undefined;
  readonly kind: DifferenceKind;
  readonly reason: string;
  readonly cite: string;
}

const revision = z.string().regex(/^\d{4} \d+$/, 'write a year and a number: 2025 22');

export const knownDifferencesSchema = z.array(
  z.strictObject({
    headings: z
      .array(z.string().regex(/^99\d\d\.(\d\d\.?)?(\d\d?)?$/, 'write the beginning of a heading'))
      .min(1),
    verdicts: z.array(z.enum(['differing', 'missing', 'only-in-pack'])).optional(),
    in: z.array(z.enum(['rate', 'country', 'dates'])).optional(),
    revisions: z.strictObject({ from: revision.optional(), through: revision.optional() }).optional(),
    kind: z.enum(['schedule', 'expired', 'gap']),
    reason: z.string().min(20),
    cite: z.string().min(3),
  }),
);

export const KNOWN_DIFFERENCES = /^law\/[a-z]+\/known-differences\.yaml$/;

/** The known differences among the law's files; files with faults are left to `readLaw`, which reports them. */
export const knownDifferencesOf = (files: readonly SourceFile[]): readonly KnownDifference[] =>
  files
    .filter(({ path }) => KNOWN_DIFFERENCES.test(path))
    .flatMap((file) => readFile(file, knownDifferencesSchema).value ?? []);

export interface Release {
  readonly year: number;
  readonly revision: number;
}

const position = ({ year, revision: number }: Release): number => year * 1000 + number;

function parsedRelease(text: string): Release {
  const [year = 0, number = 0] = text.split(' ').map(Number);
  return { year, revision: number };
}

const within = (release: Release, { from, through }: NonNullable<KnownDifference['revisions']>): boolean =>
  (from === undefined || position(release) >= position(parsedRelease(from))) &&
  (through === undefined || position(release) <= position(parsedRelease(through)));

/** The known difference that explains the whole of a verdict in a release, if there is one. */
export const explanationOf = (
  { heading, verdict, in: differs = [] }: HeadingVerdict,
  release: Release,
  known: readonly KnownDifference[],
): KnownDifference | undefined =>
  verdict === 'matched'
    ? undefined
    : known.find(
        (one) =>
          one.headings.some((start) => heading.startsWith(start)) &&
          (one.verdicts?.includes(verdict) ?? true) &&
          (one.in === undefined || differs.every((each) => one.in?.includes(each))) &&
          (one.revisions === undefined || within(release, one.revisions)),
      );
