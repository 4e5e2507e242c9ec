// Duty expressions as trees: what the law and the tariff schedule print, read once, evaluated exactly.

import { type Cents, mulDiv, ONE, type Ppm, share } from './money.ts';

/** Thousandths of a unit of quantity. */
export type Milli = number;

export type Duty =
  | { readonly kind: 'free' }
  /** A share of the value. */
  | { readonly kind: 'ad-valorem'; readonly rate: Ppm }
  /** `price` in millionths of a dollar for each `per` of `unit`. */
  | { readonly kind: 'specific'; readonly price: number; readonly unit: string }
  /** What the value lacks to `price` for each `per` of `unit`: a minimum import price. */
  | { readonly kind: 'gap'; readonly price: number; readonly unit: string }
  | { readonly kind: 'sum'; readonly terms: readonly Duty[] }
  /** All-in: the base duty counts toward `rate`. */
  | { readonly kind: 'top-up'; readonly rate: Ppm }
  /** Takes the place of the base duty, which may be higher or lower. */
  | { readonly kind: 'instead'; readonly rate: Ppm }
  | { readonly kind: 'lesser' | 'greater'; readonly of: readonly Duty[] };

export const FREE: Duty = { kind: 'free' };
export const adValorem = (rate: Ppm): Duty => ({ kind: 'ad-valorem', rate });

/** What a duty is charged on. `quantity` answers in thousandths of a unit; undefined when not declared. */
export interface DutyGround {
  readonly value: Cents;
  /** Base duty on the same value, for a top-up. */
  readonly base: Cents;
  quantity(unit: string): Milli | undefined;
}

/** Quantities that a duty needs. */
export function unitsOf(duty: Duty): readonly string[] {
  if (duty.kind === 'specific' || duty.kind === 'gap') return [duty.unit];
  if (duty.kind === 'sum') return [...new Set(duty.terms.flatMap(unitsOf))];
  if (duty.kind === 'lesser' || duty.kind === 'greater') return [...new Set(duty.of.flatMap(unitsOf))];
  return [];
}

/** Millionths of a dollar × thousandths of a unit ÷ 10^7 = cents. */
const SPECIFIC_SCALE = 10_000_000;

const atPrice = ({ price, unit }: { price: number; unit: string }, ground: DutyGround): Cents =>
  mulDiv(ground.quantity(unit) ?? 0, price, SPECIFIC_SCALE);

/**
 * Duty in cents, each term rounded half up. A needed quantity that is missing counts as zero: ask `unitsOf` first.
 * A top-up gives what is still missing to `rate` above the base duty (EO 14326 s.2(c)), never less than zero; a duty instead of
 * the base gives the difference to it, less than zero where the base is higher.
 */
export function evaluate(duty: Duty, ground: DutyGround): Cents {
  switch (duty.kind) {
    case 'free':
      return 0;
    case 'ad-valorem':
      return share(ground.value, duty.rate);
    case 'specific':
      return atPrice(duty, ground);
    case 'gap':
      return Math.max(0, atPrice(duty, ground) - ground.value);
    case 'sum':
      return duty.terms.reduce((sum, term) => sum + evaluate(term, ground), 0);
    case 'top-up':
      return Math.max(0, share(ground.value, duty.rate) - ground.base);
    case 'instead':
      return share(ground.value, duty.rate) - ground.base;
    case 'lesser':
      return Math.min(...duty.of.map((term) => evaluate(term, ground)));
    case 'greater':
      return Math.max(...duty.of.map((term) => evaluate(term, ground)));
  }
}

const percent = (rate: Ppm): string => `${Number((rate / 10_000).toFixed(4))}%`;

function specificText(price: number, unit: string): string {
  const dollars = price / 1_000_000;
  return price >= ONE
    ? `$${Number(dollars.toFixed(6))}/${unit}`
    : `${Number((dollars * 100).toFixed(4))} cents/${unit}`;
}

/** `3.4 cents/kg + 5.1%`; what `parseDuty` reads back to the same tree. */
export function printDuty(duty: Duty): string {
  switch (duty.kind) {
    case 'free':
      return 'free';
    case 'ad-valorem':
      return percent(duty.rate);
    case 'specific':
      return specificText(duty.price, duty.unit);
    case 'gap':
      return `gap to ${specificText(duty.price, duty.unit)}`;
    case 'sum':
      return duty.terms.map(printDuty).join(' + ');
    case 'instead':
      return `${percent(duty.rate)} instead`;
    case 'top-up':
      return `to ${percent(duty.rate)}`;
    default:
      return `${duty.kind}-of(${duty.of.map(printDuty).join('; ')})`;
  }
}
