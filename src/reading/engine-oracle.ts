// The oracle that asks the engine: every number comes from an assessment, a deadline or an instrument of the pack.

import { type Day, parseDay, printDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import { dayAt, lastMinute } from '../core/moment.ts';
import type { Act, Instrument } from '../law/instrument.ts';
import type { Law, LawAt } from '../law.ts';
import type { Deadline } from '../outlook/deadlines.ts';
import { type Control, zoneOf } from '../record/controls.ts';
import { controlAt } from '../record/controls-fold.ts';
import { covered, measuresOf, targetsOf } from '../record/law-events.ts';
import type { TalksRecord } from '../record/model.ts';
import { exceptionsOf } from './exceptions.ts';
import { GOODS } from './lexicon.ts';
import type {
  ChangeOn,
  Duty,
  DutyPart,
  DutyQuestion,
  Lapse,
  MeasureOn,
  Oracle,
  Prolongation,
  Steep,
  Step,
} from './oracle.ts';

export interface EngineParts {
  readonly law: Law;
  readonly record: TalksRecord;
  readonly controls?: readonly Control[];
  /** A product that stands on no list, by territory: `{ US: '9503.00.00' }`. */
  readonly plainCode?: Readonly<Record<string, string>>;
}

const PLAIN: Readonly<Record<string, string>> = { US: '9503.00.00', CN: '3002.15.00', CA: '9503.00.10' };

/** The Union as an origin is asked by one of its members. */
const originOf = (partner: string): string => (partner === 'EU' ? 'DE' : partner);

const pointsOf = (rate: string): number | undefined => {
  const plain = /^\+?(\d+(?:\.\d+)?)%$/.exec(rate.trim());
  return plain ? Number(plain[1]) : undefined;
};

const rounded = (share: number): number => Number((share * 100).toFixed(4));

/** Answers of another day are not wanted: what the pack refuses is no answer. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TariffError) return undefined;
    throw error;
  }
}

/** A program in words. */
type Labels = (program: string) => string;

function dutyOf(
  at: LawAt,
  { importer, partner, on, code }: DutyQuestion,
  plain: Readonly<Record<string, string>>,
  labelOf: Labels,
): Duty | undefined {
  const product = code ?? plain[importer];
  if (product === undefined) return undefined;
  return attempt(() => {
    const answer = at.assess({
      code: product,
      from: originOf(partner),
      on,
      value: '10000',
      into: importer,
      ...(code === undefined ? {} : { quantity: QUANTITY }),
    });
    const parts = answer.lines
      .filter(({ program }) => program !== 'base')
      .map(
        (line): DutyPart => ({
          program: line.program,
          label: labelOf(line.program),
          measure: line.measure,
          points: pointsOf(line.rate),
          rate: line.rate,
          instrument: line.instrument,
          clause: line.clause,
          cite: line.cite,
        }),
      );
    return {
      points: rounded(answer.additional.high),
      total: rounded(answer.rate.high),
      parts,
      waiting: waitingOf(at, answer.suppressed, labelOf),
    };
  });
}

/** Suspended measures among those not charged, with the rate that waits. */
const programIn = (measure: string): string => measure.split('/').slice(0, 2).join('/');

function waitingOf(
  at: LawAt,
  suppressed: ReturnType<LawAt['assess']>['suppressed'],
  labelOf: Labels,
): readonly DutyPart[] {
  return suppressed
    .filter(({ why }) => why.startsWith('suspended'))
    .map(({ measure, instrument, clause }) => {
      const rate = waitingRate(at, measure);
      return {
        program: programIn(measure),
        label: labelOf(programIn(measure)),
        measure,
        points: pointsOf(rate),
        rate,
        instrument,
        clause,
        cite: '',
      };
    });
}

/** Quantities of a shipment of 10,000 dollars, so that duties by weight and volume can be worked out. */
const QUANTITY = { kg: '1000', litre: '2000', barrel: '150' };

function stepsOf(at: LawAt, importer: string, partner: string, code: string | undefined): readonly Step[] {
  if (code === undefined) return [];
  const question = { code, from: originOf(partner), into: importer, quantity: QUANTITY };
  return (attempt(() => at.history(question)) ?? [])
    .filter(({ error }) => error === undefined)
    .map(({ from, additional, lines }) => ({
      from,
      points: rounded(additional.high),
      parts: lines
        .filter(({ measure }) => measure.includes('/'))
        .map(({ measure, rate }) => ({ measure, points: pointsOf(rate) })),
    }));
}

function measuresOn(at: LawAt, importer: string, partner: string, on: string): readonly MeasureOn[] {
  const rows = attempt(() => at.measures({ into: importer, on, from: originOf(partner) })) ?? [];
  return rows.map(({ measure, program, state, effect, instrument, cite }) => ({
    measure,
    program,
    state,
    effect,
    points: pointsOf(/(\d+(?:\.\d+)?%)/.exec(effect)?.[1] ?? ''),
    instrument,
    clause: '',
    cite,
  }));
}

function changesOn(at: LawAt, importer: string, day: string): readonly ChangeOn[] {
  const eve = printDay(parseDay(day) - 1);
  return (attempt(() => at.deadlines({ into: importer, on: eve })) ?? [])
    .filter((one) => one.day === day)
    .flatMap((one) =>
      one.changes.map(({ what, program, origins, before, after, instrument, clause, cite }) => ({
        day: one.day,
        at: one.at,
        what,
        program,
        origins,
        before,
        after,
        instrument,
        clause,
        cite,
      })),
    );
}

const waitingRate = (at: LawAt, measure: string): string => {
  const into = measure.split('/')[0]!.toUpperCase();
  const change = attempt(() => at.deadlines({ into }))
    ?.flatMap(({ changes }) => changes)
    .find(({ what }) => what === measure);
  return /(\d+(?:\.\d+)?%)/.exec(change?.after ?? '')?.[1] ?? '';
};

/** Whether the origins of a change, as a text, name a partner. */
export const concerns = (partner: string, origins: string): boolean =>
  new RegExp(
    `(?:^|[\\s,:])(?:${partner}|group:${partner.toLowerCase()}|${originOf(partner)})(?:$|[\\s,])`,
  ).test(origins);

function lapsesOf(
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

function prolongationsOf(law: Law, known: Day, partner: string): readonly Prolongation[] {
  const measures = measuresOf(law.pack);
  const reaches = (act: Act, own: string): boolean =>
    targetsOf(act).some((target) =>
      covered(target, measures).some(({ parties }) => parties.includes(partner) || own === partner),
    );
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

function steepOf(law: Law, at: LawAt, lapse: Lapse): Steep | undefined {
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

/** An oracle over an opened law and a record, as known at the end of a day. */
export function engineOracle(parts: EngineParts): (known: string) => Oracle {
  const { law, record, controls = [], plainCode = PLAIN } = parts;
  const kept = new Map<string, Oracle>();
  return (known) => {
    const oracle = kept.get(known) ?? oracleOn(law, record, controls, plainCode, known);
    kept.set(known, oracle);
    return oracle;
  };
}

/** Keeps the answer to a question asked again. */
function remembered<A extends readonly unknown[], T>(ask: (...args: A) => T): (...args: A) => T {
  const answers = new Map<string, T>();
  return (...args) => {
    const key = JSON.stringify(args);
    if (!answers.has(key)) answers.set(key, ask(...args));
    return answers.get(key)!;
  };
}

function oracleOn(
  law: Law,
  record: TalksRecord,
  controls: readonly Control[],
  plain: Readonly<Record<string, string>>,
  known: string,
): Oracle {
  const at = law.as({ known });
  const named = (control: Control, goods: string): boolean => {
    const group = GOODS[goods];
    return (
      (group?.elements ?? []).some((one) => control.elements.includes(one)) ||
      (group?.controls ?? [goods.replaceAll(' ', '-').replace(/s$/, '')]).some((part) =>
        control.control.includes(part),
      )
    );
  };
  const labelOf: Labels = (program) => law.pack.programs[program]?.label ?? program;
  const urls = new Map(law.pack.instruments.map(({ id, url }) => [id, url]));
  return {
    known,
    record,
    labelOf,
    urlOf: (instrument) => urls.get(instrument),
    duty: remembered((question: DutyQuestion) => dutyOf(at, question, plain, labelOf)),
    steps: remembered((importer: string, partner: string, code?: string) =>
      stepsOf(at, importer, partner, code ?? plain[importer]),
    ),
    measures: remembered((importer: string, partner: string, on: string) =>
      measuresOn(at, importer, partner, on),
    ),
    changesOn: remembered((importer: string, day: string) => changesOn(at, importer, day)),
    lapses: remembered((importer: string, partner: string) =>
      lapsesOf(at, importer, partner, plain, labelOf),
    ),
    prolongations: remembered((partner: string) => prolongationsOf(law, parseDay(known), partner)),
    steep: remembered((lapse: Lapse) => steepOf(law, at, lapse)),
    exceptions: remembered((importer: string, partner: string, on: string) => {
      const parts = dutyOf(at, { importer, partner, on }, plain, labelOf)?.parts ?? [];
      return exceptionsOf(
        law,
        at,
        importer,
        parts.map(({ measure }) => measure),
        on,
      );
    }),
    controls: remembered((exporter: string, goods: string, on: string) =>
      controls
        .filter((one) => one.exporter === exporter && named(one, goods))
        .flatMap((one) => {
          const zone = zoneOf(exporter);
          const state = controlAt(one, lastMinute(parseDay(known), zone), lastMinute(parseDay(on), zone));
          if (!state) return [];
          const source = one.sources.find(({ url }) => url !== undefined)?.url;
          const until = state.until === undefined ? {} : { until: printDay(dayAt(state.until, zone)) };
          return [
            {
              id: one.control,
              title: one.title,
              state: state.state,
              licence: state.licence,
              from: printDay(dayAt(state.by.from, zone)),
              instrument: state.by.instrument,
              ...until,
              ...(source === undefined ? {} : { url: source }),
            },
          ];
        }),
    ),
  };
}
