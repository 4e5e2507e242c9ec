// An official export as a file: bounded, unpacked, read, and refused when it is not whole.

import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Day } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { ReleaseTable } from '../law/release.ts';
import { type HtsExport, readHts } from '../schedule/hts.ts';
import { readRate } from '../schedule/rate.ts';
import { releaseOf } from '../schedule/release-name.ts';
import { type KeptRelease, sha256 } from './schedule-folder.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_UNPACKED = 256 * 1024 * 1024;
/** Chapter 77 is kept free by the Harmonized System. */
const CHAPTERS = Array.from({ length: 98 }, (_, n) => String(n + 1).padStart(2, '0')).filter(
  (n) => n !== '77',
);
const FEWEST_LINES = 10_000;
/** Lines whose rate is words: some 70 in every release, more only in a damaged one. */
const MOST_WORDS = 400;

const tooLarge = (what: string) =>
  incorrect(
    'file-too-large',
    `${what} is larger than an export of the schedule can be`,
    'Give the file as hts.usitc.gov exports it, packed with gzip or not.',
  );

const incomplete = (what: string, why: string) =>
  incorrect(
    'bad-hts-export',
    `${what} is not a whole export of the tariff schedule: ${why}`,
    'Export the whole schedule (0101 to 9999) and give the file unchanged. What was imported before is kept.',
  );

/** Unpacks gzip by its first bytes; refuses what unpacks beyond all bounds. */
export function unpack(bytes: Uint8Array, what: string): Uint8Array {
  if (bytes.length > MOST_BYTES) throw tooLarge(what);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(what);
    throw incomplete(what, 'the packed file breaks off or is damaged');
  }
}

/** Refuses an export that reads well and yet cannot be whole: chapters gone, rates gone, words for rates. */
export function checkWhole({ lines }: HtsExport, what: string): void {
  const chapters = new Set(lines.map(({ code }) => code.slice(0, 2)));
  const gone = CHAPTERS.filter((chapter) => !chapters.has(chapter));
  if (gone.length > 0)
    throw incomplete(
      what,
      `chapter${gone.length > 1 ? 's' : ''} ${gone.slice(0, 12).join(', ')}${gone.length > 12 ? ', …' : ''} missing`,
    );
  if (lines.length < FEWEST_LINES) throw incomplete(what, `it has only ${lines.length} lines`);
  const products = lines.filter(({ code }) => code < '98');
  const bare = products.filter(({ general }) => general === '');
  if (bare.length > 0)
    throw incomplete(what, `${bare.length} lines have no rate, the first is ${bare[0]!.code}`);
  const words = products.filter(({ general }) => readRate(general).kind === 'text');
  if (words.length > MOST_WORDS)
    throw incomplete(
      what,
      `${words.length} lines have a rate that cannot be read, the first is ${words[0]!.code} "${words[0]!.general}"`,
    );
}

/** A whole export from bytes; `name` says which release it is. */
export function readRelease(
  bytes: Uint8Array,
  name: string,
  table: ReleaseTable,
  published?: Day,
  what = name,
): KeptRelease {
  const plain = unpack(bytes, what);
  const release = releaseOf(name, table, published);
  const read = readHts(new TextDecoder().decode(plain));
  checkWhole(read, what);
  return { release, source: sha256(plain), lines: read.lines, chapter99: read.chapter99 };
}

/** The same from a file. @throws TariffError `no-file`, `file-too-large`, `bad-hts-export`, `unknown-release` */
export function readReleaseFile(
  path: string,
  table: ReleaseTable,
  told: { readonly release?: string; readonly published?: Day } = {},
): KeptRelease {
  let size: number;
  try {
    size = statSync(path).size;
  } catch {
    throw incorrect('no-file', `there is no file "${path}"`, 'Give an export of the schedule, JSON or CSV.');
  }
  if (size > MOST_BYTES) throw tooLarge(`"${path}"`);
  return readRelease(readFileSync(path), told.release ?? basename(path), table, told.published, `"${path}"`);
}
