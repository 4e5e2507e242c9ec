// A small item in the international post: one rate on its value in place of every other duty, or a refusal that says why.

import { unsupported } from '../core/errors.ts';
import { ONE, printCents, printPercent, share } from '../core/money.ts';
import type { PostalRule } from '../law/postal.ts';
import type { Setting } from './assess.ts';
import { ENGINE } from './assess.ts';
import type { Assessment, DutyLine } from './assessment.ts';
import type { Entry } from './entry.ts';

/** Program of the duties on small parcels. */
const PROGRAM = 'us/small-parcels';

function lineOf(rule: PostalRule, rate: number, entry: Entry): DutyLine {
  const { instrument, clause, cite, mark } = rule;
  return {
    measure: `${PROGRAM}/${rule.declared === undefined ? 'post' : 'declared'}`,
    program: PROGRAM,
    heading: '',
    rate: printPercent(rate),
    base: { kind: 'customs-value', share: 1, value: printCents(entry.value) },
    amount: printCents(share(entry.value, rate)),
    instrument,
    clause,
    cite,
    ...(mark ? { mark } : {}),
  };
}

/**
 * Assesses an item that a rule of the post takes out of entry.
 * @throws TariffError `postal-item` when no rate of that day is known.
 */
export function assessPostal(
  { pack, basis }: Setting,
  rule: PostalRule,
  entry: Entry,
  echo: Readonly<Record<string, unknown>>,
): Assessment {
  const free = rule.free.find((fact) => entry.facts[fact]);
  if (rule.rate === undefined && free === undefined)
    throw unsupported(
      'postal-item',
      `items of at most $${printCents(rule.limit)} in the international post are not entered, and not assessed here: ${rule.told}`,
      `${rule.cite}, ${rule.clause}. For goods that are entered all the same, give no mode.`,
    );
  const rate = free === undefined ? rule.rate! : 0;
  const total = printCents(share(entry.value, rate));
  return {
    basis,
    entry: echo,
    total: { low: total, high: total },
    rate: { low: rate / ONE, high: rate / ONE },
    additional: { low: rate / ONE, high: rate / ONE },
    lines: free === undefined ? [lineOf(rule, rate, entry)] : [],
    fees: [],
    suppressed: [],
    filing: [],
    questions: [],
    receipt: {
      law: pack.hash,
      engine: ENGINE,
      assumptions: [
        free === undefined ? rule.told : `${free}: stays free of duty`,
        'passes without an entry: neither the duty of the schedule nor any other duty or processing fee is counted',
      ],
    },
  };
}
