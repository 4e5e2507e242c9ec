import { expect, it } from 'vitest';
import { accelerator } from './anderson.ts';

it('reaches the fixed point of a slow linear map in as many rounds as it has dimensions', () => {
  const rates = [0.99, 0.9, 0.5, -0.8];
  const map = (x: Float64Array) => x.map((v, c) => rates[c]! * (v - 1) + 1);
  const mixer = accelerator(4);
  let x: Float64Array = new Float64Array(4);
  for (let round = 0; round < 8; round++) x = mixer.next(x, map(x));
  for (const v of x) expect(v).toBeCloseTo(1, 8);
});
