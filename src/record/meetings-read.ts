// Reads `record/meetings.yaml`.

import { z } from 'zod';
import type { Diagnostic } from '../core/diagnostics.ts';
import { type Read, readFile, type SourceFile } from '../law/files.ts';
import type { Meeting } from './meetings.ts';
import { entryFields, isoDayText, partyText } from './meetings-schema.ts';
import type { TalksRecord } from './model.ts';

const meetingsSchema = z.array(
  z.strictObject({
    ...entryFields,
    title: z.string(),
    parties: z.array(partyText),
    announced: isoDayText,
    from: isoDayText,
    until: isoDayText,
    precision: z.enum(['day', 'week', 'month', 'season', 'year']),
    place: z.string().optional(),
    replaced: isoDayText.optional(),
  }),
);

/** Reads `meetings.yaml`; its sources and rounds must exist. */
export function readMeetings(file: SourceFile, record: TalksRecord): Read<readonly Meeting[]> {
  const { value, diagnostics } = readFile(file, meetingsSchema);
  if (!value) return { diagnostics };
  const rounds = record.rounds.map(({ id }) => id);
  const fault = (id: string, what: string, name: string): Diagnostic => ({
    file: file.path,
    line: file.text.split('\n').findIndex((line) => line.includes(`id: ${id},`)) + 1 || 1,
    code: `unknown-${what}`,
    message: `${id}: there is no ${what} "${name}"`,
    hint: 'Add it, or correct the name.',
  });
  const faults = value.flatMap(({ id, sources, became }) => [
    ...sources.filter((name) => !record.sources[name]).map((name) => fault(id, 'source', name)),
    ...(became === undefined || rounds.includes(became) ? [] : [fault(id, 'round', became)]),
  ]);
  return faults.length > 0
    ? { diagnostics: faults }
    : { value: value as readonly Meeting[], diagnostics: [] };
}
