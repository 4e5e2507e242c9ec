// The page shows what the code computes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { economyFigures } from '../../scripts/economy-figures.ts';

it('docs/economy.md has the figures that the shipped table gives (rewrite: scripts/economy-docs.ts)', () => {
  const table = readFileSync(join('data', 'economy', 'world-2022.csv'), 'utf8');
  expect(readFileSync(join('docs', 'economy.md'), 'utf8')).toContain(economyFigures(table));
});
