import { expect, it } from 'vitest';
import { minimise } from './lbfgs.ts';

const valley = (x: Float64Array, g: Float64Array): number => {
  const [a, b] = [x[0]!, x[1]!];
  g[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  g[1] = 200 * (b - a * a);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
};

it('finds the bottom of Rosenbrock’s valley at (1, 1)', () => {
  const bounds = { lower: Float64Array.of(-5, -5), upper: Float64Array.of(5, 5) };
  const { x, converged } = minimise(valley, Float64Array.of(-1.2, 1), bounds);
  expect(converged).toBe(true);
  expect(x[0]).toBeCloseTo(1, 7);
  expect(x[1]).toBeCloseTo(1, 7);
});

it('stops at the bound 0.5 with b = 0.25', () => {
  const bounds = { lower: Float64Array.of(-5, -5), upper: Float64Array.of(0.5, 5) };
  const { x, slope } = minimise(valley, Float64Array.of(-1.2, 1), bounds);
  expect(x[0]).toBe(0.5);
  expect(x[1]).toBeCloseTo(0.25, 7);
  expect(slope).toBeLessThanOrEqual(1e-9);
});

it('says when it may not take enough steps', () => {
  const bounds = { lower: Float64Array.of(-5, -5), upper: Float64Array.of(5, 5) };
  expect(minimise(valley, Float64Array.of(-1.2, 1), bounds, { maxSteps: 2 }).converged).toBe(false);
});
