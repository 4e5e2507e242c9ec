// Archived releases of the tariff schedule on disk, and the days on which they were published.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Day, parseDay } from '../core/day.ts';
import { incorrect, notFound } from '../core/errors.ts';
import type { SourceFile } from '../law/files.ts';
import type { Release } from '../law/known-differences.ts';

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
  const match = /(20\d\d)_?(?:hts)?_?(?:rev(?:ision)?_?(?:basic_)?(\d+)|basic)/i.exec(basename(path));
  return match ? { year: Number(match[1]), revision: Number(match[2] ?? 0) } : undefined;
}

/** Days of publication by `2025 10`, from `law/us/hts-releases.csv`. */
export function publicationDays(files: readonly SourceFile[]): ReadonlyMap<string, Day> {
  const table = files.find(({ path }) => path === 'law/us/hts-releases.csv')?.text ?? '';
  return new Map(
    [...table.matchAll(/^(\d{4} \d+),(\d{4}-\d{2}-\d{2})$/gm)].map(([, name = '', day = '']) => [
      name,
      parseDay(day),
    ]),
  );
}
