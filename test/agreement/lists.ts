// Product lists as outside trackers extracted them, against the pack's lists on a day.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { type GoodsCode, prefixesOf } from '../../src/core/code.ts';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { at } from '../../src/core/timeline.ts';
import { shortest } from '../../src/law/chapter99/read.ts';
import type { Pack } from '../../src/law/pack.ts';
import { parseListFile } from '../../src/law/read.ts';
import { type ResolvedLaw, resolve } from '../../src/law/resolve.ts';

export interface Difference {
  readonly side: 'here' | 'there';
  /** Beginnings of codes; or the number of all that are left. */
  readonly codes?: readonly string[];
  readonly count?: string;
  readonly reason: string;
}

export interface Comparison {
  readonly file: string;
  /** Column of the codes, counted from 0. */
  readonly column?: string;
  /** Column name → values that count. */
  readonly where?: Readonly<Record<string, string | readonly string[]>>;
  /** Columns of the first and the last day, read at `on`; an empty first day has always counted. */
  readonly dated?: readonly [string, string];
  readonly on: string;
  readonly lists?: readonly string[];
  readonly measures?: readonly string[];
  readonly files?: readonly string[];
  /** The other file divides lines to ten digits: a code agrees with what lies beneath it. */
  readonly expanded?: string;
  readonly differences?: readonly Difference[];
}

const digits = (code: string): string => code.replace(/\D/g, '');
/** Codes that lost their leading zero have an odd number of digits. */
const padded = (code: string): string => (code.length % 2 === 1 ? `0${code}` : code);

function theirs(folder: string, one: Comparison): readonly GoodsCode[] {
  const text = readFileSync(join(folder, one.file), 'utf8').replace(/^#.*\n/gm, '');
  const [header = [], ...rows] = parseCsv(text, { relaxColumnCount: true, bom: true }) as string[][];
  const column = (name: string): number => {
    const index = header.indexOf(name);
    if (index < 0) throw new Error(`${one.file} has no column "${name}"`);
    return index;
  };
  const conditions = Object.entries(one.where ?? {}).map(([name, values]) => ({
    index: column(name),
    values: [values].flat(),
  }));
  const [from, until] = (one.dated ?? []).map(column);
  const holds = (row: readonly string[]): boolean =>
    conditions.every(({ index, values }) => values.includes(row[index] ?? '')) &&
    (from === undefined || !/^\d/.test(row[from] ?? '') || row[from]! <= one.on) &&
    (until === undefined || !/^\d/.test(row[until] ?? '') || row[until]! >= one.on);
  const code = Number(one.column ?? 0);
  return shortest(
    rows
      .filter(holds)
      .map((row) => padded(digits(row[code] ?? '')))
      .filter((each) => each !== ''),
  );
}

const laws = new Map<string, ResolvedLaw>();

function ours(pack: Pack, root: string, one: Comparison): readonly GoodsCode[] {
  const on = lastMinute(parseDay(one.on), 'America/New_York');
  const law = laws.get(one.on) ?? resolve(pack, on);
  laws.set(one.on, law);
  const listed = (one.lists ?? []).flatMap((name) => {
    const list = law.lists.get(name);
    if (!list) throw new Error(`there is no list ${name}`);
    return [...list.entries].flatMap(([code, line]) => {
      const membership = at(line, on);
      return membership && membership.is !== 'out' ? [code] : [];
    });
  });
  const scoped = law.measures
    .filter(({ id }) => one.measures?.includes(id))
    .flatMap(({ goods }) => at(goods, on)?.value?.any.filter((each) => !each.startsWith('list:')) ?? []);
  const filed = (one.files ?? []).flatMap((path) =>
    parseListFile(readFileSync(join(root, 'law', path), 'utf8'), path).map((each) =>
      typeof each === 'string' ? each : each.code,
    ),
  );
  return shortest([...listed, ...scoped, ...filed]);
}

const missingIn = (other: readonly GoodsCode[], expanded: boolean) => {
  const set = new Set(other);
  const above = new Set(other.flatMap((code) => prefixesOf(code)));
  return (code: GoodsCode): boolean =>
    !prefixesOf(code).some((prefix) => set.has(prefix)) && !(expanded && above.has(code));
};

export interface Outcome {
  readonly same: number;
  readonly here: readonly GoodsCode[];
  readonly there: readonly GoodsCode[];
  readonly idle: readonly string[];
}

/** What is left of the differences after the explained ones. */
export function compare(pack: Pack, root: string, folder: string, one: Comparison): Outcome {
  const [a, b] = [ours(pack, root, one), theirs(folder, one)];
  const expanded = one.expanded !== undefined;
  const here = a.filter(missingIn(b, expanded));
  const there = b.filter(missingIn(a, expanded));
  const sides = { here, there };
  const idle: string[] = [];
  for (const { side, codes, count, reason } of one.differences ?? []) {
    const explained = (code: GoodsCode): boolean =>
      codes === undefined || codes.some((start) => code.startsWith(digits(start)));
    const hit = sides[side].filter(explained);
    if (count === undefined ? hit.length === 0 : hit.length !== Number(count))
      idle.push(`${hit.length} codes ${side}: ${reason}`);
    sides[side] = sides[side].filter((code) => !explained(code));
  }
  return { same: a.length - here.length, ...sides, idle };
}
