// Chapter 99 of every archived release of 2025 and 2026 against the law as it stood on the day of the release.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { readArchive } from '../../src/law/archive.ts';
import { compareArchive, type HeadingVerdict, type Verdict } from '../../src/law/archive-check.ts';
import { resolve } from '../../src/law/resolve.ts';
import { embeddedPack } from '../support/embedded.ts';

const HTS = join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'data', 'hts');
const present = existsSync(HTS);

interface Explained {
  readonly headings: readonly string[];
  readonly verdicts?: readonly Verdict[];
  readonly revisions?: { readonly from?: string; readonly through?: string };
  readonly kind: 'schedule' | 'expired' | 'gap';
  readonly reason: string;
  readonly cite: string;
}

const explained = parse(readFileSync(join(import.meta.dirname, 'archive-differences.yaml'), 'utf8'), {
  schema: 'failsafe',
}) as readonly Explained[];

interface Release {
  readonly file: string;
  readonly year: number;
  readonly revision: number;
  /** The day on which the release was published, which is not the legal day of what it prints. */
  readonly day: string;
}

/** `2025 22` as a number that ascends with the releases. */
const position = (text: string): number => {
  const [year, revision] = text.split(' ').map(Number);
  return year! * 1000 + revision!;
};

function releases(): readonly Release[] {
  const table = readFileSync(join(HTS, 'hts_revision_publication_dates.csv'), 'utf8');
  const days = new Map(
    [...table.matchAll(/^(\d{4})HTS(Basic|Rev(\d+)),"[^"]*","([^"]+)"/gm)].map(
      ([, year, , revision = '0', day]) => [
        `${year} ${revision}`,
        new Date(`${day} UTC`).toISOString().slice(0, 10),
      ],
    ),
  );
  return readdirSync(join(HTS, 'archives')).flatMap((file) => {
    const match = /^hts_(\d{4})_(?:basic|rev_(\d+))\.json\.gz$/.exec(file);
    const [year, revision] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
    return match ? [{ file, year, revision, day: days.get(`${year} ${revision}`) ?? '2026-06-08' }] : [];
  });
}

function compared({ file, day }: Release): readonly HeadingVerdict[] {
  const on = lastMinute(parseDay(day), 'America/New_York');
  const text = gunzipSync(readFileSync(join(HTS, 'archives', file))).toString('utf8');
  return compareArchive(readArchive(text), resolve(embeddedPack(), on), on);
}

const isExplained = ({ heading, verdict }: HeadingVerdict, { year, revision }: Release): boolean =>
  explained.some(
    ({ headings, verdicts, revisions }) =>
      headings.some((prefix) => heading.startsWith(prefix)) &&
      (verdicts === undefined || verdicts.includes(verdict)) &&
      position(`${year} ${revision}`) >= position(revisions?.from ?? '0 0') &&
      position(`${year} ${revision}`) <= position(revisions?.through ?? '9999 0'),
  );

const SETTLED: readonly Verdict[] = ['matched', 'scheduled', 'lapsed'];

it('CI has the archives', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

const stored = present ? releases() : [];

describe.runIf(present)('every heading with a duty effect', () => {
  it.each(stored.map((one) => [`${one.year} revision ${one.revision}, ${one.day}`, one] as const))(
    'of %s is in the law with that effect or explained',
    (_, release) => {
      const open = compared(release).filter(
        (one) => !SETTLED.includes(one.verdict) && !isExplained(one, release),
      );
      expect(open).toEqual([]);
    },
  );

  it('of 2025 revision 20: at least 120 are in force with that effect', () => {
    const release = stored.find(({ year, revision }) => year === 2025 && revision === 20)!;
    const matched = compared(release).filter(({ verdict }) => verdict === 'matched');
    expect(matched.length).toBeGreaterThanOrEqual(120);
  });
});
