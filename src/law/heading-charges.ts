// What the law charges under each of its headings: now, later and before a moment.

import { type Duty, FREE } from '../core/duty.ts';
import type { Moment } from '../core/moment.ts';
import { at, changes } from '../core/timeline.ts';
import type { Base, Exception } from './instrument.ts';
import type { Measure, State } from './measure.ts';
import type { ResolvedLaw } from './resolve.ts';

export interface Rate {
  readonly duty: Duty;
  readonly base: Base;
}

export interface HeadingCharge {
  readonly heading: string;
  readonly measure: string;
  /** `before` also for what is suspended. */
  readonly time: 'now' | 'later' | 'before';
  /** The rate of the measure; a heading declared on a condition may stand for a rate of one of its exceptions. */
  readonly rates: readonly Rate[];
  /** Declared for an exception of the measure that sets another rate or base. */
  readonly altered: boolean;
}

const timeOf = (state: State, moment: Moment, on: Moment): HeadingCharge['time'] =>
  state.is === 'suspended' || moment < on ? 'before' : moment === on ? 'now' : 'later';

const exceptionsAt = (measure: Measure, moment: Moment): readonly Exception[] =>
  [...measure.exceptions.values()].flatMap((line) => at(line, moment)?.value ?? []);

/** What an exception makes of a rate: another duty or base, or nothing charged at all. */
const rateUnder = (plain: Rate, { duty, base }: Exception): Rate =>
  duty === undefined && base === undefined
    ? { duty: FREE, base: plain.base }
    : { duty: duty ?? plain.duty, base: base ?? plain.base };

const alters = ({ duty, base }: Exception): boolean => duty !== undefined || base !== undefined;

function chargesAt(measure: Measure, moment: Moment, on: Moment): readonly HeadingCharge[] {
  const state = at(measure.state, moment);
  if (state.is !== 'in-force' && state.is !== 'suspended') return [];
  const shared = { measure: measure.id, time: timeOf(state, moment, on) };
  const plain: Rate = { duty: at(measure.duty, moment).value, base: at(measure.base, moment).value };
  const exceptions = exceptionsAt(measure, moment);
  const headings = at(measure.heading, moment).value;
  const chosen = headings.length > 1;
  const own = headings.map(({ heading, when }) => ({
    ...shared,
    heading,
    rates: chosen || when ? [plain, ...exceptions.map((one) => rateUnder(plain, one))] : [plain],
    altered: false,
  }));
  const others = exceptions
    .filter(alters)
    .flatMap((one) =>
      one.heading === undefined
        ? []
        : [{ ...shared, heading: one.heading, rates: [rateUnder(plain, one)], altered: true }],
    );
  return [...own, ...others];
}

const turns = ({ state, duty, heading, base, exceptions }: Measure): readonly Moment[] =>
  [state, duty, heading, base, ...exceptions.values()].flatMap((line) => changes<unknown>(line));

/** Every heading of a jurisdiction's measures with all that was, is and will be charged under it, as known. */
export function headingCharges(
  law: ResolvedLaw,
  on: Moment,
  jurisdiction: string,
): ReadonlyMap<string, readonly HeadingCharge[]> {
  const byHeading = new Map<string, HeadingCharge[]>();
  for (const measure of law.measures.filter((one) => one.jurisdiction === jurisdiction))
    for (const moment of new Set([on, ...turns(measure)]))
      for (const charge of chargesAt(measure, moment, on))
        byHeading.set(charge.heading, [...(byHeading.get(charge.heading) ?? []), charge]);
  return byHeading;
}
