// `rosenbad law check --chapter99 FILE`: the lists of the pack against those that the notes of chapter 99 print.

import { printCode } from '../core/code.ts';
import { type Day, parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { lastMinute } from '../core/moment.ts';
import { compareLists, type ListComparison, unplacedLists } from '../law/chapter99-check.ts';
import type { SourceFile } from '../law/files.ts';
import type { Pack } from '../law/pack.ts';
import { printedListsOf } from '../law/printed-lists.ts';
import { NO_RELEASES } from '../law/release.ts';
import { resolve } from '../law/resolve.ts';
import { firstDayOf } from '../store/archive-files.ts';
import { openChapter99 } from '../store/chapter99-file.ts';
import { EXIT } from './failure.ts';
import { type Column, faint, heading, type OutputOptions, show, table } from './output.ts';

export interface Chapter99Options extends OutputOptions {
  readonly chapter99?: string;
  readonly on?: string;
  readonly all?: boolean;
}

const some = (codes: readonly string[]): string =>
  `${codes.length}${codes.length > 0 ? `: ${codes.slice(0, 6).map(printCode).join(' ')}${codes.length > 6 ? ' …' : ''}` : ''}`;

const COLUMNS: readonly Column<ListComparison>[] = [
  { title: 'note', of: ({ note }) => note },
  { title: 'list', of: ({ lists }) => lists.join(', '), width: 40 },
  { title: 'verdict', of: ({ verdict }) => verdict },
  { title: 'same', of: ({ same }) => String(same), right: true },
  { title: 'only here', of: ({ onlyHere }) => some(onlyHere), width: 40 },
  { title: 'only there', of: ({ onlyThere }) => some(onlyThere), width: 40 },
  {
    title: 'explained',
    of: ({ explained }) =>
      explained.map(({ side, codes, reason }) => `${codes} ${side}: ${reason}`).join(' '),
    width: 60,
  },
];

/** `2026 revision 6`, `2026 basic` → `2026 6`, `2026 0`. */
/** `2026 revision 6` or `2026 basic` as a release. */
function releaseOf(text = '') {
  const match = /^(\d{4}) (?:basic|revision (\d+))$/.exec(text);
  return match ? { year: Number(match[1]), revision: Number(match[2] ?? 0) } : undefined;
}

function dayOf(release: string | undefined, { releases }: Pack, on: string | undefined): Day {
  const named = releaseOf(release);
  const known = named && firstDayOf(releases?.us ?? NO_RELEASES, named);
  const day = on === undefined ? known : parseDay(on, 'on');
  if (day !== undefined) return day;
  throw incorrect(
    'unknown-release',
    `the day of "${release ?? 'this release'}" is not in law/us/releases.yaml`,
    'Give the day whose law the file prints: --on 2026-04-24.',
  );
}

const isOpen = ({ verdict, idle }: ListComparison): boolean =>
  verdict === 'differing' || verdict === 'unmapped' || idle.length > 0;

function summary(compared: readonly ListComparison[], unplaced: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of compared) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const told = [...counts].map(([verdict, count]) => `${count} ${verdict}`);
  return [...told, `${unplaced.length} lists in force that the table does not place`].join(', ');
}

/** Prints the comparison; exit code 3 when a difference has no reason. */
export async function checkChapter99(
  pack: Pack,
  files: readonly SourceFile[],
  options: Chapter99Options,
): Promise<void> {
  const printed = printedListsOf(files);
  if (!printed)
    throw incorrect(
      'no-printed-lists',
      'the folder has no law/us/printed-lists.yaml',
      'Give the project’s own folder.',
    );
  const chapter = await openChapter99(options.chapter99!);
  const asked = dayOf(chapter.release, pack, options.on);
  const day = printDay(asked);
  const on = lastMinute(asked, pack.territories.us!.zone);
  const law = resolve(pack, on);
  const compared = compareLists(chapter, law, on, printed);
  const unplaced = unplacedLists(law, on, printed);
  const told = options.all ? compared : compared.filter(({ verdict }) => verdict !== 'matched');
  show(options, {
    json: { release: chapter.release, on: day, compared, unplaced, warnings: chapter.warnings },
    rows: compared,
    columns: COLUMNS,
    text: () =>
      [
        heading(
          `${chapter.release ?? 'chapter 99'} against the law of ${day}: ${summary(compared, unplaced)}`,
        ),
        '',
        table(told, COLUMNS),
        '',
        ...compared.flatMap(({ note, idle }) =>
          idle.map((reason) => `note ${note}: no longer explains anything: ${reason}`),
        ),
        ...unplaced.map((name) => `not placed: ${name}`),
        faint('Reasons are kept in law/us/printed-lists.yaml; --all shows what matched too.'),
      ].join('\n'),
  });
  if (compared.some(isOpen) || unplaced.length > 0) process.exitCode = EXIT.someFailed;
}
