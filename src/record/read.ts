// From the files of `record/` to one record: reads all, collects every diagnostic, checks what crosses files.

import type { z } from 'zod';
import { byPlace, type Diagnostic } from '../core/diagnostics.ts';
import { type Read, readFile, type SourceFile } from '../law/files.ts';
import { tidy } from '../law/scalars.ts';
import { checkRecord } from './check.ts';
import type { TalksRecord } from './model.ts';
import {
  agreementsSchema,
  conflictsSchema,
  officialsSchema,
  roundsSchema,
  sourcesSchema,
  statementsSchema,
  undertakingsSchema,
} from './schema.ts';
import { readChips, readDependence, readMinerals } from './tables.ts';

export interface RecordRead {
  /** Missing when there are diagnostics. */
  readonly record?: TalksRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** Drops undefined keys at every depth, as exact optional properties want it. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return tidy(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)])));
}

const withIds = <T extends object>(table: Readonly<Record<string, T>>): Record<string, T & { id: string }> =>
  Object.fromEntries(Object.entries(table).map(([id, one]) => [id, { id, ...one }]));

/** Where an id is first written in a file; line 1 when it is not found. */
const placeIn = (files: readonly SourceFile[]) => (name: string, id: string) => {
  const file = files.find(({ path }) => path.endsWith(`/${name}.yaml`));
  const lines = file?.text.split('\n') ?? [];
  const index = lines.findIndex((line) => line.includes(`id: ${id},`) || line.trim() === `id: ${id}`);
  return { file: file?.path ?? `record/${name}`, line: index + 1 || 1 };
};

/**
 * Reads the record. Pure: the caller brings the texts, paths like `record/rounds.yaml`. Files under `record/controls/` are not ours.
 * With `instruments` the links to the law are checked too.
 */
export function readRecord(files: readonly SourceFile[], instruments?: ReadonlySet<string>): RecordRead {
  const diagnostics: Diagnostic[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    diagnostics.push(...read.diagnostics);
    return read.value;
  };
  const named = (name: string): SourceFile =>
    files.find(({ path }) => path.endsWith(`record/${name}`)) ?? { path: `record/${name}`, text: '' };
  const yaml = <S extends z.ZodType>(name: string, schema: S): z.output<S> | undefined =>
    clean(take(readFile(named(`${name}.yaml`), schema))) as z.output<S> | undefined;
  const officials = yaml('officials', officialsSchema);
  const read = {
    sources: withIds(yaml('sources', sourcesSchema) ?? {}),
    offices: withIds(officials?.offices ?? {}),
    officials: officials?.people ?? [],
    rounds: yaml('rounds', roundsSchema) ?? [],
    agreements: yaml('agreements', agreementsSchema) ?? [],
    statements: yaml('statements', statementsSchema) ?? [],
    undertakings: yaml('undertakings', undertakingsSchema) ?? [],
    conflicts: yaml('conflicts', conflictsSchema) ?? [],
    minerals: take(readMinerals(named('minerals.csv'))) ?? [],
    dependence: take(readDependence(named('dependence.csv'))) ?? [],
    chips: take(readChips(named('chips.csv'))) ?? [],
  };
  const record = read as TalksRecord;
  const crossing = diagnostics.length === 0 ? checkRecord(record, placeIn(files), instruments) : [];
  const all = [...diagnostics, ...crossing].sort(byPlace);
  return all.length === 0 ? { record, diagnostics: [] } : { diagnostics: all };
}
