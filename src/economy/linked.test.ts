import { describe, expect, it } from 'vitest';
import { drawTariffs, madeUpTable } from '../../test/economy/made-up.ts';
import { solveEquilibrium } from './equilibrium.ts';
import { type LinkedTable, solveLinkedWorld } from './linked.ts';
import { decomposeWelfare } from './linked-welfare.ts';
import { realIncome } from './measures.ts';
import { withoutDeficits } from './rebase.ts';
import { prepareWorld } from './world.ts';

/** A balanced table in which each sector uses the part `use` of its output as inputs, spread over all sectors. */
function linkedTable(use: number): LinkedTable {
  const table = withoutDeficits(madeUpTable(4, 3));
  const output = new Float64Array(12);
  const spending = new Float64Array(12);
  table.trade.forEach((x, c) => {
    output[Math.floor(c / 4)]! += x;
    spending[Math.floor(c / 16) * 4 + (c % 4)]! += x * (1 + table.tariff[c]!);
  });
  const total = new Float64Array(4);
  spending.forEach((x, c) => {
    total[c % 4]! += x;
  });
  const inputs = Float64Array.from({ length: 36 }, (_, c) => {
    const buyer = c % 12;
    const seller = Math.floor(c / 12) * 4 + (c % 4);
    return (use * output[buyer]! * spending[seller]!) / total[c % 4]!;
  });
  return {
    ...table,
    inputs,
    valueAdded: output.map((x) => (1 - use) * x),
    finalUse: spending,
    deficit: new Float64Array(4),
  };
}

describe('solveLinkedWorld', () => {
  it('changes nothing when no tariff changes', () => {
    const table = linkedTable(0.4);
    for (const row of decomposeWelfare(table, solveLinkedWorld(table, table.tariff)))
      for (const x of [row.welfare, row.realWage, row.exact]) expect(Math.abs(x)).toBeLessThan(1e-9);
  });

  it('is the world without linkages when no sector uses inputs', () => {
    const table = linkedTable(0);
    const tariff = drawTariffs(table, 0.5, 6);
    const world = prepareWorld(table);
    const plain = realIncome(world, solveEquilibrium(world, tariff).flows);
    decomposeWelfare(table, solveLinkedWorld(table, tariff)).forEach((row, j) => {
      expect(row.exact).toBeCloseTo(100 * (plain[j]! - 1), 8);
    });
  });

  it('makes a world-wide tariff cost more when goods are made of goods', () => {
    const cost = (use: number) => {
      const table = linkedTable(use);
      const tariff = table.tariff.map((t, c) => (Math.floor(c / 4) % 4 === c % 4 ? t : t + 0.3));
      return decomposeWelfare(table, solveLinkedWorld(table, tariff)).reduce(
        (sum, row) => sum + row.exact,
        0,
      );
    };
    expect(cost(0.5)).toBeLessThan(cost(0));
  });

  it('names the region when it may not take enough steps', () => {
    const table = linkedTable(0.4);
    const tariff = drawTariffs(table, 0.5, 6);
    expect(() => solveLinkedWorld(table, tariff, { maxSteps: 2 })).toThrow(
      /no equilibrium in 2 steps: R\d, .*sector/,
    );
  });
});
