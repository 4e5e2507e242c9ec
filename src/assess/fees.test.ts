import { describe, expect, it } from 'vitest';
import { embeddedLaw } from '../../test/support/embedded.ts';
import type { EntryInput } from './entry.ts';

const law = embeddedLaw();
const GOODS: EntryInput = { code: '9503.00.00', from: 'CN', on: '2025-08-13', value: 125_000 };
const fees = (more: Partial<EntryInput>) =>
  law
    .as({ known: '2025-07-29' })
    .assess({ ...GOODS, ...more })
    .fees.map(({ fee, amount }) => [fee, amount]);

describe('fees', () => {
  it('merchandise processing is 0.3464 percent of the value between the minimum and the maximum of the fiscal year', () => {
    expect(fees({})).toEqual([['us/mpf', '433.00']]);
    expect(fees({ value: 1000 })).toEqual([['us/mpf', '32.71']]);
    expect(fees({ value: 1_000_000 })).toEqual([['us/mpf', '634.62']]);
  });

  it('merchandise processing does not fall on goods of chapter 98', () =>
    expect(fees({ facts: { 'chapter-98': true } })).toEqual([]));

  it('harbour maintenance is 0.125 percent, by vessel only', () => {
    expect(fees({ mode: 'vessel' })).toContainEqual(['us/hmf', '156.25']);
    expect(fees({ mode: 'air' }).map(([fee]) => fee)).toEqual(['us/mpf']);
  });

  it('stands apart from the duty', () => {
    const answer = law.as({ known: '2025-07-29' }).assess({ ...GOODS, mode: 'vessel' });
    expect(answer.total.high).toBe('67500.00');
  });
});
