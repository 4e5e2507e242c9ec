// The measures of a territory at a moment, with their effect and the act behind it.

import type { Moment } from '../core/moment.ts';
import { at } from '../core/timeline.ts';
import { type Measure, markOf, type Source } from '../law/measure.ts';
import { effectLine, effectText } from './effect.ts';

export interface MeasureRow {
  readonly measure: string;
  readonly program: string;
  readonly heading: string;
  readonly state: string;
  /** `in force at 34%`, `suspended (34%)`. */
  readonly effect: string;
  readonly instrument: string;
  readonly cite: string;
  /** How far the legal text was read, when it was not. */
  readonly mark?: 'secondary' | 'unverified';
}

/** The mark of an act as a field that is absent when there is none. */
export function markField(by: Source | undefined): { readonly mark?: 'secondary' | 'unverified' } {
  const mark = by && markOf(by);
  return mark ? { mark } : {};
}

/** One row for each measure; `all` also those not in force and not suspended. */
export const measureRows = (measures: readonly Measure[], on: Moment, all = false): readonly MeasureRow[] =>
  measures
    .map((measure) => ({ measure, effect: at(effectLine(measure), on) }))
    .filter(({ effect }) => all || effect.state === 'in-force' || effect.state === 'suspended')
    .map(({ measure, effect }) => ({
      measure: measure.id,
      program: measure.program,
      heading: at(measure.heading, on)
        .value.map((one) => one.heading)
        .join(', '),
      state: effect.state,
      effect: effectText(effect),
      instrument: effect.by?.instrument.id ?? '',
      cite: effect.by ? `${effect.by.instrument.cite}, ${effect.by.act.clause}` : '',
      ...markField(effect.by),
    }));
