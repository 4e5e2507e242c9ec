// From the law's files to one pack: reads every file, collects every diagnostic, checks what crosses files.

import type { z } from 'zod';
import { byPlace, type Diagnostic } from '../core/diagnostics.ts';
import { notFound, TariffError } from '../core/errors.ts';
import { firstMinute, type Zone } from '../core/moment.ts';
import { checkLaw } from './check.ts';
import { type Read, readFile, type SourceFile } from './files.ts';
import type { Instrument, ListedCode, Outcome, Territory } from './instrument.ts';
import { KNOWN_DIFFERENCES, knownDifferencesSchema } from './known-differences.ts';
import type { Pack } from './pack.ts';
import { postalSchema } from './postal-schema.ts';
import { preferencesSchema } from './preference.ts';
import { PRINTED_LISTS, printedListsSchema } from './printed-lists.ts';
import {
  coverageSchema,
  factsSchema,
  feesSchema,
  groupsSchema,
  programsSchema,
  territorySchema,
} from './reference.ts';
import { NO_RELEASES } from './release.ts';
import { releasesSchema } from './release-schema.ts';
import { parseListed, tidy } from './scalars.ts';
import { readScheduleCsv } from './schedule-csv.ts';
import { instrumentSchema, outcomeSchema, type ReadList } from './schema.ts';

export interface LawRead {
  /** Missing when there are diagnostics. */
  readonly pack?: Pack;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a list file: one code a line, `#` comments, `ex` lines. @throws TariffError naming the first bad line. */
export function parseListFile(text: string, path: string): readonly ListedCode[] {
  return text.split('\n').flatMap((line, index) => {
    const plain = line.replace(/#.*$/, '').trim();
    if (plain === '') return [];
    try {
      return [parseListed(plain)];
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
      throw new TariffError({ ...error.toJSON(), message: `${path}:${index + 1}: ${error.message}` });
    }
  });
}

/** A collector of read files: `take` keeps the value and puts the diagnostics aside. */
function collector() {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    take<T>(read: Read<T>): T | undefined {
      diagnostics.push(...read.diagnostics);
      return read.value;
    },
  };
}

type Take = ReturnType<typeof collector>['take'];

/** Merges record-shaped files (`facts.yaml`, `facts.d/*.yaml`) into one table. */
function table<S extends z.ZodType<Record<string, unknown>>>(
  files: readonly SourceFile[],
  schema: S,
  take: Take,
): z.output<S> {
  return Object.assign({}, ...files.map((file) => take(readFile(file, schema)) ?? {})) as z.output<S>;
}

const isReference = (path: string): boolean =>
  /^law\/(groups|facts|coverage)(\.d\/|\.yaml)/.test(path) ||
  /^law\/[a-z]+\/(programs|programs\.d\/.*|territory|fees|postal|preferences|known-differences|printed-lists|releases|imports[^/]*)\.yaml$/.test(
    path,
  );

const isInstrument = (path: string): boolean => /^law\/[a-z]+\/.+\.yaml$/.test(path) && !isReference(path);

function instrumentOf(file: SourceFile, zone: Zone, readList: ReadList, take: Take): Instrument | undefined {
  const keys = take(readFile(file, instrumentSchema(zone, readList)));
  if (!keys) return undefined;
  const { instrument, published, ...rest } = keys;
  return {
    ...tidy(rest),
    id: instrument,
    published: published ?? firstMinute(keys.signed, zone),
    file: file.path,
  } as Instrument;
}

function outcomeOf(file: SourceFile, zone: Zone, readList: ReadList, take: Take): Outcome | undefined {
  const keys = take(readFile(file, outcomeSchema(zone, readList)));
  if (!keys) return undefined;
  const summary = keys.summary === undefined ? {} : { summary: keys.summary };
  return {
    id: keys.outcome,
    title: keys.title,
    ...summary,
    deadlineOf: keys['deadline-of'],
    acts: keys.acts,
    file: file.path,
  };
}

const defined = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Reads all files of `law/` and `outcomes/`. Pure: the caller brings the texts and the hash of them.
 * Every fault of every file is reported at once; a pack comes back only when there is none.
 */
export function readLaw(files: readonly SourceFile[], hash: string): LawRead {
  const { diagnostics, take } = collector();
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const matching = (pattern: RegExp) => sorted.filter(({ path }) => pattern.test(path));
  const byPath = new Map(sorted.map((file) => [file.path, file.text]));
  const readList: ReadList = (path) => {
    const text = byPath.get(`law/${path}`);
    if (text === undefined)
      throw notFound('missing-list', `there is no list file "law/${path}"`, 'Give the path under law/.');
    return parseListFile(text, `law/${path}`);
  };
  const territoryList = matching(/^law\/[a-z]+\/territory\.yaml$/)
    .map((file) => take(readFile(file, territorySchema)))
    .filter(defined);
  const territories: Record<string, Territory> = Object.fromEntries(
    territoryList.map((one) => [one.jurisdiction, one]),
  );
  const zoneOf = (path: string): Zone => territories[path.split('/')[1] ?? '']?.zone ?? 'America/New_York';
  const instruments = sorted
    .filter(({ path }) => isInstrument(path))
    .map((file) => instrumentOf(file, zoneOf(file.path), readList, take))
    .filter(defined);
  const outcomes = matching(/^outcomes\/.*\.yaml$/)
    .map((file) => outcomeOf(file, 'America/New_York', readList, take))
    .filter(defined);
  const perTerritory = <T>(read: (jurisdiction: string) => T): Record<string, T> =>
    Object.fromEntries(Object.keys(territories).map((jurisdiction) => [jurisdiction, read(jurisdiction)]));
  const pack: Pack = {
    hash,
    instruments,
    outcomes,
    programs: table(matching(/^law\/[a-z]+\/programs(\.d\/.*)?\.yaml$/), programsSchema, take),
    groups: table(matching(/^law\/groups(\.d\/.*)?\.yaml$/), groupsSchema, take),
    facts: table(matching(/^law\/facts(\.d\/.*)?\.yaml$/), factsSchema, take),
    territories,
    fees: perTerritory((id) =>
      matching(new RegExp(`^law/${id}/fees\\.yaml$`)).flatMap(
        (file) => take(readFile(file, feesSchema)) ?? [],
      ),
    ),
    postal: perTerritory((id) =>
      matching(new RegExp(`^law/${id}/postal\\.yaml$`)).flatMap(
        (file) => take(readFile(file, postalSchema)) ?? [],
      ),
    ),
    preferences: perTerritory((id) =>
      matching(new RegExp(`^law/${id}/preferences\\.yaml$`)).flatMap(
        (file) => take(readFile(file, preferencesSchema)) ?? [],
      ),
    ),
    releases: perTerritory(
      (id) =>
        matching(new RegExp(`^law/${id}/releases\\.yaml$`)).flatMap(
          (file) => take(readFile(file, releasesSchema)) ?? [],
        )[0] ?? NO_RELEASES,
    ),
    coverage: table(matching(/^law\/coverage(\.d\/.*)?\.yaml$/), coverageSchema, take),
    schedules: perTerritory((id) =>
      matching(new RegExp(`^law/${id}/schedule/chapter-\\d\\d\\.csv$`)).flatMap(
        (file) => take(readScheduleCsv(file)) ?? [],
      ),
    ),
  };
  for (const file of matching(KNOWN_DIFFERENCES)) take(readFile(file, knownDifferencesSchema));
  for (const file of matching(PRINTED_LISTS)) take(readFile(file, printedListsSchema));
  const readable = diagnostics.length === 0;
  const all = [...diagnostics, ...checkLaw(pack, byPath, readable)].sort(byPlace);
  return all.length === 0 ? { pack, diagnostics: [] } : { diagnostics: all };
}
