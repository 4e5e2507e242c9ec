// Wrong questions of single commands: each is refused by name, and none is answered with silence or a "yes".

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './run.ts';

const empty = join(mkdtempSync(join(tmpdir(), 'rosenbad-')), 'empty.csv');
writeFileSync(empty, '');

const REFUSALS: readonly (readonly [string, readonly string[]])[] = [
  ['unknown-code', ['history', '0000.00.00', '--from', 'CN']],
  ['unknown-code', ['outcomes', '1234.56.78', '--from', 'CN', '--known', '2025-07-29']],
  ['unknown-code', ['controls', '--from', 'CN', '--to', 'US', '--code', '0000']],
  ['unknown-element', ['controls', '--from', 'CN', '--to', 'US', '--element', 'Xx']],
  ['no-file', ['average', '--known', '2025-07-29', '--weights', `${empty}.none`]],
  ['empty-file', ['average', '--known', '2025-07-29', '--weights', empty]],
  ['no-file', ['leverage', '--partner', 'CN', '--known', '2026-03-01', '--imports', `${empty}.none`]],
  ['before-coverage', ['duty', '8507.60.00', '--from', 'CN', '--on', '1999-01-01']],
  ['empty-file', ['nash', '--table', empty]],
  ['before-coverage', ['average', '--known', '2016-01-01']],
];

describe('a wrong question', () => {
  it.each(REFUSALS)('%s: rosenbad %j', (code, args) => {
    const { code: exit, err, out } = rosenbad(args);
    expect(err).toContain(`error ${code}:`);
    expect([exit, out]).toEqual([2, '']);
  });
});
