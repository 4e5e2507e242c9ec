// `rosenbad import chapter99 FILE`: what the U.S. notes of chapter 99 list, and the headings of its table.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { printCode } from '../core/code.ts';
import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { TableHeading } from '../law/chapter99/headings.ts';
import type { Subdivision } from '../law/chapter99/notes.ts';
import { type Chapter99, codesUnder } from '../law/chapter99/read.ts';
import { openChapter99 } from '../store/chapter99-file.ts';
import { outputOptions } from './context.ts';
import { type Column, faint, heading, type OutputOptions, print, show, table } from './output.ts';

interface Options extends OutputOptions {
  readonly note?: string;
  readonly headings?: boolean;
  readonly out?: string;
}

const LISTS: readonly Column<Subdivision>[] = [
  { title: 'note', of: ({ name }) => name },
  { title: 'codes', of: ({ codes }) => String(codes.length), right: true },
  { title: 'in sentences', of: ({ named }) => String(named.length), right: true },
  { title: 'begins', of: ({ caption }) => caption, width: 80 },
];

const HEADINGS: readonly Column<TableHeading>[] = [
  { title: 'heading', of: (row) => row.heading },
  { title: 'rates', of: ({ rates }) => rates.join(' ') },
  { title: 'words', of: ({ description }) => description, width: 90 },
];

const CODES: readonly Column<string>[] = [{ title: 'code', of: printCode }];

const listing = ({ codes, named }: Subdivision): boolean => codes.length + named.length > 0;

function showNote(chapter: Chapter99, note: string, options: Options): void {
  const codes = codesUnder(chapter.subdivisions, note, 'both');
  if (codes.length === 0) {
    const names = chapter.subdivisions.filter(listing).map(({ name }) => name);
    throw notFound(
      'unknown-note',
      `no codes were read under note "${note}"`,
      `Near: ${nearest(note, names, 3).join(', ')}.`,
    );
  }
  show(options, {
    json: { release: chapter.release, note, codes },
    rows: codes,
    columns: CODES,
    text: () => `${heading(`Note ${note}: ${codes.length} codes`)}\n\n${codes.map(printCode).join('\n')}`,
  });
}

const fileName = (note: string): string => `note-${note.replace(/[()]+/g, '-').replace(/-+$/, '')}.txt`;

/** One file in the law's list format for every subdivision with codes in rows; each is written whole or not at all. */
function writeLists({ subdivisions, release }: Chapter99, folder: string): number {
  mkdirSync(folder, { recursive: true });
  const lists = subdivisions.filter(({ codes }) => codes.length > 0);
  for (const { name } of lists) {
    const path = join(folder, fileName(name));
    const codes = codesUnder(subdivisions, name);
    writeFileSync(
      `${path}.new`,
      `# U.S. note ${name} of chapter 99, HTS ${release ?? 'release unknown'}.\n${codes.join('\n')}\n`,
    );
    renameSync(`${path}.new`, path);
  }
  return lists.length;
}

async function run(file: string, options: Options): Promise<void> {
  const chapter = await openChapter99(file);
  if (options.out !== undefined) print(`${writeLists(chapter, options.out)} lists in ${options.out}.`);
  else if (options.note !== undefined) showNote(chapter, options.note, options);
  else if (options.headings)
    show(options, {
      json: { release: chapter.release, headings: chapter.headings },
      rows: chapter.headings,
      columns: HEADINGS,
      text: () => table(chapter.headings, HEADINGS),
    });
  else showLists(chapter, options);
}

function showLists(chapter: Chapter99, options: Options): void {
  const rows = chapter.subdivisions.filter(listing);
  const large = rows.filter(({ codes, named }) => codes.length + named.length > 2);
  const codes = rows.reduce((sum, row) => sum + row.codes.length, 0);
  const { release, headings, warnings } = chapter;
  show(options, {
    json: { release, notes: rows, headings, warnings },
    rows,
    columns: LISTS,
    text: () =>
      [
        heading(
          `Chapter 99, ${release ?? 'release unknown'}: ${codes} codes in rows, ${headings.length} headings`,
        ),
        '',
        table(large, LISTS),
        '',
        ...warnings.map((warning) => `warning: ${warning}`),
        faint(
          `${rows.length - large.length} subdivisions with one or two codes are not shown; --note NAME shows one, --json all.`,
        ),
      ].join('\n'),
  });
}

/** Adds the subcommand to `import`. */
export function chapter99Command(group: Command): void {
  outputOptions(
    group
      .command('chapter99')
      .description('the lists in the U.S. notes of chapter 99, and its headings: official PDF, or its text')
      .argument('<file>', 'chapter 99 from hts.usitc.gov')
      .option('--note <name>', 'the codes of one subdivision, for example "16(c)(iii)"')
      .option('--headings', 'the headings of the table instead of the lists')
      .option('--out <folder>', 'write one list file for every subdivision'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad import chapter99 "Chapter 99.pdf"\n  rosenbad import chapter99 chapter99.txt --note "2(aa)(ii)" --json',
    )
    .action(run);
}
