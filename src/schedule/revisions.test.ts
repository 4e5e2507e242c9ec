import { describe, expect, it } from 'vitest';
import { parseDay, printDay } from '../core/day.ts';
import type { ReleaseTable } from '../law/release.ts';
import { releaseOf } from './release-name.ts';
import { joinReleases } from './revisions.ts';

const day = (text: string) => parseDay(text);
const on = (text: string) => ({ from: day(text), through: day(text) });

const table: ReleaseTable = {
  wholeFrom: day('2025-01-01'),
  editorial: ['CA', 'MX'],
  turns: [
    { day: day('2020-07-01'), general: false, special: ['S'], lines: false, cite: '' },
    { day: day('2021-01-01'), general: false, special: 'all', lines: false, cite: '' },
    { day: day('2022-01-27'), general: false, special: [], lines: true, cite: '' },
    { day: day('2025-01-01'), general: false, special: 'all', lines: false, cite: '' },
    { day: day('2026-01-01'), general: false, special: 'all', lines: false, cite: '' },
  ],
  slips: [{ code: '65050001', before: '2025HTSBasic', general: '9.4%', cite: '' }],
  releases: {
    '2020HTSRev10': { from: day('2020-04-25'), through: day('2020-06-30') },
    '2021HTSRev3': { from: day('2021-01-12'), through: day('2021-06-30') },
    '2022HTSRev3': on('2022-02-05'),
    '2024HTSRev8': on('2024-08-01'),
    '2025HTSBasic': on('2025-01-01'),
    '2025HTSRev1': on('2025-02-05'),
    '2025HTSRev14': on('2025-06-06'),
    '2026HTSBasic': on('2026-01-01'),
  },
};

const line = (code: string, general: string, special = '') => ({
  code,
  name: code,
  general,
  special,
  column2: '35%',
  unit: 'kg',
});

const joined = (releases: Readonly<Record<string, readonly ReturnType<typeof line>[]>>) =>
  joinReleases(
    Object.entries(releases).map(([id, lines]) => ({ release: releaseOf(id, table), lines })),
    table,
  ).rows.map(({ code, general, special, from, until, unsettled }) =>
    [
      code,
      printDay(from!),
      until === undefined ? '…' : printDay(until),
      general,
      ...(special ? [special] : []),
      ...(unsettled ? ['?'] : []),
    ].join(' '),
  );

describe('releases joined', () => {
  it('of one year speak of the whole year, and no further than the next turn', () =>
    expect(joined({ '2025HTSRev14': [line('01012900', 'Free')] })).toEqual([
      '01012900 2025-01-01 2026-01-01 Free',
    ]));

  it('date a staged reduction by the turn of the year, whatever the order of the files', () =>
    expect(
      joined({
        '2026HTSBasic': [line('02011050', '4%', 'Free (KR)')],
        '2025HTSRev14': [line('02011050', '4%', '1.7% (KR)')],
      }),
    ).toEqual(['02011050 2025-01-01 2026-01-01 4% 1.7% (KR)', '02011050 2026-01-01 … 4% Free (KR)']));

  it('leave a general rate unsettled, and refused, where no turn says when it changed', () =>
    expect(
      joined({ '2020HTSRev10': [line('96131000', '8%')], '2021HTSRev3': [line('96131000', '5%')] }),
    ).toEqual([
      '96131000 2020-04-25 2020-04-26 8%',
      '96131000 2020-04-26 2021-06-30 unsettled between 8%, HTS 2020 revision 10, and 5%, HTS 2021 revision 3 ?',
      '96131000 2021-06-30 2022-01-27 5%',
    ]));

  it('put the symbol of an agreement on its own turn, the others on the new year', () =>
    expect(
      joined({
        '2020HTSRev10': [line('87083050', '2.5%', 'Free (CA,MX) 1% (KR)')],
        '2021HTSRev3': [line('87083050', '2.5%', 'Free (CA,KR,MX,S)')],
      }),
    ).toEqual([
      '87083050 2020-04-25 2020-07-01 2.5% Free (CA,MX) 1% (KR)',
      '87083050 2020-07-01 2021-01-01 2.5% Free (CA,MX,S) 1% (KR)',
      '87083050 2021-01-01 2022-01-27 2.5% Free (CA,KR,MX,S)',
    ]));

  it('turn A to A* early and back late, so that a claim is left undecided rather than granted', () =>
    expect(
      joined({
        '2020HTSRev10': [line('87083050', '2.5%', 'Free (A)')],
        '2021HTSRev3': [line('87083050', '2.5%', 'Free (A*)')],
      }),
    ).toEqual([
      '87083050 2020-04-25 2020-04-26 2.5% Free (A)',
      '87083050 2020-04-26 2021-06-30 2.5% Free (A*) ?',
      '87083050 2021-06-30 2022-01-27 2.5% Free (A*)',
    ]));

  it('begin and end lines with the nomenclature', () =>
    expect(
      joined({ '2021HTSRev3': [line('85171200', 'Free')], '2022HTSRev3': [line('85171300', 'Free')] }),
    ).toEqual(['85171200 2021-01-12 2022-01-27 Free', '85171300 2022-01-27 2025-01-01 Free']));

  it('come out in the order of their numbers, whatever is known of their days', () => {
    const { releases } = joinReleases(
      ['2022HTSRev7', '2022HTSRev3', '2021HTSRev3'].map((id) => ({
        release: releaseOf(id, table),
        lines: [line('01012900', 'Free')],
      })),
      table,
    );
    expect(releases.map(({ id, from, through }) => [id, printDay(from), printDay(through)])).toEqual([
      ['2021HTSRev3', '2021-01-12', '2021-06-30'],
      ['2022HTSRev3', '2022-02-05', '2022-02-05'],
      ['2022HTSRev7', '2022-02-05', '2022-12-31'],
    ]);
  });

  it('keep a line that one release forgot, mend a misprint, and take one rate in two spellings for one', () =>
    expect(
      joined({
        '2024HTSRev8': [line('44201900', '3.2%'), line('65050001', '6.4%'), line('08061020', '$1.13/m3')],
        '2025HTSBasic': [line('65050001', '9.4%'), line('08061020', '$1.13/m3')],
        '2025HTSRev1': [line('44201900', '3.2%'), line('65050001', '9.4%'), line('08061020', '$1.130/m3')],
      }),
    ).toEqual([
      '08061020 2024-08-01 2025-02-05 $1.13/m3',
      '08061020 2025-02-05 2026-01-01 $1.130/m3',
      '44201900 2024-08-01 2026-01-01 3.2%',
      '65050001 2024-08-01 2026-01-01 9.4%',
    ]));
});
