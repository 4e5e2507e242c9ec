// The page shows what the code computes. Figures from the law may drift a little while the law is being completed; words may not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { economyFigures } from '../../scripts/economy-figures.ts';
import { speedFigures } from '../../scripts/economy-speed.ts';
import { stockholmFigures } from '../../scripts/economy-stockholm.ts';
import { economyData } from '../../src/store/economy-files.ts';
import { embeddedLaw } from '../support/embedded.ts';

const page = readFileSync(join('docs', 'economy.md'), 'utf8');

/** What stands between the markers of a part. */
const part = (name: string): string =>
  new RegExp(`<!-- ${name} -->\n\n([\\s\\S]*)\n\n<!-- end of ${name} -->`).exec(page)?.[1] ?? '';

const NUMBER = /-?\d+(?:\.\d+)?/g;
const words = (text: string): string => text.replace(NUMBER, '#');
const numbers = (text: string): readonly number[] => (text.match(NUMBER) ?? []).map(Number);

/** Same words, and every number within a part of itself (or one unit of its last digit). */
function near(found: string, wanted: string, tolerance: number): void {
  expect(words(found), 'rewrite it: node dist/scripts/economy-docs.js').toBe(words(wanted));
  const now = numbers(wanted);
  numbers(found).forEach((written, k) => {
    const least = Math.max(tolerance * Math.abs(now[k]!), 0.0011);
    const gap = Math.abs(written - now[k]!) <= least ? 0 : written;
    expect(gap, `${written} is ${now[k]} now; rewrite it: node dist/scripts/economy-docs.js`).toBe(0);
  });
}

describe('docs/economy.md', { timeout: 180_000 }, () => {
  it('has the figures that the shipped table gives', () => {
    near(
      part('figures'),
      economyFigures(readFileSync(join('data', 'economy', 'world-2022.csv'), 'utf8')),
      1e-4,
    );
  });

  it('answers the Stockholm question as the law does now, within 5 %', async () => {
    const wanted = stockholmFigures(embeddedLaw(), await economyData());
    expect(numbers(wanted).length).toBeGreaterThan(60);
    near(part('stockholm'), wanted, 0.05);
  });

  it('has the speeds that the bench saved', () => {
    expect(part('speed')).toBe(speedFigures(readFileSync(join('bench', 'results', 'economy.json'), 'utf8')));
  });
});
