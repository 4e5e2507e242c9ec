// Who depends on whom, with the duty at stake under each outcome beside it: figures with sources, never a score.

import { TariffError } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { type AtStake, type Leverage, leverage } from '../record/leverage.ts';
import type { TalksRecord } from '../record/model.ts';
import { type ImportValue, readImports } from '../schedule/imports.ts';
import type { Scenario } from './exposure.ts';
import { plainCode } from './plain.ts';
import { scenariosOf } from './scenarios.ts';
import { hasLaw } from './talks.ts';

/** Additional points under one scenario on a product that is on no list. */
export interface PlainPoints {
  readonly outcome: string;
  readonly title: string;
  readonly points: number;
}

export interface LeverageView extends Leverage {
  readonly known: string;
  readonly deadline?: string;
  readonly plain: readonly PlainPoints[];
}

export interface LeverageQuestion {
  readonly known: string;
  readonly side: string;
  readonly partner: string;
  readonly deadline?: string;
  /** Imports by line and origin, `code,origin,value`, with the year they are of. */
  readonly imports?: { readonly text: string; readonly year: string };
}

/** Two decimals of a point: rates are sums of fractions. */
const points = (rate: number): number => Number((rate * 100).toFixed(4));

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Additional duty on one line in dollars; null when the law cannot answer for the code. */
function dutyOn(scenario: Scenario, { code, value }: ImportValue, into: string, from: string): Span | null {
  try {
    const { additional } = scenario.assess({ into, code, from, on: scenario.notBefore, value: 10_000 });
    return { low: value * additional.low, high: value * additional.high };
  } catch (error) {
    if (error instanceof TariffError) return null;
    throw error;
  }
}

function stakeOf(
  scenario: Scenario,
  rows: readonly ImportValue[],
  from: string,
  { side, partner, imports }: LeverageQuestion,
): AtStake {
  const duties = rows.map((row) => dutyOn(scenario, row, side, from));
  const missed = rows.reduce((sum, { value }, index) => sum + (duties[index] ? 0 : value), 0);
  const left = missed > 0 ? `; $${missed} of codes the law cannot answer for are left out` : '';
  const sum = (end: keyof Span) => Math.round(duties.reduce((all, duty) => all + (duty?.[end] ?? 0), 0));
  return {
    outcome: scenario.id,
    importer: side,
    partner,
    lowUsd: sum('low'),
    dutyUsd: sum('high'),
    year: imports?.year ?? '',
    how: `additional duty as of ${scenario.notBefore}, line by line on unchanged imports, no relief claimed${left}`,
  };
}

function scenariosFor(law: Law, { known, deadline }: LeverageQuestion) {
  try {
    return scenariosOf(law, law.as({ known }), deadline === undefined ? {} : { deadline });
  } catch (error) {
    if (error instanceof TariffError && error.code === 'no-deadline') return undefined;
    throw error;
  }
}

/** Editions of a day: figures whose source came later are left out. */
const published = (record: TalksRecord, known: string): TalksRecord => {
  const was = ({ source }: { readonly source: string }) => (record.sources[source]?.date ?? '') <= known;
  return { ...record, minerals: record.minerals.filter(was), dependence: record.dependence.filter(was) };
};

/** The view of one side on the other; the duty at stake where the law of the side is in the pack. */
export function leverageOf(law: Law, record: TalksRecord, question: LeverageQuestion): LeverageView {
  const { side, partner, known, imports } = question;
  const set = hasLaw(law, side) ? scenariosFor(law, question) : undefined;
  const scenarios = set?.scenarios ?? [];
  const from = partner === 'EU' ? 'DE' : partner;
  const rows = imports ? readImports(imports.text).filter(({ origin }) => origin === partner) : [];
  const stake = rows.length === 0 ? [] : scenarios.map((scenario) => stakeOf(scenario, rows, from, question));
  return {
    ...leverage(published(record, known), side, partner, stake),
    known,
    ...(set ? { deadline: set.deadline } : {}),
    plain: scenarios.map((scenario) => ({
      outcome: scenario.id,
      title: scenario.title,
      points: points(
        scenario.assess({ into: side, code: plainCode(side), from, on: scenario.notBefore, value: 10_000 })
          .additional.high,
      ),
    })),
  };
}
