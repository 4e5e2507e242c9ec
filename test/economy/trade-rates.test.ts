// The rates of a year's trade, which come through the rate book, are those that `assess` gives line by line.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TariffError } from '../../src/core/errors.ts';
import { scenariosOf } from '../../src/outlook/scenarios.ts';
import { openTradeRates, type TradeWeight } from '../../src/outlook/trade-rates.ts';
import { readImports } from '../../src/schedule/imports.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const law = embeddedLaw();
const { scenarios } = scenariosOf(law, law.as({ known: '2025-07-29' }), { deadline: '2025-08-12' });
const CLAIMS: Readonly<Record<string, string>> = { CA: 'usmca', MX: 'usmca', KR: 'korus', AU: 'au-fta' };

/** Every 71st line: all origins, a chance of every kind of duty. */
const sample = (path: string): readonly TradeWeight[] =>
  readImports(readFileSync(join(ROOT, path), 'utf8')).filter((_, index) => index % 71 === 0);

const middle = ({ low, high }: { low: number; high: number }) => (low + high) / 2;

function slowly(scenario: (typeof scenarios)[number], into: string, { code, origin }: TradeWeight) {
  if (origin === 'ZZ') return undefined;
  const claim = into === 'US' ? CLAIMS[origin] : undefined;
  for (const claims of claim ? [[claim], []] : [[]]) {
    try {
      const from = origin === 'EU' ? 'DE' : origin;
      const entry = { into, code, from, on: scenario.notBefore, value: 10_000, claims };
      const { rate, additional } = scenario.assess(entry);
      return { all: middle(rate), additional: middle(additional) };
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
    }
  }
  return undefined;
}

describe.each([
  ['US', 'law/us/schedule/imports-2024.csv', 150],
  ['CN', 'law/cn/imports-2024.csv', 50],
])('rates of the imports of %s', (into, path, least) => {
  const weights = sample(path);
  const rates = openTradeRates(
    law,
    into,
    weights,
    scenarios.map(({ notBefore }) => notBefore),
  );

  it.each(
    scenarios
      .filter(({ id }) => ['before', 'lapse', 'return-to-145'].includes(id))
      .map((scenario) => [scenario.id, scenario] as const),
  )('under %s', (_, scenario) => {
    const found = rates.under(scenario.at, scenario.notBefore);
    let worked = 0;
    weights.forEach((weight, index) => {
      const slow = slowly(scenario, into, weight);
      const name = `${weight.code} ${weight.origin}`;
      expect(`${name} ${found[index] === undefined}`).toBe(`${name} ${slow === undefined}`);
      if (slow === undefined) return;
      worked++;
      expect(Math.abs(found[index]!.all - slow.all)).toBeLessThan(1e-6);
      expect(Math.abs(found[index]!.additional - slow.additional)).toBeLessThan(1e-6);
    });
    expect(worked).toBeGreaterThan(least);
  });
});
