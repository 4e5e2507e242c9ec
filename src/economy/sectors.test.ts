import { expect, it } from 'vitest';
import { parseSectors } from './sectors.ts';

const sectorOf = parseSectors('# remark\n72,steel\n73,metal-goods\n7304,steel\n');

it.each([
  ['7304.19.10', 'steel'],
  ['7318.15.20.10', 'metal-goods'],
  ['72', 'steel'],
  ['8703', undefined],
])('puts %s in %s', (code, sector) => {
  expect(sectorOf(code)).toBe(sector);
});

it('names the line that it cannot read', () => {
  expect(() => parseSectors('72,steel\nsteel,72')).toThrow('Line 2 of the list of sectors reads "steel,72".');
});
