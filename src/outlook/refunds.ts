// Refunds: what was charged on the day of entry and is not owed by the law as known today, by program and reason.

import type { Assessment, DutyLine } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { type Day, parseDay, printDay } from '../core/day.ts';
import { type ErrorShape, TariffError } from '../core/errors.ts';
import { dayAt, lastMinute, type Moment, printMoment, type Zone } from '../core/moment.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import { at } from '../core/timeline.ts';
import type { RefundClaim } from '../law/instrument.ts';
import type { Measure } from '../law/measure.ts';
import type { Shipment } from './exposure.ts';

/** A past entry with what the importer knows of it: the whole duty paid, or by heading, and the day of its liquidation. */
export interface PastEntry extends Shipment {
  readonly paid?: string;
  readonly paidUnder?: Readonly<Record<string, string>>;
  readonly liquidated?: string;
}

/** A way to claim that ends so many days after liquidation; `until` and `open` when that day was given. */
export interface ClaimWindow {
  readonly claim: string;
  readonly days: number;
  readonly until?: string;
  readonly open?: boolean;
}

export interface RefundLine {
  readonly measure: string;
  readonly program: string;
  readonly charged: string;
  readonly owed: string;
  readonly refund: string;
  readonly why: string;
  readonly cite: string;
  /** Last day to claim, when the law names one. */
  readonly until?: string;
  readonly claims?: readonly ClaimWindow[];
}

export interface RowRefund {
  readonly line: number;
  readonly name: string;
  readonly code: string;
  readonly from: string;
  readonly on: string;
  /** What was paid when that was given, else what the law of the day of entry asked. */
  readonly charged: string;
  readonly paid?: string;
  readonly owed: string;
  readonly refund: string;
  readonly lines: readonly RefundLine[];
  readonly error?: ErrorShape;
}

export interface Refunds {
  readonly known: string;
  readonly total: string;
  readonly byProgram: readonly { readonly program: string; readonly refund: string }[];
  readonly rows: readonly RowRefund[];
}

/** The laws that a refund compares: as known on the day of entry, and as known today. */
export interface RefundLaws {
  readonly known: string;
  readonly zone: Zone;
  /** The measures as folded today. */
  readonly measures: readonly Measure[];
  atEntry(entry: EntryInput): Assessment;
  today(entry: EntryInput): Assessment;
}

const cents = (text: string): number => parseDecimal(text, 2, 'amount');

interface Fallen {
  readonly why: string;
  readonly cite: string;
  readonly until?: string;
  readonly claims?: readonly ClaimWindow[];
}

/** The ways to claim on an entry, with their last days when it has been liquidated. */
function windowsOf(
  claims: readonly RefundClaim[],
  liquidated: Day | undefined,
  known: Day,
): readonly ClaimWindow[] {
  return claims.map(({ claim, days }) =>
    liquidated === undefined
      ? { claim, days }
      : { claim, days, until: printDay(liquidated + days), open: known <= liquidated + days },
  );
}

interface Reckoning {
  readonly on: Moment;
  readonly laws: RefundLaws;
  readonly liquidated: Day | undefined;
  readonly paidUnder: Readonly<Record<string, number>>;
}

/** Whether what a measure collected on a moment has fallen by judgment since. */
function fallen(measure: Measure | undefined, { on, laws, liquidated }: Reckoning): Fallen | undefined {
  const mark = measure ? at(measure.lawful, on) : null;
  if (mark?.by.act.act !== 'void') return undefined;
  const { refund, refundUntil, refundClaims } = mark.by.act;
  return {
    why: `void from ${printMoment(mark.value, laws.zone)}: ${refund ?? mark.by.instrument.title}`,
    cite: `${mark.by.instrument.cite}, ${mark.by.act.clause}`,
    ...(refundUntil === undefined ? {} : { until: printDay(dayAt(refundUntil, laws.zone)) }),
    ...(refundClaims === undefined
      ? {}
      : { claims: windowsOf(refundClaims, liquidated, parseDay(laws.known, 'known')) }),
  };
}

const own = (answer: Assessment): ReadonlyMap<string, DutyLine> =>
  new Map(answer.lines.filter(({ program }) => program !== 'base').map((line) => [line.measure, line]));

/** What was paid on a line: under its heading when the importer says so, else what the law of the day asked. */
const paidOn = (line: DutyLine | undefined, paidUnder: Reckoning['paidUnder']): number =>
  line ? (paidUnder[line.heading] ?? cents(line.amount)) : 0;

function linesOf(then: Assessment, now: Assessment, reckoning: Reckoning): readonly RefundLine[] {
  const { laws, paidUnder } = reckoning;
  const today = own(now);
  const measures = new Map(laws.measures.map((measure) => [measure.id, measure]));
  const pairs = [...new Set([...own(then).keys(), ...today.keys()])].map((id) => ({
    id,
    was: own(then).get(id),
    is: today.get(id),
  }));
  return pairs.flatMap(({ id, was, is }): readonly RefundLine[] => {
    const gone = fallen(measures.get(id), reckoning);
    const charged = paidOn(was, paidUnder);
    const owed = gone ? 0 : cents(is?.amount ?? '0');
    if (charged === owed) return [];
    const changed = is
      ? `now ${is.rate} (was ${was?.rate ?? 'not charged'})`
      : 'no longer charged on such entries';
    const reason = gone ?? { why: changed, cite: is ? `${is.cite}, ${is.clause}` : '' };
    const program = (was ?? is)!.program;
    return [
      {
        measure: id,
        program,
        charged: printCents(charged),
        owed: printCents(owed),
        refund: printCents(charged - owed),
        ...reason,
      },
    ];
  });
}

const sum = (amounts: readonly string[]): number =>
  amounts.reduce((total, text) => total + (text.startsWith('-') ? -cents(text.slice(1)) : cents(text)), 0);

const PAID_OTHERWISE =
  'paid otherwise than the law of the day of entry asked; correct the entry before liquidation, or protest within 180 days of it';

/** The part of what was paid that no measure of the day explains, as a line of its own; negative when too little was paid. */
function otherwise(then: Assessment, { paid, paidUnder }: PastEntry, on: Reckoning): readonly RefundLine[] {
  const asked = then.lines.reduce((total, line) => total + paidOn(line, on.paidUnder), 0);
  const known = new Set(then.lines.map(({ heading }) => heading));
  const stray = Object.keys(paidUnder ?? {}).filter((heading) => !known.has(heading));
  const rest = paid === undefined ? sum(stray.map((heading) => paidUnder![heading]!)) : cents(paid) - asked;
  if (rest === 0) return [];
  const why = stray.length > 0 ? `${PAID_OTHERWISE} (paid under ${stray.join(', ')})` : PAID_OTHERWISE;
  const amount = printCents(rest);
  return [
    {
      measure: 'entry',
      program: 'entry',
      charged: amount,
      owed: '0.00',
      refund: amount,
      why,
      cite: '19 U.S.C. 1514, 1520',
    },
  ];
}

function refundOn(past: PastEntry, entry: EntryInput, laws: RefundLaws) {
  const then = laws.atEntry(entry);
  const reckoning: Reckoning = {
    on: lastMinute(parseDay(entry.on, 'on'), laws.zone),
    laws,
    liquidated: past.liquidated === undefined ? undefined : parseDay(past.liquidated, 'liquidated'),
    paidUnder: Object.fromEntries(
      Object.entries(past.paidUnder ?? {}).map(([heading, text]) => [heading, parseDecimal(text, 2, 'paid')]),
    ),
  };
  const extra = otherwise(then, past, reckoning);
  const lines = [...linesOf(then, laws.today(entry), reckoning), ...extra];
  const asked = then.lines.reduce((total, line) => total + paidOn(line, reckoning.paidUnder), 0);
  const charged = asked + sum(extra.map(({ refund }) => refund));
  return { charged, lines };
}

function rowOf(past: PastEntry, laws: RefundLaws): RowRefund {
  const { known: _, ...entry } = past.entry as EntryInput;
  const head = { line: past.line, name: past.name, code: entry.code, from: entry.from, on: entry.on ?? '' };
  try {
    const { charged, lines } = refundOn(past, entry, laws);
    const refund = sum(lines.map((line) => line.refund));
    const given = past.paid ?? past.paidUnder;
    return {
      ...head,
      charged: printCents(charged),
      ...(given === undefined ? {} : { paid: printCents(charged) }),
      owed: printCents(charged - refund),
      refund: printCents(refund),
      lines,
    };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    return { ...head, charged: '0.00', owed: '0.00', refund: '0.00', lines: [], error: error.toJSON() };
  }
}

/** Refund candidates of a book of past entries. Negative figures are duties that a retroactive act added. */
export function refundsOf(entries: readonly PastEntry[], laws: RefundLaws): Refunds {
  const rows = entries.map((entry) => rowOf(entry, laws));
  const lines = rows.flatMap((row) => row.lines);
  const programs = [...new Set(lines.map(({ program }) => program))].sort();
  return {
    known: laws.known,
    total: printCents(sum(lines.map(({ refund }) => refund))),
    byProgram: programs.map((program) => ({
      program,
      refund: printCents(sum(lines.filter((line) => line.program === program).map(({ refund }) => refund))),
    })),
    rows,
  };
}
