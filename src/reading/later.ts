// What came after the day of a text, for readers who ask with a later `known`: prolongations, and steps of agreements.

import type { Agreement, StatusStep } from '../record/model.ts';
import type { Claim, ClaimKind, Reference } from './model.ts';
import { entry, law, type Setting, STATUS_WORDS } from './verdict.ts';

export interface Later {
  readonly words: string;
  readonly against: readonly Reference[];
}

const OF_THE_TRUCE: readonly ClaimKind[] = ['deadline', 'extension', 'return'];
const OF_THE_DEAL: readonly ClaimKind[] = ['deal', 'rate', 'coverage'];

/** Of several instruments signed later the first and the last are told. */
function prolonged({ slots: { partner = '' } }: Claim, { oracle, on }: Setting): Later | undefined {
  const all = oracle.prolongations(partner).filter(({ signed }) => signed > on && signed <= oracle.known);
  const [first] = all;
  if (!first) return undefined;
  const last = all.filter(({ programs }) => programs.some((one) => first.programs.includes(one))).at(-1)!;
  const more =
    last.until === first.until ? '' : `; the latest, signed on ${last.signed}, runs to ${last.until}`;
  return {
    words: `What came later: an instrument signed on ${first.signed} suspends the duty to ${first.until}${more}.`,
    against: [law(first), ...(more === '' ? [] : [law(last)])],
  };
}

function moved({ slots: { partner = '', importer = 'US' } }: Claim, setting: Setting): Later | undefined {
  const { oracle, on } = setting;
  const party = partner === 'US' ? importer : partner;
  const steps = oracle.record.agreements
    .filter((one) => one.partner === party && one.status[0]!.on <= on)
    .flatMap((one) =>
      one.status
        .filter((step) => step.on > on && step.on <= oracle.known)
        .map((step): readonly [Agreement, StatusStep] => [one, step]),
    )
    .sort((a, b) => (a[1].on < b[1].on ? -1 : 1));
  const [first] = steps;
  if (!first) return undefined;
  const words = steps
    .slice(0, 3)
    .map(
      ([{ title }, { is, on: day, note }]) =>
        `${title}, ${day}: ${(note ?? STATUS_WORDS[is]!).replace(/\.$/, '')}`,
    );
  return { words: `What came later: ${words.join('; ')}.`, against: [entry(oracle, 'agreement', first[0])] };
}

/** Missing where nothing came, or where it was not asked for. */
export function laterOf(claim: Claim, setting: Setting): Later | undefined {
  if (setting.oracle.known <= setting.on || claim.slots.partner === undefined) return undefined;
  if (OF_THE_TRUCE.includes(claim.kind)) return prolonged(claim, setting);
  return OF_THE_DEAL.includes(claim.kind) ? moved(claim, setting) : undefined;
}
