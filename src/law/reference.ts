// The small tables beside the instruments: programs, groups of countries, facts, territories, fees, coverage.

import { z } from 'zod';
import { parseCountry } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { ZONES } from '../core/moment.ts';
import { type Cents, type Ppm, parseDecimal, parseShare } from '../core/money.ts';
import { dayText, idText, textAs, tidy } from './scalars.ts';

export interface Program {
  readonly label: string;
  readonly statute: string;
  readonly color: string;
  /** Order on screens, and CBP's order of declaring (CSMS). */
  readonly order: number;
  readonly filing: number;
  /** Goods admitted to a foreign trade zone before the duty pay what is in force at entry, whatever their status (the proclamation says so). */
  readonly zone?: 'entry';
}

export interface Membership {
  readonly country: string;
  readonly from?: Day;
  readonly until?: Day;
}

export interface Group {
  readonly title: string;
  readonly members: readonly Membership[];
}

/**
 * A yes/no fact of an entry. Undeclared: `range` shows both ways; `no` is a claim, silence means not claimed; `rare` is a
 * claim so seldom made that it is named among the assumptions and not asked about.
 */
export interface Fact {
  readonly ask: string;
  readonly undeclared: 'no' | 'range' | 'rare';
  readonly note?: string;
  /** How the countries in which the metal was made decide it, when they are declared. */
  readonly by?: MetalRule;
}

/** Countries that make a fact so: one of them, or (`not`) none of them. */
export interface CountryRule {
  readonly of: readonly string[];
  readonly not: boolean;
}

/** `melted` (and poured) of steel, `smelted` and `cast` of aluminum. `any`: one that holds is enough; otherwise all of a metal must. */
export interface MetalRule {
  readonly any: boolean;
  readonly melted?: CountryRule;
  readonly smelted?: CountryRule;
  readonly cast?: CountryRule;
}

/** Merchandise processing (19 CFR 24.23) and harbour maintenance (19 CFR 24.24) by period of entry. */
export interface FeePeriod {
  readonly from: Day;
  readonly until: Day;
  readonly rate: Ppm;
  readonly minimum?: Cents;
  readonly maximum?: Cents;
  readonly cite: string;
  readonly mark?: 'secondary' | 'unverified';
}

export interface FeeSpec {
  readonly fee: string;
  readonly label: string;
  readonly modes: readonly string[];
  readonly exemptClaims: readonly string[];
  readonly exemptFacts: readonly string[];
  readonly periods: readonly FeePeriod[];
}

export interface Coverage {
  readonly status: 'complete' | 'partial';
  readonly from?: Day;
  readonly through?: Day;
  readonly verified: string;
  readonly gaps: readonly string[];
}

const number = textAs((text) => parseDecimal(text, 0, 'number'));
const dollars = textAs((text) => parseDecimal(text, 2, 'amount'));
const country = textAs((text) => parseCountry(text));

export const programsSchema = z.record(
  idText,
  z
    .strictObject({
      label: z.string(),
      statute: z.string(),
      color: z.string(),
      order: number,
      filing: number,
      zone: z.literal('entry').optional(),
    })
    .transform((keys): Program => tidy(keys)),
);

const member = z.union([
  country.transform((code): Membership => ({ country: code })),
  z
    .strictObject({ code: country, from: dayText.optional(), until: dayText.optional() })
    .transform(({ code, ...span }): Membership => tidy({ country: code, ...span })),
]);

export const groupsSchema = z.record(
  z.string(),
  z.strictObject({ title: z.string(), members: z.array(member) }),
);

const countryRule = z.union([
  z.array(country).transform((of): CountryRule => ({ of, not: false })),
  z.strictObject({ not: z.array(country) }).transform(({ not: of }): CountryRule => ({ of, not: true })),
]);

const metalRule = z
  .strictObject({
    any: z.literal('true').optional(),
    melted: countryRule.optional(),
    smelted: countryRule.optional(),
    cast: countryRule.optional(),
  })
  .transform(({ any, ...rules }): MetalRule => ({ any: any === 'true', ...tidy(rules) }));

export const factsSchema = z.record(
  z.string(),
  z
    .strictObject({
      ask: z.string(),
      undeclared: z.enum(['no', 'range', 'rare']),
      note: z.string().optional(),
      by: metalRule.optional(),
    })
    .transform((keys): Fact => tidy(keys)),
);

export const territorySchema = z.strictObject({
  jurisdiction: idText,
  /** ISO 3166-1 alpha-2, or EU for the customs union. */
  country: z.union([z.literal('EU'), country]),
  name: z.string(),
  zone: z.enum(ZONES),
  currency: z.string(),
  from: dayText,
  through: dayText,
});

const period = z
  .strictObject({
    from: dayText,
    until: dayText,
    rate: textAs((text) => parseShare(text, 'rate')),
    minimum: dollars.optional(),
    maximum: dollars.optional(),
    cite: z.string(),
    mark: z.enum(['secondary', 'unverified']).optional(),
  })
  .transform((keys): FeePeriod => tidy(keys));

export const feesSchema = z.array(
  z
    .strictObject({
      fee: idText,
      label: z.string(),
      modes: z.array(z.string()).optional(),
      'exempt-claims': z.array(z.string()).optional(),
      'exempt-facts': z.array(z.string()).optional(),
      periods: z.array(period),
    })
    .transform(
      (keys): FeeSpec => ({
        fee: keys.fee,
        label: keys.label,
        modes: keys.modes ?? [],
        exemptClaims: keys['exempt-claims'] ?? [],
        exemptFacts: keys['exempt-facts'] ?? [],
        periods: keys.periods,
      }),
    ),
);

export const coverageSchema = z.record(
  idText,
  z
    .strictObject({
      status: z.enum(['complete', 'partial']),
      from: dayText.optional(),
      through: dayText.optional(),
      verified: z.string(),
      gaps: z.array(z.string()).optional(),
    })
    .transform(({ gaps, ...keys }): Coverage => ({ ...tidy(keys), gaps: gaps ?? [] })),
);
