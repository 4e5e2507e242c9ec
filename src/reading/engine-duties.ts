// Duties asked of the engine: what goods of a partner pay on a day, over time, and by which measures.

import { parseDay, printDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import type { LawAt } from '../law.ts';
import type { ChangeOn, Duty, DutyPart, DutyQuestion, MeasureOn, Step } from './oracle.ts';

/** The Union as an origin is asked by one of its members. */
export const originOf = (partner: string): string => (partner === 'EU' ? 'DE' : partner);

export const pointsOf = (rate: string): number | undefined => {
  const plain = /^\+?(\d+(?:\.\d+)?)%$/.exec(rate.trim());
  return plain ? Number(plain[1]) : undefined;
};

export const rounded = (share: number): number => Number((share * 100).toFixed(4));

/** Answers of another day are not wanted: what the pack refuses is no answer. */
export function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TariffError) return undefined;
    throw error;
  }
}

/** A program in words. */
export type Labels = (program: string) => string;

export function dutyOf(
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

export function stepsOf(
  at: LawAt,
  importer: string,
  partner: string,
  code: string | undefined,
): readonly Step[] {
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

export function measuresOn(at: LawAt, importer: string, partner: string, on: string): readonly MeasureOn[] {
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

export function changesOn(at: LawAt, importer: string, day: string): readonly ChangeOn[] {
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
