import { describe, expect, it } from 'vitest';
import { drawTariffs, madeUpTable, sequence } from '../../test/economy/made-up.ts';
import { factorsOf, shadowValues, tariffGradient } from './adjoint.ts';
import { solveEquilibrium } from './equilibrium.ts';
import { governmentWelfare, welfareSlopes } from './objective.ts';
import { prepareWorld } from './world.ts';

const cases = [
  { profits: false, political: false },
  { profits: false, political: true },
  { profits: true, political: false },
  { profits: true, political: true },
];

describe.each(cases)(
  'tariffGradient with profits $profits and politics $political',
  ({ profits, political }) => {
    it('equals central differences to 1e-6 in every cell', () => {
      const world = prepareWorld(madeUpTable(4, 3), { profits });
      const next = sequence(4);
      const politics = political ? Float64Array.from({ length: 12 }, () => 0.5 + next()) : undefined;
      const weights = [0.3, 1, 0, 0.5];
      const value = (tariff: Float64Array) => {
        const { flows } = solveEquilibrium(world, tariff, { tolerance: 1e-14 });
        return governmentWelfare(world, flows, politics).reduce((sum, g, j) => sum + weights[j]! * g, 0);
      };
      const tariff = drawTariffs(world.table, 0.7, 8);
      const equilibrium = solveEquilibrium(world, tariff);
      const slopes = welfareSlopes(world, equilibrium.flows, weights, politics);
      const gradient = tariffGradient(equilibrium, shadowValues(equilibrium, factorsOf(equilibrium), slopes));
      const steepest = Math.max(...gradient.map(Math.abs));
      tariff.forEach((t, c) => {
        const [up, down] = [tariff.slice(), tariff.slice()];
        up[c] = t + 1e-4;
        down[c] = t - 1e-4;
        const slope = (value(up) - value(down)) / 2e-4;
        expect(Math.abs(gradient[c]! - slope) / steepest).toBeLessThan(1e-6);
      });
    });
  },
);
