// The news text the project starts from, and the same text with names, rates and dates replaced by others of the same kind.

import { describe, expect, test } from 'vitest';
import type { CheckedClaim, Verdict } from '../../src/reading/model.ts';
import { law, read, reader } from './setup.ts';
import { available, seedText } from './shared.ts';

const DAY = '2025-07-29';

const found = (text: string, kind: string, pattern: RegExp): readonly CheckedClaim[] =>
  read(text, DAY).claims.filter((claim) => claim.kind === kind && pattern.test(claim.text));

const verdicts = (text: string, kind: string, pattern: RegExp): readonly Verdict[] =>
  found(text, kind, pattern).map(({ verdict }) => verdict);

/** The text with words replaced; every replacement must be in it. */
const changed = (text: string, pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs).reduce((all, [from, to]) => {
    expect(all).toContain(from);
    return all.replaceAll(from, to);
  }, text);

describe.runIf(available)('the text of 29 July 2025', () => {
  const text = available ? seedText() : '';

  test('every checkable claim of it is found', () => {
    const kinds = read(text, DAY).claims.filter(({ kind }) => kind !== 'aim');
    const count = (kind: string) => kinds.filter((claim) => claim.kind === kind).length;
    expect({
      meeting: count('meeting'),
      deadline: count('deadline'),
      extension: count('extension'),
      deal: count('deal'),
      office: count('office'),
      rate: count('rate'),
      coverage: count('coverage'),
      statement: count('statement'),
      dependence: count('dependence'),
      return: count('return'),
      control: count('control'),
    }).toEqual({
      meeting: 7,
      deadline: 2,
      extension: 2,
      deal: 3,
      office: 6,
      rate: 1,
      coverage: 1,
      statement: 5,
      dependence: 2,
      return: 1,
      control: 1,
    });
  });

  test('the office of the president is contradicted, with who held it', () => {
    const [claim] = found(text, 'office', /administration/);
    expect(claim!.verdict).toBe('contradicted');
    expect(claim!.why).toMatch(/Donald Trump.*2025-01-20/);
    expect(claim!.against[0]).toMatchObject({ is: 'office', id: 'us/president' });
  });

  test('the return of triple digits is contradicted, with the figures of the engine and the clause', () => {
    const [claim] = found(text, 'return', /triple/);
    expect(claim!.verdict).toBe('contradicted');
    const rate = (on: string) =>
      law.as({ known: DAY }).assess({ code: '9503.00.00', from: 'CN', on, value: '10000' }).additional.high *
      100;
    expect(claim!.why).toContain(`pay the United States ${Math.round(rate('2025-08-12'))} points`);
    expect(claim!.why).toContain(`instead of ${Math.round(rate('2025-08-11'))}`);
    expect(claim!.against[0]).toMatchObject({ is: 'instrument', id: 'us/eo-14298', cite: '90 FR 21831' });
    expect(claim!.against[0]!.clause).toContain('s.3(d)');
  });

  test('"15% on most EU exports" is near the truth: all-in, announced, and with exceptions', () => {
    const [rate] = found(text, 'rate', /most EU/);
    const [coverage] = found(text, 'coverage', /most EU/);
    expect(rate!.verdict).toBe('supported-with-difference');
    expect(rate!.why).toMatch(/15 percent.*duty included.*10 points/);
    expect(coverage!.verdict).toBe('supported-with-difference');
    expect(coverage!.why).toMatch(/aircraft.*steel/);
    expect(rate!.against[0]).toMatchObject({ is: 'agreement', id: 'us-eu-2025' });
  });

  test('the other claims of law and talks are borne out', () => {
    expect(verdicts(text, 'deadline', /August 12/)).toEqual(['supported']);
    expect(verdicts(text, 'meeting', /Stockholm/)).toEqual(['supported']);
    expect(verdicts(text, 'meeting', /five hours/)).toEqual(['supported']);
    expect(verdicts(text, 'deal', /with Japan/)).toEqual(['supported-with-difference']);
    expect(verdicts(text, 'statement', /Biden|Truth Social/)).toEqual(['contradicted', 'contradicted']);
  });
});

describe.runIf(available)('the same text with others of the same kind in it', () => {
  const text = available ? seedText() : '';

  test('the president who holds the office is supported, a former one is not, whoever it is', () => {
    const named = (first: string, last: string) =>
      changed(text, { 'Joe Biden': `${first} ${last}`, Biden: last });
    expect(verdicts(named('Donald', 'Trump'), 'office', /administration|President Donald/)).toEqual([
      'supported',
      'supported',
    ]);
    expect(verdicts(named('Barack', 'Obama'), 'office', /administration/)).toEqual(['contradicted']);
    expect(verdicts(named('Donald', 'Trump'), 'statement', /Trump on Tuesday|Truth Social/)).toEqual([
      'supported',
      'supported',
    ]);
  });

  test.each([
    ['34 percent', 'supported'],
    ['54 percent', 'supported'],
    ['double-digit rates', 'supported'],
    ['125 percent', 'contradicted'],
    ['25 percent', 'contradicted'],
  ])('the return of %s is %s', (rate, verdict) => {
    expect(verdicts(changed(text, { 'triple-digit rates': rate }), 'return', /risk the return/)).toEqual([
      verdict,
    ]);
  });

  test.each([
    ['August 12', 'supported'],
    ['August 11', 'supported'],
    ['August 26', 'contradicted'],
    ['September 9', 'contradicted'],
  ])('a truce deadline of %s is %s', (day, verdict) => {
    const claims = found(changed(text, { 'August 12': day }), 'deadline', new RegExp(day));
    expect(claims.map((claim) => claim.verdict)).toEqual([verdict]);
  });

  test.each([
    ['15% tariff on most Japanese exports', 'Japan', 'supported-with-difference'],
    ['10% tariff on most EU exports', 'European Union', 'supported'],
    ['23% tariff on most EU exports', 'European Union', 'not-in-record'],
  ])('a %s is judged by %s: %s', (words, partner, verdict) => {
    const other = changed(text, { '15% tariff on most EU exports': words });
    const claims = found(other, 'rate', /% tariff on most/);
    expect(claims.map((claim) => claim.verdict)).toEqual([verdict]);
    expect(claims[0]!.why).toContain(partner);
  });

  test('other officials, places and lengths give other verdicts', () => {
    expect(verdicts(changed(text, { 'Scott Bessent': 'Janet Yellen' }), 'office', /Treasury/)).toEqual([
      'contradicted',
    ]);
    expect(verdicts(changed(text, { 'Ulf Kristersson': 'Stefan Anders' }), 'office', /Swedish/)).toEqual([
      'contradicted',
    ]);
    expect(verdicts(changed(text, { 'five hours': 'fifteen hours' }), 'meeting', /fifteen|15/)).not.toContain(
      'supported',
    );
    expect(verdicts(changed(text, { Stockholm: 'Madrid' }), 'meeting', /Madrid/)).toEqual(['not-in-record']);
  });

  test('a later day known tells what came', () => {
    const [claim] = reader(text, { date: DAY, known: '2025-12-01' }).claims.filter(
      ({ kind }) => kind === 'return',
    );
    expect(claim!.verdict).toBe('contradicted');
    expect(claim!.why).toContain(
      'What came later: an instrument signed on 2025-08-11 suspends the duty to 2025-11-10',
    );
  });
});
