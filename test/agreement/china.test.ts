// China's duties on goods of the United States against outside rate files, line by line; every difference has a reason.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openChina, step, total } from './china-law.ts';

const FIXTURES = join(process.env.ROSENBAD_FIXTURES ?? join('..', 'shared', 'data'), 'china');
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

  it('the steps between nine dates are exact for 99 % of the lines, and the rest is explained', () => {
    const rates = new Map<string, Map<string, number>>();
    const imports = new Map<string, number>();
    for (const [, , , , , , day, code, rate, value] of csv('wto-china-on-us-2025-2026-hs6.csv')) {
      if (rate !== '') rates.set(code!, (rates.get(code!) ?? new Map()).set(day!, Number(rate)));
      imports.set(code!, Math.max(imports.get(code!) ?? 0, Number(value)));
    }
    const count = { all: 0, exact: 0, value: 0, within: 0 };
    const open = new Set<string>();
    for (const [code, byDay] of rates)
      for (const [index, day] of days.entries()) {
        const before = byDay.get(days[index - 1] ?? '');
        const after = byDay.get(day);
        if (before === undefined || after === undefined) continue;
        const ours = step(charge(code, days[index - 1]!), charge(code, day));
        const theirs = after - before;
        const within = theirs > ours.low - 0.02 && theirs < ours.high + 0.02;
        count.all += 1;
        count.value += imports.get(code)!;
        if (within) count.within += imports.get(code)!;
        if (near(ours.low, ours.high) && near(theirs, ours.low)) count.exact += 1;
        else open.add(code);
      }
    expect(count.all).toBe(44_800);
    expect(count.exact / count.all).toBeGreaterThan(0.998);
    expect(count.within).toBe(count.value);
    const listed = explained
      .filter(({ topic }) => topic === 'china-2025-steps')
      .flatMap(({ codes }) => codes ?? []);
    expect([...open].sort()).toEqual([...listed].sort());
  });
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
