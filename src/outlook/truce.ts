// The end of a truce seen from both sides: one deadline, and the points that goods of each side pay before and after it.

import { printDay } from '../core/day.ts';
import { dayAt } from '../core/moment.ts';
import type { Law, LawAt } from '../law.ts';
import type { Change } from './deadlines.ts';
import { type JointDeadline, jointDeadlines } from './joint.ts';
import { plainCode } from './plain.ts';

/** One side at the deadline: its duty on goods of the other in the programs that change, as fractions of the value. */
export interface TruceSide {
  readonly into: string;
  readonly from: string;
  readonly at: string;
  readonly before: number;
  readonly after: number;
  readonly changes: readonly Change[];
}

export interface TruceEnd extends Pick<JointDeadline, 'at' | 'day' | 'days'> {
  readonly sides: readonly TruceSide[];
}

/** Who imports, from whom, and the measures on all goods whose suspension counts. */
export interface TruceParty {
  readonly into: string;
  readonly from: string;
  readonly measures: readonly string[];
}

const VALUE = 10_000;

/** What a plain product pays under some programs on a day. */
function ratesOn(at: LawAt, { into, from }: TruceParty, on: string, programs: readonly string[]): number {
  const { lines } = at.assess({ into, code: plainCode(into), from, on, value: VALUE });
  const own = lines.filter(({ program }) => programs.includes(program));
  return own.reduce((sum, { amount }) => sum + Number(amount), 0) / VALUE;
}

function sideOf(
  law: Law,
  at: LawAt,
  party: TruceParty,
  { sides, moment }: JointDeadline,
): TruceSide | undefined {
  const { jurisdiction, zone } = law.territory(party.into);
  const own = sides.find((side) => side.jurisdiction === jurisdiction);
  const changes = own?.changes.filter(({ what }) => party.measures.includes(what)) ?? [];
  if (!own || changes.length === 0) return undefined;
  const programs = changes.map(({ program }) => program);
  const day = dayAt(moment, zone);
  const [before, after] = [day - 1, day].map((on) => ratesOn(at, party, printDay(on), programs)) as [
    number,
    number,
  ];
  return { into: party.into, from: party.from, at: own.at, before, after, changes };
}

/** The next moment at which a suspension of one of the parties' duties ends, with every side it ends for. */
export function truceEndOf(law: Law, at: LawAt, parties: readonly TruceParty[]): TruceEnd | undefined {
  const joint = jointDeadlines(
    law,
    at,
    parties.map(({ into }) => into),
  ).filter(({ cause }) => cause === 'suspension-ends');
  for (const deadline of joint) {
    const sides = parties
      .map((party) => sideOf(law, at, party, deadline))
      .filter((side) => side !== undefined);
    if (sides.length === 0) continue;
    return { at: deadline.at, day: deadline.day, days: deadline.days, sides };
  }
  return undefined;
}
