// `rosenbad minerals [WORDS]`: published figures on critical minerals, each with its edition and source.

import type { Command } from 'commander';
import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { MineralRow } from '../record/model.ts';
import { outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import { citesOf, citeText, knownOf, knownOption, oneOf, openRecord, type RecordOptions } from './record.ts';

interface Options extends RecordOptions {
  readonly country?: string;
  readonly statistic?: string;
}

const COLUMNS: readonly Column<MineralRow>[] = [
  { title: 'mineral', of: ({ mineral }) => mineral, width: 40 },
  { title: 'statistic', of: ({ statistic }) => statistic },
  { title: 'country', of: ({ country }) => country },
  { title: 'year', of: ({ year }) => year },
  { title: 'value', of: ({ comparator, value }) => `${comparator}${value}`, right: true },
  { title: 'unit', of: ({ unit }) => unit },
  { title: 'edition', of: ({ vintage }) => vintage },
  { title: 'note', of: ({ note }) => note, width: 40 },
];

const CSV: readonly Column<MineralRow>[] = [...COLUMNS, { title: 'source', of: ({ source }) => source }];

const holds = (mineral: string, words: readonly string[]): boolean =>
  words.every((word) => mineral.toLowerCase().includes(word.toLowerCase()));

function named(rows: readonly MineralRow[], words: readonly string[]): readonly MineralRow[] {
  const found = rows.filter(({ mineral }) => holds(mineral, words));
  if (found.length > 0 || rows.length === 0) return found;
  const names = new Set(rows.flatMap(({ mineral }) => mineral.toLowerCase().split(/[^a-z]+/)));
  const near = words.flatMap((word) => nearest(word, names, 2));
  throw notFound(
    'unknown-mineral',
    `no figure on "${words.join(' ')}"`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`rosenbad minerals` lists what is held.',
  );
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const { minerals, sources } = pack.talks;
  const published = minerals.filter(({ source }) => (sources[source]?.date ?? '') <= known);
  const statistics = [...new Set(minerals.map(({ statistic }) => statistic))];
  const statistic = options.statistic && oneOf(options.statistic, statistics, 'statistic');
  const rows = named(published, words).filter(
    (row) =>
      (statistic === undefined || row.statistic === statistic) &&
      (options.country === undefined ||
        row.country === options.country.toUpperCase() ||
        row.country === options.country),
  );
  const cites = citesOf(
    pack,
    rows.map(({ source }) => source),
    known,
  );
  show(options, {
    json: { basis: { known }, figures: rows, sources: cites },
    rows,
    columns: CSV,
    text: () =>
      rows.length === 0
        ? `No such figure was published by ${known}; the editions held are ${[...new Set(minerals.map(({ vintage }) => vintage))].join(', ')}.`
        : [
            heading(`${rows.length} figures published by ${known}`),
            '',
            table(rows, COLUMNS),
            '',
            ...cites.map((cite) => faint(citeText(cite))),
          ].join('\n'),
  });
}

export function mineralsCommand(program: Command): void {
  const command = program
    .command('minerals')
    .description('published figures on critical minerals, with edition and source')
    .argument('[words...]', 'part of a name, for example rare earths')
    .option('--country <country>', 'only this country (or world, other)')
    .option(
      '--statistic <name>',
      'for example net-import-reliance, import-source, mine-production, reserves',
    );
  outputOptions(knownOption(command))
    .addHelpText('after', '\nExample:\n  rosenbad minerals rare earths --country CN')
    .action(run);
}
