import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sequence } from '../../test/economy/made-up.ts';
import { addDown, sumAcross, timesTransposed } from './block.ts';

it('equals plain double loops for every size from 1 to 13', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 13 }),
      fc.integer({ min: 0, max: 2 }),
      fc.nat(1e6),
      (n, sector, seed) => {
        const next = sequence(seed);
        const m = Float64Array.from({ length: 3 * n * n }, next);
        const v = Float64Array.from({ length: 3 * n }, next);
        const down = new Float64Array(3 * n).fill(2);
        const across = new Float64Array(3 * n);
        const row = sector * n;
        addDown(m, n, row, v, down);
        sumAcross(m, n, row, v, across);
        for (let a = 0; a < n; a++) {
          let x = 2;
          let y = 0;
          for (let b = 0; b < n; b++) {
            x += m[(row + b) * n + a]! * v[row + b]!;
            y += m[(row + a) * n + b]! * v[row + b]!;
          }
          expect(down[row + a]).toBeCloseTo(x, 12);
          expect(across[row + a]).toBeCloseTo(y, 12);
        }
      },
    ),
  );
});

it('multiplies by a transpose as plain triple loops do, for every size from 1 to 13', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 13 }), fc.nat(1e6), (n, seed) => {
      const next = sequence(seed);
      const [a, b] = [Float64Array.from({ length: n * n }, next), Float64Array.from({ length: n * n }, next)];
      const out = new Float64Array(n * n).fill(2);
      timesTransposed(a, b, n, out);
      for (let i = 0; i < n; i++)
        for (let m = 0; m < n; m++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += a[i * n + j]! * b[m * n + j]!;
          expect(out[i * n + m]).toBeCloseTo(sum, 12);
        }
    }),
  );
});
