// Meetings that were announced before they took place: what a day could know of the next ones.

import { z } from 'zod';
import type { Diagnostic } from '../core/diagnostics.ts';
import { type Read, readFile, type SourceFile } from '../law/files.ts';
import { entryFields, isoDayText, partyText } from './meetings-schema.ts';
import type { IsoDay, TalksRecord } from './model.ts';

export interface Meeting {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly string[];
  /** The day from which it could be known. */
  readonly announced: IsoDay;
  /** The window in which it was expected. */
  readonly from: IsoDay;
  readonly until: IsoDay;
  readonly precision: 'day' | 'week' | 'month' | 'season' | 'year';
  readonly place?: string;
  /** A later announcement that took its place. */
  readonly replaced?: IsoDay;
  /** The round it became. */
  readonly became?: string;
  readonly sources: readonly string[];
  readonly note?: string;
}

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

/** Meetings announced by `known` that were still to come on that day, in order. */
export const nextMeetings = (
  meetings: readonly Meeting[],
  known: IsoDay,
  partner?: string,
): readonly Meeting[] =>
  meetings
    .filter(
      ({ announced, until, replaced }) =>
        announced <= known && until >= known && !(replaced !== undefined && replaced <= known),
    )
    .filter(({ parties }) => partner === undefined || parties.includes(partner))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
