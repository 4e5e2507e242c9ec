// Compares the printed headings of chapter 99 with the law of the pack at a moment.

import { type Duty, printDuty } from '../core/duty.ts';
import type { Moment } from '../core/moment.ts';
import type { Effect, PrintedHeading } from './archive.ts';
import { type HeadingCharge, headingCharges, type Rate } from './heading-charges.ts';
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

/** The share of the value that a duty asks, whether added or in all; undefined for duties that are no share. */
const shareOf = (duty: Duty): number | undefined =>
  duty.kind === 'free' ? 0 : duty.kind === 'ad-valorem' || duty.kind === 'top-up' ? duty.rate : undefined;

function sameRate(effect: Effect, { duty, base }: Rate): boolean {
  if (effect.is !== 'adds' && effect.is !== 'sets') return duty.kind === 'top-up' || shareOf(duty) === 0;
  if (effect.is === 'adds' && duty.kind === 'top-up') return false;
  if (effect.on !== undefined && effect.on !== base) return false;
  const asked = shareOf(effect.duty);
  return asked === undefined ? printDuty(duty) === printDuty(effect.duty) : asked === shareOf(duty);
}

const agrees = (effect: Effect, { rates }: HeadingCharge): boolean =>
  rates.some((rate) => sameRate(effect, rate));

const VERDICTS = { now: 'matched', later: 'scheduled', before: 'lapsed' } as const;

function verdictOn(effect: Effect, charges: readonly HeadingCharge[]): Verdict {
  if (charges.length === 0) return 'missing';
  for (const time of ['now', 'later', 'before'] as const)
    if (charges.some((one) => one.time === time && agrees(effect, one))) return VERDICTS[time];
  return 'differing';
}

const worded = (duty: Duty): string => (duty.kind === 'ad-valorem' ? '+' : '') + printDuty(duty);

function inWords(charges: readonly HeadingCharge[]): readonly string[] {
  const now = charges.filter(({ time }) => time === 'now');
  const shown = now.length > 0 ? now : charges;
  return [...new Set(shown.flatMap((one) => one.rates.map(({ duty }) => `${one.measure} ${worded(duty)}`)))];
}

/** A heading that prints no duty is told only when the pack charges one under it at the moment. */
function judge(
  { heading, text, effect }: PrintedHeading,
  found: readonly HeadingCharge[],
): HeadingVerdict | undefined {
  const told = effect.is === 'none' ? found.filter(({ time, altered }) => time === 'now' && !altered) : found;
  if (effect.is === 'none' && (told.length === 0 || told.some((one) => agrees(effect, one))))
    return undefined;
  return { heading, verdict: verdictOn(effect, told), printed: text, pack: inWords(found) };
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
  const charges = headingCharges(law, on, jurisdiction);
  const printed = new Set(headings.map(({ heading }) => heading));
  const unprinted = [...charges]
    .filter(([heading, found]) => !printed.has(heading) && found.some(({ time }) => time === 'now'))
    .map(([heading, found]): HeadingVerdict => ({ heading, verdict: 'only-in-pack', pack: inWords(found) }));
  return headings
    .flatMap((one) => judge(one, charges.get(one.heading) ?? []) ?? [])
    .concat(unprinted)
    .sort((a, b) => (a.heading < b.heading ? -1 : 1));
}
