// What a text means for a book of shipments: the measures and deadlines it talks about, line by line, with outcomes.

import type { Assessment } from '../assess/assessment.ts';
import { isCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import { lastMinute } from '../core/moment.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import { originIn } from '../law/scope.ts';
import type { Law, LawAt } from '../law.ts';
import { nextLapse } from '../outlook/deadlines.ts';
import { type Exposure, exposureOf, type Scenario, type Shipment } from '../outlook/exposure.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { concerns } from './engine-terms.ts';
import type { Reading } from './model.ts';
import { type Subject, subjectOf } from './subject.ts';

export interface TouchedMeasure {
  readonly measure: string;
  readonly program: string;
  readonly cite: string;
  /** Lines of the file that pay it on the day of the text or after the deadline. */
  readonly lines: readonly number[];
  /** Paid by these lines on the day of the text, by the default working. */
  readonly now: string;
  /** After the deadline if nobody acts; null without a deadline. */
  readonly after: string | null;
}

export interface GoodsMeaning {
  readonly partners: readonly string[];
  /** The deadline by which the outcomes are told apart; null when text and law name none in common. */
  readonly deadline: string | null;
  readonly deadlines: readonly {
    readonly day: string;
    readonly at: string;
    readonly changes: readonly { readonly what: string; readonly before: string; readonly after: string }[];
  }[];
  readonly measures: readonly TouchedMeasure[];
  /** Only of the lines that the text concerns. */
  readonly exposure: Exposure;
  /** Lines of origins that the text does not speak of. */
  readonly untouched: readonly number[];
}

/** Goods of a partner, or goods sent to it; the Union is each of its members. A broken origin is kept, to be reported. */
function isConcerned(law: Law, { partners, date }: Subject, { entry }: Shipment): boolean {
  const from = entry.from.trim().toUpperCase();
  const into = (entry.into ?? 'US').trim().toUpperCase();
  if (partners.length === 0 || !isCountry(from)) return true;
  const { zone } = law.territory();
  const table = { groups: law.pack.groups, zone };
  const union = { all: false, of: ['group:eu'], except: [] };
  const party = originIn(union, from, lastMinute(parseDay(date), zone), table) ? 'EU' : from;
  return partners.includes(party) || partners.includes(from) || partners.includes(into);
}

const nowOnly = (at: LawAt, date: string): Scenario => ({
  id: 'now',
  title: `As the law stands on ${date}`,
  notBefore: date,
  assess: (entry) => at.assess({ ...entry, on: date }),
});

/** Outcomes on file that are about a suspension ending on the day. */
const outcomesAt = (law: Law, at: LawAt, day: string): readonly string[] => {
  const { zone } = law.territory();
  const eve = lastMinute(parseDay(day) - 1, zone);
  return law.pack.outcomes
    .filter(({ deadlineOf }) => {
      const moment = nextLapse(at.resolved(), deadlineOf, eve);
      return moment !== undefined && moment <= lastMinute(parseDay(day), zone);
    })
    .map(({ id }) => id);
};

function deadlinesIn(at: LawAt, { partners, deadlines }: Subject): GoodsMeaning['deadlines'] {
  return at
    .deadlines()
    .filter(({ day }) => deadlines.includes(day))
    .map(({ day, at: moment, changes }) => ({
      day,
      at: moment,
      changes: changes
        .filter(({ origins }) => origins === 'all' || partners.some((one) => concerns(one, origins)))
        .map(({ what, before, after }) => ({ what, before, after })),
    }))
    .filter(({ changes }) => changes.length > 0);
}

function assessed(at: LawAt, { entry }: Shipment, on: string): Assessment | undefined {
  try {
    return at.assess({ ...entry, on });
  } catch (error) {
    if (error instanceof TariffError) return undefined;
    throw error;
  }
}

interface Paid {
  readonly program: string;
  readonly cite: string;
  readonly lines: Set<number>;
  now: number;
  after: number;
}

/** Adds up, for each measure the text talks about, what the lines pay now and after the deadline. */
function measuresIn(
  at: LawAt,
  { date, deadline, instruments, programs }: Subject,
  shipments: readonly Shipment[],
  extra: readonly string[],
): readonly TouchedMeasure[] {
  const spoken = [...programs, ...extra];
  const paid = new Map<string, Paid>();
  const add = (shipment: Shipment, on: string, when: 'now' | 'after') => {
    for (const { measure, program, instrument, cite, amount } of assessed(at, shipment, on)?.lines ?? []) {
      if (!instruments.includes(instrument) && !spoken.some((one) => program.startsWith(one))) continue;
      const one = paid.get(measure) ?? { program, cite, lines: new Set<number>(), now: 0, after: 0 };
      one.lines.add(shipment.line);
      one[when] += parseDecimal(amount, 2, 'amount');
      paid.set(measure, one);
    }
  };
  for (const shipment of shipments) {
    add(shipment, date, 'now');
    if (deadline !== undefined) add(shipment, deadline, 'after');
  }
  return [...paid].map(([measure, { program, cite, lines, now, after }]) => ({
    measure,
    program,
    cite,
    lines: [...lines],
    now: printCents(now),
    after: deadline === undefined ? null : printCents(after),
  }));
}

/** What a text means for shipments, by the law known on the basis of the reading. */
export function meaningFor(law: Law, reading: Reading, shipments: readonly Shipment[]): GoodsMeaning {
  const subject = subjectOf(reading);
  const at = law.as({ known: reading.basis.known });
  const concerned = shipments.filter((one) => isConcerned(law, subject, one));
  const { deadline } = subject;
  const deadlines = deadlinesIn(at, subject);
  const scenarios =
    deadline === undefined
      ? [nowOnly(at, reading.date)]
      : scenariosOf(law, at, { deadline, outcomes: outcomesAt(law, at, deadline) }).scenarios;
  const changing = at
    .deadlines()
    .filter(({ day }) => day === deadline)
    .flatMap(({ changes }) => changes)
    .filter(({ what }) => deadlines.some(({ changes }) => changes.some((one) => one.what === what)))
    .map(({ program }) => program);
  return {
    partners: subject.partners,
    deadline: deadline ?? null,
    deadlines,
    measures: measuresIn(at, subject, concerned, changing),
    exposure: exposureOf(concerned, scenarios),
    untouched: shipments.filter((one) => !concerned.includes(one)).map(({ line }) => line),
  };
}
