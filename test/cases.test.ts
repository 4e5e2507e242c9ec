// Runs every legal case against assess. Rates are compared to a millionth of the value.

import { describe, expect, it } from 'vitest';
import type { Assessment } from '../src/assess/assessment.ts';
import { TariffError } from '../src/core/errors.ts';
import { answerOf } from './support/case-coverage.ts';
import { allCases, type LegalCase } from './support/cases.ts';
import { embeddedLaw } from './support/embedded.ts';

const law = embeddedLaw();

const charged = (answer: Assessment): readonly string[] =>
  answer.lines.filter(({ program }) => program !== 'base').map(({ heading }) => heading);

const money = (text: string): string => Number(text).toFixed(2);

function check(one: LegalCase, answer: Assessment): void {
  const { expect: wanted } = one;
  if (wanted.rate !== undefined)
    expect([answer.rate.low, answer.rate.high]).toEqual(
      [wanted.rate, wanted.rate].map((rate) => expect.closeTo(rate, 6)),
    );
  if (wanted.additional !== undefined)
    expect([answer.additional.low, answer.additional.high]).toEqual(
      [wanted.additional, wanted.additional].map((rate) => expect.closeTo(rate, 6)),
    );
  if (wanted.low !== undefined) expect(answer.total.low).toBe(money(wanted.low));
  if (wanted.high !== undefined) expect(answer.total.high).toBe(money(wanted.high));
  if (wanted.headings !== undefined) expect([...charged(answer)].sort()).toEqual([...wanted.headings].sort());
  if (wanted.suppressed !== undefined)
    expect(answer.suppressed.map(({ heading }) => heading)).toEqual(
      expect.arrayContaining(wanted.suppressed),
    );
  if (wanted.filing !== undefined)
    expect(answer.filing.filter((heading) => wanted.filing!.includes(heading))).toEqual(wanted.filing);
  if (wanted.questions !== undefined)
    expect(answer.questions.map(({ fact }) => fact)).toEqual(expect.arrayContaining(wanted.questions));
}

const cases = allCases();

describe('the legal cases', () => {
  it('are at least eighty, and no two say the same', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    const sentences = cases.map((one) => one.case);
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
  });

  it.each(cases.map((one) => [`${one.file}:${one.line} ${one.case}`, one] as const))('%s', (_, one) => {
    const answer = answerOf(law, one);
    if (one.expect.error !== undefined) {
      expect(answer instanceof TariffError ? answer.code : 'no error').toBe(one.expect.error);
      return;
    }
    if (answer instanceof TariffError) throw answer;
    check(one, answer);
  });
});
