// Archived releases of the tariff schedule on disk, and the days on which they were published.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Day } from '../core/day.ts';
import { incorrect, notFound } from '../core/errors.ts';
import type { Release } from '../law/known-differences.ts';
import type { ReleaseTable } from '../law/release.ts';

/** Largest file and largest unpacked text, in bytes; USITC's exports are near 15 million. */
const MOST_BYTES = 64_000_000;
const GZIP = [0x1f, 0x8b];

/** The text of a file, unpacked when it is gzip. @throws TariffError `no-archive`, `bad-archive` */
export function archiveText(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile())
    throw notFound('no-archive', `there is no file "${path}"`, 'Give an export of hts.usitc.gov.');
  if (statSync(path).size > MOST_BYTES) throw tooLarge(path);
  const bytes = readFileSync(path);
  if (!GZIP.every((byte, index) => bytes[index] === byte)) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path);
    throw incorrect('bad-archive', `"${path}" is a broken gzip file`, 'Download it again.');
  }
}

const tooLarge = (path: string) =>
  incorrect('bad-archive', `"${path}" is larger than ${MOST_BYTES} bytes`, 'An export is near 15 million.');

/** `hts_2025_rev_10.json.gz`, `2025HTSRev10.csv`, `hts_2026_basic.json` as a release. */
export function releaseIn(path: string): Release | undefined {
  const match = /(20\d\d)_?(?:hts)?_?(?:rev(?:ision)?_?(?:basic_)?(\d+)(?:[_.](\d)(?=_))?|basic)/i.exec(
    basename(path),
  );
  return match
    ? { year: Number(match[1]), revision: Number(`${match[2] ?? 0}.${match[3] ?? 0}`) }
    : undefined;
}

/** A release that came out within a span longer than this, in days, is not dated by it. */
const LONGEST_SPAN = 31;

/** The first day on which a release can have come out, where `law/us/releases.yaml` knows it to the month. */
export function firstDayOf({ releases }: ReleaseTable, { year, revision }: Release): Day | undefined {
  const span = releases[`${year}HTS${revision === 0 ? 'Basic' : `Rev${revision}`}`];
  return span && span.through - span.from <= LONGEST_SPAN ? span.from : undefined;
}
