// The answers that every shell gives as JSON: one builder for each question, so that command line, HTTP and MCP cannot drift apart.

import { printCode } from '../core/code.ts';
import { parseDay, printDay } from '../core/day.ts';
import { notFound } from '../core/errors.ts';
import { dayAt, type Zone } from '../core/moment.ts';
import { nearest } from '../core/nearest.ts';
import type { Instrument } from '../law/instrument.ts';
import { instrumentJson } from '../law/instrument-json.ts';
import type { Coverage } from '../law/reference.ts';
import type { Law, LawAt } from '../law.ts';
import type { Difference } from './changes.ts';
import type { Deadline } from './deadlines.ts';
import { type Exposure, exposureOf, type Shipment } from './exposure.ts';
import type { HistoryStep, ProductQuestion } from './history.ts';
import type { MeasureRow } from './measures.ts';
import { scenariosOf } from './scenarios.ts';

export interface Basis {
  readonly known: string;
  readonly on: string;
}

interface Place {
  readonly into?: string;
  readonly on?: string;
}

/** The newest day whose law a pack holds: the `known` of a question that names none where no clock may be read. */
export const newestKnown = (law: Law): string =>
  printDay(Math.max(...Object.values(law.pack.territories).map(({ through }) => through)));

const basisOf = (at: LawAt, on: string | undefined): Basis => ({ known: at.known, on: on ?? at.known });

export interface HistoryAnswer {
  readonly basis: { readonly known: string };
  readonly code: string;
  readonly from: string;
  readonly steps: readonly HistoryStep[];
}

/** What one product of one origin paid and will pay. */
export const historyAnswer = (at: LawAt, question: ProductQuestion): HistoryAnswer => ({
  basis: { known: at.known },
  code: question.code,
  from: question.from,
  steps: at.history(question),
});

export interface DeadlinesAnswer {
  readonly basis: Basis;
  readonly deadlines: readonly Omit<Deadline, 'moment'>[];
}

/** What changes next if nobody acts. */
export const deadlinesAnswer = (at: LawAt, place: Place = {}): DeadlinesAnswer => ({
  basis: basisOf(at, place.on),
  deadlines: at.deadlines(place).map(({ moment: _, ...deadline }) => deadline),
});

export interface ChangesAnswer {
  readonly basis: { readonly before: string; readonly after: string };
  readonly instruments: readonly {
    readonly published: string;
    readonly instrument: string;
    readonly title: string;
    readonly cite: string;
  }[];
  readonly differences: readonly Difference[];
}

/** What became law between two days: the texts that were published, and where measures say something else. */
export function changesAnswer(law: Law, before: string, after: string, into?: string): ChangesAnswer {
  const { zone, jurisdiction } = law.territory(into);
  const [first, last] = [parseDay(before, 'known'), parseDay(after, 'known')];
  const published = law.pack.instruments
    .map((one) => ({ one, day: dayAt(one.published, zone) }))
    .filter(({ one, day }) => one.id.startsWith(`${jurisdiction}/`) && day > first && day <= last)
    .sort((a, b) => a.one.published - b.one.published);
  return {
    basis: { before, after },
    instruments: published.map(({ one, day }) => ({
      published: printDay(day),
      instrument: one.id,
      title: one.title,
      cite: one.cite,
    })),
    differences: law.changes(before, after, into),
  };
}

export interface MeasuresAnswer {
  readonly basis: Basis;
  readonly measures: readonly MeasureRow[];
}

/** The measures in force and suspended at a basis. */
export function measuresAnswer(
  at: LawAt,
  asked: Place & { readonly from?: string; readonly all?: boolean; readonly program?: string },
): MeasuresAnswer {
  const { program, ...rest } = asked;
  const measures = at.measures(rest).filter((row) => program === undefined || row.program === program);
  return { basis: basisOf(at, asked.on), measures };
}

export interface CoverageRow extends Omit<Coverage, 'from' | 'through'> {
  readonly program: string;
  readonly from: string;
  /** Empty when there is no end. */
  readonly through: string;
}

/** How far each program goes, how it was checked, and what is missing. */
export const coverageAnswer = (law: Law): readonly CoverageRow[] =>
  Object.entries(law.pack.coverage).map(([program, { from, through, ...rest }]) => ({
    program,
    ...rest,
    from: from === undefined ? '' : printDay(from),
    through: through === undefined ? '' : printDay(through),
  }));

/** The zone in which an instrument's times are written. */
export const zoneOf = (law: Law, id: string): Zone =>
  law.pack.territories[id.split('/')[0]!]?.zone ?? 'America/New_York';

const byPublication = (law: Law): readonly Instrument[] =>
  [...law.pack.instruments].sort((a, b) => a.published - b.published);

/** All legal texts, oldest first; `acts` is their number. */
export const instrumentsAnswer = (law: Law): readonly Readonly<Record<string, unknown>>[] =>
  byPublication(law).map(({ acts, ...rest }) => ({
    ...instrumentJson(rest, zoneOf(law, rest.id)),
    acts: acts.length,
  }));

/** A legal text by its id, or by the last part of it. @throws TariffError `unknown-instrument` */
export function findInstrument(law: Law, id: string): Instrument {
  const all = byPublication(law);
  const found = all.find((one) => one.id === id || one.id.endsWith(`/${id}`));
  if (found) return found;
  const near = nearest(
    id,
    all.map((one) => one.id),
    3,
  );
  throw notFound(
    'unknown-instrument',
    `there is no instrument "${id}" in the pack`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : 'Ask for the list of instruments.',
  );
}

export const instrumentAnswer = (law: Law, id: string): Readonly<Record<string, unknown>> => {
  const found = findInstrument(law, id);
  return instrumentJson(found, zoneOf(law, found.id));
};

export interface OutcomesAnswer extends Exposure {
  readonly basis: { readonly known: string };
  readonly deadline: string;
}

/** What each outcome of a deadline costs a book of shipments. */
export function outcomesAnswer(
  law: Law,
  at: LawAt,
  shipments: readonly Shipment[],
  options: { readonly deadline?: string; readonly outcomes?: readonly string[] },
): OutcomesAnswer {
  const { deadline, scenarios } = scenariosOf(law, at, options);
  return { basis: { known: at.known }, deadline, ...exposureOf(shipments, scenarios) };
}

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly general: string;
  readonly special: string;
  readonly column2: string;
  readonly unit: string;
  /** Statistical suffixes, when a code was asked for and the schedule is imported. */
  readonly suffixes?: readonly { readonly code: string; readonly name: string }[];
}

export interface SearchAnswer {
  readonly words: string;
  /** Mistyped words, and what they were read as. */
  readonly read: Readonly<Record<string, string>>;
  /** Words that nothing has. */
  readonly missing: readonly string[];
  /** How many lines there are; `products` holds the best of them. */
  readonly found: number;
  readonly schedule?: string;
  readonly products: readonly Product[];
}

/** Products by words or by code, best first. */
export function searchAnswer(law: Law, words: string, most: number): SearchAnswer {
  const catalogue = law.catalogue();
  const { hits, read, missing } = catalogue.lookUp(words);
  const byCode = /^[\d.\s]+$/.test(words);
  const newest = catalogue.imported?.releases.at(-1)?.title;
  return {
    words,
    read,
    missing,
    found: hits.length,
    ...(newest === undefined ? {} : { schedule: newest }),
    products: hits.slice(0, most).map(({ row: { code, name, general, special, column2, unit } }) => {
      const suffixes = byCode ? catalogue.suffixesOf(code) : [];
      return {
        code: printCode(code),
        name,
        general,
        special,
        column2,
        unit,
        ...(suffixes.length > 0
          ? { suffixes: suffixes.map(([two, what]) => ({ code: printCode(code + two), name: what })) }
          : {}),
      };
    }),
  };
}
