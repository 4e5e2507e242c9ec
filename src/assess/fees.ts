// Customs user fees, shown apart from duty: merchandise processing and harbour maintenance by the fiscal year of entry.

import type { Day } from '../core/day.ts';
import { type Cents, printCents, printPercent, share } from '../core/money.ts';
import type { FeePeriod, FeeSpec } from '../law/reference.ts';
import type { FeeLine } from './assessment.ts';
import type { Entry } from './entry.ts';

const clamp = (amount: Cents, { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: FeePeriod): Cents =>
  Math.min(maximum, Math.max(minimum, amount));

const concerns = (spec: FeeSpec, entry: Entry): boolean =>
  (spec.modes.length === 0 || (entry.mode !== undefined && spec.modes.includes(entry.mode))) &&
  !spec.exemptClaims.some((claim) => entry.claims.includes(claim)) &&
  !spec.exemptFacts.some((fact) => entry.facts[fact] === true);

const periodOn = (spec: FeeSpec, day: Day): FeePeriod | undefined =>
  spec.periods.find(({ from, until }) => from <= day && day < until);

/** Fees on an entry of one line (19 CFR 24.23, 24.24); the minimum and maximum hold for a whole entry. */
export function feesOf(specs: readonly FeeSpec[], entry: Entry): readonly FeeLine[] {
  return specs.flatMap((spec) => {
    const period = periodOn(spec, entry.onDay);
    if (!period || !concerns(spec, entry)) return [];
    const { rate, cite, mark } = period;
    const amount = printCents(clamp(share(entry.value, rate), period));
    return [
      { fee: spec.fee, label: spec.label, rate: printPercent(rate), amount, cite, ...(mark ? { mark } : {}) },
    ];
  });
}

/** Fees that fall on the entry but whose amounts of that day are not in the pack: said, not taken as nothing. */
export const unknownFees = (specs: readonly FeeSpec[], entry: Entry): readonly string[] =>
  specs
    .filter((spec) => concerns(spec, entry) && !periodOn(spec, entry.onDay))
    .map(({ label }) => `${label}: its amount on this day is not in the pack, so none is shown`);
