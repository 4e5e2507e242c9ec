// `rosenbad search WORDS`: products of the catalogue and of the imported schedule, by words or by code.

import type { Command } from 'commander';
import { type Product, type SearchAnswer, searchAnswer } from '../outlook/answers.ts';
import { openEmbedded, outputOptions, wholeNumber } from './context.ts';
import { type Column, faint, type OutputOptions, show, table } from './output.ts';

interface Options extends OutputOptions {
  readonly limit: number;
}

const COLUMNS: readonly Column<Product>[] = [
  { title: 'code', of: ({ code }) => code },
  { title: 'product', of: ({ name }) => name, width: 60 },
  { title: 'general', of: ({ general }) => general, width: 24 },
];

const SUFFIXES: readonly Column<{ readonly code: string; readonly name: string }>[] = [
  { title: 'statistical number', of: ({ code }) => code },
  { title: '', of: ({ name }) => name, width: 70 },
];

function textOf({ read, missing, found, products, schedule }: SearchAnswer): string {
  const where = schedule ?? 'the catalogue';
  const suffixes = products.length === 1 ? (products[0]!.suffixes ?? []) : [];
  const notes = [
    ...Object.entries(read).map(([typed, word]) => `"${typed}" was read as "${word}".`),
    ...(missing.length > 0 ? [`Nothing in ${where} has: ${missing.join(', ')}.`] : []),
    ...(found > products.length ? [`${found - products.length} more: --limit ${found}.`] : []),
    ...(schedule ? [] : ['The catalogue holds some 2,000 lines; for the whole schedule: rosenbad pull.']),
  ];
  return [
    ...(products.length > 0 ? [table(products, COLUMNS)] : []),
    ...(suffixes.length > 0 ? ['', table(suffixes, SUFFIXES)] : []),
    ...(products.length > 0 ? [''] : []),
    ...notes.map(faint),
  ].join('\n');
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const answer = searchAnswer(await openEmbedded(), words.join(' '), options.limit);
  show(options, { json: answer, rows: answer.products, columns: COLUMNS, text: () => textOf(answer) });
}

export function searchCommand(program: Command): void {
  const command = program
    .command('search')
    .description('find a product by words or by code')
    .argument('<words...>', 'for example lithium battery, or 8507.60')
    .option('--limit <number>', 'at most so many', wholeNumber, 25);
  outputOptions(command)
    .addHelpText('after', '\nExamples:\n  rosenbad search lithium battery\n  rosenbad search 8507.60')
    .action(run);
}
