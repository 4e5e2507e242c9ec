// Verdicts on coverage: on which goods of a partner a rate is said to lie, held against agreements and exceptions.

import { agreementsWith, matches, promised } from './rate-words.ts';
import { entry, type Judge, judge, nameOf } from './verdict.ts';

/** Asked when a text speaks of every country: one that stands for the others. */
const ANYONE = 'JP';

export const judgeCoverage: Judge = (claim, { oracle, on }) => {
  const { importer = 'US', coverage, everyone } = claim.slots;
  const partner = everyone === true ? ANYONE : claim.slots.partner;
  if (partner === undefined) return judge('not-in-record', 'The text does not say whose goods are meant.');
  if (claim.mood === 'possible' || claim.mood === 'aim')
    return judge('not-checkable', 'Only possible: nothing to check yet.');
  const deal = agreementsWith(oracle, partner, on).find((one) => {
    const rate = promised(one);
    return rate !== undefined && matches(claim, rate);
  });
  if (deal && everyone !== true)
    return judge('supported-with-difference', `${deal.title}, what it covers: ${deal.terms}`, [
      entry(oracle, 'agreement', deal),
    ]);
  const except = oracle.exceptions(importer, partner, on);
  if (except.length === 0)
    return judge('not-in-record', 'The law pack gives no measure on all goods to hold this against.');
  const list = except.slice(0, 4).join('; ');
  return coverage === 'all'
    ? judge(
        'supported-with-difference',
        `Not quite all: for goods of ${nameOf(partner)} the measure leaves out, for instance, ${list}.`,
      )
    : judge(
        'supported',
        `For goods of ${nameOf(partner)} the measure is on everything but, for instance, ${list}.`,
      );
};
