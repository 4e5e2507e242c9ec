// Census' calculated duty of 2024 against our assessment: a part of the table, the same in every run.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExplained } from '../../scripts/imports-figures.ts';
import type { Law } from '../../src/law.ts';
import { embeddedPack, ROOT } from '../support/embedded.ts';
import { importRows, isWorked, lawOf2024, type Outcome, workRow, yearOf } from '../support/imports-2024.ts';

const shared = process.env.ROSENBAD_SHARED ?? join(ROOT, '..', 'shared');
const present = existsSync(join(shared, 'data', 'imports'));

/** Every so many rows, and all large ones. */
const STEP = 40;
const LARGE = 400e6;

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the imports of 2024', () => {
  const rows = present ? importRows(shared) : [];
  const some = rows.filter(({ value }, place) => place % STEP === 0 || value >= LARGE);
  let outcomes: readonly Outcome[] = [];
  let opened: Law | undefined;
  const law = (): Law => (opened ??= lawOf2024(shared, embeddedPack()));
  const at = () => yearOf(law());
  const worked = () => outcomes.filter(isWorked);
  const explained = (origin: string) => {
    const own = worked().filter((one) => one.origin === origin);
    return sum(own.filter(isExplained), ({ value }) => value) / sum(own, ({ value }) => value);
  };

  it('are 207,148 rows without Slovakia’s, 3.2 trillion dollars', () => {
    expect(rows.length).toBe(207_148);
    expect(Math.round(sum(rows, ({ value }) => value) / 1e9)).toBe(3209);
    outcomes = some.map((row) => workRow(law(), at(), row));
    expect(outcomes.length).toBeGreaterThan(5000);
  });

  it('are for nine tenths of their value of lines that the embedded catalogue has', () => {
    const codes = new Set(embeddedPack().schedules.us!.map(({ code }) => code));
    const inside = sum(
      rows.filter(({ code }) => codes.has(code.slice(0, 8))),
      ({ value }) => value,
    );
    expect(inside / sum(rows, ({ value }) => value)).toBeGreaterThanOrEqual(0.9);
    expect(codes.size).toBeGreaterThanOrEqual(1500);
  });

  it('are refused only for want of a quantity, for words, or as chapter 98 and 99', () => {
    const reasons = new Set(outcomes.flatMap((one) => (isWorked(one) ? [] : [one.unworked])));
    expect([...reasons].sort()).toEqual(['quantity', 'special-provision', 'words']);
  });

  it('are hardly ever of goods that may not be imported: no Russian oil, fish or nickel', () => {
    const russian = rows.filter(({ origin }) => origin === 'RU').map((row) => workRow(law(), at(), row));
    const banned = russian.filter((one) => isWorked(one) && one.banned);
    expect(russian.length).toBeGreaterThan(500);
    expect(banned.length).toBeLessThan(12);
    expect(sum(banned, ({ value }) => value)).toBeLessThan(2e6);
  });

  it('agree or are explained for 93 percent of the value, never over by more than half a percent of the duty', () => {
    const value = sum(worked(), (one) => one.value);
    expect(sum(worked().filter(isExplained), (one) => one.value) / value).toBeGreaterThan(0.93);
    const over = worked().filter(({ standing }) => standing === 'above');
    expect(sum(over, ({ duty, high }) => duty - high)).toBeLessThan(
      0.005 * sum(worked(), ({ duty }) => duty),
    );
  });

  it.each(['CA', 'MX', 'KR', 'AU', 'DE', 'JP', 'VN', 'BD', 'GB', 'CH'])(
    'of %s are explained for 97 percent of the value',
    (origin) => expect(explained(origin)).toBeGreaterThan(0.97),
  );

  it('charge goods of China what Census says to within a fifth, the rest being exclusions and zones', () => {
    const own = worked().filter(({ origin }) => origin === 'CN');
    const [ours, theirs] = [sum(own, ({ charged }) => charged), sum(own, ({ duty }) => duty)];
    expect(theirs / ours).toBeGreaterThan(4 / 5);
    expect(theirs / ours).toBeLessThan(1.05);
  });
});
