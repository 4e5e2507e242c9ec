// The pack's product lists against independent extractions of the same annexes and notes.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { embeddedPack, ROOT } from '../support/embedded.ts';
import { type Comparison, compare } from './lists.ts';

const FOLDER = join(process.env.ROSENBAD_SHARED ?? join(ROOT, '..', 'shared'), 'data', 'lists');
const present = existsSync(FOLDER);

const comparisons = parse(readFileSync(join(import.meta.dirname, 'lists.yaml'), 'utf8'), {
  schema: 'failsafe',
}) as readonly Comparison[];

const nameOf = ({ file, where, on }: Comparison): string =>
  `${file} ${Object.values(where ?? {})
    .flat()
    .join(' ')} on ${on}`;

it('CI has the outside lists', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('every code that differs has its reason, and every reason a code', () => {
  it.each(comparisons.map((one) => [nameOf(one), one] as const))('%s', (_, one) => {
    const { here, there, idle, same } = compare(embeddedPack(), ROOT, FOLDER, one);
    expect({ here, there, idle }).toEqual({ here: [], there: [], idle: [] });
    expect(same).toBeGreaterThan(0);
  });
  it('an unexplained code is seen', () => {
    const bare = { ...comparisons.find(({ file }) => file === 'tw-auto-tariffs.csv')!, differences: [] };
    const { here, there } = compare(embeddedPack(), ROOT, FOLDER, bare);
    expect([...here, ...there]).toContain('86122020');
  });
});
