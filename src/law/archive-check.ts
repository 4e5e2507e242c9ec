// Compares the printed headings of chapter 99 with the law of the pack at a moment.

import { type Duty, printDuty } from '../core/duty.ts';
import type { Moment } from '../core/moment.ts';
import { at, changes } from '../core/timeline.ts';
import type { Effect, PrintedHeading } from './archive.ts';
import type { Base, Exception, Headings } from './instrument.ts';
import type { Measure, State } from './measure.ts';
import type { ResolvedLaw } from './resolve.ts';

/**
 * `matched`: in force in the pack with the same effect. `scheduled`: with the same effect, but only later. `lapsed`: with the
 * same effect, but earlier, or suspended: the schedule prints ahead of the law's dates, or lags. `differing`: known, never with
 * this effect. `missing`: not in the pack. `only-in-pack`: charged in the pack, not printed.
 */
export type Verdict = 'matched' | 'scheduled' | 'lapsed' | 'differing' | 'missing' | 'only-in-pack';

export interface HeadingVerdict {
  readonly heading: string;
  readonly verdict: Verdict;
  /** The rate text as printed; absent for `only-in-pack`. */
  readonly printed?: string;
  /** What the pack charges under the heading, at the moment where it does so then: `us/fentanyl/cn +20%`. */
  readonly pack: readonly string[];
}

interface Charge {
  readonly heading: string;
  readonly measure: string;
  readonly duty: Duty;
  readonly base: Base;
  readonly time: 'now' | 'later' | 'before';
  /** Charged by an exception of the measure: another base or rate under its own heading. */
  readonly altered: boolean;
}

const timeOf = (state: State, moment: Moment, on: Moment): Charge['time'] =>
  state.is === 'suspended' || moment < on ? 'before' : moment === on ? 'now' : 'later';

const named = (headings: Headings): readonly string[] => headings.map(({ heading }) => heading);

/** Exceptions that charge otherwise under a heading of their own. */
const altered = (measure: Measure, moment: Moment): readonly Exception[] =>
  [...measure.exceptions.values()]
    .flatMap((line) => at(line, moment)?.value ?? [])
    .filter(({ heading, duty, base }) => heading !== undefined && (duty !== undefined || base !== undefined));

function chargesAt(measure: Measure, moment: Moment, on: Moment): readonly Charge[] {
  const state = at(measure.state, moment);
  if (state.is !== 'in-force' && state.is !== 'suspended') return [];
  const own = { measure: measure.id, time: timeOf(state, moment, on) };
  const duty = at(measure.duty, moment).value;
  const base = at(measure.base, moment).value;
  return [
    ...named(at(measure.heading, moment).value).map((heading) => ({
      ...own,
      heading,
      duty,
      base,
      altered: false,
    })),
    ...altered(measure, moment).map((one) => ({
      ...own,
      heading: one.heading!,
      duty: one.duty ?? duty,
      base: one.base ?? base,
      altered: true,
    })),
  ];
}

const turns = ({ state, duty, heading, base, exceptions }: Measure): readonly Moment[] =>
  [state, duty, heading, base, ...exceptions.values()].flatMap((line) => changes<unknown>(line));

const chargesOf = (measure: Measure, on: Moment): readonly Charge[] =>
  [...new Set([on, ...turns(measure)])].flatMap((moment) => chargesAt(measure, moment, on));

/** The share of the value that a duty asks, whether added or in all; undefined for duties that are no share. */
const shareOf = (duty: Duty): number | undefined =>
  duty.kind === 'free' ? 0 : duty.kind === 'ad-valorem' || duty.kind === 'top-up' ? duty.rate : undefined;

function agrees(effect: Effect, { duty, base }: Charge): boolean {
  if (effect.is !== 'adds' && effect.is !== 'sets') return duty.kind === 'top-up' || shareOf(duty) === 0;
  if (effect.is === 'adds' && duty.kind === 'top-up') return false;
  if (effect.on !== undefined && effect.on !== base) return false;
  const asked = shareOf(effect.duty);
  return asked === undefined ? printDuty(duty) === printDuty(effect.duty) : asked === shareOf(duty);
}

const TIMES = { now: 'matched', later: 'scheduled', before: 'lapsed' } as const;

function verdictOn(effect: Effect, charges: readonly Charge[]): Verdict {
  if (charges.length === 0) return 'missing';
  for (const time of ['now', 'later', 'before'] as const)
    if (charges.some((one) => one.time === time && agrees(effect, one))) return TIMES[time];
  return 'differing';
}

const worded = (duty: Duty): string => (duty.kind === 'ad-valorem' ? '+' : '') + printDuty(duty);

function inWords(charges: readonly Charge[]): readonly string[] {
  const now = charges.filter(({ time }) => time === 'now');
  const words = (now.length > 0 ? now : charges).map(({ measure, duty }) => `${measure} ${worded(duty)}`);
  return [...new Set(words)];
}

/**
 * One verdict for every printed heading with a duty effect and every heading that the pack charges at `on`, by heading.
 * Compares rates and the part of the value they fall on; countries and goods are not compared.
 */
export function compareArchive(
  headings: readonly PrintedHeading[],
  law: ResolvedLaw,
  on: Moment,
  jurisdiction = 'us',
): readonly HeadingVerdict[] {
  const charges = law.measures
    .filter((measure) => measure.jurisdiction === jurisdiction)
    .flatMap((measure) => chargesOf(measure, on));
  const byHeading = new Map<string, Charge[]>();
  for (const one of charges) byHeading.set(one.heading, [...(byHeading.get(one.heading) ?? []), one]);
  const verdicts = headings.flatMap(({ heading, text, effect }): HeadingVerdict[] => {
    const found = byHeading.get(heading) ?? [];
    const now = found.filter(({ time, altered }) => time === 'now' && !altered);
    if (effect.is === 'none' && now.every((one) => agrees(effect, one))) return [];
    const verdict = verdictOn(effect, effect.is === 'none' ? now : found);
    return [{ heading, verdict, printed: text, pack: inWords(found) }];
  });
  const printed = new Set(headings.map(({ heading }) => heading));
  const unprinted = [...byHeading].flatMap(([heading, found]): HeadingVerdict[] =>
    printed.has(heading) || found.every(({ time }) => time !== 'now')
      ? []
      : [{ heading, verdict: 'only-in-pack', pack: inWords(found) }],
  );
  return [...verdicts, ...unprinted].sort((a, b) => (a.heading < b.heading ? -1 : 1));
}
