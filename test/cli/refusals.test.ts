// Wrong questions of single commands: each is refused by name, and none is answered with silence or a "yes".

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './run.ts';

const empty = join(mkdtempSync(join(tmpdir(), 'rosenbad-')), 'empty.csv');
writeFileSync(empty, '');

/** A file of weights with these lines. */
function weights(...lines: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'rosenbad-')), 'weights.csv');
  writeFileSync(path, `code,origin,value\n${lines.join('\n')}\n`);
  return path;
}
const averageOf = (...lines: readonly string[]): readonly string[] => [
  ...['average', '--known', '2025-07-29', '--weights'],
  weights(...lines),
];

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
  ['bad-weight', averageOf()],
  ['bad-weight', averageOf('85076000,CN,')],
  ['bad-weight', averageOf('85076000,CN,0')],
  ['bad-weight', averageOf('85076000,CN,0x10')],
  ['bad-weight', averageOf('850760,CN,100')],
  ['bad-weight', averageOf('85076000,,100')],
  ['bad-csv', averageOf('85076000,CN,1,000')],
  ['bad-csv', averageOf('"85076000,CN,5')],
  ['unknown-country', averageOf('85076000,China,5')],
  ['no-rate', averageOf('99999999,CN,5')],
  ['day-outside', ['average', '--known', '2025-07-29', '--on', '2031-06-01']],
  ['bad-option', ['average', '--known', '2025-07-29', '--on', '2025-08-13', '--until', '2025-08-01']],
  ['bad-option', ['average', '--known', '2025-07-29', '--outcomes', ',']],
  ['unknown-format', ['panel', '--known', '2025-07-29', '--out', `${empty}.xlsx`]],
  ['cannot-write', ['panel', '--known', '2025-07-29', '--out', `${empty}.none/panel.parquet`]],
  ['no-deadline', ['average', '--known', '2026-11-23', '--outcomes', 'extend-90-days']],
];

describe('a wrong question', () => {
  it.each(REFUSALS)('%s: rosenbad %j', (code, args) => {
    const { code: exit, err, out } = rosenbad(args);
    expect(err).toContain(`error ${code}:`);
    expect([exit, out]).toEqual([2, '']);
  });
});
