// Every lawful option side by side, on the project's own law.

import { describe, expect, it } from 'vitest';
import { optionsOf } from '../../src/outlook/options.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const options = (code: string, from: string, on: string, more = {}) =>
  optionsOf(law.as({ known: on }), { code, from, on, value: '10000', ...more });
const shown = (...question: Parameters<typeof options>) =>
  options(...question).options.map(({ option, total }) => `${option} ${total.high}`);

describe('the options of an entry', () => {
  it('of a car part from Korea: no claim, the agreement, the maker’s offset, or another use than in cars', () => {
    const answer = options('8708.30.50', 'KR', '2025-08-13');
    expect(answer.options.map(({ option, kind, total }) => [option, kind, total.high])).toEqual([
      ['as given', 'as-given', '2750.00'],
      ['korus', 'preference', '2500.00'],
      ['offset-license', 'fact', '250.00'],
      ['not-auto-part', 'fact', '1750.00'],
    ]);
    const [given, korus, , other] = answer.options;
    expect(korus).toMatchObject({
      fees: '0.00',
      cite: 'HTS general note 33',
      declare: { claims: ['korus'] },
    });
    expect(given?.fees).toBe('34.64');
    expect(other?.filing).toContain('9903.94.06');
  });

  it('of goods of Canada under the duties of March 2025: the agreement frees them', () =>
    expect(shown('9503.00.00', 'CA', '2025-05-08')).toEqual([
      'as given 2500.00',
      'usmca 0.00',
      'donation 0.00',
      'informational-materials 0.00',
      'chapter-98 0.00',
    ]));

  it('say what an entry would have to declare, and that is what makes the option', () => {
    const at = law.as({ known: '2025-08-13' });
    const entry = { code: '8708.30.50', from: 'KR', on: '2025-08-13', value: '10000' };
    for (const { declare, total } of options('8708.30.50', 'KR', '2025-08-13').options)
      expect(at.assess({ ...entry, ...declare }).total).toEqual(total);
  });

  it('of goods without any relief are the one entry', () =>
    expect(shown('9503.00.00', 'BY', '2024-06-30')).toEqual(['as given 7000.00']));

  it('name claims that the column does not settle', () =>
    expect(options('8708.30.50', 'TH', '2020-12-29').open.map(({ option, code }) => [option, code])).toEqual([
      ['gsp', 'claim-undecided'],
    ]));

  it('refuse what the entry as given is refused for', () =>
    expect(() => options('8708.30.50', 'DE', '2025-08-13', { claims: ['korus'] })).toThrow(
      expect.objectContaining({ code: 'claim-refused' }),
    ));
});

describe('goods from a foreign trade zone', () => {
  const at = law.as({ known: '2025-05-01' });
  const toys = { code: '9503.00.00', from: 'CN', on: '2025-05-01', value: '10000' };

  it('in privileged foreign status keep the duties of the day of admission', () => {
    expect(at.assess(toys).total.high).toBe('14500.00');
    const { total, basis, receipt } = at.assess({ ...toys, admitted: '2025-03-01' });
    expect(total.high).toBe('1000.00');
    expect(basis.on).toBe('2025-05-01');
    expect(receipt.assumptions[0]).toContain('admitted to a foreign trade zone');
  });

  it('are refused where metals follow the day of entry and the rest the day of admission', () =>
    expect(() => at.assess({ ...toys, code: '7307.99.50', from: 'DE', admitted: '2025-03-01' })).toThrow(
      expect.objectContaining({ code: 'zone-two-days' }),
    ));

  it('do not leave the zone before they came in, nor come in before the law begins', () => {
    expect(() => at.assess({ ...toys, admitted: '2025-06-01' })).toThrow(
      expect.objectContaining({ code: 'bad-admitted' }),
    );
    expect(() => at.assess({ ...toys, admitted: '2017-06-01' })).toThrow(
      expect.objectContaining({ code: 'before-coverage' }),
    );
  });
});

describe('a base duty that the schedule gives in words', () => {
  const at = law.as({ known: '2025-01-15' });
  const watch = { code: '9102.21.70', from: 'CH', on: '2025-01-15', value: '1000' };

  it('is refused, and taken from the importer’s working when it is given', () => {
    expect(() => at.assess(watch)).toThrow(expect.objectContaining({ code: 'text-rate' }));
    const { total, receipt } = at.assess({ ...watch, baseDuty: '4.2%' });
    expect(total.high).toBe('42.00');
    expect(receipt.assumptions[0]).toContain('base duty as the importer works it out');
  });

  it('is not taken where the schedule has a number', () =>
    expect(() => at.assess({ ...watch, code: '9503.00.00', baseDuty: '1%' })).toThrow(
      expect.objectContaining({ code: 'base-duty-fixed' }),
    ));
});
