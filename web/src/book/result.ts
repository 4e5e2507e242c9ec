// What a book of shipments comes to under each outcome, however it was worked out: sums, groups, lines, refused rows.

import type { Money } from '../../../src/outlook/exposure.ts';

export interface ScenarioTotal {
  readonly id: string;
  readonly title: string;
  readonly total: Money;
}

export interface Group {
  readonly key: string;
  readonly rows: number;
  readonly value: string;
  readonly duty: Readonly<Record<string, Money>>;
}

export interface Line {
  readonly line: number;
  readonly name: string;
  readonly code: string;
  readonly from: string;
  readonly on: string;
  readonly value: string;
  readonly duty: Readonly<Record<string, Money>>;
}

export interface Refused {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly row: string;
}

export interface BookResult {
  readonly known: string;
  /** Undefined when no truce is about to end: then there is one scenario, the law itself. */
  readonly deadline?: string;
  readonly rows: number;
  readonly value: string;
  readonly scenarios: readonly ScenarioTotal[];
  readonly origins: readonly Group[];
  /** By the user's own names, or by chapter for large files. */
  readonly products: readonly Group[];
  readonly byChapter: boolean;
  readonly programs: readonly { readonly key: string; readonly duty: Readonly<Record<string, string>> }[];
  /** Every line of a small file, the first of a large one. */
  readonly lines: readonly Line[];
  readonly refused: readonly Refused[];
  readonly refusedCount: number;
  /** Parts of the rows answered by the rate book's loop. */
  readonly kernel: number;
  readonly seconds: number;
}

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const text = (amount: number): string => (amount / 100).toFixed(2);

const added = (a: Money | undefined, b: Money): Money =>
  a ? { low: text(cents(a.low) + cents(b.low)), high: text(cents(a.high) + cents(b.high)) } : b;

/** Lines added up by a key, the largest value first. */
export function groupsOf(lines: readonly Line[], keyOf: (line: Line) => string): readonly Group[] {
  const groups = new Map<string, { rows: number; value: number; duty: Record<string, Money> }>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key) ?? { rows: 0, value: 0, duty: {} };
    groups.set(key, group);
    group.rows++;
    group.value += cents(line.value);
    for (const [id, money] of Object.entries(line.duty)) group.duty[id] = added(group.duty[id], money);
  }
  return [...groups]
    .map(([key, { rows, value, duty }]) => ({ key, rows, value: text(value), duty }))
    .sort((a, b) => Number(b.value) - Number(a.value));
}
