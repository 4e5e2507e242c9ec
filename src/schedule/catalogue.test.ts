import { describe, expect, it } from 'vitest';
import { parseDay } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { openCatalogue } from './catalogue.ts';

const row = (code: string, name: string, more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  code,
  name,
  general: 'Free',
  special: '',
  column2: '35%',
  unit: 'no',
  ...more,
});

const HS2022 = parseDay('2022-01-27');

const catalogue = openCatalogue([
  row('85065000', 'Lithium batteries, not rechargeable'),
  row('85076000', 'Lithium-ion batteries'),
  row('85171200', 'Cell phones', { until: HS2022 }),
  row('85171300', 'Smartphones', { from: HS2022 }),
  row('85181080', 'Microphones', { general: '1.2%', until: parseDay('2019-07-01') }),
  row('85181080', 'Microphones', { from: parseDay('2019-07-01') }),
]);

const TODAY = parseDay('2025-08-13');
const failure = (code: string, day: number) => {
  try {
    catalogue.find(code, day);
  } catch (error) {
    return error as { code: string; hint: string };
  }
  throw new Error(`${code} was found`);
};

describe('the catalogue', () => {
  it('finds the line of a code of 8 or 10 digits', () => {
    expect(catalogue.find('85076000', TODAY).name).toBe('Lithium-ion batteries');
    expect(catalogue.find('8507600020', TODAY).code).toBe('85076000');
  });

  it('gives the rate of the day: 1.2 percent until 30 June 2019, free from 1 July', () => {
    expect(catalogue.find('85181080', parseDay('2019-06-30')).general).toBe('1.2%');
    expect(catalogue.find('85181080', parseDay('2019-07-01')).general).toBe('Free');
  });

  it('says that a code of 2022 was no line before, and that its forerunner is none now', () => {
    expect(failure('85171300', parseDay('2021-06-01'))).toMatchObject({ code: 'code-not-valid' });
    expect(failure('85171200', TODAY).hint).toContain('until 2022-01-27');
  });

  it('names the lines beneath a heading and the nearest of an unknown code', () => {
    expect(failure('8517', TODAY)).toMatchObject({ code: 'short-code' });
    expect(failure('8517', TODAY).hint).toContain('8517.13.00');
    expect(failure('85076001', TODAY)).toMatchObject({ code: 'unknown-code' });
    expect(failure('85076001', TODAY).hint).toContain('8507.60.00');
  });

  it('searches names by the beginnings of words, whole words first, and codes by their digits', () => {
    expect(catalogue.search('lith batt').map(({ code }) => code)).toEqual(['85076000', '85065000']);
    expect(catalogue.search('smart').map(({ code }) => code)).toEqual(['85171300']);
    expect(catalogue.search('850760').map(({ code }) => code)).toEqual(['85076000']);
    expect(catalogue.search('8507.60').map(({ code }) => code)).toEqual(['85076000']);
    expect(catalogue.search('  ')).toEqual([]);
  });

  it('reads mistyped words, and says which word nothing has', () => {
    const read = (words: string) => {
      const { hits, read: taken, missing } = catalogue.lookUp(words);
      return { codes: hits.map(({ row: { code } }) => code), taken, missing };
    };
    expect(read('litium-ion batery')).toEqual({
      codes: ['85076000'],
      taken: { litium: 'lithium', batery: 'battery' },
      missing: [],
    });
    expect(read('lithium tractor')).toMatchObject({ codes: ['85076000', '85065000'], missing: ['tractor'] });
    expect(read('tractor')).toEqual({ codes: [], taken: {}, missing: ['tractor'] });
  });
});
