// The table that ships with the project: its form, its source, and that every model runs on it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  changeTariffs,
  nashTariffs,
  parseSectors,
  parseTable,
  prepareWorld,
  simulate,
  uniformTariffs,
  withoutDeficits,
} from '../../src/economy/index.ts';

const table = parseTable(readFileSync(join('data', 'economy', 'world-2022.csv'), 'utf8'));

describe('data/economy/world-2022.csv', () => {
  it('has the parties of the talks, 18 regions and 22 sectors, and says where it comes from', () => {
    const wanted = ['US', 'CN', 'EU', 'JP', 'CA', 'MX', 'KR', 'TW', 'VN', 'IN', 'GB', 'CH', 'BR', 'ROW'];
    expect(table.regions).toEqual(expect.arrayContaining(wanted));
    expect([table.regions.length, table.sectors.length]).toEqual([18, 22]);
    expect(table.source).toMatch(/OECD Inter-Country Input-Output tables for 2022/);
  });

  it('has GDP for every region and no duty at home, on services or above 20 %', () => {
    expect(Math.min(...table.gdp!)).toBeGreaterThan(100_000);
    const n = table.regions.length;
    const services = table.sectors.indexOf('services');
    table.tariff.forEach((t, c) => {
      const free = Math.floor(c / n) % n === c % n || Math.floor(c / n / n) === services;
      expect(t).toBeLessThanOrEqual(free ? 0 : 0.2);
    });
  });

  it('answers a tariff of 30 points between the US and China: both lose, buyers in the US pay most this year', () => {
    const war = changeTariffs(table, [
      { importer: 'US', exporter: 'CN', add: 0.3 },
      { importer: 'CN', exporter: 'US', add: 0.3 },
    ]);
    const regions = new Map(
      simulate(table, { war })
        .outcomes.get('war')!
        .map((r) => [r.region, r]),
    );
    expect(regions.get('US')!.realIncome.high).toBeLessThan(0);
    expect(regions.get('CN')!.realIncome.high).toBeLessThan(0);
    const paid = regions.get('US')!.thisYear.buyersPay.complete;
    expect(paid).toBeGreaterThan(0.25 * 436_000);
    expect(paid).toBeLessThan(0.31 * 436_000);
  });

  it('carries a tariff war of all against all, cell by cell and with one rate for each', () => {
    const world = prepareWorld(withoutDeficits(table));
    const nash = nashTariffs(world);
    expect(nash.slope).toBeLessThan(1e-7);
    expect(Math.max(...nash.welfare)).toBeLessThan(1);
    expect(Math.max(...uniformTariffs(world).rates)).toBeLessThan(0.5);
  });
});

describe('data/economy/sectors-hs.csv', () => {
  const text = readFileSync(join('data', 'economy', 'sectors-hs.csv'), 'utf8');
  const sectorOf = parseSectors(text);

  it('names only sectors of the table, and every goods sector', () => {
    const lines = text.split('\n').filter((line) => /^\d/.test(line));
    expect([...new Set(lines.map((line) => line.split(',')[1]))].sort()).toEqual([...table.sectors].sort());
  });

  it('has a sector for every chapter from 01 to 97 but the empty 77', () => {
    for (let chapter = 1; chapter <= 97; chapter++) {
      const code = `${String(chapter).padStart(2, '0')}99`;
      if (chapter !== 77 && chapter !== 27) expect(`${code} ${sectorOf(code)}`).not.toContain('undefined');
    }
  });

  it.each([
    ['8703.23.01', 'cars'],
    ['8542.31', 'electronics'],
    ['2709.00', 'energy'],
    ['2602', 'ores'],
    ['1201.90', 'agriculture'],
    ['8802.40', 'ships-aircraft'],
    ['3004.90', 'medicines'],
  ])('puts %s in %s', (code, sector) => {
    expect(sectorOf(code)).toBe(sector);
  });
});
