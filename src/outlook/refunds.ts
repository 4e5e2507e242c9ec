// Refunds: what was charged on the day of entry and is not owed by the law as known today, by program and reason.

import type { Assessment, DutyLine } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { parseDay, printDay } from '../core/day.ts';
import { type ErrorShape, TariffError } from '../core/errors.ts';
import { dayAt, lastMinute, type Moment, printMoment, type Zone } from '../core/moment.ts';
import { parseDecimal, printCents } from '../core/money.ts';
import { at } from '../core/timeline.ts';
import type { Measure } from '../law/measure.ts';
import type { Shipment } from './exposure.ts';

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
}

export interface RowRefund {
  readonly line: number;
  readonly name: string;
  readonly code: string;
  readonly from: string;
  readonly on: string;
  readonly charged: string;
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
}

/** Whether what a measure collected on a moment has fallen by judgment since. */
function fallen(measure: Measure | undefined, on: Moment, zone: Zone): Fallen | undefined {
  const mark = measure ? at(measure.lawful, on) : null;
  if (mark?.by.act.act !== 'void') return undefined;
  const { refundUntil } = mark.by.act;
  return {
    why: `void from ${printMoment(mark.value, zone)}: ${mark.by.act.refund ?? mark.by.instrument.title}`,
    cite: `${mark.by.instrument.cite}, ${mark.by.act.clause}`,
    ...(refundUntil === undefined ? {} : { until: printDay(dayAt(refundUntil, zone)) }),
  };
}

const own = (answer: Assessment): ReadonlyMap<string, DutyLine> =>
  new Map(answer.lines.filter(({ program }) => program !== 'base').map((line) => [line.measure, line]));

function linesOf(then: Assessment, now: Assessment, on: Moment, laws: RefundLaws): readonly RefundLine[] {
  const today = own(now);
  const measures = new Map(laws.measures.map((measure) => [measure.id, measure]));
  const pairs = [...new Set([...own(then).keys(), ...today.keys()])].map((id) => ({
    id,
    was: own(then).get(id),
    is: today.get(id),
  }));
  return pairs.flatMap(({ id, was, is }): readonly RefundLine[] => {
    const gone = fallen(measures.get(id), on, laws.zone);
    const charged = cents(was?.amount ?? '0');
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

function rowOf(shipment: Shipment, laws: RefundLaws): RowRefund {
  const { known: _, ...entry } = shipment.entry as EntryInput;
  const head = {
    line: shipment.line,
    name: shipment.name,
    code: entry.code,
    from: entry.from,
    on: entry.on ?? '',
  };
  try {
    const then = laws.atEntry(entry);
    const lines = linesOf(then, laws.today(entry), lastMinute(parseDay(entry.on, 'on'), laws.zone), laws);
    const refund = sum(lines.map((line) => line.refund));
    return {
      ...head,
      charged: then.total.high,
      owed: printCents(cents(then.total.high) - refund),
      refund: printCents(refund),
      lines,
    };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    return { ...head, charged: '0.00', owed: '0.00', refund: '0.00', lines: [], error: error.toJSON() };
  }
}

/** Refund candidates of a book of past entries. Negative figures are duties that a retroactive act added. */
export function refundsOf(shipments: readonly Shipment[], laws: RefundLaws): Refunds {
  const rows = shipments.map((shipment) => rowOf(shipment, laws));
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
