// Printed releases against the law as known when each was published: verdicts with their explanations, and the sums.

import type { Moment, Zone } from '../core/moment.ts';
import type { PrintedHeading } from './archive.ts';
import { compareArchive, type HeadingVerdict } from './archive-check.ts';
import { explanationOf, type KnownDifference, type Release } from './known-differences.ts';
import type { Pack } from './pack.ts';
import type { CountryNames } from './printed-words.ts';
import { resolve } from './resolve.ts';

export interface ReleaseQuestion {
  readonly release: Release;
  /** The last minute of the day for which the release is compared; also the end of what was known. */
  readonly on: Moment;
  readonly headings: readonly PrintedHeading[];
}

export interface ToldVerdict extends HeadingVerdict {
  /** The known difference that accounts for it. */
  readonly explained?: Pick<KnownDifference, 'kind' | 'reason' | 'cite'>;
}

export const COUNTED = [
  'matched',
  'rate',
  'country',
  'dates',
  'missing',
  'only-in-pack',
  'explained',
] as const;
/** `rate`, `country` and `dates` are differing headings by what differs first; explained ones are counted only as such. */
export type Counted = (typeof COUNTED)[number];

export interface ReleaseReport {
  readonly release: string;
  readonly counts: Readonly<Record<Counted, number>>;
  readonly headings: readonly ToldVerdict[];
  readonly unexplained: number;
}

export interface ArchiveSetting {
  readonly pack: Pack;
  readonly zone: Zone;
  readonly names: CountryNames;
  readonly known: readonly KnownDifference[];
}

/** `2025 revision 10`, `2026 Basic`. */
export const releaseName = ({ year, revision }: Release): string =>
  revision === 0 ? `${year} Basic` : `${year} revision ${revision}`;

function told(verdict: HeadingVerdict, release: Release, known: readonly KnownDifference[]): ToldVerdict {
  const found = explanationOf(verdict, release, known);
  return found
    ? { ...verdict, explained: { kind: found.kind, reason: found.reason, cite: found.cite } }
    : verdict;
}

function counted({ verdict, explained, in: differs }: ToldVerdict): Counted {
  if (explained) return 'explained';
  return verdict === 'differing' ? differs![0]! : verdict;
}

/** Compares one release; `known-differences.yaml` accounts for what is not matched. */
export function reportRelease(
  { release, on, headings }: ReleaseQuestion,
  { pack, zone, names, known }: ArchiveSetting,
): ReleaseReport {
  const table = { groups: pack.groups, zone };
  const verdicts = compareArchive(headings, { law: resolve(pack, on), on, table, names }).map((one) =>
    told(one, release, known),
  );
  const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>;
  for (const verdict of verdicts) counts[counted(verdict)]++;
  return {
    release: releaseName(release),
    counts,
    headings: verdicts,
    unexplained: verdicts.length - counts.matched - counts.explained,
  };
}
