// Averages held against the evaluator: each weight assessed by itself, and the sums taken here once more.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { TariffError } from '../../src/core/errors.ts';
import type { LawAt } from '../../src/index.ts';
import { compileInputOf } from '../../src/outlook/compile-input.ts';
import { averagesOn, type By, type Weight } from '../../src/ratebook/average.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { readImports } from '../../src/schedule/imports.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const law = embeddedLaw();
const shipped = readImports(readFileSync(join(ROOT, 'law/us/schedule/imports-2024.csv'), 'utf8'));
/** Every ninth row of 2024: some 1,700 of all chapters and partners. */
const weights = shipped.filter((_, row) => row % 9 === 0);

interface Sum {
  readonly key: string;
  readonly weight: number;
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

const VALUE = 1_000_000;

/** What `assess` says of one weight, under each key that it counts for; nothing where it refuses or needs a quantity. */
function assessed(
  at: LawAt,
  { code, origin, value }: Weight,
  on: string,
  by: By,
  rest: string,
): readonly Sum[] {
  const from = origin === 'EU' ? 'DE' : origin === 'ZZ' ? rest : origin;
  try {
    const { total, lines } = at.assess({ code, from, on, value: String(VALUE) });
    const base = Number(lines.find(({ program }) => program === 'base')!.amount) / VALUE;
    const [low, high] = [Number(total.low) / VALUE, Number(total.high) / VALUE];
    const key = { total: '', chapter: code.slice(0, 2), origin, program: '' }[by];
    if (by !== 'program') return [{ key, weight: value, base, low, high }];
    return lines.map(({ program, amount }) => {
      const share = Number(amount) / VALUE;
      return { key: program, weight: value, base: program === 'base' ? share : 0, low: share, high: share };
    });
  } catch (error) {
    if (error instanceof TariffError) return [];
    throw error;
  }
}

function averaged(sums: readonly Sum[], covered: number | undefined) {
  const keys = [...new Set(sums.map(({ key }) => key))].sort();
  return keys.map((key) => {
    const own = sums.filter((sum) => sum.key === key);
    const weight = covered ?? own.reduce((sum, one) => sum + one.weight, 0);
    const of = (name: 'base' | 'low' | 'high') =>
      own.reduce((sum, one) => sum + one[name] * one.weight, 0) / weight;
    return { key, base: of('base'), low: of('low'), high: of('high') };
  });
}

const cases = [
  ['2026-11-01', '2026-11-01', undefined],
  ['2025-07-29', '2025-08-13', undefined],
  ['2025-07-29', '2025-08-13', 'extend-90-days'],
] as const;

describe.each(cases)('averages as known on %s for %s under %s', (known, on, outcome) => {
  const plain = law.as({ known });
  const at = outcome === undefined ? plain : plain.under(outcome, { deadline: '2025-08-12' });
  const book = compile(compileInputOf(law, at));
  const day = parseDay(on, 'on');
  const { standIns } = averagesOn(book, weights, day, 'total');

  it.each(['total', 'chapter', 'origin', 'program'] as const)(
    'by %s are those of every weight assessed',
    (by) => {
      const sums = weights.map((weight) => assessed(at, weight, on, by, standIns.ZZ!));
      const answered = weights.filter((_, row) => sums[row]!.length > 0);
      const value = answered.reduce((sum, one) => sum + one.value, 0);
      const wanted = averaged(sums.flat(), by === 'program' ? value : undefined);
      const { rows, covered } = averagesOn(book, weights, day, by);
      expect(rows.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key));
      for (const [row, { key, base, low, high }] of rows.entries()) {
        const own = wanted[row]!;
        expect(
          [key, base, low, high].map((cell) => (typeof cell === 'number' ? cell.toFixed(7) : cell)),
        ).toEqual(
          [own.key, own.base, own.low, own.high].map((cell) =>
            typeof cell === 'number' ? cell.toFixed(7) : cell,
          ),
        );
      }
      expect(covered).toBeCloseTo(value / weights.reduce((sum, one) => sum + one.value, 0), 9);
      expect(covered).toBeGreaterThan(0.6);
    },
  );

  it('count each line once when they are simple', () => {
    const once = weights.map((weight) => ({ ...weight, value: 1 }));
    expect(averagesOn(book, weights, day, 'origin', true).rows).toEqual(
      averagesOn(book, once, day, 'origin').rows,
    );
  });
});

describe('averages of a trade of one’s own', () => {
  const book = compile({
    ...compileInputOf(law, law.as({ known: '2025-07-29' })),
    origins: ['CN', 'DE', 'AD'],
  });
  const on = (weights: readonly Weight[]) => averagesOn(book, weights, parseDay('2025-08-11', 'on'), 'total');

  it('are one part China and three parts Germany where the values are 100 and 300', () => {
    const china = on([{ code: '85076000', origin: 'CN', value: 1 }]).rows[0]!.low;
    const germany = on([{ code: '85076000', origin: 'DE', value: 1 }]).rows[0]!.low;
    const both = on([
      { code: '85076000', origin: 'CN', value: 100 },
      { code: '85076000', origin: 'DE', value: 300 },
    ]);
    expect(both.rows[0]!.low).toBeCloseTo((china + 3 * germany) / 4, 12);
    expect(both).toMatchObject({ covered: 1, unlisted: 0, grouped: 0, standIns: {} });
  });

  it('say what part is in no line, and which country stood for a group', () => {
    const { covered, unlisted, grouped, standIns, rows } = on([
      { code: '85076000', origin: 'EU', value: 60 },
      { code: '99999999', origin: 'CN', value: 40 },
      { code: '85076000', origin: 'CN', value: 0 },
    ]);
    expect({ covered, unlisted, grouped, standIns }).toEqual({
      covered: 0.6,
      unlisted: 0.4,
      grouped: 0.6,
      standIns: { EU: 'DE' },
    });
    expect(rows).toHaveLength(1);
  });

  it('have no row, and no number that is none, where nothing has a value', () => {
    expect(on([{ code: '85076000', origin: 'CN', value: 0 }]).rows).toEqual([]);
    expect(on([]).covered).toBe(0);
  });
});
