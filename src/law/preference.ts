// Preferences that a claim can name, as `law/<jurisdiction>/preferences.yaml` writes them.

import { z } from 'zod';
import { type Country, isCountry } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { dayText, textAs, tidy } from './scalars.ts';

export interface Span {
  readonly from?: Day;
  readonly until?: Day;
}

export interface Beneficiary extends Span {
  readonly country: Country;
}

export interface Preference {
  readonly name: string;
  readonly title: string;
  readonly cite: string;
  /** When the program is in force; empty = always. `published`: from when a renewal can be known. */
  readonly spans: readonly (Span & { readonly published?: Day })[];
  /** Symbol of the special column → the countries that may have its rate; `any` is every country. */
  readonly symbols: Readonly<Record<string, readonly Beneficiary[] | 'any'>>;
  /** Symbols that do not settle a claim, with the reason. */
  readonly undecided: Readonly<Record<string, string>>;
  /** What the importer declares by claiming. */
  readonly declared?: string;
}

const country = textAs((text) => {
  if (isCountry(text)) return text;
  throw incorrect(
    'unknown-country',
    `"${text}" is not a country code`,
    'Use ISO 3166 alpha-2, for example KR.',
  );
});

const beneficiary = z.union([
  country.transform((code): Beneficiary => ({ country: code })),
  z
    .strictObject({ code: country, from: dayText.optional(), until: dayText.optional() })
    .transform(({ code, ...span }): Beneficiary => tidy({ country: code, ...span })),
]);

const span = z
  .strictObject({ from: dayText.optional(), until: dayText.optional(), published: dayText.optional() })
  .transform((keys) => tidy(keys));

const verified = z.strictObject({
  against: z.string(),
  on: dayText,
  mark: z.enum(['secondary', 'unverified']).optional(),
  note: z.string().optional(),
});

const entry = z.strictObject({
  title: z.string(),
  cite: z.string(),
  spans: z.array(span).optional(),
  symbols: z.record(z.string(), z.union([z.literal('any'), z.array(beneficiary)])),
  undecided: z.record(z.string(), z.string()).optional(),
  declared: z.string().optional(),
  verified,
});

/** `law/<jurisdiction>/preferences.yaml`; the format is told in its header. */
export const preferencesSchema = z
  .record(z.string(), entry)
  .transform((table): readonly Preference[] =>
    Object.entries(table).map(([name, { spans, undecided, declared, title, cite, symbols }]) =>
      tidy({ name, title, cite, symbols, declared, spans: spans ?? [], undecided: undecided ?? {} }),
    ),
  );
