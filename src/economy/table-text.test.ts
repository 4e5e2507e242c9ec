import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { parseTable, writeTable } from './table-text.ts';

const small = [
  'source,Made up, for a test',
  '# a remark',
  'sigma,steel,4',
  'flow,steel,US,US,100',
  'flow,steel,CN,US,10,0.25',
  'flow,steel,US,CN,5,0.1',
  'flow,steel,CN,CN,80',
];

describe('parseTable', () => {
  it('reads flows, tariffs as fractions, elasticities and the source', () => {
    const table = parseTable(small.join('\n'));
    expect(table.regions).toEqual(['US', 'CN']);
    expect([...table.trade]).toEqual([100, 5, 10, 80]);
    expect([...table.tariff]).toEqual([0, 0.1, 0.25, 0]);
    expect(table.source).toBe('Made up, for a test');
  });

  it('reads what writeTable wrote, to the digits written', () => {
    const table = { ...madeUpTable(4, 3), source: 'made up' };
    const again = parseTable(writeTable(table));
    expect(again.regions).toEqual(table.regions);
    again.trade.forEach((x, c) => {
      expect(x / table.trade[c]!).toBeCloseTo(1, 4);
      expect(again.tariff[c]).toBeCloseTo(table.tariff[c]!, 4);
    });
    expect(writeTable(again)).toBe(writeTable(parseTable(writeTable(again))));
  });

  it.each([
    ['trade,steel,US,CN,5', 'Line 8 of the table cannot be read: it begins with "trade".'],
    ['flow,steel,US,CN', 'Line 8 of the table cannot be read: it has 4 fields.'],
    ['flow,steel,US,VN,5%', 'Line 8 of the table cannot be read: "5%" is not a number.'],
    ['flow,cars,US,CN,5', 'Line 8 of the table cannot be read: sector cars has no sigma line.'],
    ['flow,steel,US,CN,6', 'Line 8 of the table cannot be read: this flow was given before.'],
    ['sigma,steel,3', 'Line 8 of the table cannot be read: steel was given before.'],
    ['gdp,US,3', 'The table gives GDP for 1 regions but not for CN.'],
    ['flow,steel,CN,VN,5', 'In the table VN sells nothing in any sector (first: steel).'],
  ])('refuses the line %s', (line, message) => {
    expect(() => parseTable([...small, line].join('\n'))).toThrow(message);
  });
});
