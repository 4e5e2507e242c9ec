// Holds each claim against law and record; the kinds decide who judges.

import { judgeControl, judgeDependence } from './judge-goods.ts';
import { judgeOffice, judgeStatement } from './judge-people.ts';
import { judgeCoverage, judgeRate } from './judge-rates.ts';
import { judgeDeal, judgeMeeting } from './judge-talks.ts';
import { judgeDeadline, judgeExtension, judgeReturn } from './judge-terms.ts';
import type { CheckedClaim, Claim, ClaimKind, Reference } from './model.ts';
import { type Judge, judge, type Setting } from './verdict.ts';

const JUDGES: Readonly<Record<ClaimKind, Judge>> = {
  rate: judgeRate,
  coverage: judgeCoverage,
  deadline: judgeDeadline,
  extension: judgeExtension,
  return: judgeReturn,
  deal: judgeDeal,
  meeting: judgeMeeting,
  office: judgeOffice,
  statement: judgeStatement,
  control: judgeControl,
  dependence: judgeDependence,
  aim: () => judge('not-checkable', 'A wish or plan: nothing to check yet.'),
};

/** An instrument leads to its text. */
const linked = (reference: Reference, { oracle }: Setting): Reference => {
  const url = reference.url ?? (reference.is === 'instrument' ? oracle.urlOf(reference.id) : undefined);
  return url === undefined ? reference : { ...reference, url };
};

export function checkClaim(claim: Claim, setting: Setting): CheckedClaim {
  const judgement = JUDGES[claim.kind](claim, setting);
  return { ...claim, ...judgement, against: judgement.against.map((one) => linked(one, setting)) };
}
