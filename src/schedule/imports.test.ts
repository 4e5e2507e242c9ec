import { expect, it } from 'vitest';
import { readImports } from './imports.ts';

it('reads import values and names the first line that is none', () => {
  expect(readImports('# Source: Census\ncode,origin,value\n85076000,CN,100\n')).toEqual([
    { code: '85076000', origin: 'CN', value: 100 },
  ]);
  expect(() => readImports('code,origin,value\n85076000,CN,1.5\n')).toThrowError(/line 2/);
});
