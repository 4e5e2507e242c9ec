// The user's imported schedule on disk: each release as it was read, and all of them compiled into one file.

import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { incorrect, notFound } from '../core/errors.ts';
import type { ReleaseTable } from '../law/release.ts';
import { compileSchedule } from '../schedule/compiled.ts';
import type { HtsExport, HtsLine } from '../schedule/hts.ts';
import type { Release } from '../schedule/release-name.ts';
import { joinReleases } from '../schedule/revisions.ts';

/** A release as it is kept. */
export interface KeptRelease {
  readonly release: Release;
  /** SHA-256 of the file it was read from, unpacked. */
  readonly source: string;
  readonly lines: readonly HtsLine[];
  readonly chapter99: HtsExport['chapter99'];
}

const COMPILED = 'schedule.bin';
const RELEASES = 'releases';
const VERSION = 1;
const JURISDICTION = 'us';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Where Rosenbad keeps a user's data: `$XDG_DATA_HOME/rosenbad`, by default `~/.local/share/rosenbad`. */
export function dataFolder(): string {
  const home = process.env.XDG_DATA_HOME;
  return join(home?.startsWith('/') ? home : join(homedir(), '.local', 'share'), 'rosenbad');
}

export const scheduleFolder = (): string => join(dataFolder(), 'schedule', JURISDICTION);

/** Writes beside the old file, flushes, and takes its place: nobody meets half a file. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${process.pid}.new`;
  const file = openSync(beside, 'w');
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** The compiled schedule, when the user has imported one; `ROSENBAD_SCHEDULE=off` leaves it out. */
export function importedSchedule(): Uint8Array | undefined {
  const path = join(scheduleFolder(), COMPILED);
  if (process.env.ROSENBAD_SCHEDULE === 'off' || !existsSync(path)) return undefined;
  return readFileSync(path);
}

const releasePath = (id: string): string => join(scheduleFolder(), RELEASES, `${id}.json.gz`);

/** Ids of the releases at hand, as they are kept. */
export function keptIds(): readonly string[] {
  const folder = join(scheduleFolder(), RELEASES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .map((name) => name.slice(0, -'.json.gz'.length))
    .sort();
}

/** @throws TariffError `bad-release` when the kept file is damaged. */
export function keptRelease(id: string): KeptRelease {
  try {
    const { version, ...kept } = JSON.parse(gunzipSync(readFileSync(releasePath(id))).toString('utf8'));
    if (version === VERSION) return kept as KeptRelease;
  } catch {
    // Told below: whatever is wrong, the remedy is the same.
  }
  throw incorrect(
    'bad-release',
    `the kept release ${id} is damaged or of another version`,
    'Import its file again, or rosenbad import forget it.',
  );
}

const compiledOf = (releases: readonly KeptRelease[], table: ReleaseTable): Uint8Array => {
  const joined = joinReleases(releases, table);
  const hash = sha256(releases.map(({ release, source }) => `${release.id} ${source}`).join('\n')).slice(
    0,
    16,
  );
  const head = {
    hash,
    jurisdiction: JURISDICTION,
    releases: joined.releases,
    from: joined.from,
    ...(joined.until === undefined ? {} : { until: joined.until }),
  };
  return compileSchedule(joined.rows, head);
};

/**
 * Adds releases to those at hand and compiles all of them. The old files stay until everything new is written.
 * A release of the same id is replaced.
 */
export function keepReleases(added: readonly KeptRelease[], table: ReleaseTable): void {
  mkdirSync(join(scheduleFolder(), RELEASES), { recursive: true });
  const news = new Map(added.map((one) => [one.release.id, one]));
  const all = [
    ...keptIds()
      .filter((id) => !news.has(id))
      .map(keptRelease),
    ...added,
  ];
  if (all.length === 0)
    throw notFound(
      'no-release',
      'no release was imported',
      'Fetch one with rosenbad pull, or give files to rosenbad import hts.',
    );
  const compiled = compiledOf(all, table);
  for (const one of added)
    writeWhole(
      releasePath(one.release.id),
      gzipSync(JSON.stringify({ version: VERSION, ...one }), { level: 6 }),
    );
  writeWhole(join(scheduleFolder(), COMPILED), compiled);
}

/** Forgets releases. @throws TariffError `unknown-release` */
export function forgetReleases(ids: readonly string[], table: ReleaseTable): void {
  const known = keptIds();
  for (const id of ids)
    if (!known.includes(id))
      throw notFound(
        'unknown-release',
        `no release "${id}" was imported`,
        known.length > 0 ? `Imported: ${known.join(', ')}.` : 'None is.',
      );
  const left = known.filter((id) => !ids.includes(id)).map(keptRelease);
  if (left.length > 0) writeWhole(join(scheduleFolder(), COMPILED), compiledOf(left, table));
  else rmSync(join(scheduleFolder(), COMPILED), { force: true });
  for (const id of ids) rmSync(releasePath(id), { force: true });
}
