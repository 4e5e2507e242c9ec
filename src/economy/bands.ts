// Bands: the same question under several elasticities, because nobody knows them well.
import { incorrect } from '../core/errors.ts';
import type { Table } from './table.ts';

/** A figure under the table's own elasticities, and its smallest and largest value over all that were tried. */
export interface Band {
  readonly central: number;
  readonly low: number;
  readonly high: number;
}

/** Mean elasticities of substitution that Ossa (2014) puts beside his estimates. */
export const MEAN_ELASTICITIES: readonly number[] = [3.5, 5, 6.5];

/** The band of a list whose first value is the central one. */
export const bandOf = (values: readonly number[]): Band => ({
  central: values[0] ?? Number.NaN,
  low: Math.min(...values),
  high: Math.max(...values),
});

/** The table with elasticities scaled to a mean over sectors. Throws `incorrect` where one would fall to 1 or below. */
export function withMeanElasticity(table: Table, mean: number): Table {
  const now = table.sigma.reduce((a, b) => a + b, 0) / table.sigma.length;
  const sigma = table.sigma.map((x) => (x * mean) / now);
  const lowest = Math.min(...sigma);
  if (lowest > 1) return { ...table, sigma };
  throw incorrect(
    'economy/sigma',
    `A mean elasticity of ${mean} puts sector ${table.sectors[sigma.indexOf(lowest)]} at ${lowest.toFixed(3)}.`,
    'Elasticities of substitution stay above 1: choose a higher mean.',
  );
}
