// Holds each claim against law and record; the kinds decide who judges.

import { judgeCoverage } from './judge-coverage.ts';
import { judgeControl, judgeDependence } from './judge-goods.ts';
import { judgeOffice, judgeStatement } from './judge-people.ts';
import { judgeRate } from './judge-rates.ts';
import { judgeDeal, judgeMeeting } from './judge-talks.ts';
import { judgeDeadline, judgeExtension, judgeReturn } from './judge-terms.ts';
import { laterOf } from './later.ts';
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

/** The page of the Federal Register on which a text stands, by its citation: `90 FR 21831`. */
function registerPage(cite = ''): string | undefined {
  const [, volume, page] = /\b(\d{2,3}) FR (\d{1,6})\b/.exec(cite) ?? [];
  return page === undefined ? undefined : `https://www.federalregister.gov/citation/${volume}-FR-${page}`;
}

/** An instrument leads to its text. */
const linked = (reference: Reference, { oracle }: Setting): Reference => {
  const url =
    reference.url ??
    (reference.is === 'instrument'
      ? (oracle.urlOf(reference.id) ?? registerPage(reference.cite))
      : undefined);
  return url === undefined ? reference : { ...reference, url };
};

export function checkClaim(claim: Claim, setting: Setting): CheckedClaim {
  const judgement = JUDGES[claim.kind](claim, setting);
  const later = laterOf(claim, setting);
  const against = [...judgement.against, ...(later?.against ?? [])];
  return {
    ...claim,
    verdict: judgement.verdict,
    why: later ? `${judgement.why} ${later.words}` : judgement.why,
    against: against.map((one) => linked(one, setting)),
  };
}
