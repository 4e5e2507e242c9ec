// `rosenbad pull`: the current release of the schedule, or that of a day, from USITC into the user's data folder.

import type { Command } from 'commander';
import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import {
  chosenRelease,
  isKept,
  type ListedRelease,
  listReleases,
  pullRelease,
  type Source,
  USITC,
} from '../store/usitc.ts';
import { outputOptions } from './context.ts';
import { releaseTable } from './import-hts.ts';
import { type Column, type OutputOptions, show, table } from './output.ts';
import { type Progress, progressBar } from './progress.ts';

interface Options extends OutputOptions {
  readonly on?: string;
  readonly release?: string;
  readonly list?: boolean;
  readonly from?: string;
  readonly patience: string;
  readonly again?: boolean;
  readonly chapter99: boolean;
}

const MOST_PATIENCE = 600;

/** The service named by `--from` or `ROSENBAD_USITC`, else USITC's own. @throws TariffError `bad-address` */
function sourceOf({ from = process.env.ROSENBAD_USITC, patience }: Options): Source {
  const seconds = Number(patience);
  if (!(seconds > 0 && seconds <= MOST_PATIENCE))
    throw incorrect(
      'bad-patience',
      `--patience "${patience}" is not a number of seconds`,
      'Write for example 60.',
    );
  const waiting = { patience: seconds * 1000 };
  if (from === undefined) return { ...USITC, ...waiting };
  if (!/^https?:\/\/[^/\s]+/.test(from) || !URL.canParse(from))
    throw incorrect('bad-address', `"${from}" is not an address`, 'Write for example https://hts.usitc.gov.');
  const address = from.replace(/\/+$/, '');
  return { service: address, archive: address, ...waiting };
}

const LIST: readonly Column<ListedRelease>[] = [
  { title: 'release', of: ({ id }) => id },
  { title: 'published', of: ({ published }) => printDay(published) },
  { title: '', of: ({ current }) => (current ? 'current' : '') },
];

const listedJson = ({ id, published, current }: ListedRelease) => ({
  id,
  published: printDay(published),
  current,
});

/** One bar for each file that comes. */
function bars() {
  const open = new Map<string, Progress>();
  return {
    at(what: string, bytes: number, total: number): void {
      const bar = open.get(what) ?? progressBar(what, total);
      open.set(what, bar);
      bar.at(bytes);
    },
    stop: () => {
      for (const bar of open.values()) bar.stop();
    },
  };
}

const NO_ROWS = { rows: [], columns: [] };

async function run(options: Options): Promise<void> {
  if (options.on !== undefined && options.release !== undefined)
    throw incorrect('one-release', '--on and --release each name a release', 'Give one of them.');
  const source = sourceOf(options);
  const on = options.on === undefined ? undefined : parseDay(options.on, 'on');
  const releases = await listReleases(source);
  if (options.list) {
    show(options, {
      json: { releases: releases.map(listedJson) },
      rows: releases,
      columns: LIST,
      text: () => table(releases, LIST),
    });
    return;
  }
  const chosen = chosenRelease(releases, {
    ...(options.release === undefined ? {} : { id: options.release }),
    ...(on === undefined ? {} : { on }),
  });
  if (!options.again && isKept(chosen.id)) {
    show(options, {
      json: { release: listedJson(chosen), known: true },
      ...NO_ROWS,
      text: () =>
        `${chosen.id} of ${printDay(chosen.published)} is at hand already (--again fetches it once more).`,
    });
    return;
  }
  const progress = bars();
  try {
    const pulled = await pullRelease(source, chosen, await releaseTable(), {
      chapter99: options.chapter99,
      progress: progress.at,
    });
    progress.stop();
    const { sha256, bytes, lines, chapter99 } = pulled;
    const missed = 'error' in chapter99 && options.chapter99;
    show(options, {
      json: { release: listedJson(chosen), sha256, bytes, lines, chapter99 },
      ...NO_ROWS,
      text: () =>
        [
          `${pulled.release.title} of ${printDay(chosen.published)}: ${lines} lines, sha256 ${sha256}.`,
          ...('path' in chapter99 ? [`Chapter 99: ${chapter99.path}, sha256 ${chapter99.sha256}.`] : []),
          ...(missed ? [`Chapter 99 did not come: ${chapter99.error}.`] : []),
        ].join('\n'),
    });
  } finally {
    progress.stop();
  }
}

export function pullCommand(program: Command): void {
  const command = program
    .command('pull')
    .description('fetch the current release of the tariff schedule from USITC into your data folder')
    .option('--on <date>', 'the release that was out on this day')
    .option('--release <id>', 'a release by name, for example 2025HTSRev14')
    .option('--list', 'only list the releases')
    .option('--from <address>', 'another service with the same paths (also ROSENBAD_USITC)')
    .option('--patience <seconds>', 'give up after so long without a byte', '30')
    .option('--again', 'fetch a release that is at hand')
    .option('--no-chapter99', 'leave the file of chapter 99 out');
  outputOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad pull\n  rosenbad pull --on 2025-07-29\n  rosenbad pull --list',
    )
    .action(run);
}
