import { describe, expect, it } from 'vitest';
import type { Assessment } from '../assess/assessment.ts';
import { notFound } from '../core/errors.ts';
import type { Scenario } from '../outlook/exposure.ts';
import { tariffsFromLaw } from './from-law.ts';
import { cell, type Table } from './table.ts';

const TABLE: Table = {
  regions: ['US', 'CN', 'ROW'],
  sectors: ['toys', 'steel'],
  trade: new Float64Array(18).fill(1),
  tariff: new Float64Array(18).fill(0.05),
  sigma: Float64Array.of(5, 5),
};
const sectorOf = (code: string) =>
  code.startsWith('95') ? 'toys' : code.startsWith('72') ? 'steel' : undefined;
const answer = (rate: number, additional = rate): Assessment =>
  ({ rate: { low: rate, high: rate }, additional: { low: additional, high: additional } }) as Assessment;
const scenario = (id: string, of: (code: string, into: string) => number): Scenario => ({
  id,
  title: id,
  notBefore: '2025-08-12',
  assess: ({ code, into }) => answer(of(code, into ?? 'US'), of(code, into ?? 'US')),
});
const at = (tariff: Float64Array, sector: number, exporter: number, importer: number) =>
  tariff[cell(3, sector, exporter, importer)]!;

const US = {
  importer: 'US',
  additionalOnly: false,
  weights: [
    { code: '95030000', origin: 'CN', value: 300 },
    { code: '95045000', origin: 'CN', value: 100 },
    { code: '72081000', origin: 'TH', value: 50 },
    { code: '72081000', origin: 'ZZ', value: 900 },
  ],
};
const CN = { importer: 'CN', additionalOnly: true, weights: [{ code: '720810', origin: 'US', value: 10 }] };

describe('tariffs from the law', () => {
  const before = scenario('before', (code) => (code === '95030000' ? 0.3 : 0.1));
  const lapse = scenario('lapse', (code) => (code === '95030000' ? 0.54 : 0.34));
  const { tariffs, average, importLines } = tariffsFromLaw(TABLE, [US, CN], sectorOf, [before, lapse]);

  it('are averages weighted by trade: (300 × 30 % + 100 × 10 %) / 400 = 25 %', () => {
    expect(at(tariffs.before!, 0, 1, 0)).toBeCloseTo(0.25, 12);
    expect(at(tariffs.lapse!, 0, 1, 0)).toBeCloseTo(0.49, 12);
    expect(average('before', 'US', 'CN')).toBeCloseTo(0.25, 12);
  });

  it('come on top of the table’s own where the base duty is not known', () => {
    expect(at(tariffs.before!, 1, 0, 1)).toBeCloseTo(0.15, 12);
  });

  it('other origins are the rest of the world; what no weight reaches keeps the table’s tariff', () => {
    expect(at(tariffs.before!, 1, 2, 0)).toBeCloseTo(0.1, 12);
    expect(at(tariffs.lapse!, 1, 1, 0)).toBe(0.05);
  });

  it('give the import lines with their duty before and after', () => {
    expect(importLines('US', 'before', 'lapse')[0]).toMatchObject({
      product: '95030000',
      origin: 'CN',
      value: 300,
      before: 0.3,
      after: 0.54,
    });
  });

  it('leave out what the law refuses, and say how much was covered', () => {
    const refusing: Scenario = {
      ...before,
      assess: (entry) => {
        if (entry.code === '95045000') throw notFound('unknown-code', 'no', '');
        return before.assess(entry);
      },
    };
    const { covered } = tariffsFromLaw(TABLE, [US], sectorOf, [refusing]);
    expect(covered.US).toBeCloseTo(350 / 1350, 12);
  });
});
