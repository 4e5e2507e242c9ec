import { describe, expect, it } from 'vitest';
import { type ProductMarket, solveProductMarket } from './gsim.ts';

const market = (after: number): ProductMarket => ({
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
});

describe('solveProductMarket', () => {
  it('changes nothing when no duty changes', () => {
    for (const change of solveProductMarket(market(0.1)))
      for (const x of [change.worldPrice, change.net]) expect(Math.abs(x)).toBeLessThan(1e-12);
  });

  it('lowers the price of the origin that is taxed and diverts trade to the other one', () => {
    const [us, cn, vn] = solveProductMarket(market(0.5));
    expect(cn!.worldPrice).toBeLessThan(0);
    expect(vn!.worldPrice).toBeGreaterThan(0);
    expect(cn!.sales[0]!).toBeLessThan(200);
    expect(vn!.sales[0]!).toBeGreaterThan(50);
    expect(us!.consumerSurplus).toBeLessThan(0);
  });

  it('names the regions of a duty of -100 % and a region that has no part in the market', () => {
    expect(() => solveProductMarket(market(-1))).toThrow('The duty of US on CN is -100 %.');
    const silent = market(0.1);
    expect(() =>
      solveProductMarket({
        ...silent,
        trade: silent.trade.map((row, r) => row.map((x, v) => (r === 1 || v === 1 ? 0 : x))),
      }),
    ).toThrow('CN neither sells nor buys the product.');
    const buyer = solveProductMarket({ ...silent, trade: [silent.trade[0]!, [0, 0, 0], silent.trade[2]!] });
    expect(buyer[1]!.worldPrice).toBeCloseTo(0, 12);
  });
});
