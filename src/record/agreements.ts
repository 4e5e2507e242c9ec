// Agreements as a day knew them: how far they had got, what was promised, what was known of its keeping, where sources differ.

import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Agreement, Conflict, IsoDay, Undertaking } from './model.ts';
import type { RecordPack } from './pack.ts';

export interface WholeAgreement extends Agreement {
  readonly undertakings: readonly Undertaking[];
  readonly conflicts: readonly Conflict[];
}

/** Agreements announced by a day, each with the status steps of that day. */
const announced = ({ talks }: RecordPack, known: IsoDay): readonly Agreement[] =>
  talks.agreements
    .map((one) => ({ ...one, status: one.status.filter(({ on }) => on <= known) }))
    .filter(({ status }) => status.length > 0);

function wholeOf({ talks }: RecordPack, agreement: Agreement, known: IsoDay): WholeAgreement {
  const undertakings = talks.undertakings
    .filter((one) => one.in === agreement.id && one.made <= known)
    .map((one) => ({ ...one, kept: one.kept.filter(({ on }) => on <= known) }));
  const conflicts = talks.conflicts
    .filter((one) => one.about.includes(agreement.id) && one.from <= known)
    .map((one) => ({
      ...one,
      versions: one.versions.filter(({ seen }) => seen <= known),
      sides: one.sides.filter(({ source }) => (talks.sources[source]?.date ?? known) <= known),
    }))
    .filter(({ versions, sides }) => versions.length + sides.length > 1);
  return { ...agreement, undertakings, conflicts };
}

function chosen(all: readonly Agreement[], name: string): readonly Agreement[] {
  const text = name.toLowerCase();
  const found = all.filter(
    ({ id, partner, with: others, title }) =>
      id === text ||
      [partner, ...others].includes(name.toUpperCase()) ||
      (text.length > 2 && title.toLowerCase().includes(text)),
  );
  if (found.length > 0) return found;
  const near = nearest(
    text,
    all.map(({ id }) => id),
    3,
  );
  throw notFound(
    'unknown-agreement',
    `no agreement "${name}" was announced by that day`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : '`rosenbad agreement` lists them.',
  );
}

/** All agreements of a day, or those of an id, a partner or a word of the title. @throws TariffError `unknown-agreement` */
export function agreementsKnown(pack: RecordPack, known: IsoDay, name?: string): readonly WholeAgreement[] {
  const all = announced(pack, known);
  return (name === undefined ? all : chosen(all, name)).map((one) => wholeOf(pack, one, known));
}
