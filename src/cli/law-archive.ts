// `rosenbad law check --archive FILE…`: what releases of the schedule print in chapter 99 against the pack.

import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { lastMinute } from '../core/moment.ts';
import { readArchive } from '../law/archive.ts';
import {
  type ArchiveSetting,
  COUNTED,
  type ReleaseReport,
  reportRelease,
  type ToldVerdict,
} from '../law/archive-report.ts';
import type { SourceFile } from '../law/files.ts';
import { knownDifferencesOf } from '../law/known-differences.ts';
import type { Pack } from '../law/pack.ts';
import { NO_RELEASES } from '../law/release.ts';
import { archiveText, firstDayOf, releaseIn } from '../store/archive-files.ts';
import { countryNames } from '../store/country-names.ts';
import { EXIT } from './failure.ts';
import { type Column, heading, type OutputOptions, show, table } from './output.ts';

export interface ArchiveOptions extends OutputOptions {
  readonly archive?: readonly string[];
  readonly on?: string;
  readonly all?: boolean;
}

interface FileReport extends ReleaseReport {
  readonly file: string;
  readonly on: string;
}

type Row = ToldVerdict & { readonly release: string };

const SUMS: readonly Column<FileReport>[] = [
  { title: 'release', of: (one) => one.release },
  { title: 'on', of: (one) => one.on },
  ...COUNTED.map((name) => ({ title: name, of: (one: FileReport) => String(one.counts[name]), right: true })),
  { title: 'unexplained', of: (one) => String(one.unexplained), right: true },
];

const ROWS: readonly Column<Row>[] = [
  { title: 'release', of: (one) => one.release },
  { title: 'heading', of: (one) => one.heading },
  { title: 'verdict', of: (one) => one.verdict },
  { title: 'in', of: (one) => (one.in ?? []).join(' ') },
  { title: 'printed', of: (one) => one.printed ?? '', width: 30 },
  { title: 'pack', of: (one) => one.pack.join('; '), width: 36 },
  {
    title: 'why',
    of: (one) =>
      one.explained ? `${one.explained.reason} (${one.explained.cite})` : (one.why ?? []).join('; '),
    width: 50,
  },
];

function reportFile(file: string, setting: ArchiveSetting, on?: string): FileReport {
  const text = archiveText(file);
  const release = releaseIn(file);
  if (release === undefined && on === undefined)
    throw incorrect(
      'unknown-release',
      `the name of "${file}" does not say which release it is`,
      'Name it like hts_2025_rev_10.json, or give the day with --on.',
    );
  const known = release && firstDayOf(setting.pack.releases?.us ?? NO_RELEASES, release);
  const day = on === undefined ? known : parseDay(on, 'on');
  if (day === undefined)
    throw incorrect(
      'unknown-release',
      `the day of "${file}" is not in law/us/releases.yaml`,
      'Give the day on which the release was the law with --on.',
    );
  const headings = readArchive(text);
  const question = {
    release: release ?? { year: 0, revision: 0 },
    on: lastMinute(day, setting.zone),
    headings,
  };
  return { ...reportRelease(question, setting), file, on: printDay(day) };
}

const rowsOf = (reports: readonly FileReport[], all: boolean): readonly Row[] =>
  reports.flatMap(({ release, headings }) =>
    headings
      .filter(({ verdict, explained }) => verdict !== 'matched' && (all || !explained))
      .map((one) => ({ ...one, release })),
  );

function inText(reports: readonly FileReport[], rows: readonly Row[], all: boolean): string {
  const open = reports.reduce((sum, { unexplained }) => sum + unexplained, 0);
  const what = all ? 'Not matched' : 'Unexplained';
  return [
    heading('Chapter 99 as printed, against the law as known on the day'),
    table(reports, SUMS),
    ...(rows.length > 0 ? ['', heading(what), table(rows, ROWS)] : []),
    '',
    open === 0 ? 'Nothing is unexplained.' : `${open} headings are unexplained: exit 3.`,
  ].join('\n');
}

/** Compares every file and prints the sums; exit 3 when a heading is neither matched nor explained. */
export function checkArchives(pack: Pack, files: readonly SourceFile[], options: ArchiveOptions): void {
  const { zone } = pack.territories.us!;
  const setting = { pack, zone, names: countryNames(), known: knownDifferencesOf(files) };
  const reports = (options.archive ?? []).map((file) => reportFile(file, setting, options.on));
  const rows = rowsOf(reports, options.all === true);
  show(options, {
    json: { law: pack.hash, releases: reports },
    rows,
    columns: ROWS,
    text: () => inText(reports, rows, options.all === true),
  });
  if (reports.some(({ unexplained }) => unexplained > 0)) process.exitCode = EXIT.someFailed;
}
