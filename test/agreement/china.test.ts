// China's duties on goods of the United States against outside rate files, line by line; every difference has a reason.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openChina, step, total } from './china-law.ts';

const FIXTURES = join(process.env.ROSENBAD_FIXTURES ?? join('..', 'shared', 'data'), 'china');
const LISTS = join(import.meta.dirname, '..', '..', 'law', 'cn', 'lists');
const present = existsSync(FIXTURES);
const explained = parse(readFileSync(join(import.meta.dirname, 'known-differences.yaml'), 'utf8'), {
  schema: 'failsafe',
}) as { readonly topic: string; readonly codes?: readonly string[]; readonly reason: string }[];

/** Records of a CSV file; fields may be quoted and hold line breaks. */
function csv(name: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of readFileSync(join(FIXTURES, name), 'utf8').matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    rows.at(-1)!.push((quoted ?? plain ?? '').replace(/""/g, '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1).slice(1);
}

const near = (a: number, b: number) => Math.abs(a - b) < 0.02;
const charge = openChina('2026-08-21');

it('CI has the rate files', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('2025 and 2026, six digits', () => {
  const DAYS = [
    '2025-01-01',
    '2025-02-10',
    '2025-03-10',
    '2025-03-20',
    '2025-04-10',
    '2025-04-12',
    '2025-05-14',
  ];
  const days = [...DAYS, '2025-11-10', '2026-05-01'];

  /** Eight-digit lines of a subheading that the announcements of 2025 name. */
  const listed = (code: string): number =>
    readdirSync(LISTS)
      .filter((name) => name.startsWith('us-2025-'))
      .flatMap((name) => readFileSync(join(LISTS, name), 'utf8').split('\n'))
      .filter((line) => line.startsWith(code)).length;

  /** The file gives the mean over a subheading's lines: so many lines it must have for its step to be that mean. */
  const linesBy = (step: number, full: number, named: number): number => (full * named) / step;

  it('the steps between nine dates are exact for 99 % of the lines, and every other is the mean over lines of which some are named', () => {
    const rates = new Map<string, Map<string, number>>();
    const imports = new Map<string, number>();
    for (const [, , , , , , day, code, rate, value] of csv('wto-china-on-us-2025-2026-hs6.csv')) {
      if (rate !== '') rates.set(code!, (rates.get(code!) ?? new Map()).set(day!, Number(rate)));
      imports.set(code!, Math.max(imports.get(code!) ?? 0, Number(value)));
    }
    const count = { all: 0, exact: 0, value: 0, exactValue: 0, explained: 0 };
    const open = new Map<string, string>();
    for (const [code, byDay] of rates)
      for (const [index, day] of days.entries()) {
        const before = byDay.get(days[index - 1] ?? '');
        const after = byDay.get(day);
        if (before === undefined || after === undefined) continue;
        const ours = step(charge(code, days[index - 1]!), charge(code, day));
        const theirs = after - before;
        const value = imports.get(code)!;
        count.all += 1;
        count.value += value;
        if (near(ours.low, ours.high) && near(theirs, ours.low)) {
          count.exact += 1;
          count.exactValue += value;
          continue;
        }
        const lines = linesBy(theirs, ours.high || ours.low, listed(code));
        if (near(lines, Math.round(lines))) count.explained += 1;
        open.set(code, `${listed(code)} of ${Math.round(lines)}`);
      }
    expect(count.all).toBe(44_800);
    expect(count.exact / count.all).toBeGreaterThan(0.998);
    expect(count.exactValue / count.value).toBeGreaterThan(0.97);
    expect(count.exact + count.explained).toBe(count.all);
    const known = explained
      .filter(({ topic }) => topic === 'china-2025-steps')
      .flatMap(({ codes }) => codes ?? []);
    expect([...open].map(([code, share]) => `${code}: ${share}`).sort()).toEqual([...known].sort());
  });
});

it.runIf(present)('the lines for which the file has no rate are the twelve of photographic film', () => {
  const rows = csv('wto-china-on-us-2025-2026-hs6.csv');
  const rated = new Set(rows.filter((row) => row[8] !== '').map((row) => row[7]));
  const without = new Set(rows.map((row) => row[7]!).filter((code) => !rated.has(code)));
  const named = explained.find(({ topic }) => topic === 'china-2025-missing')?.codes ?? [];
  expect([...without].sort()).toEqual([...named].sort());
});

describe.runIf(present)('2018 and 2019', () => {
  it('six dates by ten digits: the additional duty of all 11,790 lines agrees', () => {
    const dates = ['2018-04-02', '2018-07-06', '2018-08-23', '2018-09-24', '2019-01-02', '2019-06-01'];
    const columns = [3, 6, 7, 8, 11, 12];
    const wrong = csv('bown-china-tariff-rates-2018-2019-hs10.csv').flatMap((row) => {
      let points = 0;
      return dates.flatMap((day, index) => {
        points += Number(row[columns[index]!]);
        const ours = total(charge(row[0]!.slice(0, 8), day));
        return near(ours.low, points) && near(ours.high, points) ? [] : [`${row[0]} ${day}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('five dates by eight digits: the lists alone agree on all 6,085 lines', () => {
    const dates: readonly (readonly [string, number])[] = [
      ['2018-07-06', 2],
      ['2018-08-23', 3],
      ['2018-09-24', 4],
      ['2019-01-01', 5],
      ['2019-06-01', 1],
    ];
    const wrong = csv('china-retaliation-2018-2019-hs8.csv').flatMap((row) =>
      dates.flatMap(([day, column]) => {
        const ours = total(charge(row[0]!, day).filter(({ measure }) => measure.startsWith('cn/us-2018/')));
        return near(ours.low, Number(row[column])) && near(ours.high, Number(row[column]))
          ? []
          : [`${row[0]} ${day}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('steps by six digits lie within ours on every date on which ordinary rates stand still', () => {
    const rates = new Map<string, Map<string, number>>();
    for (const [day, code, rate] of csv('china-on-us-2018-2019-hs6-by-date.csv'))
      if (rate !== '') rates.set(code!, (rates.get(code!) ?? new Map()).set(day!, Number(rate)));
    const spans: readonly (readonly [string, string])[] = [
      ['2018-01-01', '2018-04-02'],
      ['2018-07-01', '2018-07-06'],
      ['2018-07-06', '2018-08-23'],
      ['2018-08-23', '2018-09-24'],
      ['2019-01-02', '2019-06-01'],
    ];
    const outside = [...rates].flatMap(([code, byDay]) =>
      spans.flatMap(([before, after]) => {
        const theirs = (byDay.get(after) ?? 0) - (byDay.get(before) ?? 0);
        const a = total(charge(code, before));
        const b = total(charge(code, after));
        return theirs > b.low - a.high - 0.05 && theirs < b.high - a.low + 0.05 ? [] : [`${code} ${after}`];
      }),
    );
    expect(outside).toEqual([]);
  });
});
