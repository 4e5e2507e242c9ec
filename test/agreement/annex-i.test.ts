// Every country rate of Annex I of the order of 31 July 2025, as the order prints it, against what an ordinary product is assessed at.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import countries from 'i18n-iso-countries';
import { describe, expect, it } from 'vitest';
import { embeddedLaw } from '../support/embedded.ts';

const ORDER = join(
  process.env.ROSENBAD_SHARED ?? join('..', 'shared'),
  'sources/white-house/presidential-actions/2025-07/2025-07-31-further-modifying-the-reciprocal-tariff-rates.md',
);
const present = existsSync(ORDER);

/** Names of the order that are not those of ISO 3166. */
const NAMES: Readonly<Record<string, string>> = {
  'Côte d`Ivoire': 'CI',
  'Falkland Islands': 'FK',
  'Myanmar (Burma)': 'MM',
  Brunei: 'BN',
  Laos: 'LA',
  Moldova: 'MD',
  Syria: 'SY',
  'Democratic Republic of the Congo': 'CD',
};

const codeOf = (name: string): string =>
  NAMES[name] ?? countries.getSimpleAlpha2Code(name, 'en') ?? `no code for ${name}`;

/** Rows `<td>NAME</td> <td>RATE%</td>` of the annex. */
function rows(): readonly (readonly [string, number])[] {
  const cells = [...readFileSync(ORDER, 'utf8').matchAll(/<td>([^<]+)<\/td>\s*<td>(\d+)%<\/td>/g)];
  return cells
    .map(([, name, rate]) => [name!.replace(/\s+/g, ' ').trim(), Number(rate) / 100] as const)
    .filter(([name]) => !name.includes('Column 1'));
}

const law = embeddedLaw().as({ known: '2025-08-01' });
/** What the reciprocal duty alone takes of 10,000 dollars of toys by air. */
const reciprocal = (from: string, on: string): readonly string[] =>
  law
    .assess({ code: '9503.00.00', from, on, value: 10_000, mode: 'air' })
    .lines.filter(({ program }) => program === 'us/reciprocal')
    .map(({ amount }) => amount);

it.runIf(process.env.CI)('the order is at hand', () => expect(present).toBe(true));

describe.runIf(present)('Annex I of 31 July 2025', () => {
  it('names 68 countries besides the European Union', () => expect(rows()).toHaveLength(68));

  it.each(present ? rows() : [])('%s: %d from 7 August 2025, 0.1 until then', (name, rate) => {
    const from = codeOf(name);
    expect(reciprocal(from, '2025-08-08')).toEqual([(rate * 10_000).toFixed(2)]);
    expect(reciprocal(from, '2025-08-06')).toEqual(['1000.00']);
  });
});
