// The numeric rates of the USITC tariff database, and our duties brought to the same shape.

import { parse } from 'csv-parse/sync';
import type { Duty } from '../../src/core/duty.ts';

/** No number: the database's sign for rates that are words. */
const NONE = 9999;

export type Record = Readonly<{ [column: string]: string }>;

export const databaseOf = (text: string): readonly Record[] =>
  parse(text, { bom: true, columns: true, relaxColumnCount: true }) as Record[];

/** Ad valorem share and specific dollars, in fixed decimals: `0.1|1.104`. */
export type Numbers = string;

const shown = (adValorem: number, specific: readonly number[]): Numbers =>
  [adValorem, ...[...specific].filter((price) => price > 0).sort((a, b) => a - b)]
    .map((value) => String(Number(value.toFixed(6))))
    .join('|');

/** Numbers of one column group (`mfn`, `col2`, `korea`, …); undefined where the database has none. */
export function numbersOf(record: Record, group: string): Numbers | undefined {
  const name = (part: string) =>
    group === 'mfn' && part === 'ad_val' ? 'mfn_ad_val_rate' : `${group}_${part}_rate`;
  const cells = ['ad_val', 'specific', 'other'].map((part) => record[name(part)] ?? '');
  if (cells[0] === '' || record[`${group}_rate_type_code`] === '') return undefined;
  const [adValorem = 0, specific = 0, other = 0] = cells.map(Number);
  return adValorem >= NONE ? undefined : shown(adValorem, [specific, other]);
}

const terms = (duty: Duty): readonly Duty[] => (duty.kind === 'sum' ? duty.terms : [duty]);

/** `per`: how many of our units the database's price is for one of. */
export function numbersIn(duty: Duty, per = 1): Numbers {
  const parts = terms(duty);
  const adValorem = parts.reduce((sum, part) => sum + (part.kind === 'ad-valorem' ? part.rate : 0), 0);
  return shown(
    adValorem / 1_000_000,
    parts.flatMap((part) => (part.kind === 'specific' ? [part.price / per / 1_000_000] : [])),
  );
}
