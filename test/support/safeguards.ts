// The headings of subchapter IV of chapter 99 as an official release prints them: goods, bracket of value, additional duty.

import { type Duty, printDuty } from '../../src/core/duty.ts';
import { readRate } from '../../src/schedule/rate.ts';

export interface PrintedRow {
  readonly htsno: string;
  readonly indent: string;
  readonly description: string;
  readonly additionalDuties?: string | null;
}

/** Prices in cents by the unit; `below` is outside the bracket. */
export interface Bracket {
  readonly unit: 'kg' | 'litre';
  readonly from: number;
  readonly below?: number;
}

export interface PrintedSafeguard {
  readonly heading: string;
  readonly goods: readonly string[];
  /** Missing where the heading is for periods announced by quantity. */
  readonly bracket?: Bracket;
  /** As we print duties; undefined for "No additional duty". */
  readonly duty?: string;
}

const CODE = /\d{4}\.\d{2}\.\d{2}/g;
const BRACKET = /^Valued (?:less than (\S+)|(\S+) or more(?: but less than (\S+))?)$/;

const cents = (price: string): number => {
  const amount = Number(/[\d.]+/.exec(price)![0]);
  return price.startsWith('$') ? Math.round(amount * 100) : amount;
};

function bracketOf(description: string): Bracket | undefined {
  const match = BRACKET.exec(description.trim());
  if (!match) return undefined;
  const [, under, from, below] = match;
  const top = under ?? below;
  return {
    unit: (top ?? from)!.endsWith('kg') ? 'kg' : 'litre',
    from: from === undefined ? 0 : cents(from),
    ...(top === undefined ? {} : { below: cents(top) }),
  };
}

function dutyOf(text: string): Duty | undefined {
  if (/^no additional duty$/i.test(text)) return undefined;
  const rate = readRate(text);
  if (rate.kind !== 'duty') throw new Error(`not a duty: ${text}`);
  return rate.duty;
}

/** Rows without a number stand over those that follow them with a deeper indent; the nearest that names goods gives them. */
export function printedSafeguards(rows: readonly PrintedRow[]): readonly PrintedSafeguard[] {
  const found: PrintedSafeguard[] = [];
  let over: readonly PrintedRow[] = [];
  for (const row of rows) {
    over = over.filter(({ indent }) => Number(indent) < Number(row.indent));
    if (row.htsno === '') over = [...over, row];
    if (!/^9904\.\d\d\.\d\d$/.test(row.htsno)) continue;
    const named = [...over, row].findLast(({ description }) => description.match(CODE));
    const duty = dutyOf((row.additionalDuties ?? '').trim());
    const bracket = bracketOf(row.description);
    found.push({
      heading: row.htsno,
      goods: named?.description.match(CODE) ?? [],
      ...(bracket ? { bracket } : {}),
      ...(duty ? { duty: printDuty(duty) } : {}),
    });
  }
  return found;
}
