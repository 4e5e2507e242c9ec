import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawTariffs, madeUpTable } from '../../test/economy/made-up.ts';
import { solveEquilibrium } from './equilibrium.ts';
import { computeFlows, emptyFlows, prepareScenario } from './flows.ts';
import { computeJacobian } from './jacobian.ts';
import { measure, realIncome } from './measures.ts';
import { tableAt, withoutDeficits } from './rebase.ts';
import { cell } from './table.ts';
import { prepareWorld } from './world.ts';

const kinds = [
  { name: 'perfect competition', profits: false },
  { name: 'profits', profits: true },
];

describe.each(kinds)('solveEquilibrium under $name', ({ profits }) => {
  it('leaves everything as it is when no tariff changes', () => {
    const world = prepareWorld(madeUpTable(5, 4), { profits });
    const changes = measure(solveEquilibrium(world, world.table.tariff));
    for (const { realIncome: income, price, exports, imports } of changes)
      for (const ratio of [income, price, exports, imports]) expect(Math.abs(ratio - 1)).toBeLessThan(1e-12);
  });

  it('meets every equation to 1e-12, the one left out by Walras’ law too, for random worlds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(1e6),
        (n, s, seed) => {
          const world = prepareWorld(madeUpTable(n, s, seed), { profits });
          const tariff = drawTariffs(world.table, 1.5, seed + 1);
          const { flows, residual } = solveEquilibrium(world, tariff);
          expect(residual).toBeLessThanOrEqual(1e-12);
          const spent = flows.spending.reduce((a, b) => a + b, 0);
          const earned = [...flows.paid, ...flows.duty].reduce((a, b) => a + b, 0);
          expect(earned / spent).toBeCloseTo(1, 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives the same real incomes when all money is counted in another unit', () => {
    const table = madeUpTable(4, 3);
    const scaled = { ...table, trade: table.trade.map((x) => 1000 * x) };
    const tariff = drawTariffs(table, 0.8, 5);
    const [a, b] = [table, scaled].map((t) => {
      const world = prepareWorld(t, { profits });
      return realIncome(world, solveEquilibrium(world, tariff).flows);
    });
    a!.forEach((w, j) => {
      expect(b![j]).toBeCloseTo(w, 12);
    });
  });

  it('is homogeneous in prices: twice the wages and spending leave every quantity, and double every gap', () => {
    const world = prepareWorld(madeUpTable(4, 3), { profits });
    const scenario = prepareScenario(world, drawTariffs(world.table, 0.8, 7));
    const at = (level: number) => {
      const flows = emptyFlows(world);
      flows.wage.set(Float64Array.from(flows.wage, (_, i) => level * (1 + i / 10)));
      flows.spending.set(world.spending.map((x, i) => level * x * (1.3 - i / 10)));
      computeFlows(world, scenario, flows);
      return flows;
    };
    const [one, two] = [at(1), at(2)];
    one.sales.forEach((x, i) => {
      expect(two.sales[i]! / x).toBeCloseTo(2, 11);
    });
    const deficits = [...new Float64Array(world.n), ...world.deficit];
    one.residual.forEach((x, row) => {
      const owed = deficits[row]!;
      expect(two.residual[row]! + owed).toBeCloseTo(2 * (x + owed), 11);
    });
  });

  it('comes back to the benchmark from the table of a solved world', () => {
    const world = prepareWorld(withoutDeficits(madeUpTable(4, 3), { profits }), { profits });
    const there = solveEquilibrium(world, drawTariffs(world.table, 0.5, 9));
    const further = prepareWorld(tableAt(there), { profits });
    const back = solveEquilibrium(further, world.table.tariff);
    const out = realIncome(world, there.flows);
    realIncome(further, back.flows).forEach((w, j) => {
      expect(w * out[j]!).toBeCloseTo(1, 10);
    });
  });

  it('has a Jacobian equal to central differences', () => {
    const world = prepareWorld(madeUpTable(3, 2), { profits });
    const scenario = prepareScenario(world, drawTariffs(world.table, 0.6, 3));
    const at = (row: number, by: number) => {
      const flows = emptyFlows(world);
      flows.spending.set(world.spending);
      if (row < 3) flows.wage[row]! *= Math.exp(by);
      else flows.spending[row - 3]! *= Math.exp(by);
      computeFlows(world, scenario, flows);
      return flows;
    };
    const jacobian = computeJacobian(world, scenario, at(0, 0));
    for (let column = 0; column < 6; column++) {
      const [up, down] = [at(column, 1e-5), at(column, -1e-5)];
      for (let row = 0; row < 5; row++) {
        const slope = (up.residual[row]! - down.residual[row]!) / 2e-5;
        expect(jacobian[row * 6 + column]).toBeCloseTo(slope, 8);
      }
    }
  });
});

describe('solveEquilibrium', () => {
  it('solves forty regions from the factors of the benchmark, to the same answer as fresh Newton steps', () => {
    const table = madeUpTable(40, 3);
    const tariff = drawTariffs(table, 0.4, 2);
    const world = prepareWorld(table);
    const solved = solveEquilibrium(world, tariff);
    const again = solveEquilibrium(world, tariff, { start: solved.flows });
    expect(solved.residual).toBeLessThanOrEqual(1e-12);
    expect(again.steps).toBe(0);
  });

  it('calls a table of two islands singular and names a region', () => {
    const table = madeUpTable(4, 2);
    for (let s = 0; s < 2; s++)
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) if (i < 2 !== j < 2) table.trade[cell(4, s, i, j)] = 0;
    const world = prepareWorld(table);
    const tariff = table.tariff.slice();
    tariff[cell(4, 0, 0, 1)] = 0.5;
    expect(() => solveEquilibrium(world, tariff)).toThrow(
      /table is singular: the (wage|spending) of R\d .*mostly S\d/,
    );
  });

  it('says which region is off when it may not take enough steps', () => {
    const world = prepareWorld(madeUpTable(4, 2));
    const tariff = drawTariffs(world.table, 5, 2);
    expect(() => solveEquilibrium(world, tariff, { maxSteps: 1 })).toThrow(
      /after 1 steps: the accounts of R\d .* sector S\d/,
    );
  });

  it('names the sector and the regions of a tariff of -100 % or a missing one', () => {
    const world = prepareWorld(madeUpTable(3, 2));
    const tariff = world.table.tariff.slice();
    tariff[cell(3, 1, 0, 2)] = -1;
    expect(() => solveEquilibrium(world, tariff)).toThrow('sector S2, R1 to R3 is -100 %');
    tariff[cell(3, 1, 0, 2)] = Number.NaN;
    expect(() => solveEquilibrium(world, tariff)).toThrow('sector S2, R1 to R3 is not a number');
  });
});
