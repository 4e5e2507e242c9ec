import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { changeTariffs } from './averages.ts';
import { linkTable, parseLinkages } from './linkages.ts';
import { simulate } from './simulate.ts';

const table = madeUpTable(3, 2);
const [first, second] = table.sectors as [string, string];
const text = table.regions
  .flatMap((region) => [
    `input,${region},${first},${second},0.3`,
    `input,${region},${second},${first},0.2`,
    `input,${region},${second},${second},0.1`,
  ])
  .join('\n');
const linkages = parseLinkages(`# made up\nsource,made up\n${text}\n`);
const n = table.regions.length;
const sum = (values: Float64Array, i: number) => values.reduce((t, x, c) => t + (c % n === i ? x : 0), 0);

describe('linkTable', () => {
  const { gdp: _, ...bare } = table;
  const raw = linkTable(bare, linkages);

  it('takes the shares as they are where no GDP is given: 0.3 of the revenue of the first sector', () => {
    const revenue = bare.trade.slice(0, n).reduce((a, b) => a + b, 0);
    const share = raw.inputs[(1 * 2 + 0) * n + 0]! / revenue;
    expect(share).toBeCloseTo(0.3, 12);
    expect(raw.valueAdded[0]! / revenue).toBeCloseTo(0.7, 12);
  });

  it('scales them so that value added is the GDP that the table gives', () => {
    const gdp = Float64Array.from(table.regions, (_, i) => 0.9 * sum(raw.valueAdded, i));
    const fitted = linkTable({ ...bare, gdp }, linkages);
    table.regions.forEach((_, i) => {
      expect(sum(fitted.valueAdded, i) / gdp[i]!).toBeCloseTo(1, 6);
    });
    expect(fitted.trade).toBe(bare.trade);
  });

  it('balances: final use is value added, duty and what is spent above income', () => {
    table.regions.forEach((_, j) => {
      const duty = table.trade.reduce((t, x, c) => t + (c % n === j ? x * table.tariff[c]! : 0), 0);
      expect(sum(raw.finalUse, j)).toBeCloseTo(sum(raw.valueAdded, j) + duty + raw.deficit[j]!, 6);
    });
    expect(Math.min(...raw.finalUse, ...raw.valueAdded)).toBeGreaterThan(0);
  });

  it('holds inputs below what is bought and paid for, whatever the shares', () => {
    const wild = parseLinkages(
      table.regions
        .flatMap((r) => [`input,${r},${first},${second},0.99`, `input,${r},${second},${second},0.99`])
        .join('\n'),
    );
    const { finalUse, valueAdded } = linkTable(bare, wild);
    expect(Math.min(...finalUse, ...valueAdded)).toBeGreaterThan(0);
  });

  it.each([
    ['input,R1,S1,S2', 'Line 1 of the input shares reads "input,R1,S1,S2".'],
    ['input,R1,S1,S2,1.2', 'Line 1'],
    ['source,x\nflow,R1,S1,S2,0.2', 'Line 2'],
  ])('refuses %s by its line', (bad, message) => {
    expect(() => parseLinkages(bad)).toThrow(message);
  });

  it('names a region or sector that the table lacks', () => {
    expect(() => linkTable(bare, parseLinkages(`input,XX,${first},${second},0.1`))).toThrow('region XX');
    expect(() => linkTable(bare, parseLinkages(`input,R1,toys,${second},0.1`))).toThrow('sector toys');
  });
});

describe('simulate with linkages', () => {
  const war = changeTariffs(table, [
    { importer: 'R1', exporter: 'R2', add: 0.3 },
    { importer: 'R2', exporter: 'R1', add: 0.3 },
  ]);

  it('finds no change in the reference, and losses for both that the band holds', () => {
    const { outcomes, limits } = simulate(table, { none: table.tariff, war }, { linkages });
    for (const region of outcomes.get('none')!)
      expect(Math.abs(region.realIncome.central)).toBeLessThan(1e-9);
    for (const region of outcomes.get('war')!.slice(0, 2)) {
      expect(region.realIncome.high).toBeLessThan(0);
      expect(region.imports.central).toBeLessThan(0);
      expect(region.realIncome.low).toBeLessThanOrEqual(region.realIncome.central);
    }
    expect(limits.at(-1)).toContain('Inputs');
  });

  it('without any input is the plain world', () => {
    const { gdp: _, ...bare } = table;
    const plain = simulate(bare, { war }, { meanElasticities: [] }).outcomes.get('war')!;
    const linked = simulate(bare, { war }, { meanElasticities: [], linkages: { shares: [] } }).outcomes.get(
      'war',
    )!;
    linked.forEach((region, j) => {
      expect(region.realIncome.central).toBeCloseTo(plain[j]!.realIncome.central, 8);
      expect(region.exports.central).toBeCloseTo(plain[j]!.exports.central, 7);
      expect(region.revenue.central).toBeCloseTo(plain[j]!.revenue.central, 5);
    });
  });

  it('is not combined with profits', () => {
    expect(() => simulate(table, { war }, { linkages, profits: true })).toThrow('two models');
  });
});
