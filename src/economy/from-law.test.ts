import { describe, expect, it } from 'vitest';
import { tariffsFromLaw } from './from-law.ts';
import type { LawSide } from './law-rates.ts';
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
const at = (tariff: Float64Array, sector: number, exporter: number, importer: number) =>
  tariff[cell(3, sector, exporter, importer)]!;

const US: LawSide = {
  importer: 'US',
  year: 2024,
  additionalOnly: false,
  weights: [
    { code: '95030000', origin: 'CN', value: 300 },
    { code: '95045000', origin: 'CN', value: 100 },
    { code: '72081000', origin: 'TH', value: 50 },
    { code: '72081000', origin: 'ZZ', value: 900 },
  ],
};
const CN: LawSide = {
  importer: 'CN',
  year: 2024,
  additionalOnly: true,
  weights: [{ code: '720810', origin: 'US', value: 10 }],
};
const RATES = {
  before: { US: [0.3, 0.1, 0.1, null], CN: [0.1] },
  lapse: { US: [0.54, 0.34, 0.34, null], CN: [0.34] },
};

describe('tariffs from the law', () => {
  const { tariffs, pairs, importLines, covered } = tariffsFromLaw(TABLE, [US, CN], sectorOf, RATES);

  it('are averages weighted by trade: (300 × 30 % + 100 × 10 %) / 400 = 25 %', () => {
    expect(at(tariffs.before!, 0, 1, 0)).toBeCloseTo(0.25, 12);
    expect(at(tariffs.lapse!, 0, 1, 0)).toBeCloseTo(0.49, 12);
    expect(pairs[0]).toMatchObject({ scenario: 'before', importer: 'US', exporter: 'CN', rate: 0.25 });
  });

  it('come on top of the table’s own where the base duty is not known, and say so', () => {
    expect(at(tariffs.before!, 1, 0, 1)).toBeCloseTo(0.15, 12);
    expect(pairs.find(({ importer }) => importer === 'CN')).toMatchObject({
      rate: 0.1,
      additionalOnly: true,
    });
  });

  it('other origins are the rest of the world; what no weight reaches keeps the table’s tariff', () => {
    expect(at(tariffs.before!, 1, 2, 0)).toBeCloseTo(0.1, 12);
    expect(at(tariffs.lapse!, 1, 1, 0)).toBe(0.05);
  });

  it('give the import lines with their duty before and after', () => {
    expect(importLines('US', 'before', 'lapse')[0]).toEqual({
      product: '95030000',
      origin: 'CN',
      value: 300,
      before: 0.3,
      after: 0.54,
    });
  });

  it('leave out what has no rate, and say how much was covered', () => {
    expect(covered.US).toBeCloseTo(450 / 1350, 12);
    const holes = { before: { US: [0.3, null, 0.1, null], CN: [null] } };
    const found = tariffsFromLaw(TABLE, [US, CN], sectorOf, holes);
    expect(found.covered).toEqual({ US: 350 / 1350, CN: 0 });
    expect(at(found.tariffs.before!, 1, 0, 1)).toBe(0.05);
  });
});
