// What one set of elasticities says about every outcome.
import type { RegionChange } from './measures.ts';

/** Every outcome against the reference, region by region, under one set of elasticities. */
export interface Run {
  readonly meanElasticity: number;
  readonly changes: ReadonlyMap<string, readonly RegionChange[]>;
  /** Spending of each region in the benchmark, in the table's currency: what a percent of real income is a percent of. With linkages: final spending. */
  readonly spending: Float64Array;
}
