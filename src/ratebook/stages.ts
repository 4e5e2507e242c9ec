// What the first two stages of compiling hand on.

import type { Cells } from './cells.ts';
import type { GoodsClasses } from './goods.ts';
import type { Intervals } from './intervals.ts';
import type { OriginClasses, OriginScopes } from './origins.ts';
import type { StandIns } from './stand-ins.ts';
import type { Step } from './standings.ts';
import type { Turns } from './turns.ts';

/** First stage: what the law never tells apart. */
export interface Classes {
  readonly turns: Turns;
  readonly names: readonly string[];
  readonly goods: GoodsClasses;
  readonly scopes: OriginScopes;
  readonly origins: OriginClasses;
  readonly standIns: StandIns;
  readonly measures: readonly (readonly (Step | undefined)[])[];
  readonly thresholds: readonly number[];
}

/** Second stage: cells by day. */
export interface Laid extends Classes {
  readonly cells: Cells;
  readonly intervals: Intervals;
}
