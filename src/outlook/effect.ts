// A measure's effect as a short text over time: what deadlines, changes and history compare.

import { printDuty } from '../core/duty.ts';
import { map, merge, type Timeline } from '../core/timeline.ts';
import type { Measure, Sourced, State } from '../law/measure.ts';

/** What a measure is doing: its state and, when it counts, its duty. `by` is the act behind it. */
export interface Effect {
  readonly state: State['is'];
  readonly duty: string;
  readonly by: Extract<State, { by: unknown }>['by'] | undefined;
}

const withState = (state: State, duty: Sourced<Effect['duty']>): Effect => ({
  state: state.is,
  duty: duty.value,
  by: state.is === 'absent' ? undefined : state.is === 'in-force' ? later(state.by, duty.by) : state.by,
});

type By = Sourced<unknown>['by'];

/** Of the act that put a measure in force and the act that set its rate, the one published later explains it. */
const later = (a: By, b: By): By => (b.instrument.published > a.instrument.published ? b : a);

/** What a measure does that is not a duty. */
const BAN = 'import ban';

/** State and duty of a measure over time; neighbours may look alike when only the source differs. */
export function effectLine(measure: Measure): Timeline<Effect> {
  const duties = map(measure.duty, ({ value, by }) => ({
    value: measure.prohibits === undefined ? printDuty(value) : BAN,
    by,
  }));
  return merge(measure.state, duties, withState);
}

/** `in force at 34%`, `in force, to 15%`, `in force, import ban`, `suspended (34%)`, `not in force`. */
export function effectText({ state, duty }: Pick<Effect, 'state' | 'duty'>): string {
  if (state === 'in-force')
    return duty.startsWith('to ') || duty === BAN ? `in force, ${duty}` : `in force at ${duty}`;
  if (state === 'suspended') return `suspended (${duty})`;
  return state === 'void' ? 'void' : 'not in force';
}
