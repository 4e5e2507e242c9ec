import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../core/day.ts';
import { printDuty } from '../core/duty.ts';
import { firstMinute } from '../core/moment.ts';
import { readFile } from '../law/files.ts';
import { preferencesSchema } from '../law/preference.ts';
import { baseDutyOf } from './base.ts';
import { openCatalogue } from './catalogue.ts';
import { offersOf } from './preferences.ts';

const path = 'law/us/preferences.yaml';
const { value: preferences = [], diagnostics } = readFile(
  { path, text: readFileSync(join(process.cwd(), path), 'utf8') },
  preferencesSchema,
);

const line = (code: string, general: string, special: string) => ({
  code,
  name: code,
  general,
  special,
  column2: '25%',
  unit: 'no',
});

const catalogue = openCatalogue([
  line('87083050', '2.5%', 'Free (A*,AU,CA,CL,D,MX,P,S,SG) 1.2% (KR)'),
  line('84713001', 'Free', ''),
  line('04069042', '$2.146/kg', 'Free (BH) See 9823.04.01-9823.04.54 (S+) $1.07/kg (P)'),
]);

const groups = {
  groups: { 'us/column-2': { title: 'column 2', members: [{ country: 'CU' }] } },
  zone: 'America/New_York',
} as const;

const duty = (
  code: string,
  origin: string,
  on: string,
  claims: readonly string[] = [],
  known?: string,
): string => {
  const onDay = parseDay(on);
  const question = {
    code,
    origin,
    onDay,
    on: firstMinute(onDay, 'America/New_York'),
    claims,
    ...(known === undefined ? {} : { known: parseDay(known) }),
  };
  const base = baseDutyOf(catalogue, question, groups, preferences);
  return `${printDuty(base.duty)}, ${base.column}`;
};

const refusal = (...question: Parameters<typeof duty>): string => {
  try {
    return `no refusal: ${duty(...question)}`;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
};

describe('the base duty', () => {
  it('of preferences.yaml reads without a fault and names 27 preferences', () => {
    expect(diagnostics).toEqual([]);
    expect(preferences.length).toBe(27);
  });

  it('is column 1 general without a claim, column 2 for Cuba', () => {
    expect(duty('8708305000', 'KR', '2025-08-13')).toBe('2.5%, column 1 general');
    expect(duty('87083050', 'CU', '2025-08-13', ['korus'])).toBe('25%, column 2');
  });

  it('is the special rate of the program claimed', () => {
    expect(duty('87083050', 'KR', '2025-08-13', ['korus'])).toBe('1.2%, column 1 special, KR');
    expect(duty('87083050', 'MX', '2025-08-13', ['9903.01.04', 'usmca'])).toBe('free, column 1 special, S');
  });

  it('lets a claim stand on a line that is free anyway', () =>
    expect(duty('84713001', 'MX', '2025-08-13', ['usmca'])).toBe('free, column 1 general'));

  it('refuses a claim for the wrong origin, before the agreement, after the lapse, and where the line gives none', () => {
    expect(refusal('87083050', 'DE', '2025-08-13', ['korus'])).toMatch(
      /^claim-refused: .*not for goods of DE/,
    );
    expect(refusal('87083050', 'CA', '2020-06-30', ['usmca'])).toMatch(/^claim-refused: .*from 2020-07-01/);
    expect(duty('87083050', 'CA', '2020-06-30', ['nafta'])).toBe('free, column 1 special, CA');
    expect(refusal('87083050', 'CA', '2020-07-01', ['nafta'])).toMatch(/^claim-refused: .*until 2020-07-01/);
    expect(refusal('87083050', 'PE', '2025-08-13', ['peru'])).toMatch(/^claim-refused: .*has no rate/);
    expect(refusal('87083050', 'PH', '2021-01-01', ['gsp'])).toMatch(/^claim-refused: .*until 2021-01-01/);
  });

  it('does not settle A*, which leaves out countries that the column does not name', () =>
    expect(refusal('87083050', 'PH', '2020-12-30', ['gsp'])).toMatch(/^claim-undecided: /));

  it('refuses a rate that is words: 9823.04.01 for USMCA dairy', () =>
    expect(refusal('04069042', 'CA', '2025-08-13', ['usmca'])).toMatch(/^text-rate: .*9823\.04\.01/));

  it('knows of the African preference of November 2025 only from its renewal of May 2026', () => {
    expect(duty('87083050', 'ZA', '2025-09-30', ['agoa'], '2025-09-30')).toBe('free, column 1 special, D');
    expect(refusal('87083050', 'ZA', '2025-11-15', ['agoa'], '2025-11-15')).toMatch(/^claim-refused: /);
    expect(duty('87083050', 'ZA', '2025-11-15', ['agoa'], '2026-06-01')).toBe('free, column 1 special, D');
  });

  it('offers every lawful claim side by side', () => {
    const offers = offersOf('Free (A*,AU,CA,D,S) 1.2% (KR)', preferences, {
      origin: 'CA',
      onDay: parseDay('2025-08-13'),
    });
    expect(offers.map(({ preference, symbol, text }) => [preference.name, symbol, text])).toEqual([
      ['usmca', 'S', 'Free'],
    ]);
  });
});
