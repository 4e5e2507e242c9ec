// History follows the schedule too: a base duty that fell, a code that came, a preference that lapsed.

import { describe, expect, it } from 'vitest';
import { embeddedLaw } from '../support/embedded.ts';

const at = embeddedLaw().as({ known: '2024-12-31' });
const base = (code: string, from: string, claims: readonly string[] = []) =>
  at
    .history({ code, from, claims })
    .map(({ from: day, lines, error }) => `${day} ${error?.code ?? lines[0]!.rate}`);

describe('the history of a product', () => {
  it('has the day on which the base duty fell', () =>
    expect(base('8504.40.95', 'DE')).toEqual(['2018-07-06 0.3%', '2019-07-01 free']));

  it('has the day on which the nomenclature made the line', () =>
    expect(base('8517.13.00', 'DE')).toEqual(['2018-07-06 code-not-valid', '2022-01-27 free']));

  it('has the day on which a preference that is claimed began', () =>
    expect(base('8708.30.50', 'MX', ['usmca'])).toContain('2020-07-01 free'));
});
