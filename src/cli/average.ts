// `rosenbad average`: trade-weighted or simple average duties, by chapter, partner or program, on a day or day by day.

import type { Command } from 'commander';
import { parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { type AverageRow, type Averages, averagesOn, type By } from '../ratebook/average.ts';
import type { Book } from '../ratebook/book.ts';
import { bookNamed, type LawName } from './books.ts';
import { openEmbedded, outputOptions, today } from './context.ts';
import { type OutputOptions, percent, show, table } from './output.ts';
import { readWeights } from './weights.ts';

interface Options extends OutputOptions {
  readonly known?: string;
  readonly on?: string;
  readonly until?: string;
  readonly step: string;
  readonly by: string;
  readonly weights?: string;
  readonly simple?: boolean;
  readonly outcomes?: string;
  readonly deadline?: string;
}

interface Row extends AverageRow {
  readonly on: string;
  readonly law: string;
}

const BY: readonly By[] = ['total', 'chapter', 'origin', 'program'];
function daysOf({ on, until, step }: Options, known: string): readonly number[] {
  const first = parseDay(on ?? known, 'on');
  const last = until === undefined ? first : parseDay(until, 'until');
  const by = Number(step);
  if (!Number.isInteger(by) || by < 1)
    throw incorrect('bad-option', `--step "${step}" is not a number of days`, 'Write for example --step 7.');
  if (last < first)
    throw incorrect('bad-option', `--until ${until} is before --on ${printDay(first)}`, 'Give a later day.');
  return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, i) => first + i * by);
}

/** @throws TariffError `day-outside` for days of which the book says nothing. */
function checkDays({ meta }: Book, days: readonly number[]): void {
  const outside = days.find((day) => day < meta.from || day >= meta.until);
  if (outside === undefined) return;
  throw incorrect(
    'day-outside',
    `there are no averages on ${printDay(outside)}`,
    `The book goes from ${printDay(meta.from)} to ${printDay(meta.until - 1)}.`,
  );
}

/** What part of the trade the averages are of, and what was taken for granted. */
function remarks({ covered, unlisted, grouped, standIns }: Averages, simple: boolean): string {
  const of = simple ? 'lines' : 'value';
  const part = (share: number): string => percent(Number(share.toFixed(4)));
  const without = 1 - covered - unlisted;
  const why = [
    ...(unlisted > 0.00005 ? [`${part(unlisted)} is not in the catalogue`] : []),
    ...(without > 0.00005 ? [`${part(without)} pays by quantity or is for assess`] : []),
  ];
  const taken = Object.entries(standIns).map(
    ([group, country]) => `${group}${group === 'ZZ' ? ' (all other origins)' : ''} as ${country}`,
  );
  return [
    `${part(covered)} of the ${of} has a rate${why.length > 0 ? `; ${why.join(', ')}` : ''}.`,
    `No preference or exclusion is claimed.${taken.length > 0 ? ` Taken are ${taken.join(', ')}: ${part(grouped)} of the ${of}.` : ''}`,
  ].join('\n');
}

async function run(options: Options): Promise<void> {
  const by = BY.find((one) => one === options.by);
  if (!by) throw incorrect('bad-option', `--by "${options.by}" is not known`, `Use ${BY.join(', ')}.`);
  const law = await openEmbedded();
  const known = options.known ?? today();
  const weights = readWeights(options.weights);
  const outcomes = (options.outcomes ?? 'lapse').split(',').filter((one) => one !== '');
  if (outcomes.length === 0)
    throw incorrect(
      'bad-option',
      '--outcomes names no outcome',
      'Write for example --outcomes lapse,extend-90-days.',
    );
  const fan = outcomes.some((one) => one !== 'lapse');
  const deadline = fan
    ? scenariosOf(law, law.as({ known }), options.deadline ? { deadline: options.deadline } : {}).deadline
    : undefined;
  const names = outcomes.map(
    (outcome): LawName =>
      outcome === 'lapse' || deadline === undefined
        ? { label: outcome, known }
        : { label: outcome, known, outcome, deadline },
  );
  const days = daysOf(options, known);
  const all = names.flatMap((name) => {
    const book = bookNamed(law, name);
    checkDays(book, days);
    return days.map((day) => ({
      averages: averagesOn(book, weights, day, by, options.simple),
      on: printDay(day),
      law: fan ? name.label : known,
    }));
  });
  const least = all.reduce((a, b) => (b.averages.covered < a.averages.covered ? b : a)).averages;
  if (least.covered === 0)
    throw incorrect(
      'no-rate',
      `none of the weights has a rate on ${all.find(({ averages }) => averages.covered === 0)!.on}`,
      'Duties by quantity have none; see whether the codes are in the catalogue (rosenbad search).',
    );
  const rows = all.flatMap(({ averages, on, law: of }) =>
    averages.rows.map((row): Row => ({ ...row, on, law: of })),
  );
  const columns = [
    { title: 'on', of: ({ on }: Row) => on },
    { title: fan ? 'outcome' : 'known', of: (row: Row) => row.law },
    ...(by === 'total' ? [] : [{ title: by, of: ({ key }: Row) => key }]),
    { title: 'base', of: ({ base }: Row) => percent(base), right: true },
    { title: 'low', of: ({ low }: Row) => percent(low), right: true },
    { title: 'high', of: ({ high }: Row) => percent(high), right: true },
  ];
  show(options, {
    json: {
      known,
      deadline,
      by,
      covered: Number(least.covered.toFixed(6)),
      unlisted: Number(least.unlisted.toFixed(6)),
      standIns: least.standIns,
      rows,
    },
    rows,
    columns,
    text: () => `${table(rows, columns)}\n\n${remarks(least, options.simple ?? false)}`,
  });
}

export function averageCommand(program: Command): void {
  outputOptions(
    program
      .command('average')
      .description('average duties, weighed by the imports of 2024 or by your own trade'),
  )
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--on <date>', 'day of entry (default: the day known)')
    .option('--until <date>', 'a series of days up to this one')
    .option('--step <days>', 'days between those of a series', '7')
    .option('--by <what>', 'total, chapter, origin or program', 'total')
    .option(
      '--weights <file>',
      'CSV with code,origin,value; EU and ZZ (all other origins) are origins too (default: imports of 2024)',
    )
    .option('--simple', 'each line counts once')
    .option('--outcomes <names>', 'a fan of outcomes, comma between; "lapse" is the law as it stands')
    .option('--deadline <date>', 'the deadline that the outcomes are about')
    .addHelpText(
      'after',
      `
Examples:
  rosenbad average --known 2026-11-23 --by origin
  rosenbad average --known 2025-07-29 --on 2025-08-01 --until 2025-09-30 --outcomes lapse,extend-90-days`,
    )
    .action(run);
}
