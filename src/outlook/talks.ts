// The table seen from both sides on one day: what each charges on all goods of the other, what is agreed, what comes back, who meets next.

import { at } from '../core/timeline.ts';
import type { Law, LawAt } from '../law.ts';
import { type ControlAnswer, controlsOn, returning } from '../record/controls-ask.ts';
import { type Meeting, nextMeetings } from '../record/meetings.ts';
import type { Agreement, Round, StatusStep } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import type { Deadline } from './deadlines.ts';
import { effectLine, effectText } from './effect.ts';

/** A duty of one side on all goods of the other, with what becomes of it. */
export interface CountryDuty {
  readonly measure: string;
  readonly effect: string;
  readonly cite: string;
}

export interface Side {
  readonly into: string;
  readonly from: string;
  /** Measures that name the partner and are not limited to a list of goods. */
  readonly duties: readonly CountryDuty[];
  /** The next day on which a suspension of such a duty ends. */
  readonly next?: Deadline;
}

export interface AgreementNow {
  readonly id: string;
  readonly title: string;
  readonly terms: string;
  readonly status: StatusStep;
}

export interface Table {
  readonly known: string;
  readonly partner: string;
  readonly sides: readonly Side[];
  readonly lastRound?: Pick<Round, 'id' | 'from' | 'until' | 'city' | 'outcome'>;
  readonly meetings: readonly Meeting[];
  readonly agreements: readonly AgreementNow[];
  readonly returning: ReturnType<typeof returning>;
}

/** Members of the European Union are asked about through one of them. */
const origin = (party: string): string => (party === 'EU' ? 'DE' : party);

const hasLaw = (law: Law, party: string): boolean =>
  Object.values(law.pack.territories).some(({ country }) => country === party);

function sideOf(law: LawAt, into: string, from: string): Side {
  const calendar = law.calendar(into);
  const known = law.known;
  const rows = law.measures({ into, from: origin(from), on: known });
  const wide = new Set(
    law.calendar(into) && law.resolvedIn(into).measures.filter((one) => one.goods.every(({ value }) => value.value === null)).map(({ id }) => id),
  );
  void calendar;
  const duties = rows.filter(({ measure }) => wide.has(measure));
  const ids = new Set(duties.map(({ measure }) => measure));
  const next = law
    .deadlines({ into })
    .find(({ cause, changes }) => cause === 'suspension-ends' && changes.some(({ what }) => ids.has(what)));
  return {
    into,
    from,
    duties: duties.map(({ measure, effect, cite }) => ({ measure, effect, cite })),
    ...(next ? { next } : {}),
  };
}
