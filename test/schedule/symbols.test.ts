// Claims by a symbol of the special column, as an entry summary has them, mean the preference that has the symbol.

import { describe, expect, it } from 'vitest';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const duty = (code: string, from: string, on: string, claims: readonly string[]) =>
  law.as({ known: on }).assess({ code, from, on, value: '10000', claims });

describe('a claim by symbol', () => {
  it.each([
    ['8708.30.50', 'KR', '2025-08-13', 'KR', 'korus'],
    ['9503.00.00', 'CA', '2025-05-08', 'S', 'usmca'],
    ['8708.30.50', 'MX', '2025-08-13', 's+', 'usmca'],
    ['8708.30.50', 'MX', '2019-08-13', 'MX', 'nafta'],
    ['8708.30.50', 'JO', '2024-08-13', 'JO', 'jordan'],
    ['8708.30.50', 'IL', '2024-08-13', 'IL', 'israel'],
  ])('%s from %s on %s: %s is %s', (code, from, on, symbol, name) => {
    const [bySymbol, byName] = [duty(code, from, on, [symbol]), duty(code, from, on, [name])];
    expect(bySymbol.lines).toEqual(byName.lines);
    expect(bySymbol.filing).toEqual(byName.filing);
    expect(bySymbol.total).not.toEqual(duty(code, from, on, []).total);
  });

  it('of several preferences takes the one that is for the origin', () =>
    expect(() => duty('8708.30.50', 'DE', '2024-08-13', ['IL'])).toThrow(/is not for goods of DE/));

  it('of a program that has ended is refused with the day', () =>
    expect(() => duty('9503.00.00', 'CA', '2025-05-08', ['CA'])).toThrow(/North American.*2020-07-01/));

  it('that no preference has stays unknown', () =>
    expect(() => duty('9503.00.00', 'CA', '2025-05-08', ['zz'])).toThrow(/no claim "zz"/));
});
