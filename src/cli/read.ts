// `rosenbad read FILE`: which sentences of a text the law and the record of its day bear out.

import type { Command } from 'commander';
import { incorrect } from '../core/errors.ts';
import { type GoodsMeaning, meaningFor } from '../reading/goods-meaning.ts';
import type { Reading, Verdict } from '../reading/model.ts';
import { htmlOf } from '../reading/page.ts';
import { openReader } from '../reading/reader.ts';
import { jsonOf, plainOf } from '../reading/show.ts';
import { RECORD_THROUGH } from '../record/through.ts';
import { readTextFile } from '../store/text-file.ts';
import { longDay, openEmbedded } from './context.ts';
import { EXIT } from './failure.ts';
import { exposureText, readShipments } from './outcomes.ts';
import { dollars, faint, heading, paint, print, printJson, type Style, table } from './output.ts';
import { endNote, openRecord } from './record.ts';

interface Options {
  readonly date?: string;
  readonly known?: string;
  readonly json?: boolean;
  readonly html?: boolean;
  readonly for?: string;
}

const STYLES: Readonly<Record<Verdict, Style>> = {
  supported: 'green',
  'supported-with-difference': 'yellow',
  contradicted: 'red',
  'not-in-record': 'cyan',
  'not-checkable': 'dim',
};

/** Reads a file for other commands too. */
export async function readingOf(file: string, options: Pick<Options, 'date' | 'known'>): Promise<Reading> {
  const text = await readTextFile(file);
  const read = await openReader(await openEmbedded(), await openRecord());
  return read(text, options);
}

function deadlinesText({ deadlines }: GoodsMeaning): readonly string[] {
  return deadlines.flatMap(({ at, changes }) => [
    `  ${at}`,
    ...changes.slice(0, 8).map(({ what, before, after }) => `    ${what}: ${before} → ${after}`),
  ]);
}

const measuresText = ({ measures, deadline }: GoodsMeaning): string =>
  table(measures, [
    { title: 'measure', of: ({ measure }) => measure, width: 34 },
    { title: 'lines', of: ({ lines }) => lines.join(', '), width: 24 },
    { title: 'now', of: ({ now }) => dollars(now), right: true },
    ...(deadline === null
      ? []
      : [
          {
            title: 'if nobody acts',
            of: ({ after }: GoodsMeaning['measures'][number]) => dollars(after ?? '0.00'),
            right: true,
          },
        ]),
    { title: 'by', of: ({ cite }) => cite, width: 40 },
  ]);

/** The goods in words: deadlines, measures, outcomes, lines left alone. */
function meaningText(meaning: GoodsMeaning, file: string): string {
  const { partners, deadline, untouched, exposure } = meaning;
  if (exposure.rows.length === 0)
    return `${heading(`What this text means for ${file}`)}\n  It speaks of ${partners.join(', ')}; no line of the file is of such an origin.`;
  return [
    heading(`What this text means for ${file}`),
    `  It speaks of ${partners.length === 0 ? 'no partner by name: every line is shown' : partners.join(', ')}.`,
    ...(deadline === null ? ['  It names no coming deadline that the law holds.'] : deadlinesText(meaning)),
    '',
    meaning.measures.length === 0
      ? '  None of these lines pays a measure that the text talks about.'
      : `Measures it talks about, paid by these lines\n${measuresText(meaning)}`,
    '',
    exposureText(exposure, true),
    ...(untouched.length > 0
      ? ['', faint(`  Lines of other origins, left alone: ${untouched.join(', ')}`)]
      : []),
  ].join('\n');
}

function check({ json, html }: Options): void {
  if (json && html)
    throw incorrect('bad-option', '--json and --html were both given', 'Choose one form of output.');
}

async function run(file: string, options: Options): Promise<void> {
  check(options);
  const reading = await readingOf(file, options);
  const book = options.for === undefined ? undefined : await readShipments(options.for);
  const meaning = book && meaningFor(await openEmbedded(), reading, book.shipments);
  const broken = book?.broken ?? [];
  if (options.json)
    printJson({
      ...jsonOf(reading),
      ...(meaning
        ? { goods: { ...meaning, broken: broken.map(({ line, error }) => ({ line, error })) } }
        : {}),
    });
  else if (options.html) process.stdout.write(htmlOf(reading, meaning ? { meaning } : {}));
  else {
    print(plainOf(reading, (verdict, words) => paint(STYLES[verdict], words)));
    if (reading.date > RECORD_THROUGH && reading.basis.known <= RECORD_THROUGH)
      print(faint(`  The text is later than the record, which ends on ${longDay(RECORD_THROUGH)}.`));
    for (const line of endNote(reading.basis.known)) print(line);
    if (meaning) print(meaningText(meaning, options.for!));
    for (const { line, error } of broken) print(`  line ${line}: ${error.message}. ${error.hint}`);
  }
  if (broken.length > 0 || meaning?.exposure.rows.some(({ error }) => error))
    process.exitCode = EXIT.someFailed;
}

export function readCommand(program: Command): void {
  program
    .command('read')
    .description('a news text against the law and record of its day, sentence by sentence')
    .argument('<file>', 'a text, HTML or Markdown file in UTF-8; - reads standard input')
    .option('--date <date>', 'the day of the text, when it does not state it')
    .option('--known <date>', 'what was known on this day (default: the day of the text)')
    .option('--json', 'print JSON')
    .option('--html', 'print one self-contained page')
    .option('--for <shipments>', 'a CSV file: what the text means for these goods')
    .addHelpText(
      'after',
      `
Signs: ✓ supported  ≈ supported, with a difference  ✗ contradicted  ? not in the record  · not checkable

Examples:
  rosenbad read article.txt --date 2025-07-29
  rosenbad read article.html --for examples/shipments.csv
  rosenbad read - --date 2025-07-29 --html < article.txt > article.html`,
    )
    .action(run);
}
