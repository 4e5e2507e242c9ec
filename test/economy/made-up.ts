// Tables that nobody measured: small worlds for tests that need no data set.
import type { Table } from '../../src/economy/table.ts';

/** A repeatable sequence of numbers between 0 and 1. */
export function sequence(seed: number): () => number {
  let state = (Math.floor(seed) % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A world of n regions and s sectors with much home trade, tariffs up to 30 % and elasticities from 2 to 8. */
export function madeUpTable(n: number, s: number, seed = 1): Table {
  const next = sequence(seed);
  const regions = Array.from({ length: n }, (_, j) => `R${j + 1}`);
  const sectors = Array.from({ length: s }, (_, k) => `S${k + 1}`);
  const trade = new Float64Array(s * n * n);
  const tariff = new Float64Array(trade.length);
  for (let k = 0, c = 0; k < s; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++, c++) {
        trade[c] = (i === j ? 50 * (n - 1) : 10) * (0.2 + next());
        tariff[c] = i === j ? 0 : 0.3 * next();
      }
  const sigma = Float64Array.from({ length: s }, () => 2 + 6 * next());
  return {
    regions,
    sectors,
    trade,
    tariff,
    sigma,
    gdp: Float64Array.from({ length: n }, () => 500 + 1000 * next()),
  };
}

/** The table's tariffs with every foreign one replaced by a repeatable draw up to `most`. */
export function drawTariffs({ regions, tariff }: Table, most: number, seed: number): Float64Array {
  const next = sequence(seed);
  const n = regions.length;
  return tariff.map((t, c) => (Math.floor(c / n) % n === c % n ? t : most * next()));
}
