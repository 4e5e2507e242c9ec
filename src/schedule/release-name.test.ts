import { describe, expect, it } from 'vitest';
import { parseDay, printDay } from '../core/day.ts';
import { NO_RELEASES } from '../law/release.ts';
import { releaseOf } from './release-name.ts';

const table = {
  ...NO_RELEASES,
  releases: { '2025HTSRev14': { from: parseDay('2025-06-06'), through: parseDay('2025-06-06') } },
};

const told = (name: string) => {
  const { id, title, from, through } = releaseOf(name, table);
  return [id, title, printDay(from), printDay(through)].join(', ');
};

describe('the release of a file', () => {
  it.each([
    ['hts_2025_rev_14.json.gz', '2025HTSRev14, HTS 2025 revision 14, 2025-06-06, 2025-06-06'],
    ['2025HTSRev14', '2025HTSRev14, HTS 2025 revision 14, 2025-06-06, 2025-06-06'],
    ['hts_2026_basic.json.gz', '2026HTSBasic, HTS 2026 basic edition, 2026-01-01, 2026-12-31'],
    ['hts_2018_revision_8_1_csv.csv.gz', '2018HTSRev8.1, HTS 2018 revision 8.1, 2018-01-01, 2018-12-31'],
    ['hts_2020_rev_1_data_csv.csv.gz', '2020HTSRev1, HTS 2020 revision 1, 2020-01-01, 2020-12-31'],
    ['hts_2021_revision_basic_10_csv.csv', '2021HTSRev10, HTS 2021 revision 10, 2021-01-01, 2021-12-31'],
    ['2025 HTS Revision 9', '2025HTSRev9, HTS 2025 revision 9, 2025-01-01, 2025-12-31'],
    ['htsdata_2024-11.csv.gz', '2024-11, HTS of 2024-11, 2024-11-01, 2024-11-30'],
  ])('%s is %s', (name, release) => expect(told(name)).toBe(release));

  it('is dated by the user where no table does', () => {
    const day = parseDay('2026-08-25');
    expect(releaseOf('2026HTSRev13', table, day)).toMatchObject({ from: day, through: day });
  });

  it('is asked for where the name says nothing', () =>
    expect(() => releaseOf('export.json', table)).toThrow(
      expect.objectContaining({ code: 'unknown-release' }),
    ));
});
