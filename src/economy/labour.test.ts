import { describe, expect, it } from 'vitest';
import { sequence } from '../../test/economy/made-up.ts';
import { type LabourWorld, solveLabourWorld } from './labour.ts';

function madeUpWorld(n = 4): LabourWorld {
  const next = sequence(3);
  return {
    regions: Array.from({ length: n }, (_, j) => `R${j + 1}`),
    trade: Float64Array.from({ length: n * n }, (_, c) => (c % (n + 1) === 0 ? 100 : 5) * (0.5 + next())),
    destinationPart: new Float64Array(n).fill(0.2),
    passThrough: new Float64Array(n).fill(1.2),
    elasticity: 4,
    labourSupply: 0.5,
    scale: 0.17,
    rebate: 'income-tax',
  };
}

describe('solveLabourWorld', () => {
  it('changes nothing without tariffs', () => {
    const { changes } = solveLabourWorld(madeUpWorld(), new Float64Array(16));
    for (const c of changes)
      for (const x of [c.welfare, c.exports, c.imports, c.employment, c.prices, c.revenue])
        expect(Math.abs(x)).toBeLessThan(1e-9);
  });

  it('cuts the imports of the region that sets a tariff and the exports of the others', () => {
    const tariff = new Float64Array(16);
    for (let i = 1; i < 4; i++) tariff[i * 4] = 0.2;
    const { changes, residual } = solveLabourWorld(madeUpWorld(), tariff);
    expect(residual).toBeLessThanOrEqual(1e-13);
    expect(changes[0]!.imports).toBeLessThan(-10);
    for (const c of changes.slice(1)) expect(c.exports).toBeLessThan(0);
  });

  it('puts more people to work when duty lowers wage taxes than when it is handed out', () => {
    const tariff = new Float64Array(16);
    for (let i = 1; i < 4; i++) tariff[i * 4] = 0.1;
    const taxes = solveLabourWorld(madeUpWorld(), tariff).changes[0]!;
    const sums = solveLabourWorld({ ...madeUpWorld(), rebate: 'lump-sum' }, tariff).changes[0]!;
    expect(taxes.employment).toBeGreaterThan(sums.employment);
  });

  it('names the regions of a tariff of -100 % and the region without trade', () => {
    const tariff = new Float64Array(16);
    tariff[1 * 4 + 2] = -1;
    expect(() => solveLabourWorld(madeUpWorld(), tariff)).toThrow(
      'tariff of R3 on R2 (one sector) is -100 %',
    );
    const world = madeUpWorld();
    for (let j = 0; j < 4; j++) world.trade[2 * 4 + j] = 0;
    expect(() => solveLabourWorld(world, new Float64Array(16))).toThrow('R3 sells nothing');
  });

  it('says how far off it is when it may not take enough steps', () => {
    const tariff = new Float64Array(16);
    tariff[4] = 0.5;
    expect(() => solveLabourWorld(madeUpWorld(), tariff, { maxSteps: 2 })).toThrow(
      /after 2 steps \(worst: R\d\)/,
    );
  });
});
