// Releases read, joined, compiled and opened again: on the day of each release every line has the rates that it prints.

import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_RELEASES } from '../../src/law/release.ts';
import { readReleaseFile } from '../../src/store/hts-file.ts';
import { embeddedPack } from '../support/embedded.ts';
import { compareRelease, joined } from '../support/joined-releases.ts';
import { HTS, present } from './exports.ts';

const FILES = [
  'archives-csv/hts_2019_revision_1_data.csv.gz',
  'archives-csv/hts_2021_revision_basic_3_csv.csv.gz',
  'archives-csv/hts_2023_revision_10_csv.csv.gz',
  'archives/hts_2025_rev_14.json.gz',
  'archives/hts_2026_rev_10.json.gz',
];

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('five releases of 2019 to 2026 as one schedule', () => {
  const table = embeddedPack().releases?.us ?? NO_RELEASES;
  const kept = present ? FILES.map((file) => readReleaseFile(join(HTS, file), table)) : [];
  const all = present ? joined(kept, table) : undefined;

  it.each(FILES.map((file, place) => [basename(file), place] as const))('%s', (_, place) => {
    const { differing, silent, lines } = compareRelease(kept[place]!, all!.opened, table);
    expect(differing).toEqual([]);
    expect(silent).toEqual([]);
    expect(lines).toBeGreaterThan(11_000);
  });

  it('never have two rows of a line on one day', () => {
    const { rows } = all!;
    const overlapping = rows.filter(
      (row, place) => rows[place + 1]?.code === row.code && (row.until ?? Infinity) > rows[place + 1]!.from!,
    );
    expect(overlapping.map(({ code }) => code)).toEqual([]);
  });
});
