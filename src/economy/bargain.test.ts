import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { negotiateTariffs } from './bargain.ts';
import { nashTariffs } from './optimum.ts';
import { withoutDeficits } from './rebase.ts';
import { prepareWorld } from './world.ts';

describe('negotiateTariffs', () => {
  const profits = true;
  const world = prepareWorld(withoutDeficits(madeUpTable(4, 3), { profits }), { profits });
  const nash = nashTariffs(world);

  it('gives every region the same gain over the war, to 1e-4, with tariffs that are not negative', () => {
    const bargain = negotiateTariffs(world, nash.tariff);
    expect(bargain.spread).toBeLessThan(1e-4);
    expect(bargain.gain).toBeGreaterThan(0);
    expect(Math.min(...bargain.tariff)).toBeGreaterThanOrEqual(0);
    expect(bargain.slope).toBeLessThan(1e-7);
  });

  it('gains more from the war than from free trade, and more when subsidies are allowed', () => {
    const free = new Float64Array(world.table.tariff.length);
    const fromWar = negotiateTariffs(world, nash.tariff).gain;
    const fromFree = negotiateTariffs(world, free).gain;
    expect(fromWar).toBeGreaterThan(fromFree);
    expect(negotiateTariffs(world, free, { lowest: -0.5 }).gain).toBeGreaterThanOrEqual(fromFree - 1e-9);
  });
});
