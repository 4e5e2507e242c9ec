// Several releases of the schedule as one: rows with the days between which a line stood as it did.

import type { Day } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { NO_RELEASES, type ReleaseTable, type Turn } from '../law/release.ts';
import { readRate } from './rate.ts';
import type { Release } from './release-name.ts';
import { parseSpecial, printSpecial } from './special.ts';

export interface Imported {
  readonly release: Release;
  readonly lines: readonly ScheduleRow[];
}

export interface Joined {
  /** In the order in which they came out. */
  readonly releases: readonly Release[];
  /** Ascending by code and day. */
  readonly rows: readonly ScheduleRow[];
  /** First day that the rows speak of, and the day after the last; missing = no end is known. */
  readonly from: Day;
  readonly until?: Day;
}

type Columns = ReadonlyMap<string, string>;

const RATES = ['general', 'column2'] as const;
const ASTERISK = ['A', 'A*'];
const UNSETTLED = 'unsettled between';

/** The columns of a line, the special one by symbol; a special text without symbols stays as it is. */
function columnsOf(line: ScheduleRow): Columns {
  const special = parseSpecial(line.special).flatMap(({ text, programs }) =>
    programs.map((symbol) => [symbol, text] as const),
  );
  return new Map([
    ['general', line.general],
    ['column2', line.column2],
    ...(special.length === 0 && line.special !== '' ? [['special', line.special] as const] : special),
  ]);
}

function lineOf(like: ScheduleRow, columns: Columns, unsettled: boolean): ScheduleRow {
  const byText = new Map<string, string[]>();
  for (const [symbol, text] of columns) {
    if (symbol === 'general' || symbol === 'column2' || symbol === 'special') continue;
    const known = byText.get(text);
    if (known) known.push(symbol);
    else byText.set(text, [symbol]);
  }
  const { from: _from, until: _until, ...rest } = like;
  return {
    ...rest,
    general: columns.get('general') ?? '',
    column2: columns.get('column2') ?? '',
    special:
      columns.get('special') ??
      printSpecial([...byText].map(([text, programs]) => ({ text, programs: programs.sort() }))),
    ...(unsettled ? { unsettled } : {}),
  };
}

/** The same rate, however it is printed. */
function sameRate(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const [one, other] = [readRate(a), readRate(b)];
  return (
    one.kind === 'duty' && other.kind === 'duty' && JSON.stringify(one.duty) === JSON.stringify(other.duty)
  );
}

const alike = (a: ScheduleRow, b: ScheduleRow): boolean =>
  a.general === b.general && a.special === b.special && a.column2 === b.column2;

const isTurnOf = (column: string, turn: Turn, { editorial }: ReleaseTable): boolean => {
  if ((RATES as readonly string[]).includes(column)) return turn.general;
  if (editorial.includes(column)) return false;
  return turn.special === 'all' || turn.special.includes(column);
};

interface Stretch {
  readonly before: Release;
  readonly after: Release;
}

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

const turnsIn = ({ before, after }: Stretch, { turns }: ReleaseTable): readonly Turn[] =>
  turns.filter(({ day }) => before.from < day && day <= after.through);

/** The turn on which a column changed: one that names its symbol before one for all; none where nothing or too much lies between. */
function turnOf(column: string, turns: readonly Turn[], table: ReleaseTable): Turn | undefined {
  const naming = turns.filter(({ special }) => special !== 'all' && special.includes(column));
  return only(naming.length > 0 ? naming : turns.filter((turn) => isTurnOf(column, turn, table)));
}

/** What a column says in the days on which nobody can tell: `A*` where it stood beside `A`, else words that refuse. */
function unsettledText(
  column: string,
  a: string | undefined,
  b: string | undefined,
  stretch: Stretch,
): string | undefined {
  if (column === 'A') return undefined;
  if (column === 'A*') return a ?? b;
  const said = (text: string | undefined) => text?.replace(/[()]/g, ' ') ?? 'no rate';
  return `${UNSETTLED} ${said(a)}, ${stretch.before.title}, and ${said(b)}, ${stretch.after.title}`;
}

/** The day on which each changed column changed; `open` where nobody can tell. A new general rate takes the others along. */
function daysOf(
  old: Columns,
  next: Columns,
  stretch: Stretch,
  table: ReleaseTable,
): ReadonlyMap<string, Day | 'open'> {
  const turns = turnsIn(stretch, table);
  const changed = [...new Set([...old.keys(), ...next.keys()])].filter(
    (column) => !sameRate(old.get(column), next.get(column)),
  );
  const general = changed.includes('general') ? turnOf('general', turns, table)?.day : undefined;
  return new Map(
    changed.map((column) => {
      if (general !== undefined) return [column, general];
      if (table.editorial.includes(column)) return [column, stretch.after.through];
      return [column, (ASTERISK.includes(column) ? undefined : turnOf(column, turns, table)?.day) ?? 'open'];
    }),
  );
}

/** The rows between a line as one release has it and as the next does: where each column changed, and what is open until then. */
function passage(
  a: ScheduleRow,
  b: ScheduleRow,
  stretch: Stretch,
  start: Day,
  table: ReleaseTable,
): readonly { readonly day: Day; readonly line: ScheduleRow }[] {
  const [old, next] = [columnsOf(a), columnsOf(b)];
  const { after } = stretch;
  const days = daysOf(old, next, stretch, table);
  const settled = [...days.values()].filter((day) => day !== 'open');
  const open = settled.length < days.size;
  const cuts = [...new Set([...settled, ...(open ? [start] : []), after.through])];
  return cuts
    .sort((x, y) => x - y)
    .map((day) => {
      const columns = new Map(old);
      for (const [column, change] of days) {
        const [one, other] = [old.get(column), next.get(column)];
        const text =
          change === 'open' && day < after.through
            ? unsettledText(column, one, other, stretch)
            : change === 'open' || change <= day
              ? other
              : one;
        if (text === undefined) columns.delete(column);
        else columns.set(column, text);
      }
      return { day, line: day === after.through ? b : lineOf(a, columns, open) };
    });
}

/** From when a line that changes in a stretch is in doubt: after the day of the release, or its last change before. */
const openFrom = ({ before }: Stretch, last: Day): Day => Math.max(before.from + 1, last);

const lineDay = (stretch: Stretch, table: ReleaseTable): Day | undefined =>
  only(turnsIn(stretch, table).filter(({ lines }) => lines))?.day;

/** A line that one release left out and the next has again as it was: a slip of the press. */
const withoutSlips = (states: readonly (ScheduleRow | undefined)[]): readonly (ScheduleRow | undefined)[] =>
  states.map((state, place) => {
    const [before, after] = [states[place - 1], states[place + 1]];
    return state ?? (before && after && alike(before, after) ? before : undefined);
  });

function rowsOf(
  states: readonly (ScheduleRow | undefined)[],
  releases: readonly Release[],
  start: Day,
  end: Day | undefined,
  table: ReleaseTable,
): readonly ScheduleRow[] {
  const name = states.findLast((line) => line !== undefined)!;
  const steps: { day: Day; line: ScheduleRow | undefined }[] = [];
  states.forEach((line, place) => {
    const last = steps.at(-1)?.line;
    if (place === 0) steps.push({ day: start, line });
    else {
      const previous = states[place - 1];
      if (line === previous || (line && previous && alike(line, previous))) return;
      const stretch = { before: releases[place - 1]!, after: releases[place]! };
      if (line && previous)
        steps.push(...passage(previous, line, stretch, openFrom(stretch, steps.at(-1)!.day), table));
      else if (line) steps.push({ day: lineDay(stretch, table) ?? stretch.after.through, line });
      else if (last)
        steps.push({ day: lineDay(stretch, table) ?? openFrom(stretch, steps.at(-1)!.day), line: undefined });
    }
  });
  return steps.flatMap(({ day, line }, place) => {
    const until = steps[place + 1]?.day ?? end;
    if (!line || (until !== undefined && until <= day)) return [];
    const { name: text, unit, ...rest } = name;
    const suffixes = 'suffixes' in rest ? { suffixes: rest.suffixes } : {};
    return [{ ...line, ...suffixes, name: text, unit, from: day, ...(until === undefined ? {} : { until }) }];
  });
}

const joinsOn = (a: ScheduleRow, b: ScheduleRow): boolean =>
  a.code === b.code && a.until === b.from && alike(a, b) && a.unsettled === b.unsettled;

/** Neighbours that say the same are one row. */
const merged = (rows: readonly ScheduleRow[]): readonly ScheduleRow[] =>
  rows.reduce<ScheduleRow[]>((all, row) => {
    const last = all.at(-1);
    if (!last || !joinsOn(last, row)) all.push(row);
    else {
      const { until: _until, ...rest } = last;
      all[all.length - 1] = { ...rest, ...(row.until === undefined ? {} : { until: row.until }) };
    }
    return all;
  }, []);

const lastTurn = (day: Day, { turns }: ReleaseTable): Day | undefined =>
  turns.findLast((turn) => turn.day <= day)?.day;

/** The first day that a release surely speaks for: back to the last turn, where all releases since were compared. */
function startOf({ from, through }: Release, table: ReleaseTable): Day {
  const turn = lastTurn(through, table);
  if (turn === undefined) return from;
  return turn >= table.wholeFrom ? turn : Math.max(from, turn);
}

/** Year and number of a release: releases of one year come out in the order of their numbers. */
function placeOf({ id }: Release): readonly [year: number, number: number] | undefined {
  const match = /^(\d{4})HTS(?:Basic|Rev([\d.]+))$/.exec(id);
  return match ? [Number(match[1]), Number(match[2] ?? 0)] : undefined;
}

function before(a: Release, b: Release): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  if (one && other) return one[0] - other[0] || one[1] - other[1];
  return a.from - b.from || a.through - b.through;
}

/** In the order in which they came out, and no later than the next, no earlier than the one before. */
function inOrder(imported: readonly Imported[]): readonly Imported[] {
  const sorted = [...imported].sort(({ release: a }, { release: b }) => before(a, b));
  const spans = sorted.map(({ release }) => ({ ...release }));
  for (let place = 1; place < spans.length; place++)
    spans[place]!.from = Math.max(spans[place]!.from, spans[place - 1]!.from);
  for (let place = spans.length - 2; place >= 0; place--)
    spans[place]!.through = Math.min(spans[place]!.through, spans[place + 1]!.through);
  return sorted.map((one, place) => ({ ...one, release: spans[place]! }));
}

const corrected = (line: ScheduleRow, place: number, ids: readonly string[], table: ReleaseTable) => {
  const slip = table.slips.find(({ code }) => code === line.code);
  if (!slip) return line;
  const mended = ids.indexOf(slip.before);
  const printedBefore = mended >= 0 ? place < mended : ids[place]!.slice(0, 4) < slip.before.slice(0, 4);
  if (!printedBefore) return line;
  const { general = line.general, special = line.special, column2 = line.column2 } = slip;
  return { ...line, general, special, column2 };
};

/**
 * Joins releases into dated rows. A change is put on the turn that lies between two releases; where none or several do,
 * the days between are unsettled: the column holds words, which are refused.
 */
export function joinReleases(imported: readonly Imported[], table: ReleaseTable = NO_RELEASES): Joined {
  const sorted = inOrder(imported);
  const releases = sorted.map(({ release }) => release);
  const ids = releases.map(({ id }) => id);
  const states = new Map<string, (ScheduleRow | undefined)[]>();
  sorted.forEach(({ lines }, place) => {
    for (const line of lines) {
      const own = states.get(line.code) ?? new Array<undefined>(sorted.length).fill(undefined);
      own[place] = corrected(line, place, ids, table);
      states.set(line.code, own);
    }
  });
  const from = startOf(releases[0]!, table);
  const until = table.turns.find(({ day }) => day > releases.at(-1)!.through)?.day;
  const rows = [...states.keys()]
    .sort()
    .flatMap((code) => rowsOf(withoutSlips(states.get(code)!), releases, from, until, table));
  return { releases, rows: merged(rows), from, ...(until === undefined ? {} : { until }) };
}
