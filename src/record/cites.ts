// The sources behind an answer, as a day could cite them.

import type { IsoDay, Source } from './model.ts';
import type { RecordPack } from './pack.ts';

/** Sources by id, those of later days left out when an earlier one is there. */
export function citesOf({ talks }: RecordPack, ids: readonly string[], known: IsoDay): readonly Source[] {
  const all = [...new Set(ids)].map((id) => talks.sources[id]).filter((one) => one !== undefined);
  const then = all.filter(({ date }) => date <= known);
  return then.length > 0 ? then : all;
}
