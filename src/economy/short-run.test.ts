import { describe, expect, it } from 'vitest';
import { shortRun } from './short-run.ts';

const lines = [
  { product: 'steel', origin: 'CN', value: 1000, before: 0, after: 0.25 },
  { product: 'steel', origin: 'KR', value: 1000, before: 0, after: 0 },
];

describe('shortRun', () => {
  it('makes buyers pay 250 on 1000 at 25 % when all of it is passed through', () => {
    const { buyersPay, revenueIfUnchanged, sellersPay } = shortRun(lines);
    expect(buyersPay).toBeCloseTo(250, 10);
    expect(revenueIfUnchanged).toBeCloseTo(250, 10);
    expect(sellersPay).toBeCloseTo(0, 10);
  });

  it('moves purchases to the origin that is not taxed, by the elasticity', () => {
    const { diversion, lines: changed } = shortRun(lines, { substitution: 5, demand: 1 });
    const [cn, kr] = changed;
    expect(kr!.value / cn!.value).toBeCloseTo(1.25 ** 5, 10);
    expect(diversion.get('CN')!).toBeLessThan(0);
    expect(diversion.get('KR')!).toBeGreaterThan(0);
  });

  it('keeps what is spent on the product, duty included, when demand has elasticity 1', () => {
    const { lines: changed } = shortRun(lines, { demand: 1 });
    expect(changed.reduce((sum, l) => sum + l.value + l.revenue, 0)).toBeCloseTo(2000, 9);
  });

  it('shares the duty between buyers and sellers at a pass-through of one half', () => {
    const { buyersPay, sellersPay, lines: changed } = shortRun(lines, { passThrough: 0.5 });
    expect(buyersPay).toBeCloseTo(1000 * (Math.sqrt(1.25) - 1), 10);
    expect(sellersPay).toBeCloseTo(changed[0]!.value * (Math.sqrt(1.25) - 1), 10);
  });

  it('names product and origin of a duty of -100 %', () => {
    expect(() => shortRun([{ ...lines[0]!, after: -1 }])).toThrow('The duty on steel from CN is -100 %.');
  });
});
