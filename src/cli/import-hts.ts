// `rosenbad import hts FILE…`: official releases of the tariff schedule into the user's data folder.

import type { Command } from 'commander';
import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { NO_RELEASES, type ReleaseTable } from '../law/release.ts';
import type { CompiledHead } from '../schedule/compiled.ts';
import { openCompiled } from '../schedule/compiled.ts';
import { readReleaseFile } from '../store/hts-file.ts';
import {
  forgetReleases,
  importedSchedule,
  type KeptRelease,
  keepReleases,
  scheduleFolder,
} from '../store/schedule-folder.ts';
import { outputOptions } from './context.ts';
import { type Column, type OutputOptions, print, show, table } from './output.ts';
import { progressBar } from './progress.ts';

interface HtsOptions extends OutputOptions {
  readonly release?: string;
  readonly published?: string;
}

interface ReleaseRow {
  readonly release: string;
  readonly title: string;
  readonly published: string;
}

const COLUMNS: readonly Column<ReleaseRow>[] = [
  { title: 'release', of: ({ release }) => release },
  { title: 'title', of: ({ title }) => title },
  { title: 'published', of: ({ published }) => published },
];

/** The pack's facts about releases, without opening the law. */
export const releaseTable = async (): Promise<ReleaseTable> =>
  (await import('#law-pack')).default.releases?.us ?? NO_RELEASES;

const spanText = (from: number, through: number): string =>
  from === through ? printDay(from) : `${printDay(from)} to ${printDay(through)}`;

const rowOf = ({ id, title, from, through }: CompiledHead['releases'][number]): ReleaseRow => ({
  release: id,
  title,
  published: spanText(from, through),
});

/** What is imported now, in words and as data. */
export function showImported(options: OutputOptions): void {
  const bytes = importedSchedule();
  if (!bytes) {
    show(options, {
      json: { folder: scheduleFolder(), releases: [] },
      rows: [],
      columns: COLUMNS,
      text: () =>
        'No schedule is imported: base duties are those of the embedded catalogue. See rosenbad pull.',
    });
    return;
  }
  const { head, size } = openCompiled(bytes);
  const rows = head.releases.map(rowOf);
  const speaks = {
    from: printDay(head.from),
    ...(head.until === undefined ? {} : { until: printDay(head.until) }),
  };
  show(options, {
    json: { folder: scheduleFolder(), hash: head.hash, rows: size, speaks, releases: rows },
    rows,
    columns: COLUMNS,
    text: () =>
      [
        table(rows, COLUMNS),
        '',
        `${size} dated rows, schedule ${head.hash}, in ${scheduleFolder()}.`,
        `They speak of ${speaks.from} ${speaks.until ? `until ${speaks.until}` : 'and later'}; for other days the embedded catalogue answers.`,
      ].join('\n'),
  });
}

async function importHts(files: readonly string[], options: HtsOptions): Promise<void> {
  if ((options.release ?? options.published) !== undefined && files.length > 1)
    throw incorrect(
      'one-file',
      '--release and --published speak of one file',
      'Import the files one by one.',
    );
  const published = options.published === undefined ? undefined : parseDay(options.published, 'published');
  const known = await releaseTable();
  const bar = progressBar('reading', files.length);
  const read: KeptRelease[] = [];
  try {
    for (const file of files) {
      read.push(
        readReleaseFile(file, known, {
          ...(options.release === undefined ? {} : { release: options.release }),
          ...(published === undefined ? {} : { published }),
        }),
      );
      bar.step();
    }
  } finally {
    bar.stop();
  }
  keepReleases(read, known);
  showImported(options);
}

/** `import hts`, `import list`, `import forget`. */
export function scheduleCommands(group: Command): void {
  outputOptions(
    group
      .command('hts')
      .description('releases of the Harmonized Tariff Schedule: JSON or CSV of hts.usitc.gov, packed or not')
      .argument('<files...>', 'whole exports; the file’s name says which release it is')
      .option('--release <id>', 'which release the file is, for example 2025HTSRev14')
      .option('--published <date>', 'the day on which it came out, when it is not a listed release'),
  )
    .addHelpText(
      'after',
      `
Examples:
  rosenbad import hts hts_2025_rev_14.json.gz
  rosenbad import hts export.json --release 2026HTSRev13 --published 2026-08-25`,
    )
    .action(importHts);
  outputOptions(group.command('list').description('the releases that are imported')).action(showImported);
  outputOptions(group.command('refresh').description('compile the releases at hand anew')).action(
    async (options: OutputOptions) => {
      keepReleases([], await releaseTable());
      showImported(options);
    },
  );
  group
    .command('forget')
    .description('forget imported releases')
    .argument('<releases...>', 'ids as rosenbad import list shows them')
    .action(async (ids: readonly string[]) => {
      forgetReleases(ids, await releaseTable());
      print(`Forgotten: ${ids.join(', ')}.`);
    });
}
