// Money as integer cents, rates as integer parts per million: exact products, one rounding, no floats in between.

import { incorrect } from './errors.ts';

/** Whole US cents (or the hundredth of the territory's currency). */
export type Cents = number;
/** Parts per million: 25 % is 250 000. */
export type Ppm = number;

export const ONE: Ppm = 1_000_000;

/** `a × b ÷ c` rounded half up, exact for any safe integers; `a`, `b` ≥ 0, `c` > 0. */
export function mulDiv(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= 4_503_599_627_370_496) return Math.floor((product + c / 2) / c);
  return Number((BigInt(a) * BigInt(b) + BigInt(c) / 2n) / BigInt(c));
}

/** Duty in cents at an ad valorem rate. */
export const share = (amount: Cents, rate: Ppm): Cents => mulDiv(amount, rate, ONE);

/** `5400.00`. */
export function printCents(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reads a non-negative decimal into an integer of `10^-places` units, half up.
 * @throws TariffError `bad-number`
 * @example parseDecimal('10000.5', 2, 'value') // 1000050
 */
export function parseDecimal(text: string, places: number, what: string): number {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match)
    throw incorrect(
      'bad-number',
      `${what} "${text}" is not a non-negative decimal number`,
      'Write digits with a point, for example 10000 or 1250.75.',
    );
  const fraction = (match[2] ?? '').padEnd(places + 1, '0');
  const units = Number(match[1]!.replaceAll(',', '') + fraction.slice(0, places));
  const rounded = units + (fraction[places]! >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(rounded) || rounded > 1e15)
    throw incorrect(
      'number-too-large',
      `${what} "${text}" is too large`,
      'The largest value is 10,000,000,000,000.',
    );
  return rounded;
}

/** Reads `60%` or `0.6` as parts per million, 0 to 1. @throws TariffError `bad-share` */
export function parseShare(text: string, what: string): Ppm {
  const percent = /^(.*)%$/.exec(text.trim());
  const ppm = percent ? parseDecimal(percent[1]!.trim(), 4, what) : parseDecimal(text, 6, what);
  if (ppm <= ONE) return ppm;
  throw incorrect('bad-share', `${what} "${text}" is more than the whole`, 'Write a share as 60% or 0.6.');
}

/** `12.5 %` without needless zeros. */
export function printPercent(rate: Ppm): string {
  return `${Number((rate / 10_000).toFixed(4))}%`;
}
