// What the page can ask the engine. One function for each question; everything that crosses is plain data.

import type { Assessment } from '../../../src/assess/assessment.ts';
import type { EntryInput } from '../../../src/assess/entry.ts';
import { printCode } from '../../../src/core/code.ts';
import { COUNTRIES } from '../../../src/core/country.ts';
import { printDay } from '../../../src/core/day.ts';
import { TariffError } from '../../../src/core/errors.ts';
import { dayAt } from '../../../src/core/moment.ts';
import { instrumentJson } from '../../../src/law/instrument-json.ts';
import type { Law, LawAt } from '../../../src/law.ts';
import type { Difference } from '../../../src/outlook/changes.ts';
import type { Deadline } from '../../../src/outlook/deadlines.ts';
import { type Exposure, exposureOf, type Shipment } from '../../../src/outlook/exposure.ts';
import type { HistoryStep } from '../../../src/outlook/history.ts';
import type { MeasureRow } from '../../../src/outlook/measures.ts';
import { scenariosOf } from '../../../src/outlook/scenarios.ts';

export interface Basis {
  readonly known: string;
  readonly on: string;
  readonly outcome?: string | undefined;
}

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly general: string;
}

export interface InstrumentRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly signed: string;
  readonly published: string;
  readonly cite: string;
  readonly mark: string;
  readonly acts: number;
}

export interface CoverageRow {
  readonly program: string;
  readonly status: string;
  readonly verified: string;
  readonly gaps: readonly string[];
}

export interface WorldRate {
  readonly from: string;
  readonly additional: Assessment['additional'];
  readonly made: string;
}

export interface Questions {
  about(): {
    readonly hash: string;
    readonly outcomes: readonly { readonly id: string; readonly title: string }[];
    readonly facts: readonly string[];
    readonly programs: Readonly<Record<string, { readonly label: string; readonly statute: string }>>;
    /** Day up to which each territory's law was looked for, by country. */
    readonly through: Readonly<Record<string, string>>;
  };
  assess(entry: EntryInput, basis: Basis): Assessment;
  /** The same product from several origins; a refusal is left out. */
  origins(
    entry: EntryInput,
    basis: Basis,
    origins: readonly string[],
  ): readonly { readonly from: string; readonly answer: Assessment }[];
  /** What the measures add to a product of each country of the world, in parts of its value. */
  everywhere(entry: EntryInput, basis: Basis): readonly WorldRate[];
  /** Deadlines of every territory, in order. */
  deadlines(basis: Basis): readonly Deadline[];
  measures(basis: Basis, from: string, into: string): readonly MeasureRow[];
  history(
    code: string,
    from: string,
    basis: Basis,
    more: Omit<EntryInput, 'code' | 'from' | 'on' | 'value' | 'known'>,
  ): readonly HistoryStep[];
  search(words: string): readonly Product[];
  exposure(
    shipments: readonly Shipment[],
    known: string,
    deadline?: string,
  ): Exposure & { readonly deadline: string };
  instruments(): readonly InstrumentRow[];
  instrument(id: string): Readonly<Record<string, unknown>>;
  changes(before: string, after: string, into: string): readonly Difference[];
  coverage(): readonly CoverageRow[];
}

const PLENTY = 30;

function worldRate(at: LawAt, entry: EntryInput): readonly WorldRate[] {
  try {
    const { additional, lines } = at.assess(entry);
    const made = lines
      .filter(({ program }) => program !== 'base')
      .map(({ heading, rate }) => `${heading} ${rate}`);
    return [{ from: entry.from, additional, made: made.join(' + ') }];
  } catch (error) {
    if (error instanceof TariffError) return [];
    throw error;
  }
}

/** The questions answered by an opened law. */
export default function core(law: Law): Questions {
  const at = ({ known, outcome }: Pick<Basis, 'known' | 'outcome'>): LawAt => {
    const plain = law.as({ known });
    return outcome ? plain.under(outcome) : plain;
  };
  const zoneOf = (id: string) => law.pack.territories[id.split('/')[0]!]?.zone ?? 'America/New_York';
  return {
    about: () => ({
      hash: law.pack.hash,
      outcomes: law.pack.outcomes.map(({ id, title }) => ({ id, title })),
      facts: Object.keys(law.pack.facts),
      programs: law.pack.programs,
      through: Object.fromEntries(
        Object.values(law.pack.territories).map(({ country, through }) => [country, printDay(through)]),
      ),
    }),
    assess: (entry, basis) => at(basis).assess({ ...entry, on: basis.on }),
    origins: (entry, basis, origins) =>
      origins.flatMap((from) => {
        try {
          return [{ from, answer: at(basis).assess({ ...entry, from, on: basis.on }) }];
        } catch (error) {
          if (error instanceof TariffError) return [];
          throw error;
        }
      }),
    everywhere: (entry, basis) =>
      COUNTRIES.filter((from) => from !== 'US').flatMap((from) =>
        worldRate(at(basis), { ...entry, from, on: basis.on }),
      ),
    deadlines: (basis) =>
      Object.values(law.pack.territories)
        .flatMap(({ country }) => at(basis).deadlines({ into: country, on: basis.on }))
        .sort((a, b) => a.moment - b.moment),
    measures: (basis, from, into) => at(basis).measures({ into, on: basis.on, from }),
    history: (code, from, basis, more) => at(basis).history({ code, from, ...more }),
    search: (words) =>
      law
        .catalogue()
        .search(words)
        .slice(0, PLENTY)
        .map(({ code, name, general }) => ({ code: printCode(code), name, general })),
    exposure: (shipments, known, deadline) => {
      const found = scenariosOf(law, law.as({ known }), deadline ? { deadline } : {});
      return { deadline: found.deadline, ...exposureOf(shipments, found.scenarios) };
    },
    instruments: () =>
      [...law.pack.instruments]
        .sort((a, b) => b.published - a.published)
        .map(({ id, kind, title, signed, published, cite, verified, acts }) => ({
          id,
          kind,
          title,
          signed: printDay(signed),
          published: printDay(dayAt(published, zoneOf(id))),
          cite,
          mark: verified.mark ?? '',
          acts: acts.length,
        })),
    instrument: (id) => {
      const found = law.pack.instruments.find((one) => one.id === id);
      return found ? instrumentJson(found, zoneOf(id)) : {};
    },
    changes: (before, after, into) => law.changes(before, after, into),
    coverage: () =>
      Object.entries(law.pack.coverage).map(([program, { status, verified, gaps }]) => ({
        program,
        status,
        verified,
        gaps,
      })),
  };
}
