// USITC's public endpoints: which releases there are, the export of one, and its chapter 99.

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Day, dayOf, printDay } from '../core/day.ts';
import { notFound, TariffError } from '../core/errors.ts';
import type { ReleaseTable } from '../law/release.ts';
import { releaseId } from '../schedule/release-name.ts';
import { fetchFile, forget, unreachable } from './download.ts';
import { readRelease } from './hts-file.ts';
import {
  type KeptRelease,
  keepReleases,
  keptIds,
  scheduleFolder,
  sha256,
  writeWhole,
} from './schedule-folder.ts';

/** Where the schedule is served, and where old releases lie. */
export interface Source {
  readonly service: string;
  readonly archive: string;
  /** Milliseconds without a byte after which a server is given up. */
  readonly patience: number;
}

export const USITC: Source = {
  service: 'https://hts.usitc.gov',
  archive: 'https://www.usitc.gov',
  patience: 30_000,
};

/** A release as the service lists it. */
export interface ListedRelease {
  readonly id: string;
  readonly published: Day;
  readonly current: boolean;
}

const MOST_LIST = 4 * 1024 * 1024;
const MOST_EXPORT = 128 * 1024 * 1024;
const MOST_PDF = 64 * 1024 * 1024;
const JSON_TYPES = /json|octet-stream/i;

const listed = z.array(
  z.object({
    name: z.string(),
    status: z.string().nullish(),
    releaseStartDate: z.string().nullish(),
  }),
);

const bad = (
  what: string,
  hint = 'The service may be under repair; try again later. What was imported before is kept.',
) => new TariffError({ category: 'unsupported', code: 'bad-answer', message: what, hint });

/** `11/10/2025`, as the service writes days, or an ISO day. */
function dayIn(text: string): Day | undefined {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text.trim());
  if (american)
    return dayOf({ year: Number(american[3]), month: Number(american[1]), day: Number(american[2]) });
  return iso ? dayOf({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }) : undefined;
}

const partPath = (name: string): string => join(scheduleFolder(), 'download', name);

async function jsonAt(url: string, { patience }: Source): Promise<unknown> {
  const part = partPath('list.json.part');
  const bytes = await fetchFile({ url, part, mostBytes: MOST_LIST, types: JSON_TYPES, patience });
  forget(part);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw bad(`${new URL(url).host} sends something that is not JSON for ${new URL(url).pathname}`);
  }
}

/** Every release the service lists, newest first. @throws TariffError `no-network`, `server-failed`, `bad-answer` … */
export async function listReleases(source: Source): Promise<readonly ListedRelease[]> {
  const read = listed.safeParse(await jsonAt(`${source.service}/reststop/releaseList`, source));
  if (!read.success)
    throw bad(`the list of releases at ${new URL(source.service).host} has another form than it had`);
  const releases = read.data.flatMap(({ name, status, releaseStartDate }): readonly ListedRelease[] => {
    const [id, published] = [releaseId(name), dayIn(releaseStartDate ?? '')];
    return id === undefined || published === undefined
      ? []
      : [{ id, published, current: status === 'current' }];
  });
  if (releases.length === 0) throw bad(`${new URL(source.service).host} lists no release`);
  return releases.sort((a, b) => b.published - a.published);
}

/** The release to fetch: a named one, the one that was out on a day, or the current one. @throws TariffError `unknown-release` */
export function chosenRelease(
  releases: readonly ListedRelease[],
  { id, on }: { readonly id?: string; readonly on?: Day },
): ListedRelease {
  const found =
    id !== undefined
      ? releases.find((one) => one.id.toLowerCase() === id.toLowerCase())
      : on !== undefined
        ? releases.find(({ published }) => published <= on)
        : (releases.find(({ current }) => current) ?? releases[0]);
  if (found) return found;
  throw notFound(
    'unknown-release',
    id === undefined
      ? `no listed release was out on ${printDay(on!)}`
      : `the service lists no release "${id}"`,
    `Listed: ${releases
      .slice(0, 6)
      .map((one) => one.id)
      .join(', ')}, …`,
  );
}

/** The current release comes from the service; an old one from the archive, as a file. */
function exportUrl({ service, archive }: Source, { id, current }: ListedRelease): string {
  if (current) return `${service}/reststop/exportList?from=0101&to=9999&format=JSON&styles=false`;
  const name = id.replace(/^(\d{4})HTS(?:Rev(.+)|Basic)$/, (_, year: string, number?: string) =>
    number === undefined ? `hts_${year}_basic_edition_json` : `hts_${year}_revision_${number}_json`,
  );
  return `${archive}/sites/default/files/tata/hts/${name}.json`;
}

export interface Pulled {
  readonly release: KeptRelease['release'];
  /** SHA-256 of the export. */
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  /** The chapter 99 file, or why it was not fetched. */
  readonly chapter99: { readonly path: string; readonly sha256: string } | { readonly error: string };
  /** It was at hand already and was not fetched again. */
  readonly known?: boolean;
}

export interface PullOptions {
  readonly again?: boolean;
  readonly chapter99?: boolean;
  progress?(what: string, bytes: number, total: number): void;
}

const chapter99Path = (id: string): string => join(scheduleFolder(), 'chapter99', `${id}.pdf`);

async function pullChapter99(
  source: Source,
  { id }: ListedRelease,
  options: PullOptions,
): Promise<Pulled['chapter99']> {
  const url = `${source.service}/reststop/file?release=${id}&filename=Chapter%2099`;
  const part = partPath(`${id}-chapter99.pdf.part`);
  try {
    const bytes = await fetchFile({
      url,
      part,
      mostBytes: MOST_PDF,
      types: /pdf|octet-stream/i,
      patience: source.patience,
      progress: (done, total) => options.progress?.('chapter 99', done, total),
    });
    forget(part);
    const text = Buffer.from(bytes);
    if (text.subarray(0, 5).toString('latin1') !== '%PDF-' || !text.subarray(-2048).includes('%%EOF'))
      return { error: 'what came is not a whole PDF' };
    mkdirSync(join(scheduleFolder(), 'chapter99'), { recursive: true });
    writeWhole(chapter99Path(id), bytes);
    return { path: chapter99Path(id), sha256: sha256(bytes) };
  } catch (error) {
    return { error: unreachable(url, error).message };
  }
}

/** A release that changed while it was being fetched is a mixture of two. */
async function stillCurrent(source: Source, chosen: ListedRelease): Promise<void> {
  if (!chosen.current) return;
  const now = chosenRelease(await listReleases(source), {});
  if (now.id !== chosen.id)
    throw bad(`${now.id} came out while ${chosen.id} was being fetched`, 'Run it again.');
}

/**
 * Fetches a release into the data folder: checked whole, compiled, swapped in at once.
 * @throws TariffError when the net, the service or the file fails; what was imported before is kept.
 */
export async function pullRelease(
  source: Source,
  chosen: ListedRelease,
  table: ReleaseTable,
  options: PullOptions = {},
): Promise<Pulled> {
  const url = exportUrl(source, chosen);
  const part = partPath(`${chosen.id}.json.part`);
  const bytes = await fetchFile({
    url,
    part,
    mostBytes: MOST_EXPORT,
    types: JSON_TYPES,
    patience: source.patience,
    progress: (done, total) => options.progress?.(chosen.id, done, total),
  });
  await stillCurrent(source, chosen);
  // Whatever is wrong with it, the next run must not go on from this part.
  forget(part);
  const told = table.releases[chosen.id] === undefined ? chosen.published : undefined;
  const kept = readRelease(bytes, chosen.id, table, told, `what ${new URL(url).host} sent`);
  const chapter99 =
    options.chapter99 === false ? { error: 'not asked for' } : await pullChapter99(source, chosen, options);
  keepReleases([kept], table);
  return {
    release: kept.release,
    sha256: kept.source,
    bytes: bytes.length,
    lines: kept.lines.length,
    chapter99,
  };
}

/** Whether a release is at hand, with its chapter 99. */
export const isKept = (id: string): boolean => keptIds().includes(id) && existsSync(chapter99Path(id));
