// `rosenbad watch`: what the Federal Register published since the last look, as unreviewed stubs in the user's own folder.

import type { Command } from 'commander';
import { parseDay } from '../core/day.ts';
import { API, type Stub, watchFolder, watchRegister } from '../store/federal-register.ts';
import { longDay, outputOptions, today } from './context.ts';
import { type Column, faint, heading, type OutputOptions, show, table } from './output.ts';

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

export function watchCommand(program: Command): void {
  const command = program
    .command('watch')
    .description('new documents of the Federal Register since the last look, as unreviewed stubs')
    .option('--since <date>', 'from this day of publication (default: the last look, at first today)')
    .option('--folder <path>', 'where the state and the stubs are kept (default: the user data folder)')
    .option('--api <url>', 'address of the public API', API);
  outputOptions(command).addHelpText('after', '\nExample:\n  rosenbad watch --since 2025-08-01').action(run);
}
