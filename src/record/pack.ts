// The whole record as one value: what the build step writes and shells load.

import { byPlace, type Diagnostic } from '../core/diagnostics.ts';
import type { SourceFile } from '../law/files.ts';
import type { Control } from './controls.ts';
import { readControls } from './controls-read.ts';
import type { Meeting } from './meetings.ts';
import { readMeetings } from './meetings-read.ts';
import type { TalksRecord } from './model.ts';
import { readRecord } from './read.ts';

export interface RecordPack {
  /** Hash of the record's files. */
  readonly hash: string;
  readonly talks: TalksRecord;
  readonly controls: readonly Control[];
  readonly meetings: readonly Meeting[];
}

const isControl = ({ path }: SourceFile): boolean => /(^|\/)record\/controls\/[^/]+\/.+\.yaml$/.test(path);
const isMeetings = ({ path }: SourceFile): boolean => path.endsWith('record/meetings.yaml');

/**
 * Reads every file of `record/`; a pack only when nothing is at fault.
 * @param instruments ids of the law, to which every link must lead
 */
export function readRecordPack(
  files: readonly SourceFile[],
  hash: string,
  instruments?: ReadonlySet<string>,
): { readonly pack?: RecordPack; readonly diagnostics: readonly Diagnostic[] } {
  const talks = readRecord(
    files.filter((file) => !isControl(file)),
    instruments,
  );
  const { controls, diagnostics } = readControls(files.filter(isControl));
  const file = files.find(isMeetings) ?? { path: 'record/meetings.yaml', text: '[]' };
  const meetings = talks.record ? readMeetings(file, talks.record) : { diagnostics: [] };
  const faults = [...talks.diagnostics, ...diagnostics, ...meetings.diagnostics];
  if (faults.length > 0 || !talks.record || !controls) return { diagnostics: [...faults].sort(byPlace) };
  return { pack: { hash, talks: talks.record, controls, meetings: meetings.value ?? [] }, diagnostics: [] };
}
