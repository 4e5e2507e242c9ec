// A tariff schedule in memory: the 8-digit line of a code on a day, and search by words.

import type { GoodsCode } from '../core/code.ts';
import type { Day } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';
import type { CompiledHead } from './compiled.ts';
import { LINE, notOnThatDay, tooShort, unknownCode } from './missing.ts';
import { type Found, searchOver } from './search.ts';

export interface Catalogue {
  readonly size: number;
  /** Every dated row, ascending by code. */
  readonly rows: readonly ScheduleRow[];
  readonly codes: readonly string[];
  /** The official releases that decide, when the schedule was imported. */
  readonly imported?: CompiledHead;
  /** Dated rows of an 8-digit code; empty when it is unknown. */
  rowsOf(code: string): readonly ScheduleRow[];
  /** The line of an 8- or 10-digit code. @throws TariffError `unknown-code`, `short-code`, `code-not-valid`, `schedule-not-imported` */
  find(code: GoodsCode, day: Day): ScheduleRow;
  /** Lines that have the words, best first; a word may be begun, mistyped, or the beginning of a code. */
  lookUp(words: string): Found;
  /** The lines that `lookUp` finds. */
  search(words: string): readonly ScheduleRow[];
  /** Statistical suffixes of an 8-digit code and what they stand for; empty without an imported schedule. */
  suffixesOf(code: string): readonly (readonly [digits: string, name: string])[];
}

export const holdsOn = ({ from, until }: ScheduleRow, day: Day): boolean =>
  (from ?? day) <= day && day < (until ?? Number.POSITIVE_INFINITY);

/** Indexes the rows of a schedule; several rows of one code have different days. */
export function openCatalogue(rows: readonly ScheduleRow[]): Catalogue {
  const byCode = new Map<string, ScheduleRow[]>();
  for (const row of rows) {
    const known = byCode.get(row.code);
    if (known) known.push(row);
    else byCode.set(row.code, [row]);
  }
  const codes = [...byCode.keys()].sort();
  const where = 'the catalogue';
  const lookUp = searchOver(() =>
    codes.map((code) => {
      const row = byCode.get(code)!.at(-1)!;
      return { row, names: [row.name] };
    }),
  );
  return {
    size: rows.length,
    rows,
    codes,
    rowsOf: (code) => byCode.get(code) ?? [],
    find(code, day) {
      if (code.length < LINE) throw tooShort(code, codes, where);
      const found = byCode.get(code.slice(0, LINE));
      if (!found) throw unknownCode(code, codes, where);
      const line = found.find((row) => holdsOn(row, day));
      if (!line) throw notOnThatDay(code, found, day);
      return line;
    },
    lookUp,
    search: (words) => lookUp(words).hits.map(({ row }) => row),
    suffixesOf: () => [],
  };
}
