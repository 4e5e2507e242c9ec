import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpecial, printSpecial, specialRate } from './special.ts';

const parsed = (text: string) =>
  parseSpecial(text).map(({ text: rate, programs }) => [rate, programs.join(' ')]);

describe('the special column', () => {
  it('has several rates, each with its programs', () =>
    expect(parsed('Free (A,AU,S+) 3.2% (KR) See 9823.04.01-9823.04.54 (S)')).toEqual([
      ['Free', 'A AU S+'],
      ['3.2%', 'KR'],
      ['See 9823.04.01-9823.04.54', 'S'],
    ]));

  it('is read through its misprints: no space, doubled commas, stops for commas, a footnote, a lost bracket', () => {
    expect(parsed('Free(A+,AU,, BH,MX.OM)')).toEqual([['Free', 'A+ AU BH MX OM']]);
    expect(parsed('0.9% (PA) 37.5% (KR)(s)')).toEqual([
      ['0.9%', 'PA'],
      ['37.5%', 'KR'],
    ]);
    expect(parsed('Free (A,AU,PE,SG')).toEqual([['Free', 'A AU PE SG']]);
    expect(parsed('Free (AU,SG)) 4% (CO)')).toEqual([
      ['Free', 'AU SG'],
      ['4%', 'CO'],
    ]);
  });

  it('leaves brackets inside the words of a rate alone', () =>
    expect(
      parsed('Free (CA) 0.3¢/kg less 0.005¢/kg for each degree (and fractions of a degree) (KR)')[1],
    ).toEqual(['0.3¢/kg less 0.005¢/kg for each degree (and fractions of a degree)', 'KR']));

  it('finds the rate of one symbol and tells A from A* and A+', () => {
    const text = 'Free (A*,CA) 2% (A+)';
    expect(specialRate(text, 'A')).toBeUndefined();
    expect(specialRate(text, 'A*')).toBe('Free');
    expect(specialRate(text, 'A+')).toBe('2%');
    expect(specialRate('', 'KR')).toBeUndefined();
  });

  it('reads back what it prints', () => {
    const symbols = fc.uniqueArray(fc.constantFrom('A', 'A*', 'AU', 'KR', 'P+', 'S', 'JO'), { minLength: 1 });
    const rates = fc.array(
      fc.record({
        text: fc.constantFrom('Free', '3.2%', '4¢/kg + 1.1%', 'See 9917.04.50'),
        programs: symbols,
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(rates, (some) => {
        expect(parseSpecial(printSpecial(some))).toEqual(some);
      }),
    );
  });
});
