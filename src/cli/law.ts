// `rosenbad law check`: reads the law's files, reports every fault at once, and compares them with printed releases.

import type { Command } from 'commander';
import { printDiagnostic } from '../core/diagnostics.ts';
import type { SourceFile } from '../law/files.ts';
import type { Pack } from '../law/pack.ts';
import { type LawRead, readLaw } from '../law/read.ts';
import { hashOf, lawFiles, packageFolder } from '../store/law-files.ts';
import { openEmbedded } from './context.ts';
import { EXIT } from './failure.ts';
import type { ArchiveOptions } from './law-archive.ts';
import type { Chapter99Options } from './law-chapter99.ts';
import { print, printJson } from './output.ts';

/** What the self-check finds. */
function told({ pack, diagnostics }: LawRead, files: readonly SourceFile[], json: boolean): void {
  if (json) {
    printJson({ files: files.length, diagnostics });
    return;
  }
  for (const diagnostic of diagnostics) print(printDiagnostic(diagnostic));
  print(pack ? sums(pack, files) : `${diagnostics.length} faults in ${files.length} files.`);
}

function sums({ instruments }: Pack, files: readonly SourceFile[]): string {
  const acts = instruments.reduce((sum, one) => sum + one.acts.length, 0);
  return `${files.length} files, ${instruments.length} instruments, ${acts} acts: no fault.`;
}

type Options = ArchiveOptions & Chapter99Options;

/** Without a folder, printed schedules are compared with the law this program was built with. */
async function compare(folder: string | undefined, options: Options): Promise<boolean> {
  const files = lawFiles(folder ?? packageFolder());
  const pack = folder === undefined ? (await openEmbedded()).pack : readLaw(files, hashOf(files)).pack;
  if (!pack) return false;
  if (options.archive) (await import('./law-archive.ts')).checkArchives(pack, files, options);
  if (options.chapter99) await (await import('./law-chapter99.ts')).checkChapter99(pack, files, options);
  return true;
}

async function check(folder: string | undefined, options: Options): Promise<void> {
  if ((options.archive ?? options.chapter99) && (await compare(folder, options))) return;
  const files = lawFiles(folder ?? '.');
  const read = readLaw(files, hashOf(files));
  told(read, files, options.json === true);
  if (!read.pack) process.exitCode = EXIT.someFailed;
}

export function lawCommand(program: Command): void {
  const law = program.command('law').description('work on the law pack itself');
  law
    .command('check')
    .description('read every file of a law folder, report every fault, and compare it with printed schedules')
    .argument(
      '[folder]',
      'the folder that holds law/ and outcomes/ (default: here; with --archive or --chapter99, the law of this program)',
    )
    .option(
      '--archive <file...>',
      'releases of the schedule (JSON or CSV of hts.usitc.gov, also packed with gzip)',
    )
    .option('--chapter99 <file>', 'compare the lists with those of chapter 99: official PDF, or its text')
    .option('--on <date>', 'the day to compare for (default: when the release was published)')
    .option('--all', 'also list what is explained or matched')
    .option('--json', 'print JSON')
    .option('--csv', 'with --archive or --chapter99: print CSV')
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad law check .\n  rosenbad law check --archive hts_2025_rev_10.json\n  rosenbad law check --chapter99 "Chapter 99.pdf" --on 2026-04-24\n\nExit codes: 0 no fault, 3 faults, or headings or lists without explanation.',
    )
    .action(check);
}
