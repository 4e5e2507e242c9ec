// What each outcome costs a book of shipments: the same entries under several laws, added up by origin and program.

import type { Assessment } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { parseDay } from '../core/day.ts';
import { type ErrorShape, TariffError } from '../core/errors.ts';
import { parseDecimal, printCents } from '../core/money.ts';

export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** Day of entry when the row names none, and the earliest day at which rows are assessed. */
  readonly notBefore: string;
  assess(entry: EntryInput): Assessment;
}

export interface Money {
  readonly low: string;
  readonly high: string;
}

export interface RowExposure {
  readonly line: number;
  readonly name: string;
  readonly code: string;
  readonly from: string;
  readonly value: string;
  /** Duty by scenario id; null when the row failed. */
  readonly duty: Readonly<Record<string, Money>> | null;
  readonly error?: ErrorShape;
}

export interface Exposure {
  readonly scenarios: readonly { readonly id: string; readonly title: string; readonly total: Money }[];
  readonly value: string;
  readonly byOrigin: readonly {
    readonly from: string;
    readonly value: string;
    readonly duty: Readonly<Record<string, Money>>;
  }[];
  readonly byProgram: readonly {
    readonly program: string;
    readonly duty: Readonly<Record<string, string>>;
  }[];
  readonly best: string;
  readonly worst: string;
  readonly rows: readonly RowExposure[];
}

export interface Shipment {
  readonly line: number;
  readonly name: string;
  readonly entry: Omit<EntryInput, 'on'> & { readonly on?: string };
}

const cents = (text: string): number =>
  parseDecimal(text.replace('-', ''), 2, 'amount') * (text.startsWith('-') ? -1 : 1);

const later = (a: string | undefined, b: string): string =>
  a !== undefined && a !== '' && parseDay(a, 'on') > parseDay(b) ? a : b;

interface Worked {
  readonly shipment: Shipment;
  readonly answers: readonly Assessment[];
  readonly error?: ErrorShape;
}

function work(shipment: Shipment, scenarios: readonly Scenario[]): Worked {
  try {
    const answers = scenarios.map((scenario) => {
      const { known: _, ...entry } = shipment.entry;
      return scenario.assess({ ...entry, on: later(entry.on, scenario.notBefore) });
    });
    return { shipment, answers };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    return { shipment, answers: [], error: error.toJSON() };
  }
}

const sum = (amounts: readonly Money[]): Money => ({
  low: printCents(amounts.reduce((total, { low }) => total + cents(low), 0)),
  high: printCents(amounts.reduce((total, { high }) => total + cents(high), 0)),
});

const byScenario = (scenarios: readonly Scenario[], of: (index: number) => Money): Record<string, Money> =>
  Object.fromEntries(scenarios.map(({ id }, index) => [id, of(index)]));

const totalOf = (worked: readonly Worked[], index: number): Money =>
  sum(worked.flatMap(({ answers }) => answers[index]?.total ?? []));

const customsValue = (worked: readonly Worked[]): string =>
  printCents(
    worked.reduce((total, { shipment }) => total + parseDecimal(String(shipment.entry.value), 2, 'value'), 0),
  );

function originsOf(worked: readonly Worked[], scenarios: readonly Scenario[]): Exposure['byOrigin'] {
  const origins = [...new Set(worked.map(({ shipment }) => shipment.entry.from.toUpperCase()))].sort();
  return origins.map((from) => {
    const own = worked.filter(({ shipment }) => shipment.entry.from.toUpperCase() === from);
    return { from, value: customsValue(own), duty: byScenario(scenarios, (index) => totalOf(own, index)) };
  });
}

function programsOf(worked: readonly Worked[], scenarios: readonly Scenario[]): Exposure['byProgram'] {
  const lines = (index: number) => worked.flatMap(({ answers }) => answers[index]?.lines ?? []);
  const programs = [
    ...new Set(scenarios.flatMap((_, index) => lines(index).map(({ program }) => program))),
  ].sort();
  const paid = (program: string, index: number) =>
    printCents(
      lines(index).reduce((total, line) => total + (line.program === program ? cents(line.amount) : 0), 0),
    );
  return programs.map((program) => ({
    program,
    duty: Object.fromEntries(scenarios.map(({ id }, index) => [id, paid(program, index)])),
  }));
}

const rowOf = ({ shipment, answers, error }: Worked, scenarios: readonly Scenario[]): RowExposure => ({
  line: shipment.line,
  name: shipment.name,
  code: shipment.entry.code,
  from: shipment.entry.from,
  value: String(shipment.entry.value),
  duty: error ? null : byScenario(scenarios, (index) => answers[index]!.total),
  ...(error ? { error } : {}),
});

/** Assesses every shipment under every scenario; rows that fail are reported and left out of the sums. */
export function exposureOf(shipments: readonly Shipment[], scenarios: readonly Scenario[]): Exposure {
  const worked = shipments.map((shipment) => work(shipment, scenarios));
  const good = worked.filter(({ error }) => error === undefined);
  const totals = scenarios.map(({ id, title }, index) => ({ id, title, total: totalOf(good, index) }));
  const ordered = [...totals].sort((a, b) => cents(a.total.high) - cents(b.total.high));
  return {
    scenarios: totals,
    value: customsValue(good),
    byOrigin: originsOf(good, scenarios),
    byProgram: programsOf(good, scenarios),
    best: ordered[0]?.id ?? '',
    worst: ordered.at(-1)?.id ?? '',
    rows: worked.map((one) => rowOf(one, scenarios)),
  };
}
