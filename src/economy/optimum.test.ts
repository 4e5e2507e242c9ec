import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpTable, sequence } from '../../test/economy/made-up.ts';
import { climbTariffs } from './climb.ts';
import { solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, welfareSlopes } from './objective.ts';
import { nashTariffs, optimalTariffs } from './optimum.ts';
import { withoutDeficits } from './rebase.ts';
import { formulaRate, uniformTariffs } from './uniform.ts';
import { prepareWorld } from './world.ts';

const worldOf = (n: number, s: number, profits: boolean, seed = 1) =>
  prepareWorld(withoutDeficits(madeUpTable(n, s, seed), { profits }), { profits });

describe('optimalTariffs', () => {
  it('leaves no slope above 1e-7, with profits or without, for one rate each or for MFN', () => {
    for (const profits of [false, true])
      for (const mfn of [false, true]) {
        const world = worldOf(4, 3, profits);
        expect(optimalTariffs(world, 1, world.table.tariff, { mfn }).slope).toBeLessThanOrEqual(1e-7);
      }
  });

  it('finds what climbing along the gradient finds', () => {
    const world = worldOf(4, 3, true);
    const found = optimalTariffs(world, 2);
    const goal = ({ flows }: ReturnType<typeof solveEquilibrium>) => ({
      value: governmentWelfare(world, flows)[2]!,
      slopes: welfareSlopes(world, flows, [0, 0, 1, 0]),
    });
    const climbed = climbTariffs(world, [2], world.table.tariff, goal, {});
    expect(governmentWelfare(world, climbed.equilibrium.flows)[2]).toBeCloseTo(found.welfare[2]!, 10);
  });

  it('beats 50 random schedules', () => {
    const world = worldOf(3, 2, true);
    const best = optimalTariffs(world, 0);
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const next = sequence(seed);
        const tariff = best.tariff.map((t, c) =>
          c % 3 === 0 && c % 9 !== 0 ? Math.max(0, t + next() - 0.5) : t,
        );
        const { flows } = solveEquilibrium(world, tariff);
        expect(governmentWelfare(world, flows)[0]).toBeLessThanOrEqual(best.welfare[0]! + 1e-12);
      }),
      { numRuns: 50 },
    );
  });

  it('stays within the bounds it is given', () => {
    const world = worldOf(4, 3, true);
    const { tariff } = optimalTariffs(world, 0, new Float64Array(world.table.tariff.length), {
      lowest: 0.1,
      highest: 0.2,
    });
    const own = tariff.filter((_, c) => c % 4 === 0 && Math.floor(c / 4) % 4 !== 0);
    expect(Math.min(...own)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...own)).toBeLessThanOrEqual(0.2);
  });

  it('raises protection of a sector that the government favours', () => {
    const world = worldOf(3, 2, true);
    const politics = Float64Array.of(1.3, 0.7, 1, 1, 1, 1);
    const plain = optimalTariffs(world, 0).tariff;
    const favoured = optimalTariffs(world, 0, world.table.tariff, { politics }).tariff;
    expect(favoured[3]!).toBeGreaterThan(plain[3]!);
  });

  it('is the textbook 1/((σ − 1)(1 − share abroad)) for two regions and one sector', () => {
    const table = madeUpTable(2, 1);
    const world = prepareWorld(withoutDeficits({ ...table, tariff: new Float64Array(4) }));
    const { equilibrium, tariff } = optimalTariffs(world, 0);
    expect(tariff[2]).toBeCloseTo(formulaRate(equilibrium, 0), 8);
    expect(uniformTariffs(world, [0]).rates[0]).toBeCloseTo(tariff[2]!, 8);
  });
});

describe('nashTariffs', () => {
  it('leave no region a gain above 1e-6 from moving alone', () => {
    const world = worldOf(4, 3, true);
    const nash = nashTariffs(world);
    for (let j = 0; j < 4; j++) {
      const alone = optimalTariffs(world, j, nash.tariff);
      expect(alone.welfare[j]! / nash.welfare[j]! - 1).toBeLessThan(1e-6);
    }
  });

  it('say which regions do not settle', () => {
    const world = worldOf(3, 2, true);
    expect(() => nashTariffs(world, { maxRounds: 1 })).toThrow(
      'The tariffs of R1, R2, R3 did not settle in 1 rounds.',
    );
  });
});

describe('uniformTariffs', () => {
  it('come near the best uniform rate of a region in a world of five', () => {
    const world = worldOf(5, 3, false);
    const { rates, welfare } = uniformTariffs(world, [3]);
    const at = (rate: number) => {
      const tariff = world.table.tariff.map((t, c) =>
        c % 5 === 3 && Math.floor(c / 5) % 5 !== 3 ? rate : t,
      );
      return governmentWelfare(world, solveEquilibrium(world, tariff).flows)[3]!;
    };
    const best = Math.max(...Array.from({ length: 101 }, (_, k) => at(k / 100)));
    expect(welfare[3]).toBeCloseTo(at(rates[0]!), 12);
    expect((best - welfare[3]!) / (best - at(0))).toBeLessThan(0.02);
  });
});
