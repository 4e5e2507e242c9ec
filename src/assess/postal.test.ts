import { describe, expect, it } from 'vitest';
import { embeddedLaw } from '../../test/support/embedded.ts';
import { TariffError } from '../core/errors.ts';
import type { EntryInput } from './entry.ts';

const law = embeddedLaw();
const ITEM: EntryInput = { code: '6109.10.00', from: 'CN', on: '2026-03-15', value: 500, mode: 'post' };

function answer(more: Partial<EntryInput>, known = '2026-11-20'): string {
  try {
    const { total, lines, fees, filing } = law.as({ known }).assess({ ...ITEM, ...more });
    return `${total.low} ${lines.length} lines ${fees.length} fees ${filing.length} headings`;
  } catch (error) {
    if (error instanceof TariffError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const ordinary = (more: Partial<EntryInput>): string => {
  const { mode: _, ...entry } = { ...ITEM, ...more };
  const { total } = law.as({ known: '2026-11-20' }).assess(entry);
  return total.low;
};

describe('small items in the post', () => {
  it('pay 10 percent of their value and nothing else from 24 February to 23 July 2026, of whatever origin', () => {
    for (const on of ['2026-02-24', '2026-07-23'])
      expect(answer({ on })).toBe('50.00 1 lines 0 fees 0 headings');
    expect(answer({ from: 'FR' })).toBe('50.00 1 lines 0 fees 0 headings');
  });
  it('are refused by name on days for which no one rate is known', () => {
    expect(answer({ on: '2026-07-24' })).toContain('postal-item: items of at most $800.00');
    expect(answer({ on: '2026-02-23' })).toContain('$80, $160 or $200 an item');
    expect(answer({ on: '2025-08-28' })).toContain('54 percent');
    expect(answer({ on: '2025-08-28', from: 'FR' })).toContain('could pass free');
    expect(answer({ on: '2025-08-29', from: 'FR' })).toContain('emergency rate of the origin');
  });
  it('follow what was published: on 19 February 2026 nobody knew the 10 percent', () => {
    expect(answer({}, '2026-02-19')).toContain('$80, $160 or $200 an item');
    expect(answer({}, '2026-02-20')).toContain('50.00');
  });
  it('stay free when they are donations or informational materials', () => {
    expect(answer({ facts: { donation: true } })).toBe('0.00 0 lines 0 fees 0 headings');
    expect(answer({ on: '2026-09-01', facts: { 'informational-materials': true } })).toContain(
      '0.00 0 lines',
    );
  });
  it('are ordinary entries above $800, and by any other mode', () => {
    expect(answer({ value: 800 })).toContain('80.00 1 lines');
    expect(answer({ value: 801 })).toContain(ordinary({ value: 801 }));
    expect(answer({ mode: 'air' })).toContain(ordinary({}));
  });
  it('turn in a history on the days of their own rules', () => {
    const { on: _, ...question } = ITEM;
    const steps = law.as({ known: '2026-11-20' }).history(question);
    expect(steps.map(({ from, rate, error }) => [from, error?.code ?? rate.high])).toEqual([
      ['2018-07-06', 'postal-item'],
      ['2025-05-02', 'postal-item'],
      ['2025-08-29', 'postal-item'],
      ['2026-02-24', 0.1],
      ['2026-07-24', 'postal-item'],
    ]);
  });
  it('still need a code that the schedule knows', () => {
    expect(answer({ code: '6109.10.99' })).toContain('6109.10.99');
  });
});
