// `rosenbad law check`: reads the law's files and reports every fault at once.

import type { Command } from 'commander';
import { printDiagnostic } from '../core/diagnostics.ts';
import { readLaw } from '../law/read.ts';
import { hashOf, lawFiles } from '../store/law-files.ts';
import { EXIT } from './failure.ts';
import { type OutputOptions, print, printJson } from './output.ts';

function check(folder: string, options: OutputOptions): void {
  const files = lawFiles(folder);
  const { pack, diagnostics } = readLaw(files, hashOf(files));
  if (options.json) printJson({ files: files.length, diagnostics });
  else {
    for (const diagnostic of diagnostics) print(printDiagnostic(diagnostic));
    const acts = pack?.instruments.reduce((sum, one) => sum + one.acts.length, 0);
    print(
      pack
        ? `${files.length} files, ${pack.instruments.length} instruments, ${acts} acts: no fault.`
        : `${diagnostics.length} faults in ${files.length} files.`,
    );
  }
  if (!pack) process.exitCode = EXIT.someFailed;
}

export function lawCommand(program: Command): void {
  const law = program.command('law').description('work on the law pack itself');
  law
    .command('check')
    .description('read every file of a law folder and report every fault')
    .argument('[folder]', 'the folder that holds law/ and outcomes/', '.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  rosenbad law check .')
    .action(check);
}
