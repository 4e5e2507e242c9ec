// A measure: a duty in being, every field of it a function of time, each value with the act that set it.

import type { Moment } from '../core/moment.ts';
import type { Timeline } from '../core/timeline.ts';
import type { Act, Exception, Instrument, MeasureFields } from './instrument.ts';

/** Which act of which instrument set something. */
export interface Source {
  readonly instrument: Instrument;
  readonly act: Act;
}

/** Whether what an act says was read in the law's own text: `secondary`, `unverified`, or undefined when it was. */
export const markOf = ({ instrument, act }: Source): 'secondary' | 'unverified' | undefined =>
  act.mark ?? instrument.verified.mark;

export type Sourced<T> = { readonly value: T; readonly by: Source };

export type State =
  | { readonly is: 'absent' }
  | { readonly is: 'in-force' | 'suspended' | 'ended'; readonly by: Source }
  /** Fell by judgment; `fromLaw` is the legal end, which may lie before the end of collection. */
  | { readonly is: 'void'; readonly by: Source };

type FieldLines = { readonly [K in keyof MeasureFields]: Timeline<Sourced<MeasureFields[K]>> };

export interface Measure extends FieldLines {
  readonly id: string;
  readonly program: string;
  /** A ban instead of a duty: the words of the refusal. */
  readonly prohibits?: string;
  readonly jurisdiction: string;
  readonly state: Timeline<State>;
  /** False where what was collected has fallen by judgment: a refund candidate. */
  readonly lawful: Timeline<Sourced<Moment> | null>;
  /** By key, in the order in which they first appear in the law. */
  readonly exceptions: ReadonlyMap<string, Timeline<Sourced<Exception> | null>>;
}
