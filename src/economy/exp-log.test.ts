import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log } from './exp-log.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('exp and log from tables', () => {
  it('give e^x to 7e-16 of its size between -90 and 90, within the table and beyond', () => {
    fc.assert(
      fc.property(number(-90, 90), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(7e-16);
      }),
      { numRuns: 5000 },
    );
  });

  it('give ln x to 4e-16 from 1/2 to 2, and as the engine does elsewhere', () => {
    fc.assert(
      fc.property(number(0.5, 2), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(4e-16);
      }),
      { numRuns: 5000 },
    );
    for (const x of [0.499, 2, 2.5, 1e-300, 1e300]) expect(log(x)).toBe(Math.log(x));
  });

  it('meet the edges: 0, 1, infinities and what is not a number', () => {
    expect(exp(0)).toBe(1);
    expect(exp(-0)).toBe(1);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(Number.NaN)).toBeNaN();
    expect(exp(-745)).toBe(Math.exp(-745));
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect(log(Number.NaN)).toBeNaN();
  });
});
