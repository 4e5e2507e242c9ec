// All rules over all sentences: the claims of a text in the order of their place.

import type { Context } from './context.ts';
import { aims, controls, dependence } from './goods.ts';
import { deals, meetings } from './meetings.ts';
import type { Claim } from './model.ts';
import { offices, statements } from './people.ts';
import { rates } from './rates.ts';
import { deadlines, extensions, returns } from './terms.ts';

const RULES = [
  offices,
  meetings,
  deadlines,
  extensions,
  returns,
  deals,
  rates,
  controls,
  dependence,
  statements,
  aims,
];

/** A rate inside a claim of what comes back is that claim's, not one of its own. */
const repeated = (claim: Claim, all: readonly Claim[]): boolean =>
  claim.kind === 'rate' &&
  all.some(
    (one) =>
      one.kind === 'return' &&
      one.slots.rate === claim.slots.rate &&
      one.start < claim.end &&
      claim.start < one.end,
  );

export function claimsOf(contexts: readonly Context[]): readonly Claim[] {
  const all = contexts.flatMap((context) => RULES.flatMap((rule) => rule(context)));
  return all.filter((claim) => !repeated(claim, all)).sort((a, b) => a.start - b.start || a.end - b.end);
}
