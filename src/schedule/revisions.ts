// Several revisions of the schedule as one: rows with the days between which a line stood as it did.

import type { Day } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';

export interface Revision {
  /** First day on which its lines are the law. */
  readonly from: Day;
  readonly lines: readonly ScheduleRow[];
}

const SAME = ['general', 'special', 'column2', 'unit', 'name'] as const;

const alike = (a: ScheduleRow, b: ScheduleRow): boolean => SAME.every((field) => a[field] === b[field]);

/**
 * Joins revisions into dated rows, ascending by code and day. The first revision also holds before its day, for nothing
 * earlier is known; a line that a later revision leaves out ends on that revision's day.
 */
export function joinRevisions(revisions: readonly Revision[]): readonly ScheduleRow[] {
  const closed: ScheduleRow[] = [];
  let open = new Map<string, ScheduleRow>();
  const inOrder = [...revisions].sort((a, b) => a.from - b.from);
  inOrder.forEach(({ from, lines }, place) => {
    const next = new Map<string, ScheduleRow>();
    for (const line of lines) {
      const before = open.get(line.code);
      next.set(line.code, before && alike(before, line) ? before : place === 0 ? line : { ...line, from });
    }
    for (const row of open.values()) if (next.get(row.code) !== row) closed.push({ ...row, until: from });
    open = next;
  });
  return [...closed, ...open.values()].sort(
    (a, b) =>
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || (a.from ?? -Infinity) - (b.from ?? -Infinity),
  );
}
