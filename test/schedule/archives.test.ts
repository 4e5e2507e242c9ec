import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHts } from '../../src/schedule/hts.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { parseSpecial } from '../../src/schedule/special.ts';
import { exportsIn, present, unpacked } from './exports.ts';

/** How the schedule words a rate that is no number. */
const WORDS =
  /^(The rate|A duty|See additional U\.S\. note|Free, |Free \(see)|on (the )?(case|movement|battery|apparatus)|on the value of the|on thebattery|less .* for each degree|for each other piece|(fair retail value|cost of such .*)$|^$/;

/** A suffix that 2025 revision 16 printed under no line. */
const STRAY = ['9401993030'];

/** The export of 2025 Basic left out line 4420.19.00, and put it back in revision 1. */
const linesOf = (name: string): number => {
  const year = Number(/20\d\d/.exec(name)?.[0]);
  if (name.startsWith('hts_2025_basic')) return 11_413;
  return year >= 2022 ? 11_414 : year >= 2020 ? 11_111 : year === 2019 ? 11_109 : 11_083;
};

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the archives of the tariff schedule', () => {
  const all = [...exportsIn('archives-csv'), ...exportsIn('archives')].map(
    (path) => [basename(path), path] as const,
  );

  it('are 63 exports, 44 of them JSON', () => {
    expect(all.length).toBe(63);
    expect(exportsIn('archives').length).toBe(44);
  });

  it.each(all)('%s: every line is read, every rate a duty or words that we know', (name, path) => {
    const { lines, strange } = readHts(unpacked(path));
    const products = lines.filter(({ code }) => code < '98');
    expect(products.length).toBe(linesOf(name));
    expect(strange).toEqual(name.startsWith('hts_2025_rev_16') ? STRAY : []);
    const odd = products.flatMap((line) =>
      [line.general, line.column2].filter((text) => {
        const rate = readRate(text);
        return rate.kind === 'text' && !WORDS.test(rate.text);
      }),
    );
    expect(odd).toEqual([]);
    const unread = products.filter(({ special }) => special !== '' && parseSpecial(special).length === 0);
    expect(unread.map(({ code }) => code)).toEqual(/_2022_/.test(name) ? ['04032005'] : []);
    expect(products.filter(({ general }) => general === '').map(({ code }) => code)).toEqual([]);
  });

  it('has no line of which 2.5 % with empty markup behind it is read as free', () => {
    const { lines } = readHts(unpacked(all.find(([name]) => name === 'hts_2025_rev_10.json.gz')![1]));
    const line = lines.find(({ code }) => code === '87082200')!;
    expect(line.general).toBe('2.5%');
    expect(readRate(line.general)).toEqual({ kind: 'duty', duty: { kind: 'ad-valorem', rate: 25_000 } });
  });

  it('gives statistical suffixes the rates of their line', () => {
    const { lines } = readHts(unpacked(all.find(([name]) => name === 'hts_2025_rev_10.json.gz')![1]));
    const battery = lines.find(({ code }) => code === '85076000')!;
    expect(battery.suffixes.map(({ code }) => code)).toContain('8507600020');
    expect(battery.general).toBe('3.4%');
    expect(battery.unit).toBe('no');
  });
});
