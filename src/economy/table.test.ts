import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { cell, checkTable } from './table.ts';

const broken = (change: (table: ReturnType<typeof madeUpTable>) => void) => {
  const table = madeUpTable(3, 2);
  change(table);
  return () => checkTable(table);
};

describe('checkTable', () => {
  it('returns a sound table as it is', () => {
    const table = madeUpTable(3, 2);
    expect(checkTable(table)).toBe(table);
  });

  it('names sector, seller and buyer of a tariff of -100 %', () => {
    const check = broken((table) => {
      table.tariff[cell(3, 1, 2, 0)] = -1;
    });
    expect(check).toThrow('The tariff in sector S2, R3 to R1 is -100 %.');
  });

  it('names the region and the sector of a zero column', () => {
    const check = broken((table) => {
      for (let i = 0; i < 3; i++) table.trade[cell(3, 1, i, 2)] = 0;
    });
    expect(check).toThrow('In the table R3 buys nothing in sector S2.');
  });

  it('names the region of a zero row', () => {
    const check = broken((table) => {
      for (let s = 0; s < 2; s++) for (let j = 0; j < 3; j++) table.trade[cell(3, s, 1, j)] = 0;
    });
    expect(check).toThrow('R2 sells nothing in any sector');
  });

  it('refuses a negative flow, an elasticity of 1 and a list that is too short', () => {
    expect(
      broken((table) => {
        table.trade[cell(3, 0, 1, 2)] = -5;
      }),
    ).toThrow('The trade in sector S1, R2 to R3 is -5.');
    expect(
      broken((table) => {
        table.sigma[1] = 1;
      }),
    ).toThrow('sector S2 is 1');
    const table = madeUpTable(3, 2);
    expect(() => checkTable({ ...table, tariff: table.tariff.slice(1) })).toThrow('17 values for tariff');
  });
});
