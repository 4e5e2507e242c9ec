import { expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { optimalTariffs } from './optimum.ts';
import { calibrateWeights, politicsOf } from './politics.ts';
import { withoutDeficits } from './rebase.ts';
import { prepareWorld } from './world.ts';

it('finds the weights again from the tariffs that they lead to', () => {
  const profits = true;
  const world = prepareWorld(withoutDeficits(madeUpTable(4, 3), { profits }), { profits });
  const weights = Float64Array.of(1.1, 0.95, 0.95);
  const politics = politicsOf(world, 2, weights);
  const { tariff } = optimalTariffs(world, 2, world.table.tariff, { mfn: true, politics });
  const target = Float64Array.from({ length: 3 }, (_, k) => tariff[k * 16 + 2]! - 0.1);
  const found = calibrateWeights(world, 2, target);
  found.weights.forEach((w, k) => {
    expect(w).toBeCloseTo(weights[k]!, 4);
  });
});
