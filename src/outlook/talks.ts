// The table seen from both sides on one day: what each charges on all goods of the other, what is agreed, what comes back, who meets next.

import { parseDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import type { Standing } from '../law/view.ts';
import type { Law, LawAt } from '../law.ts';
import { type ControlAnswer, controlsOn, returning } from '../record/controls-ask.ts';
import { type Meeting, nextMeetings } from '../record/meetings.ts';
import type { Agreement, Round, StatusStep } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { type MeasureRow, measureRows } from './measures.ts';
import { type TruceEnd, truceEndOf } from './truce.ts';

/** A duty of one side on all goods of the other. */
export interface CountryDuty {
  readonly measure: string;
  readonly effect: string;
  readonly cite: string;
}

/** A program whose measures are limited to goods. */
export interface ListedDuty {
  readonly program: string;
  readonly measures: number;
  /** As the law writes them: `7.5%`, `to 15%`. */
  readonly duties: readonly string[];
}

export interface Side {
  readonly into: string;
  readonly from: string;
  /** Measures in force or suspended that are not limited to a list of goods. */
  readonly duties: readonly CountryDuty[];
  /** Programs in force on listed goods, with the duties that their measures charge. */
  readonly listed: readonly ListedDuty[];
}

export interface AgreementNow {
  readonly id: string;
  readonly partner: string;
  readonly title: string;
  readonly status: StatusStep;
}

export interface Table {
  readonly known: string;
  readonly partner: string;
  readonly sides: readonly Side[];
  /** The next end of a suspension of duties on all goods: one deadline for both sides. */
  readonly truce?: TruceEnd;
  readonly agreements: readonly AgreementNow[];
  readonly lastRound?: Pick<Round, 'id' | 'from' | 'until' | 'city' | 'outcome' | 'sources'>;
  readonly meetings: readonly Meeting[];
  /** Controls of either side that come back by themselves. */
  readonly returning: ReturnType<typeof returning>;
}

/** Goods of the European Union are asked about through one of its members. */
const originOf = (party: string): string => (party === 'EU' ? 'DE' : party);

export const hasLaw = (law: Law, party: string): boolean =>
  Object.values(law.pack.territories).some(({ country }) => country === party);

const dutyText = (effect: string): string => effect.replace(/^in force,? (?:at )?/, '');

/** Measures on listed goods by program; the duties as text, the highest first. */
function listedOf(rows: readonly MeasureRow[]): readonly ListedDuty[] {
  const programs = [...new Set(rows.map(({ program }) => program))].sort();
  return programs.map((program) => {
    const own = rows.filter((row) => row.program === program);
    const duties = [...new Set(own.map(({ effect }) => dutyText(effect)))];
    const size = (duty: string) => Number.parseFloat(duty.replace(/^\D*/, '')) || 0;
    return { program, measures: own.length, duties: duties.sort((a, b) => size(b) - size(a)) };
  });
}

/** A ban on goods of any kind that hangs on how or where they were made: it says nothing of the other side's goods at large. */
const hangsOnMaking = ({ measure, goods, when }: Standing): boolean =>
  measure.prohibits !== undefined && goods === null && when !== null;

function sideOf(law: Law, at: LawAt, into: string, from: string): Side {
  const now = lastMinute(parseDay(at.known), law.territory(into).zone);
  const { standings } = at.calendar(into).viewAt(originOf(from), now);
  const onAll = ({ goods, when }: Standing) => goods === null && when === null;
  /** Another measure on all goods is charged in its place. */
  const givesWay = ({ children }: Standing) =>
    children.some((index) => standings[index]!.state.is === 'in-force' && onAll(standings[index]!));
  const rows = (wide: boolean) =>
    measureRows(
      standings
        .filter((one) => onAll(one) === wide && !(wide && givesWay(one)) && !hangsOnMaking(one))
        .map(({ measure }) => measure),
      now,
    );
  return {
    into,
    from,
    duties: rows(true).map(({ measure, effect, cite }) => ({ measure, effect, cite })),
    listed: listedOf(rows(false).filter(({ state }) => state === 'in-force')),
  };
}

/** An agreement with its status on a day; missing before it was announced. */
export function agreementNow(one: Agreement, known: string): AgreementNow | undefined {
  const status = one.status.filter(({ on }) => on <= known).at(-1);
  return status && { id: one.id, partner: one.partner, title: one.title, status };
}

const over: readonly StatusStep['is'][] = ['replaced', 'lapsed'];

const agreementsOf = ({ talks }: RecordPack, known: string, partner: string): readonly AgreementNow[] =>
  talks.agreements
    .filter((one) => one.partner === partner || one.with.includes(partner))
    .map((one) => agreementNow(one, known))
    .filter((one) => one !== undefined && !over.includes(one.status.is)) as readonly AgreementNow[];

function lastRoundOf({ talks }: RecordPack, known: string, partner: string): Table['lastRound'] {
  const held = talks.rounds
    .filter(({ parties, until }) => parties.includes(partner) && until <= known)
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const last = held.at(-1);
  if (!last) return undefined;
  const { id, from, until, city, outcome, sources } = last;
  return { id, from, until, outcome, sources, ...(city === undefined ? {} : { city }) };
}

/** Controls between two sides, either way. */
export const controlsBetween = (
  { controls }: RecordPack,
  [a, b]: readonly [string, string],
  days: { readonly known: string; readonly on: string },
): readonly ControlAnswer[] => {
  const there = controlsOn(controls, { from: a, to: b }, days);
  const back = controlsOn(controls, { from: b, to: a }, days);
  return [...there, ...back.filter(({ control }) => !there.some((one) => one.control === control))];
};

/** Where things stand between the United States and a partner, by what was published up to a day. */
export function tableOf(law: Law, record: RecordPack, known: string, partner: string): Table {
  const at = law.as({ known });
  const lastRound = lastRoundOf(record, known, partner);
  const own = [sideOf(law, at, 'US', partner)];
  const sides = hasLaw(law, partner) ? [...own, sideOf(law, at, partner, 'US')] : own;
  const truce = truceEndOf(
    law,
    at,
    sides.map(({ into, from, duties }) => ({
      into,
      from: originOf(from),
      measures: duties.map(({ measure }) => measure),
    })),
  );
  return {
    known,
    partner,
    sides,
    ...(truce ? { truce } : {}),
    agreements: agreementsOf(record, known, partner),
    ...(lastRound ? { lastRound } : {}),
    meetings: nextMeetings(record.meetings, known, partner),
    returning: returning(controlsBetween(record, ['US', partner], { known, on: known })),
  };
}
