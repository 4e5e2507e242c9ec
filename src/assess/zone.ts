// Goods from a foreign trade zone: privileged foreign status keeps the duties of the day of admission.

import { unsupported } from '../core/errors.ts';
import type { Program } from '../law/reference.ts';
import type { Assessment, DutyLine } from './assessment.ts';

const said = ({ measure, rate, base, amount }: DutyLine): string =>
  `${measure} ${rate} ${base.share} ${amount}`;

/** What an assessment charges under programs that follow the day of entry whatever the status. */
const following = ({ lines }: Assessment, programs: Readonly<Record<string, Program>>): readonly string[] =>
  lines.filter(({ program }) => programs[program]?.zone === 'entry').map(said);

/**
 * The duties of the day of admission (19 CFR 146.65(a)(1)), the fees of the day of entry. Some proclamations charge what is in force at
 * entry even so; where that would differ, the two days cannot be mixed here.
 * @throws TariffError `zone-two-days`
 */
export function throughZone(
  admission: Assessment,
  entry: Assessment,
  programs: Readonly<Record<string, Program>>,
  day: string,
): Assessment {
  const [early, late] = [following(admission, programs), following(entry, programs)];
  if (early.join() !== late.join())
    throw unsupported(
      'zone-two-days',
      `these goods were admitted on ${day}, and the duties on metals follow the day of entry: ${[...new Set([...early, ...late])].join('; ')}`,
      'Assess them twice, on the day of admission and on the day of entry, and take the metals from the second.',
    );
  return {
    ...admission,
    basis: entry.basis,
    fees: entry.fees,
    receipt: {
      ...admission.receipt,
      assumptions: [
        `admitted to a foreign trade zone in privileged foreign status on ${day}: duties as of that day (19 CFR 146.65(a)(1))`,
        ...admission.receipt.assumptions,
      ],
    },
  };
}
