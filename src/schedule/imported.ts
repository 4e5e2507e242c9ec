// The embedded catalogue and an imported schedule as one: the official releases decide on the days they speak of.

import type { GoodsCode } from '../core/code.ts';
import type { Day } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { type Catalogue, holdsOn } from './catalogue.ts';
import type { Compiled } from './compiled.ts';
import { LINE, notOnThatDay, outOfReach, tooShort, unknownCode } from './missing.ts';
import type { Release } from './release-name.ts';
import { searchOver } from './search.ts';

/** The newest release that was out on a day; the first when none was. */
const releaseOn = (releases: readonly Release[], day: Day): Release =>
  releases.findLast(({ from }) => from <= day) ?? releases[0]!;

/** The parts of a row outside [from, until). */
function outside(row: ScheduleRow, from: Day, until: Day | undefined): readonly ScheduleRow[] {
  const before = row.from === undefined || row.from < from;
  const first = before ? [{ ...row, until: Math.min(row.until ?? from, from) }] : [];
  if (until === undefined || (row.until !== undefined && row.until <= until)) return first;
  return [...first, { ...row, from: Math.max(row.from ?? until, until) }];
}

/** The parts of a catalogue row on the days that official rows leave unsettled. */
const settling = (row: ScheduleRow, open: readonly ScheduleRow[]): readonly ScheduleRow[] =>
  open.flatMap(({ from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }) => {
    const span = { from: Math.max(from, row.from ?? from), until: Math.min(until, row.until ?? until) };
    return span.from < span.until ? [{ ...row, ...span }] : [];
  });

const byDay = (a: ScheduleRow, b: ScheduleRow): number =>
  (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY);

/** Lays an imported schedule over the embedded catalogue. */
export function withImported(embedded: Catalogue, compiled: Compiled): Catalogue {
  const { releases, from, until } = compiled.head;
  const spoken = (day: Day): boolean => from <= day && (until === undefined || day < until);
  const where = releases.at(-1)!.title;
  let codes: readonly string[] | undefined;
  const allCodes = (): readonly string[] => {
    codes ??= [...new Set([...compiled.codes(), ...embedded.codes])].sort();
    return codes;
  };

  /** Official rows, what the catalogue knows of other days and of unsettled ones, and last what stays unsettled. */
  const rowsOf = (code: string): readonly ScheduleRow[] => {
    const own = embedded.rowsOf(code);
    const theirs = compiled.rowsOf(code);
    if (own.length === 0) return theirs;
    const open = theirs.filter(({ unsettled }) => unsettled);
    const more = own.flatMap((row) => [...outside(row, from, until), ...settling(row, open)]);
    return [...[...more, ...theirs.filter(({ unsettled }) => !unsettled)].sort(byDay), ...open];
  };

  const kept = new Map<string, readonly ScheduleRow[]>();
  const keptRows = (code: string): readonly ScheduleRow[] => {
    const rows = kept.get(code) ?? rowsOf(code);
    kept.set(code, rows);
    return rows;
  };

  const find = (code: GoodsCode, day: Day): ScheduleRow => {
    if (code.length < LINE) throw tooShort(code, allCodes(), where);
    const rows = keptRows(code.slice(0, LINE));
    const row = rows.find((one) => holdsOn(one, day));
    if (row) return row;
    if (!spoken(day)) throw outOfReach(code, day, from, until);
    throw rows.length === 0 ? unknownCode(code, allCodes(), where) : notOnThatDay(code, rows, day);
  };

  const lookUp = searchOver(() =>
    allCodes().map((code) => {
      const own = embedded.rowsOf(code).at(-1);
      const official = compiled.rowsOf(code).at(-1);
      const names = [own, official].flatMap((row) => (row ? [row.name] : []));
      return { row: { ...(official ?? own!), name: names[0]! }, names };
    }),
  );

  return {
    get size() {
      return compiled.size + embedded.size;
    },
    get rows() {
      return allCodes().flatMap(keptRows);
    },
    get codes() {
      return allCodes();
    },
    imported: compiled.head,
    rowsOf: keptRows,
    find(code, day) {
      const row = find(code, day);
      if (!compiled.rowsOf(row.code).includes(row)) return row;
      return { ...row, release: releaseOn(releases, day).title };
    },
    lookUp,
    search: (words) => lookUp(words).hits.map(({ row }) => row),
    suffixesOf: compiled.suffixesOf,
  };
}
