import { expect, it } from 'vitest';
import { room } from './room.ts';

it('hands out zeros that do not overlap, and no more than there is room for', () => {
  const take = room(5);
  const [a, b] = [take(2), take(3)];
  a.fill(1);
  b.fill(2);
  expect([...a, ...b]).toEqual([1, 1, 2, 2, 2]);
  expect(() => take(1)).toThrow(RangeError);
});
