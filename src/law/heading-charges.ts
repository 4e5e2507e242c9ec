// What the law charges under each of its headings, from when and until when.

import { type Duty, FREE } from '../core/duty.ts';
import { DAWN, FOREVER, type Moment } from '../core/moment.ts';
import { at, changes } from '../core/timeline.ts';
import type { Base, Condition, Exception, Headings, OriginScope } from './instrument.ts';
import type { Measure } from './measure.ts';
import type { ResolvedLaw } from './resolve.ts';

export interface Rate {
  readonly duty: Duty;
  readonly base: Base;
}

/** Within the scope, or (`holds` false) outside it. */
export interface OriginTest {
  readonly scope: OriginScope;
  readonly holds: boolean;
}

/** One stretch [`from`, `until`) on which a measure stands unchanged under a heading. */
export interface HeadingCharge {
  readonly heading: string;
  readonly measure: string;
  readonly from: Moment;
  readonly until: Moment;
  readonly suspended: boolean;
  /** Tests that must all hold: the measure's countries first, then those for which its heading is kept. */
  readonly origins: readonly OriginTest[];
  /** The rate of the measure; a heading declared on a condition may stand for a rate of one of its exceptions. */
  readonly rates: readonly Rate[];
  /** Declared for an exception of the measure that sets another rate or base. */
  readonly altered: boolean;
}

const exceptionsAt = (measure: Measure, moment: Moment): readonly Exception[] =>
  [...measure.exceptions.values()].flatMap((line) => at(line, moment)?.value ?? []);

/** What an exception makes of a rate: another duty or base, or nothing charged at all. */
const rateUnder = (plain: Rate, { duty, base }: Exception): Rate =>
  duty === undefined && base === undefined
    ? { duty: FREE, base: plain.base }
    : { duty: duty ?? plain.duty, base: base ?? plain.base };

const alters = ({ duty, base }: Exception): boolean => duty !== undefined || base !== undefined;

function originTest(when: Condition | undefined): OriginTest | undefined {
  if (when?.is === 'origins') return { scope: when.origins, holds: true };
  if (when?.is === 'not' && when.of.is === 'origins') return { scope: when.of.origins, holds: false };
  return undefined;
}

/** Of headings tried in order, each stands for the countries that those before it leave. */
function headingTests(headings: Headings, index: number): readonly OriginTest[] {
  const own = originTest(headings[index]!.when);
  const left = headings
    .slice(0, index)
    .flatMap(({ when }) => originTest(when) ?? [])
    .map(({ scope, holds }) => ({ scope, holds: !holds }));
  return own ? [own, ...left] : left;
}

function chargesOn(measure: Measure, from: Moment, until: Moment): readonly HeadingCharge[] {
  const state = at(measure.state, from);
  if (state.is !== 'in-force' && state.is !== 'suspended') return [];
  const origins: OriginTest[] = [{ scope: at(measure.origins, from).value, holds: true }];
  const shared = { measure: measure.id, from, until, suspended: state.is === 'suspended', origins };
  const plain: Rate = { duty: at(measure.duty, from).value, base: at(measure.base, from).value };
  const exceptions = exceptionsAt(measure, from);
  const headings = at(measure.heading, from).value;
  const chosen = headings.length > 1;
  const own = headings.map(({ heading, when }, index) => ({
    ...shared,
    origins: [...origins, ...headingTests(headings, index)],
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

function turnsOf({ state, duty, heading, base, origins, exceptions }: Measure): readonly Moment[] {
  const lines = [state, duty, heading, base, origins, ...exceptions.values()];
  return [...new Set([DAWN, ...lines.flatMap((line) => changes<unknown>(line))])].sort((a, b) => a - b);
}

/** Every heading of a jurisdiction's measures with all that was, is and will be charged under it, as known; bans have none. */
export function headingCharges(
  law: ResolvedLaw,
  jurisdiction: string,
): ReadonlyMap<string, readonly HeadingCharge[]> {
  const byHeading = new Map<string, HeadingCharge[]>();
  const add = (charge: HeadingCharge): void => {
    const known = byHeading.get(charge.heading);
    if (known) known.push(charge);
    else byHeading.set(charge.heading, [charge]);
  };
  const own = law.measures.filter((one) => one.jurisdiction === jurisdiction && one.prohibits === undefined);
  for (const measure of own) {
    const turns = turnsOf(measure);
    turns.forEach((from, index) => {
      for (const charge of chargesOn(measure, from, turns[index + 1] ?? FOREVER)) add(charge);
    });
  }
  return byHeading;
}
