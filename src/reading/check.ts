// Holds each claim against law and record; the kinds decide who judges.

import { judgeControl, judgeDependence } from './judge-goods.ts';
import { judgeOffice, judgeStatement } from './judge-people.ts';
import { judgeCoverage, judgeRate } from './judge-rates.ts';
import { judgeDeal, judgeMeeting } from './judge-talks.ts';
import { judgeDeadline, judgeExtension, judgeReturn } from './judge-terms.ts';
import type { CheckedClaim, Claim, ClaimKind } from './model.ts';
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

export const checkClaim = (claim: Claim, setting: Setting): CheckedClaim => ({
  ...claim,
  ...JUDGES[claim.kind](claim, setting),
});
