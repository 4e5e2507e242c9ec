// The clock of a truce asked of the engine: what a lapse brings back, who prolonged what, and how many goods it makes dear.

import { type Day, parseDay, printDay } from '../core/day.ts';
import { dayAt } from '../core/moment.ts';
import type { Act, Instrument } from '../law/instrument.ts';
import type { Law, LawAt } from '../law.ts';
import type { Deadline } from '../outlook/deadlines.ts';
import { covered, measuresOf, targetsOf } from '../record/law-events.ts';
import { attempt, dutyOf, type Labels, originOf, pointsOf, rounded } from './engine-duties.ts';
import type { Lapse, Prolongation, Steep } from './oracle.ts';

/** Whether the origins of a change, as a text, name a partner. */
export const concerns = (partner: string, origins: string): boolean =>
  new RegExp(
    `(?:^|[\\s,:])(?:${partner}|group:${partner.toLowerCase()}|${originOf(partner)})(?:$|[\\s,])`,
  ).test(origins);

export function lapsesOf(
  at: LawAt,
  importer: string,
  partner: string,
  plain: Readonly<Record<string, string>>,
  labelOf: Labels,
): readonly Lapse[] {
  const deadlines = attempt(() => at.deadlines({ into: importer })) ?? [];
  return deadlines
    .filter(({ cause }) => cause === 'suspension-ends')
    .flatMap((deadline) => lapseOf(at, deadline, importer, partner, plain, labelOf));
}

function lapseOf(
  at: LawAt,
  deadline: Deadline,
  importer: string,
  partner: string,
  plain: Readonly<Record<string, string>>,
  labelOf: Labels,
): readonly Lapse[] {
  const change = deadline.changes.find((one) => concerns(partner, one.origins) && one.codes === null);
  if (!change) return [];
  const before = dutyOf(at, { importer, partner, on: printDay(parseDay(deadline.day) - 1) }, plain, labelOf);
  const after = dutyOf(at, { importer, partner, on: deadline.day }, plain, labelOf);
  if (!before || !after) return [];
  const { instrument, clause, cite, program } = change;
  const returned = pointsOf(/(\d+(?:\.\d+)?%)/.exec(change.after)?.[1] ?? '');
  return [
    {
      importer,
      partner,
      day: deadline.day,
      at: deadline.at,
      program,
      returned,
      before: before.points,
      after: after.points,
      instrument,
      clause,
      cite,
    },
  ];
}

export function prolongationsOf(law: Law, known: Day, partner: string): readonly Prolongation[] {
  const measures = measuresOf(law.pack);
  const reaches = (act: Act, own: string): boolean =>
    targetsOf(act).some((target) =>
      covered(target, measures).some(({ parties }) => parties.includes(partner) || own === partner),
    );
  const programsOf = (act: Act): readonly string[] => [
    ...new Set(targetsOf(act).flatMap((target) => covered(target, measures).map(({ program }) => program))),
  ];
  const from = (instrument: Instrument): readonly Prolongation[] => {
    const jurisdiction = instrument.id.split('/')[0]!;
    const territory = law.pack.territories[jurisdiction];
    if (!territory || instrument.signed > known) return [];
    return instrument.acts.flatMap((act) => {
      if (
        act.act !== 'suspend' ||
        act.until === undefined ||
        !Number.isFinite(act.until) ||
        !reaches(act, territory.country)
      )
        return [];
      const [start, end] = [dayAt(act.from, territory.zone), dayAt(act.until, territory.zone)];
      return [
        {
          importer: territory.country,
          partner,
          programs: programsOf(act),
          signed: printDay(instrument.signed),
          from: printDay(start),
          until: printDay(end),
          days: end - start,
          instrument: instrument.id,
          clause: act.clause,
          cite: instrument.cite,
        },
      ];
    });
  };
  return law.pack.instruments.flatMap(from).sort((a, b) => (a.signed < b.signed ? -1 : 1));
}

export function steepOf(law: Law, at: LawAt, lapse: Lapse): Steep | undefined {
  const rows = law.pack.schedules[lapse.importer.toLowerCase()] ?? [];
  const origin = originOf(lapse.partner);
  const codes = new Map(rows.map(({ code, name }) => [code, name]));
  const rate = (code: string, on: string): number =>
    attempt(() => at.assess({ code, from: origin, on, value: '10000', into: lapse.importer }).rate.high) ?? 0;
  const eve = printDay(parseDay(lapse.day) - 1);
  const over = [...codes]
    .filter(([code]) => code.length >= 8)
    .map(([code, name]) => ({ code, name, percent: rounded(rate(code, lapse.day)) }))
    .filter(({ percent }) => percent > 100);
  if (codes.size === 0) return undefined;
  const fresh = over.filter(({ code }) => rate(code, eve) <= 1);
  const examples = [...fresh].sort((a, b) => b.percent - a.percent).slice(0, 3);
  return { count: over.length, of: codes.size, already: over.length - fresh.length, examples };
}
