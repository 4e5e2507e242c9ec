// The published numbers, where the data sets are at hand; the heavy ones are left to scripts/economy-verify.ts.
import { describe, expect, it } from 'vitest';
import { available, fixtureFolder } from './fixtures.ts';
import * as published from './published.ts';

const quick: readonly (readonly [string, () => published.Result[]])[] = [
  ['Ossa tables 3a to 4b from stored tariffs', published.ossaStored],
  ['Ossa own optima', () => published.ossaOptima(false)],
  ['Ossa own Nash equilibrium', () => published.ossaNash(false)],
  ['Ossa talks', () => published.ossaTalks(false)],
  ['Liberation Day', published.liberationDayMap],
  ['Caliendo and Parro', published.naftaWelfare],
  ['GSIM', published.gsimPrices],
  ['ICIO 2022', published.icioWelfare],
];

it.runIf(process.env.CI === 'true')('the data sets of the papers are at hand', () => {
  expect(`${fixtureFolder}: ${available ? 'there' : 'missing'}`).toBe(`${fixtureFolder}: there`);
});

if (!available) console.warn(`No data sets in ${fixtureFolder}: the published numbers are not checked.`);

describe.runIf(available)('published numbers', () => {
  it.each(quick)('%s: all matched', (_, check) => {
    for (const { name, matched, total } of check())
      expect(`${name}: ${matched}/${total}`).toBe(`${name}: ${total}/${total}`);
  });
});
