// The base duty of every line by day, for column 1 and column 2, asked of the schedule itself.

import type { Day } from '../core/day.ts';
import type { Duty } from '../core/duty.ts';
import { TariffError } from '../core/errors.ts';
import { lastMinute, type Moment } from '../core/moment.ts';
import { type BaseQuestion, baseDutyOf } from '../schedule/base.ts';
import { COLUMN_2_GROUP, type CompileInput } from './compile-input.ts';

/** From a day on; null where only `assess` can say (a rate that is a text, a code that is not valid then). */
export interface BaseStep {
  readonly day: Day;
  readonly general: Duty | null;
  readonly column2: Duty | null;
}

const FIRST = 'DE';
const SECOND = 'CU';

/** Asks the schedule as for a country of column 1 and one of column 2. */
export function baseSteps(
  input: CompileInput,
  lines: readonly string[],
  from: Day,
): (line: string) => readonly BaseStep[] {
  const { catalogue, pack, territory, declared } = input;
  const { zone } = territory;
  const groups = pack.groups[COLUMN_2_GROUP]
    ? { ...pack.groups, [COLUMN_2_GROUP]: { title: '', members: [{ country: SECOND }] } }
    : pack.groups;
  const { claims = [], facts = {} } = declared ?? {};
  const preferences = pack.preferences[territory.jurisdiction] ?? [];
  const days = new Map<string, Set<Day>>(lines.map((line) => [line, new Set([from])]));
  for (const row of catalogue.rows)
    for (const day of [row.from, row.until])
      if (day !== undefined && day > from) days.get(row.code)?.add(day);
  const ends = new Map<Day, Moment>();
  const endOf = (day: Day): Moment => {
    const end = ends.get(day) ?? lastMinute(day, zone);
    ends.set(day, end);
    return end;
  };
  const table = { groups, zone };
  const ask = (code: string, origin: string, onDay: Day): Duty | null => {
    const question: BaseQuestion = { code, origin, onDay, on: endOf(onDay), claims, facts };
    try {
      return baseDutyOf(catalogue, question, table, preferences).duty;
    } catch (error) {
      if (error instanceof TariffError) return null;
      throw error;
    }
  };
  return (line) =>
    [...days.get(line)!]
      .sort((a, b) => a - b)
      .map((day) => ({ day, general: ask(line, FIRST, day), column2: ask(line, SECOND, day) }));
}
