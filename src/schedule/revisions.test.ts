import { describe, expect, it } from 'vitest';
import { parseDay, printDay } from '../core/day.ts';
import { joinRevisions } from './revisions.ts';

const line = (code: string, general: string) => ({
  code,
  name: code,
  general,
  special: '',
  column2: '35%',
  unit: 'kg',
});

const joined = joinRevisions([
  { from: parseDay('2026-01-01'), lines: [line('01012900', 'Free'), line('01022940', '1¢/kg')] },
  { from: parseDay('2025-01-01'), lines: [line('01012900', 'Free'), line('01022910', '2%')] },
  { from: parseDay('2025-07-01'), lines: [line('01012900', 'Free'), line('01022910', '1%')] },
]).map(({ code, general, from, until }) =>
  [code, general, from === undefined ? '' : printDay(from), until === undefined ? '' : printDay(until)].join(
    ' ',
  ),
);

describe('revisions joined', () => {
  it('keep an unchanged line as one row, date each change, and end a line that is left out', () =>
    expect(joined).toEqual([
      '01012900 Free  ',
      '01022910 2%  2025-07-01',
      '01022910 1% 2025-07-01 2026-01-01',
      '01022940 1¢/kg 2026-01-01 ',
    ]));
});
