// The archived releases beside the project, each with the day for which it is compared.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Day, parseDay, printDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { readArchive } from '../../src/law/archive.ts';
import { type ArchiveSetting, type ReleaseReport, reportRelease } from '../../src/law/archive-report.ts';
import { knownDifferencesOf, type Release } from '../../src/law/known-differences.ts';
import type { Pack } from '../../src/law/pack.ts';
import { archiveText, firstDayOf, releaseIn } from '../../src/store/archive-files.ts';
import { countryNames } from '../../src/store/country-names.ts';
import { lawFiles } from '../../src/store/law-files.ts';

/** Releases of which only a long span is known, if that: a day on which each was current, by what it prints. */
const CURRENT: Readonly<Record<string, string>> = {
  'hts_2018_revision_8_1_csv.csv.gz': '2018-07-10',
  'hts_2018_revision_11_data.csv.gz': '2018-09-01',
  'hts_2019_revision_1_data.csv.gz': '2019-02-08',
  'hts_2019_revision_7_csv.csv.gz': '2019-06-05',
  'hts_2019_rev_15_data_csv.csv.gz': '2019-10-20',
  'hts_2020_rev_1_data_csv.csv.gz': '2020-01-15',
  'hts_2020_revision_10_csv.csv.gz': '2020-05-15',
  'hts_2021_revision_basic_3_csv.csv.gz': '2021-02-15',
  'hts_2021_revision_basic_10_csv.csv.gz': '2021-12-01',
  'hts_2022_revision_3_csv.csv.gz': '2022-03-15',
  'hts_2022_revision_10_csv.csv.gz': '2022-08-15',
  'hts_2023_revision_5_csv.csv.gz': '2023-05-15',
  'hts_2023_revision_10_csv.csv.gz': '2023-10-15',
  'htsdata_2024-07.csv.gz': '2024-07-05',
  'htsdata_2024-11.csv.gz': '2024-11-15',
};

export interface StoredRelease {
  readonly path: string;
  readonly release: Release;
  readonly name: string;
  readonly day: Day;
}

const nameOf = (file: string, { year, revision }: Release): string =>
  /^htsdata/.test(file) ? file.slice(8, 15) : `${year} ${revision}`;

/** Every release of `folder` (the sources' `data/hts`), oldest first; of JSON and CSV of one release, the JSON. */
export function storedReleases(folder: string, { releases }: Pack): readonly StoredRelease[] {
  const found = new Map<string, StoredRelease>();
  for (const part of ['archives', 'archives-csv'].filter((name) => existsSync(join(folder, name))))
    for (const file of readdirSync(join(folder, part))) {
      const release = releaseIn(file) ?? { year: Number(/20\d\d/.exec(file)?.[0]), revision: 0 };
      const current = CURRENT[file];
      const day = current === undefined ? firstDayOf(releases!.us!, release) : parseDay(current);
      const name = nameOf(file, release);
      if (day !== undefined && !found.has(name))
        found.set(name, { path: join(folder, part, file), release, name, day });
    }
  return [...found.values()].sort((a, b) => a.day - b.day);
}

export const settingOf = (pack: Pack, root: string): ArchiveSetting => ({
  pack,
  zone: pack.territories.us!.zone,
  names: countryNames(),
  known: knownDifferencesOf(lawFiles(root)),
});

export type DatedReport = ReleaseReport & { readonly on: string };

export function reportOf({ path, release, day, name }: StoredRelease, setting: ArchiveSetting): DatedReport {
  const headings = readArchive(archiveText(path));
  const report = reportRelease({ release, headings, on: lastMinute(day, setting.zone) }, setting);
  return { ...report, release: name, on: printDay(day) };
}
