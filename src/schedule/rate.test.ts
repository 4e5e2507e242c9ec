import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDuty } from '../core/duty.ts';
import { plainText, readRate, tidyRate } from './rate.ts';

const read = (text: string): string => {
  const rate = readRate(text);
  return rate.kind === 'duty' ? printDuty(rate.duty) : `words: ${rate.text}`;
};

describe('rates as the schedule prints them', () => {
  it.each([
    ['2.5% <u></u>', '2.5%'],
    ['Free', 'free'],
    ['$1.13/m<sup>3</sup>', '$1.13/m3'],
    ['14.5¢/m<sup>2 </sup>+ 0.4%', '14.5 cents/m2 + 0.4%'],
    ['1.3¢;/kg + 5.7%', '1.3 cents/kg + 5.7%'],
    ['2.2%`', '2.2%'],
    ['37% /', '37%'],
    ['33 1/3%', '33.3333%'],
    ['5¢/kg on contents and container', '5 cents/kg on contents and container'],
    ['18.5¢/liter + $1.32/pf. Liter', '18.5 cents/litre + $1.32/proof litre'],
    ['90¢ each', '90 cents/each'],
    ['89.6¢/1000', '89.6 cents/thousand'],
    ['$1.21kg', '$1.21/kg'],
    ['86.1¢/m²of recording surface', '86.1 cents/m2 of recording surface'],
    ['6.5% on the entire set', '6.5%'],
    ['4¢ each + 0.3%', '4 cents/each + 0.3%'],
    ['41.7¢/kg + 0.9%', '41.7 cents/kg + 0.9%'],
  ])('%s is %s', (text, duty) => expect(read(text)).toBe(duty));

  it.each([
    'The rate applicable to each garment in the ensemble if separately entered',
    'See additional U.S. note 2',
    'See 9823.04.01-9823.04.54',
    '3.6606¢/kg less 0.020668¢/kg for each degree under 100 degrees but not less than 3.143854¢/kg',
    '$1.61 each + 4.4% on the case and strap, band or bracelet',
    '43¢ each + 2.8¢/jewel over 7 + 3.7% on the case',
    'Free, under bond',
    'No change',
    '',
  ])('"%s" stays words and is never zero', (text) => expect(readRate(text)).toEqual({ kind: 'text', text }));

  it('a percentage with any empty markup behind it is that percentage', () => {
    const markup = fc.constantFrom('<u></u>', ' <il></il>', '<sup></sup>', ' ', '');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 35_000 }), markup, (hundredths, junk) => {
        expect(readRate(`${hundredths / 100}%${junk}`)).toEqual({
          kind: 'duty',
          duty: { kind: 'ad-valorem', rate: hundredths * 100 },
        });
      }),
    );
  });

  it('never throws, whatever the text, and tidying twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(['duty', 'text']).toContain(readRate(text).kind);
        expect(plainText(plainText(text)).length).toBeLessThanOrEqual(plainText(text).length);
      }),
    );
    expect(tidyRate(tidyRate('20¢;/kg +9% <u></u>'))).toBe('20¢/kg + 9%');
  });
});
