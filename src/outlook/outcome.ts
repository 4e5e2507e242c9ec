// An outcome of the talks is an instrument nobody has signed yet: its relative times are bound to a deadline.

import type { Day } from '../core/day.ts';
import { printDay } from '../core/day.ts';
import { dayAt, firstMinute, type Moment, momentAt, type Zone } from '../core/moment.ts';
import type { Act, Instrument, Outcome, RelativeMoment } from '../law/instrument.ts';

const isRelative = (value: unknown): value is { readonly deadline: number } =>
  typeof value === 'object' && value !== null && 'deadline' in value && typeof value.deadline === 'number';

/** So many days later at the same time of day on the clocks of `zone`, across a change to winter time. */
export function daysLater(moment: Moment, days: number, zone: Zone): Moment {
  const day: Day = dayAt(moment, zone);
  return momentAt(day + days, moment - firstMinute(day, zone), zone);
}

function bound(value: unknown, deadline: Moment, zone: Zone): unknown {
  if (isRelative(value)) return daysLater(deadline, value.deadline, zone);
  if (Array.isArray(value)) return value.map((one) => bound(one, deadline, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bound(one, deadline, zone)]));
}

const bindAct = (act: Act<RelativeMoment>, deadline: Moment, zone: Zone): Act =>
  bound(act, deadline, zone) as Act;

/** The outcome as an instrument published at `known`, so that it counts after everything signed by then. */
export function bindOutcome(outcome: Outcome, deadline: Moment, known: Moment, zone: Zone): Instrument {
  const day = dayAt(known, zone);
  return {
    id: outcome.id,
    kind: 'hypothetical',
    title: outcome.title,
    signed: day,
    published: known,
    cite: `outcome ${outcome.id}`,
    verified: { against: `supposed on ${printDay(day)}`, on: day },
    file: outcome.file,
    acts: outcome.acts.map((act) => bindAct(act, deadline, zone)),
  };
}
