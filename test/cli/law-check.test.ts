// `rosenbad law check` as a user runs it: releases that agree, that differ, that are explained, and files that are none.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'law-check-'));
const adds = (rate: string) => `The duty provided in the applicable subheading + ${rate}`;
const line = (htsno: string, general: string, description = htsno) => ({ htsno, description, general });

function file(name: string, lines: readonly object[]): string {
  const path = join(folder, name);
  const text = JSON.stringify([line('0101.21.00', 'Free'), ...lines]);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const FENTANYL = line(
  '9903.01.24',
  adds('20%'),
  'articles the product of China and Hong Kong, as provided for',
);
const KNOWN = line('9903.41.05', '100%', 'Japanese goods of 1987');

/** Only what a test is about: a short file lacks most of what the pack charges. */
const told = (out: string, heading: string) =>
  JSON.parse(out).releases[0].headings.find((one: { heading: string }) => one.heading === heading);

describe('law check --archive', () => {
  it('matches a heading with the same rate and countries, in a packed file as well', () => {
    const { out } = rosenbad([
      'law',
      'check',
      '--json',
      '--archive',
      file('hts_2025_rev_11.json.gz', [FENTANYL]),
    ]);
    expect(told(out, '9903.01.24')).toMatchObject({ verdict: 'matched' });
    expect(JSON.parse(out).releases[0]).toMatchObject({ release: '2025 revision 11', on: '2025-05-02' });
  });

  it('names rate and countries that differ, and ends with 3', () => {
    const wrong = line(
      '9903.01.24',
      adds('21%'),
      'articles the product of China and Hong Kong, as provided for',
    );
    const alone = line('9903.01.24', adds('20%'), 'articles the product of China, as provided for');
    const rate = rosenbad(['law', 'check', '--json', '--archive', file('hts_2025_rev_11.json', [wrong])]);
    const country = rosenbad(['law', 'check', '--json', '--archive', file('hts_2025_rev_11.json', [alone])]);
    expect(told(rate.out, '9903.01.24').in).toEqual(['rate']);
    expect(told(country.out, '9903.01.24')).toMatchObject({ in: ['country'], why: ['HK in the pack only'] });
    expect(rate.code).toBe(3);
  });

  it('accounts for a known difference', () => {
    const { out } = rosenbad(['law', 'check', '--json', '--archive', file('hts_2025_rev_11.json', [KNOWN])]);
    expect(told(out, '9903.41.05')).toMatchObject({ verdict: 'missing', explained: { kind: 'expired' } });
  });

  it('prints sums and what is unexplained as a table', () => {
    const { out, code } = rosenbad(['law', 'check', '--archive', file('hts_2025_rev_11.json', [FENTANYL])]);
    expect(out).toContain('2025 revision 11');
    expect(out).toContain('only-in-pack');
    expect(out).toMatch(/\d+ headings are unexplained: exit 3/);
    expect(code).toBe(3);
  });

  it.each([
    ['no-archive', join(folder, 'absent.json'), []],
    ['bad-archive', file('hts_2025_rev_12.json', []), []],
    ['unknown-release', file('mine.json', [FENTANYL]), []],
    ['unknown-release', file('hts_2031_rev_2.json', [FENTANYL]), []],
    ['bad-date', file('mine.json', [FENTANYL]), ['--on', '2025-02-30']],
  ])('refuses with %s', (code, path, more) => {
    const ran = rosenbad(['law', 'check', '--json', '--archive', path, ...more]);
    expect(JSON.parse(ran.out).error.code).toBe(code);
    expect(ran.code).toBe(2);
  });

  it('a broken gzip file is refused', () => {
    const path = join(folder, 'hts_2025_rev_13.json.gz');
    writeFileSync(path, gzipSync('[{"htsno": "9903.01.24"}]').subarray(0, 20));
    expect(rosenbad(['law', 'check', '--json', '--archive', path]).out).toContain('broken gzip');
  });
});
