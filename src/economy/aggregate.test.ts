import { expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { mergeTable } from './aggregate.ts';
import { cell } from './table.ts';

const merging = {
  regions: new Map([
    ['R1', 'A'],
    ['R2', 'B'],
    ['R3', 'B'],
  ]),
  sectors: new Map([
    ['S1', 'goods'],
    ['S2', 'goods'],
  ]),
};

it('adds up flows and averages tariffs by trade', () => {
  const table = madeUpTable(3, 2);
  const merged = mergeTable(table, merging);
  expect(merged.regions).toEqual(['A', 'B']);
  const sum = (x: Float64Array) => x.reduce((a, b) => a + b, 0);
  expect(sum(merged.trade)).toBeCloseTo(sum(table.trade), 9);
  const cells = [0, 1].flatMap((s) => [1, 2].map((j) => cell(3, s, 0, j)));
  const duty = cells.reduce((total, c) => total + table.trade[c]! * table.tariff[c]!, 0);
  expect(merged.trade[1]! * merged.tariff[1]!).toBeCloseTo(duty, 9);
  expect(merged.tariff[3]).toBe(0);
});

it('names a region that the merging forgot', () => {
  expect(() => mergeTable(madeUpTable(4, 2), merging)).toThrow('no place for region R4');
});
