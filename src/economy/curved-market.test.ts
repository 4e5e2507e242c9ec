import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveCurvedMarket } from './curved-market.ts';
import { type ProductMarket, solveProductMarket } from './gsim.ts';

const market = (after: number, more: Partial<ProductMarket> = {}): ProductMarket => ({
  regions: ['US', 'CN', 'VN'],
  trade: [
    [500, 10, 5],
    [200, 300, 10],
    [50, 20, 100],
  ],
  before: [
    [0, 0.05, 0.05],
    [0.1, 0, 0.05],
    [0.1, 0.05, 0],
  ],
  after: [
    [0, 0.05, 0.05],
    [after, 0, 0.05],
    [0.1, 0.05, 0],
  ],
  demand: -1.25,
  supply: 1.5,
  substitution: 5,
  ...more,
});

describe('solveCurvedMarket', () => {
  it('changes nothing when no duty changes', () => {
    for (const { worldPrice, net } of solveCurvedMarket(market(0.1))) {
      expect(Math.abs(worldPrice)).toBeLessThan(1e-12);
      expect(Math.abs(net)).toBeLessThan(1e-9);
    }
  });

  it('is the linear market for small changes: a tenth of a point, prices within 1 %', () => {
    const linear = solveProductMarket(market(0.101));
    solveCurvedMarket(market(0.101)).forEach((curved, r) => {
      expect(curved.worldPrice / linear[r]!.worldPrice).toBeCloseTo(1, 2);
      expect(curved.producerSurplus / linear[r]!.producerSurplus).toBeCloseTo(1, 2);
      expect(curved.consumerSurplus / linear[r]!.consumerSurplus).toBeCloseTo(1, 2);
    });
  });

  it('clears every market and sells nothing below zero, whatever the duty', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (after) => {
        const { trade, supply } = market(after);
        solveCurvedMarket(market(after)).forEach(({ worldPrice, sales }, r) => {
          const supplied = trade[r]!.reduce((a, b) => a + b, 0) * (1 + worldPrice) ** (1 + supply);
          expect(sales.reduce((a, b) => a + b, 0) / supplied).toBeCloseTo(1, 9);
          expect(Math.min(...sales)).toBeGreaterThanOrEqual(0);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('lowers the price of the origin that is taxed and diverts trade to the other one', () => {
    const [us, cn, vn] = solveCurvedMarket(market(1.5));
    expect(cn!.worldPrice).toBeLessThan(0);
    expect(vn!.worldPrice).toBeGreaterThan(0);
    expect(vn!.sales[0]!).toBeGreaterThan(50);
    expect(us!.consumerSurplus).toBeLessThan(0);
  });

  it('names what makes a market impossible', () => {
    expect(() => solveCurvedMarket(market(-1))).toThrow('The duty of US on CN is -100 %.');
  });
});
