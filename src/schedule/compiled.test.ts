import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../core/day.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { openCatalogue } from './catalogue.ts';
import { compileSchedule, openCompiled } from './compiled.ts';
import { withImported } from './imported.ts';

const day = parseDay;
const head = {
  hash: 'abc',
  jurisdiction: 'us',
  releases: [
    {
      id: '2025HTSRev14',
      title: 'HTS 2025 revision 14',
      from: day('2025-06-06'),
      through: day('2025-06-06'),
    },
    {
      id: '2026HTSBasic',
      title: 'HTS 2026 basic edition',
      from: day('2026-01-01'),
      through: day('2026-01-01'),
    },
  ],
  from: day('2025-01-01'),
};

const row = (code: string, more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  code,
  name: `goods of ${code}`,
  general: 'Free',
  special: '',
  column2: '35%',
  unit: 'no',
  ...more,
});

const cell = fc.string({ unit: 'binary', maxLength: 20 });
const rows = fc
  .uniqueArray(
    fc.record({
      code: fc.integer({ min: 1_000_000, max: 99_999_999 }).map((n) => String(n).padStart(8, '0')),
      name: cell,
      general: cell,
      special: cell,
      column2: cell,
      unit: cell,
    }),
    { selector: ({ code }) => code, maxLength: 40 },
  )
  .map((all) => [...all].sort((a, b) => (a.code < b.code ? -1 : 1)));

describe('the compiled schedule', () => {
  it('gives back every row that went in, and no other', () =>
    fc.assert(
      fc.property(rows, (all) => {
        const { codes, rowsOf } = openCompiled(compileSchedule(all, head));
        expect(codes()).toEqual(all.map(({ code }) => code));
        expect(codes().flatMap(rowsOf)).toEqual(all);
      }),
    ));

  it('keeps days, doubt and suffixes', () => {
    const suffixes = [{ code: '8507600020', name: 'Other' }];
    const dated = { ...row('85076000', { from: 5, until: 9, unsettled: true }), suffixes };
    const opened = openCompiled(compileSchedule([dated], head));
    expect(opened.rowsOf('85076000')[0]).toMatchObject({ from: 5, until: 9, unsettled: true });
    expect(opened.suffixesOf('85076000')).toEqual([['20', 'Other']]);
    expect(opened.rowsOf('85076001')).toEqual([]);
    expect(opened.suffixesOf('99999999')).toEqual([]);
  });

  it('is refused when a byte was altered, or the end or the beginning is gone', () => {
    const bytes = compileSchedule([row('85076000'), row('95030000')], head);
    const opens = (altered: Uint8Array) => () => openCompiled(altered);
    const refusal = expect.objectContaining({ code: 'bad-schedule' });
    for (const place of [0, 9, 30, bytes.length - 60, bytes.length - 5]) {
      const altered = bytes.slice();
      altered[place]! ^= 0xff;
      expect(opens(altered)).toThrow(refusal);
    }
    expect(opens(bytes.slice(0, -4))).toThrow(refusal);
    expect(opens(bytes.slice(4))).toThrow(refusal);
    expect(opens(new Uint8Array())).toThrow(refusal);
  });
});

describe('an imported schedule over the catalogue', () => {
  const catalogue = withImported(
    openCatalogue([
      row('85076000', { name: 'Lithium-ion batteries', general: '3%' }),
      row('96131000', { general: '5%' }),
      row('11111111'),
    ]),
    openCompiled(
      compileSchedule(
        [
          row('04069042', { general: '$2.146/kg' }),
          row('85076000', { name: 'Electric storage batteries', general: '3.4%', from: day('2025-01-01') }),
          row('96131000', {
            general: 'unsettled between 8% and 4%',
            unsettled: true,
            from: day('2025-01-01'),
            until: day('2025-08-01'),
          }),
          row('96131000', { general: '4%', from: day('2025-08-01') }),
        ].map((one) => ({ from: day('2025-01-01'), ...one })),
        head,
      ),
    ),
  );
  const general = (code: string, on: string) => catalogue.find(code, day(on)).general;
  const refusal = (code: string, on: string) => {
    try {
      return general(code, on);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('decides on the days it speaks of, with the release of the day; the catalogue before', () => {
    expect(general('8507600020', '2025-06-01')).toBe('3.4%');
    expect(catalogue.find('85076000', day('2025-08-01')).release).toBe('HTS 2025 revision 14');
    expect(catalogue.find('85076000', day('2026-03-01')).release).toBe('HTS 2026 basic edition');
    expect(general('85076000', '2024-12-31')).toBe('3%');
    expect(catalogue.find('85076000', day('2024-12-31')).release).toBeUndefined();
  });

  it('has lines that the catalogue has not, and refuses days that no release speaks of', () => {
    expect(general('04069042', '2025-06-01')).toBe('$2.146/kg');
    expect(refusal('04069042', '2024-12-31')).toBe('schedule-not-imported');
  });

  it('ends lines that the releases do not have', () => {
    expect(general('11111111', '2024-12-31')).toBe('Free');
    expect(refusal('11111111', '2025-06-01')).toBe('code-not-valid');
    expect(refusal('22222222', '2025-06-01')).toBe('unknown-code');
  });

  it('takes the catalogue’s word on days that the releases leave unsettled', () => {
    expect(general('96131000', '2025-07-31')).toBe('5%');
    expect(general('96131000', '2025-08-01')).toBe('4%');
  });

  it('is searched by its own names and by ours', () => {
    expect(catalogue.search('lithium')[0]?.code).toBe('85076000');
    expect(catalogue.search('storage batt')[0]).toMatchObject({
      code: '85076000',
      name: 'Lithium-ion batteries',
    });
  });
});
