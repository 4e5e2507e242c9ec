import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { averageTariffs, changeTariffs } from './averages.ts';
import { cell } from './table.ts';

describe('averageTariffs', () => {
  const table = madeUpTable(3, 2);

  it('weights 10 % on 300 and 50 % on 100 to 20 %, and leaves the other cells alone', () => {
    const line = { importer: 'R1', exporter: 'R3', sector: 'S2' };
    const tariff = averageTariffs(table, [
      { ...line, value: 300, rate: 0.1 },
      { ...line, value: 100, rate: 0.5 },
    ]);
    const hit = cell(3, 1, 2, 0);
    expect(tariff[hit]).toBeCloseTo(0.2, 12);
    tariff.forEach((t, c) => {
      if (c !== hit) expect(t).toBe(table.tariff[c]);
    });
  });

  it('says which regions the table has', () => {
    const line = { importer: 'US', exporter: 'R3', sector: 'S2', value: 1, rate: 0 };
    expect(() => averageTariffs(table, [line])).toThrow('The table has no region US.');
  });
});

describe('changeTariffs', () => {
  const table = { ...madeUpTable(3, 2), sectors: ['steel', 'services'] };

  it('adds points to goods and leaves services', () => {
    const tariff = changeTariffs(table, [{ importer: 'R1', exporter: 'R2', add: 0.25 }]);
    expect(tariff[cell(3, 0, 1, 0)]! - table.tariff[cell(3, 0, 1, 0)]!).toBeCloseTo(0.25, 12);
    expect(tariff[cell(3, 1, 1, 0)]).toBe(table.tariff[cell(3, 1, 1, 0)]);
  });

  it('sets a rate for the sectors that are named', () => {
    const tariff = changeTariffs(table, [
      { importer: 'R1', exporter: 'R2', sectors: ['services'], set: 0.05 },
    ]);
    expect(tariff[cell(3, 1, 1, 0)]).toBe(0.05);
  });
});
