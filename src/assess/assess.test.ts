import { describe, expect, it } from 'vitest';
import { BASICS, instrument, packOf } from '../../test/support/mini-law.ts';
import { openPack } from '../law.ts';
import type { EntryInput } from './entry.ts';

const FROM = '2025-04-05T00:01 America/New_York';

/** A law of one instrument with these acts, as known in May 2025. */
const lawWith = (...acts: readonly string[]) =>
  openPack(packOf([...BASICS, instrument('order', '2025-04-02', acts)])).as({ known: '2025-05-01' });

const impose = (id: string, program: string, rest: string) =>
  `{clause: s.1, impose: ${id}, program: ${program}, heading: 9903.01.25, from: ${FROM}, origins: {all: true}, ${rest}}`;

const FITTING: EntryInput = { code: '7307.99.10', from: 'DE', on: '2025-05-02', value: 10000 };

describe('assess', () => {
  it('adds 10 points to a base of 5 percent: 1,500 dollars on 10,000', () => {
    const answer = lawWith(impose('us/rec/all', 'us/rec', 'duty: +10%')).assess(FITTING);
    expect(answer.total).toEqual({ low: '1500.00', high: '1500.00' });
    expect([answer.rate.high, answer.additional.high]).toEqual([0.15, 0.1]);
    expect(answer.filing).toEqual(['9903.01.25']);
  });

  it('tops up to 15 percent in all, and adds nothing where the base duty is higher', () => {
    const law = lawWith(impose('us/rec/all', 'us/rec', 'duty: to 15%'));
    expect(law.assess(FITTING).lines.map(({ amount }) => amount)).toEqual(['500.00', '1000.00']);
    const low = lawWith(impose('us/rec/all', 'us/rec', 'duty: to 4%')).assess(FITTING);
    expect(low.total.high).toBe('500.00');
  });

  it('counts a specific rate toward a top-up by its equivalent on this entry', () => {
    const law = lawWith(impose('us/rec/all', 'us/rec', 'duty: to 15%'));
    const wine: EntryInput = { ...FITTING, code: '2204.21.20', value: 1000, quantity: { litre: 1000 } };
    expect(law.assess(wine).lines.map(({ amount }) => amount)).toEqual(['63.00', '87.00']);
  });

  it('refuses a specific rate without its quantity, naming the unit', () => {
    const law = lawWith(impose('us/rec/all', 'us/rec', 'duty: to 15%'));
    expect(() => law.assess({ ...FITTING, code: '2204.21.20' })).toThrowError(/quantity in litre/);
  });

  it('gives a range and a question for metal content that was not declared, and full value as the default', () => {
    const law = lawWith(
      impose('us/metal/steel', 'us/metal', 'base: steel-content, goods: ["73"], duty: +50%'),
    );
    const open = law.assess(FITTING);
    expect(open.total).toEqual({ low: '500.00', high: '5500.00' });
    expect(open.questions.map(({ fact }) => fact)).toEqual(['content:steel']);
    expect(open.lines.at(-1)?.amount).toBe('5000.00');
    const told = law.assess({ ...FITTING, metals: { steel: '60%' } });
    expect(told.total).toEqual({ low: '3500.00', high: '3500.00' });
  });

  it('leaves only the part of the value that another program does not take', () => {
    const law = lawWith(
      impose('us/metal/steel', 'us/metal', 'base: steel-content, goods: ["73"], duty: +50%'),
      impose(
        'us/rec/all',
        'us/rec',
        'duty: +10%, except: [{heading: 9903.01.33, when: {subject-to: us/metal}, gives-way: content}]',
      ),
    );
    const answer = law.assess({ ...FITTING, metals: { steel: 0.6 } });
    expect(answer.lines.map(({ amount }) => amount)).toEqual(['500.00', '400.00', '3000.00']);
    expect(answer.filing).toContain('9903.01.33');
  });

  it('shows what was not charged, with the exception and its clause', () => {
    const law = lawWith(
      impose(
        'us/rec/all',
        'us/rec',
        'duty: +10%, except: [{heading: 9903.01.30, when: {fact: civil-aircraft}}]',
      ),
    );
    const answer = law.assess({ ...FITTING, facts: { 'civil-aircraft': true } });
    expect(answer.suppressed.map(({ heading, clause }) => [heading, clause])).toEqual([
      ['9903.01.25', 's.1'],
    ]);
    expect(answer.suppressed[0]?.why).toContain('excepted under 9903.01.30');
    expect(answer.filing).toEqual(['9903.01.30']);
  });

  const ofSubdivisions = (count: number) =>
    lawWith(
      ...Array.from({ length: count }, (_, i) =>
        impose(`us/rec/part${i}`, 'us/rec', `duty: +1%, goods: ["73079910${10 + i}"]`),
      ),
    ).assess(FITTING);

  it('asks about each subdivision that a code of eight digits leaves open: 3 of 1 percent make 500 to 800', () => {
    const answer = ofSubdivisions(3);
    expect(answer.total).toEqual({ low: '500.00', high: '800.00' });
    expect(answer.questions).toHaveLength(3);
  });

  it('says so when more facts are open than it combines', () => {
    const saysSo = (count: number) =>
      ofSubdivisions(count).receipt.assumptions.some((words) => words.includes('first 128 ways'));
    expect([saysSo(6), saysSo(8)]).toEqual([false, true]);
  });

  it('names law, engine and what was taken for granted in the receipt', () => {
    const { receipt } = lawWith(impose('us/rec/all', 'us/rec', 'duty: +10%')).assess(FITTING);
    expect(receipt.engine).toMatch(/^\d+\.\d+\.\d+$/);
    expect(receipt.law).not.toBe('');
  });
});
