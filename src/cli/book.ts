// `rosenbad book`: compiles the law into a rate book, shows its stages, writes it or a smaller one to a file.

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { ENGINE } from '../assess/assess.ts';
import { parseCountry } from '../core/country.ts';
import { parseDay, printDay } from '../core/day.ts';
import { printDuty } from '../core/duty.ts';
import { incorrect } from '../core/errors.ts';
import { ONE, printPercent } from '../core/money.ts';
import type { Law } from '../law.ts';
import { compileInputOf } from '../outlook/compile-input.ts';
import { type Answers, newAnswers } from '../ratebook/answers.ts';
import { type Book, codeOfProduct } from '../ratebook/book.ts';
import { classesOf, layOut } from '../ratebook/compile.ts';
import type { Formula, Leaf } from '../ratebook/formula.ts';
import { encodeBook } from '../ratebook/kernel-encode.ts';
import { packBook } from '../ratebook/packing.ts';
import type { Classes, Laid } from '../ratebook/stages.ts';
import { subsetOf, type Wanted } from '../ratebook/subset.ts';
import { withAnswers, withoutInlining } from './book-compile.ts';
import { lawNamed } from './books.ts';
import { openEmbedded, today } from './context.ts';
import { print, printJson, table } from './output.ts';

interface Options {
  readonly known?: string;
  readonly outcome?: string;
  readonly deadline?: string;
  readonly stage?: string;
  readonly out?: string;
  readonly origins?: string;
  readonly from?: string;
  readonly until?: string;
  readonly json?: boolean;
  readonly cache: boolean;
}

const STAGES = ['classes', 'intervals', 'pack'];
const TOP = 20;

interface Figures {
  readonly [name: string]: number | string;
}

const figuresText = (figures: Figures): string =>
  table(Object.entries(figures), [
    { title: 'stage', of: ([name]) => name },
    { title: '', of: ([, value]) => String(value), right: true },
  ]);

function classFigures(classes: Classes, ms: number): Figures {
  return {
    'names of goods': classes.names.length,
    products: classes.goods.products.length,
    'product classes': classes.goods.codes.length,
    'origin classes': classes.origins.countries.length,
    measures: classes.measures.length,
    'days on which the law turns': classes.turns.count,
    'tests of the base duty': classes.thresholds.map(printPercent).join(' ') || 'none',
    milliseconds: Math.round(ms),
  };
}

const leafText = (leaf: Leaf): string =>
  leaf
    .map(
      ({ program, duty, part }) =>
        `${program} ${printDuty(duty)}${part === ONE ? '' : ` of ${printPercent(part)}`}`,
    )
    .join(' + ') || 'nothing';

function formulaText({ taken, lows, highs }: Formula): string {
  if (lows.length === 0) return leafText(taken);
  return `${lows.map(leafText).join(' or ')} … ${highs.map(leafText).join(' or ')}`;
}

function intervalFigures({ intervals, cells }: Laid, ms: number): Figures {
  return {
    timelines: intervals.timelines.length,
    'questions put to the evaluator': intervals.asked,
    formulas: cells.formulas.length,
    'cells by rate of the base duty': cells.splits.length,
    milliseconds: Math.round(ms),
  };
}

function packFigures(book: Book, bytes: Uint8Array, ms: number): Figures {
  return {
    law: book.meta.law,
    known: book.meta.known,
    days: `${printDay(book.meta.from)} to ${printDay(book.meta.until - 1)}`,
    'origins × products': `${Object.keys(book.meta.origins).length} × ${book.suffixes.length}`,
    intervals: book.stepDays.length,
    sets: book.setLeaf.length,
    leaves: book.leafStart.length - 1,
    duties: book.dutyKind.length,
    bytes: bytes.length,
    'bytes packed (gzip)': gzipSync(bytes).length,
    milliseconds: Math.round(ms),
  };
}

function classRows({ goods }: Classes) {
  const sizes = new Map<number, number[]>();
  goods.classOf.forEach((number, product) => {
    sizes.set(number, [...(sizes.get(number) ?? []), product]);
  });
  return [...sizes.values()].sort((a, b) => b.length - a.length);
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const begun = performance.now();
  const value = work();
  return { value, ms: performance.now() - begun };
}

const wantedOf = ({ origins, from, until }: Options): Wanted => ({
  ...(origins ? { origins: origins.split(',').map((code) => parseCountry(code)) } : {}),
  ...(from ? { from: parseDay(from, 'from') } : {}),
  ...(until ? { until: parseDay(until, 'until') + 1 } : {}),
});

async function run(options: Options): Promise<void> {
  const law = await openEmbedded();
  if (options.cache) return withAnswers((answers) => show(law, options, answers));
  withoutInlining(() => show(law, options, newAnswers()));
}

function show(law: Law, options: Options, answers: Answers): void {
  if (options.stage !== undefined && !STAGES.includes(options.stage))
    throw incorrect('bad-stage', `there is no stage "${options.stage}"`, `Stages: ${STAGES.join(', ')}.`);
  const known = options.known ?? today();
  const name = {
    label: known,
    known,
    ...(options.outcome ? { outcome: options.outcome } : {}),
    ...(options.deadline ? { deadline: options.deadline } : {}),
  };
  const input = { ...compileInputOf(law, lawNamed(law, name)), answers };
  const classes = timed(() => classesOf(input));
  if (options.stage === 'classes') {
    const figures = classFigures(classes.value, classes.ms);
    const { goods } = classes.value;
    const rows = classRows(classes.value);
    if (options.json) {
      printJson({
        ...figures,
        classes: rows.map((own) => own.map((product) => goods.products[product]!.code)),
      });
      return;
    }
    print(`${figuresText(figures)}\n`);
    const shown = rows.slice(0, TOP);
    print(
      table(shown, [
        { title: 'products', of: (own) => String(own.length), right: true },
        {
          title: 'for example',
          of: (own) =>
            own
              .slice(0, 6)
              .map((product) => goods.products[product]!.code)
              .join(' '),
        },
      ]),
    );
    return;
  }
  const laid = timed(() => layOut(input, classes.value));
  if (options.stage === 'intervals') {
    const figures = intervalFigures(laid.value, laid.ms);
    const formulas = laid.value.cells.formulas.flatMap((formula) => (formula ? [formulaText(formula)] : []));
    if (options.json) printJson({ ...figures, formulas });
    else print(`${figuresText(figures)}\n\n${formulas.slice(0, TOP).join('\n')}`);
    return;
  }
  const packed = timed(() => subsetOf(packBook(input, laid.value, ENGINE), wantedOf(options)));
  const bytes = encodeBook(packed.value);
  if (options.out !== undefined)
    writeFileSync(options.out, options.out.endsWith('.gz') ? gzipSync(bytes) : bytes);
  const figures = packFigures(packed.value, bytes, packed.ms);
  const all = {
    ...figures,
    'questions put to the evaluator': laid.value.intervals.asked,
    'milliseconds in all': Math.round(classes.ms + laid.ms + packed.ms),
  };
  if (options.json) printJson({ ...all, first: codeOfProduct(packed.value, 0) });
  else print(figuresText(all));
}

export function bookCommand(program: Command): void {
  program
    .command('book')
    .description('compile the law into a rate book; show its stages or write it to a file')
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--outcome <name>', 'suppose an outcome of the talks')
    .option('--deadline <date>', 'the deadline that the outcome is about')
    .option('--stage <stage>', 'stop at a stage and show it: classes, intervals or pack')
    .option('--origins <countries>', 'only these origins, comma between')
    .option('--from <date>', 'only from this day of entry on')
    .option('--until <date>', 'only up to this day of entry')
    .option('--out <file>', 'write the book; with .gz behind it, packed')
    .option('--no-cache', 'ask the evaluator everything anew, not only what no earlier book asked')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  rosenbad book --known 2026-11-23 --stage classes
  rosenbad book --known 2026-11-23 --origins CN,DE --from 2025-01-01 --out small.book.gz`,
    )
    .action(run);
}
