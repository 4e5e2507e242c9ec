// The brief: what a decision before a deadline needs on one page. Data only; shells print it.

import { printCode } from '../core/code.ts';
import { TariffError } from '../core/errors.ts';
import type { Law, LawAt } from '../law.ts';
import type { RecordPack } from '../record/pack.ts';
import type { Deadline } from './deadlines.ts';
import { type Exposure, exposureOf, type Scenario, type Shipment } from './exposure.ts';
import { scenariosOf } from './scenarios.ts';
import { type Table, tableOf } from './talks.ts';

export interface InForce {
  readonly from: string;
  readonly label: string;
  /** Points that a product on no list pays above its base duty. */
  readonly plain: string;
  readonly measures: readonly {
    readonly measure: string;
    readonly heading: string;
    readonly rate: string;
    readonly cite: string;
  }[];
  readonly suspended: readonly { readonly measure: string; readonly why: string }[];
}

/** A product whose duty passes the whole of its value. */
export interface Steep {
  readonly code: string;
  readonly name: string;
  readonly from: string;
  /** Scenario id → rate, only where it passes 100 %. */
  readonly rate: Readonly<Record<string, number>>;
}

export interface Brief {
  readonly basis: { readonly known: string; readonly on: string };
  readonly deadline: string;
  readonly inForce: readonly InForce[];
  readonly deadlines: readonly Deadline[];
  readonly exposure: Exposure;
  readonly steep: readonly Steep[];
  /** Both sides of the table, when a record was given. */
  readonly table?: Table;
}

export interface BriefQuestion {
  readonly known: string;
  readonly shipments: readonly Shipment[];
  readonly deadline?: string;
  /** Origins to show, each with its label: `{ CN: 'China' }`. */
  readonly origins: Readonly<Record<string, string>>;
  /** A code on no list, to show what every product pays. */
  readonly plainCode: string;
  /** The record of the talks, and the partner across the table. */
  readonly talks?: { readonly record: RecordPack; readonly partner: string };
}

function inForceFrom(at: LawAt, from: string, label: string, code: string): InForce {
  const answer = at.assess({ code, from, on: at.known, value: 10_000 });
  return {
    from,
    label,
    plain: `${Number((answer.additional.high * 100).toFixed(4))}`,
    measures: answer.lines
      .filter(({ program }) => program !== 'base')
      .map(({ measure, heading, rate, cite }) => ({ measure, heading, rate, cite })),
    suspended: answer.suppressed
      .filter(({ why }) => why.startsWith('suspended'))
      .map(({ measure, why }) => ({ measure, why })),
  };
}

function rateUnder(scenario: Scenario, code: string, from: string): number {
  try {
    return scenario.assess({ code, from, on: scenario.notBefore, value: 10_000 }).rate.high;
  } catch (error) {
    if (error instanceof TariffError) return 0;
    throw error;
  }
}

/** Catalogue lines that pass 100 % under some scenario, for the origins given. */
function steepOf(law: Law, scenarios: readonly Scenario[], origins: readonly string[]): readonly Steep[] {
  const rows = [...new Map(law.catalogue().rows.map((row) => [row.code, row])).values()];
  return rows.flatMap(({ code, name }) =>
    origins.flatMap((from): readonly Steep[] => {
      const rates = scenarios
        .map((scenario) => [scenario.id, rateUnder(scenario, code, from)] as const)
        .filter(([, rate]) => rate > 1);
      return rates.length === 0
        ? []
        : [{ code: printCode(code), name, from, rate: Object.fromEntries(rates) }];
    }),
  );
}

/** Everything the brief says, for a law as known on a day. */
export function briefOf(law: Law, question: BriefQuestion): Brief {
  const at = law.as({ known: question.known });
  const { deadline, scenarios } = scenariosOf(
    law,
    at,
    question.deadline === undefined ? {} : { deadline: question.deadline },
  );
  const origins = Object.entries(question.origins);
  return {
    basis: { known: at.known, on: at.known },
    deadline,
    inForce: origins.map(([from, label]) => inForceFrom(at, from, label, question.plainCode)),
    deadlines: at.deadlines(),
    exposure: exposureOf(question.shipments, scenarios),
    steep: steepOf(
      law,
      scenarios,
      origins.map(([from]) => from),
    ),
    ...(question.talks
      ? { table: tableOf(law, question.talks.record, at.known, question.talks.partner) }
      : {}),
  };
}
