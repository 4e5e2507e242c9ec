// The oracle that asks the engine: every number comes from an assessment, a deadline or an instrument of the pack.

import { parseDay, printDay } from '../core/day.ts';
import { dayAt, lastMinute } from '../core/moment.ts';
import type { Law } from '../law.ts';
import { type Control, zoneOf } from '../record/controls.ts';
import { controlAt } from '../record/controls-fold.ts';
import type { TalksRecord } from '../record/model.ts';
import { changesOn, dutyOf, type Labels, measuresOn, stepsOf } from './engine-duties.ts';
import { lapsesOf, prolongationsOf, steepOf } from './engine-terms.ts';
import { exceptionsOf } from './exceptions.ts';
import { GOODS } from './lexicon.ts';
import type { DutyQuestion, Lapse, Oracle } from './oracle.ts';

export interface EngineParts {
  readonly law: Law;
  readonly record: TalksRecord;
  readonly controls?: readonly Control[];
  /** A product that stands on no list, by territory: `{ US: '9503.00.00' }`. */
  readonly plainCode?: Readonly<Record<string, string>>;
}

const PLAIN: Readonly<Record<string, string>> = { US: '9503.00.00', CN: '3002.15.00', CA: '9503.00.10' };

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
