import { describe, expect, it } from 'vitest';
import { TariffError } from '../core/errors.ts';
import { type EntryInput, readEntry } from './entry.ts';

const ZONE = 'America/New_York';
const ENTRY: EntryInput = { code: '8507.60.00.20', from: 'cn', on: '2025-08-13', value: '10000.49' };
const read = (more: object = {}) => readEntry({ ...ENTRY, ...more }, ZONE, ['civil-aircraft', 'donation']);

function refused(more: object): readonly [string, string] {
  try {
    read(more);
  } catch (error) {
    if (error instanceof TariffError) return [error.code, `${error.message} ${error.hint ?? ''}`];
  }
  throw new Error(`not refused: ${JSON.stringify(more)}`);
}

describe('reading an entry', () => {
  it('rounds the value to whole dollars, half up, and writes origin and code in one form', () => {
    expect(read()).toMatchObject({ code: '8507600020', origin: 'CN', value: 1_000_000 });
    expect(read({ value: '10000.50' }).value).toBe(1_000_100);
  });

  it('takes a day of loading as its last minute, a moment as itself', () => {
    const before = read({ loaded: '2025-08-01T00:00' }).loaded!;
    expect(read({ loaded: '2025-08-01' }).loaded! - before).toBe(24 * 60 - 1);
  });

  it('reads shares as fractions or percent', () => {
    expect(read({ metals: { steel: '0.6', copper: '40%' } }).metals).toEqual({
      steel: 600_000,
      copper: 400_000,
    });
  });

  it.each([
    [{ code: '' }, 'missing-code', 'code'],
    [{ value: undefined }, 'missing-value', 'value'],
    [{ value: '-5' }, 'bad-number', '-5'],
    [{ code: '85x7' }, 'bad-code', '85x7'],
    [{ from: 'XX' }, 'unknown-country', 'XX'],
    [{ on: '2025-02-30' }, 'bad-date', '2025-02-30'],
    [{ mode: 'vesel' }, 'unknown-mode', 'vessel'],
    [{ metals: { steel: 0.7, copper: 0.4 } }, 'bad-share', 'copper 40%'],
    [{ metals: { stell: 0.7 } }, 'unknown-metal', 'steel'],
    [{ facts: { donatoin: true } }, 'unknown-fact', 'donation'],
    [{ facts: { donation: 'perhaps' } }, 'bad-fact', 'perhaps'],
    [{ vlaue: 3 }, 'unknown-field', 'value'],
  ])('refuses %j as %s, with the value or the nearest known', (more, code, words) => {
    const [found, text] = refused(more);
    expect(found).toBe(code);
    expect(text).toContain(words);
  });
});
