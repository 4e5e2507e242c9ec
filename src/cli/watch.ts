// `rosenbad watch`: what the Federal Register published since the last look, as unreviewed stubs in the user's own folder.

import type { Command } from 'commander';
import { parseDay } from '../core/day.ts';
import { printDiagnostic } from '../core/diagnostics.ts';
import { incorrect } from '../core/errors.ts';
import { acceptStub } from '../store/accept-stub.ts';
import {
  API,
  type KeptStub,
  type Stub,
  stubsIn,
  watchFolder,
  watchRegister,
} from '../store/federal-register.ts';
import { longDay, outputOptions, today } from './context.ts';
import { type Column, faint, heading, type OutputOptions, print, printJson, show, table } from './output.ts';

interface Options extends OutputOptions {
  readonly since?: string;
  readonly folder?: string;
  readonly api: string;
}

const clues = ({ clues: { headings, codes, cfr, verbs } }: Stub): string =>
  [...verbs, ...headings, ...codes, ...cfr].join(', ');

const COLUMNS: readonly Column<Stub>[] = [
  { title: 'published', of: ({ published }) => published },
  { title: 'document', of: ({ document }) => document },
  { title: 'agencies', of: ({ agencies }) => agencies.join('; '), width: 30 },
  { title: 'title', of: ({ title }) => title, width: 56 },
  { title: 'found', of: clues, width: 32 },
];

const STUBS: readonly Column<KeptStub>[] = [
  { title: 'published', of: ({ published }) => published },
  { title: 'instrument', of: ({ instrument }) => instrument },
  { title: 'review', of: ({ review }) => review },
  { title: 'acts', of: ({ acts }) => String(acts), right: true },
  { title: 'title', of: ({ title }) => title, width: 56 },
  { title: 'file', of: ({ path }) => path },
];

const CSV: readonly Column<Stub>[] = [
  ...COLUMNS,
  { title: 'url', of: ({ url }) => url },
  { title: 'file', of: ({ path }) => path },
];

async function run(options: Options): Promise<void> {
  if (options.since !== undefined) parseDay(options.since, 'since');
  const folder = options.folder ?? watchFolder(process.env);
  const found = await watchRegister({
    folder,
    today: today(),
    api: options.api,
    ...(options.since === undefined ? {} : { since: options.since }),
  });
  show(options, {
    json: {
      basis: { since: found.since, through: found.through },
      source: options.api,
      known: found.known,
      stubs: found.stubs,
    },
    rows: found.stubs,
    columns: CSV,
    text: () =>
      [
        heading(
          `${found.stubs.length} new documents from ${longDay(found.since)} to ${longDay(found.through)}`,
        ),
        ...(found.stubs.length > 0 ? ['', table(found.stubs, COLUMNS), ''] : []),
        faint(`Stubs, unreviewed and in no answer: ${folder}/unreviewed`),
      ].join('\n'),
  });
}

/** Stubs in the folder and what became of them: still to review, marked by a reviewer, or part of the law here. */
function stubs(options: Options): void {
  const folder = options.folder ?? watchFolder(process.env);
  const rows = stubsIn(folder);
  show(options, {
    json: { folder, stubs: rows },
    rows,
    columns: STUBS,
    text: () =>
      rows.length === 0
        ? `No stubs in ${folder}/unreviewed.`
        : `${heading(`${rows.length} stubs`)}\n\n${table(rows, STUBS)}`,
  });
}

function accept(file: string, options: OutputOptions): void {
  const { instrument, path, diagnostics } = acceptStub(file);
  if (path === undefined) {
    for (const one of diagnostics) process.stderr.write(`${printDiagnostic(one)}\n`);
    throw incorrect(
      'not-accepted',
      `${instrument} has ${diagnostics.length} ${diagnostics.length === 1 ? 'fault' : 'faults'}; the law is as it was`,
      'Correct the file and run it again.',
    );
  }
  if (options.json) printJson({ instrument, path });
  else print(`${instrument} is part of the law on this machine: ${path}`);
}

export function watchCommand(program: Command): void {
  const command = program
    .command('watch')
    .description('new documents of the Federal Register since the last look, as unreviewed stubs')
    .option('--since <date>', 'from this day of publication (default: the last look, at first today)')
    .option('--folder <path>', 'where the state and the stubs are kept (default: the user data folder)')
    .option('--api <url>', 'address of the public API', API);
  outputOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad watch --since 2025-08-01\n  rosenbad watch stubs\n  rosenbad watch accept STUB.yaml',
    )
    .action(run);
  outputOptions(
    command.command('stubs').description('the stubs in the folder, and which a reviewer has marked'),
  ).action((_, child: Command) => stubs(child.optsWithGlobals()));
  outputOptions(
    command
      .command('accept')
      .description('make a reviewed stub part of the law on this machine, once it is without fault')
      .argument('<file>', 'a stub with its acts written and review: accepted'),
  ).action((file: string, _, child: Command) => accept(file, child.optsWithGlobals()));
}
