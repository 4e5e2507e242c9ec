// Rounds as a day knew them: those held by then, with what had come of them.

import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { IsoDay, Round, Statement } from './model.ts';
import type { RecordPack } from './pack.ts';

export interface RoundFilter {
  readonly known: IsoDay;
  readonly from?: IsoDay;
  readonly until?: IsoDay;
  /** Country or EU. */
  readonly partner?: string;
}

/** A round with nothing in it that came later than the day known. */
const asKnown = (one: Round, known: IsoDay): Round => ({
  ...one,
  later: one.later.filter(({ on }) => on <= known),
});

/** Rounds held by a day, in the order of the record. */
export const roundsKnown = (
  { talks }: RecordPack,
  { known, from, until, partner }: RoundFilter,
): readonly Round[] =>
  talks.rounds
    .filter(
      (one) =>
        one.until <= known &&
        (from === undefined || one.until >= from) &&
        (until === undefined || one.from <= until) &&
        (partner === undefined || one.parties.includes(partner)),
    )
    .map((one) => asKnown(one, known));

/** What was said about a round, or an agreement, up to a day. */
export const statementsAbout = ({ talks }: RecordPack, id: string, known: IsoDay): readonly Statement[] =>
  talks.statements.filter(({ about, on }) => about.includes(id) && on <= known);

/** A round by its id or city. @throws TariffError `unknown-round` with the nearest. */
export function roundNamed(pack: RecordPack, name: string, known: IsoDay): Round {
  const open = roundsKnown(pack, { known });
  const found = open.find((one) => one.id === name || one.city?.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const names = open.flatMap((one) => [one.id, ...(one.city === undefined ? [] : [one.city])]);
  const near = nearest(name, names, 3);
  throw notFound(
    'unknown-round',
    `no round "${name}" was held by ${known}`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : '`rosenbad talks` lists them.',
  );
}
