import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sequence } from '../../test/economy/made-up.ts';
import { factorise, isSingular, solve, solveTransposed } from './linear.ts';

it('solves a system and its transpose to 1e-9 for random matrices', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1e6), (n, seed) => {
      const next = sequence(seed);
      const a = Float64Array.from({ length: n * n }, (_, c) => next() - 0.5 + (c % (n + 1) === 0 ? 2 : 0));
      const x = Float64Array.from({ length: n }, next);
      const factors = factorise(a.slice(), n);
      if (isSingular(factors)) return;
      const right = x.map((_, i) => x.reduce((sum, v, k) => sum + a[i * n + k]! * v, 0));
      const left = x.map((_, i) => x.reduce((sum, v, k) => sum + a[k * n + i]! * v, 0));
      solve(factors, right).forEach((v, i) => {
        expect(v).toBeCloseTo(x[i]!, 9);
      });
      solveTransposed(factors, left).forEach((v, i) => {
        expect(v).toBeCloseTo(x[i]!, 9);
      });
    }),
  );
});

it('names the column without a pivot', () => {
  expect(factorise(Float64Array.of(1, 2, 2, 4), 2)).toEqual({ singularColumn: 1 });
});
