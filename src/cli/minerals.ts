// `rosenbad minerals [WORDS]`: published figures on critical minerals, each with its edition and source.

import type { Command } from 'commander';
import { mineralsAnswer } from '../outlook/record-answers.ts';
import { editionsOf } from '../record/minerals.ts';
import type { MineralRow } from '../record/model.ts';
import { outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import { citeText, given, knownOf, knownOption, openRecord, type RecordOptions } from './record.ts';

interface Options extends RecordOptions {
  readonly country?: string;
  readonly statistic?: string;
  readonly year?: string;
  readonly edition?: string;
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

async function run(words: readonly string[], options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const { country, statistic, year, edition } = options;
  const answer = mineralsAnswer(pack, { known, words, ...given({ country, statistic, year, edition }) });
  const { figures, sources } = answer;
  show(options, {
    json: answer,
    rows: figures,
    columns: CSV,
    text: () =>
      figures.length === 0
        ? `No such figure was published by ${known}; the editions held are ${editionsOf(pack).join(', ')}.`
        : [
            heading(`${figures.length} figures published by ${known}`),
            '',
            table(figures, COLUMNS),
            '',
            ...sources.map((cite) => faint(citeText(cite))),
          ].join('\n'),
  });
}

export function mineralsCommand(program: Command): void {
  const command = program
    .command('minerals')
    .description('published figures on critical minerals, with edition and source')
    .argument('[words...]', 'part of a name, for example rare earths')
    .option('--country <country>', 'only this country (or world, other)')
    .option('--statistic <name>', 'for example net-import-reliance, import-source, mine-production, reserves')
    .option('--year <year>', 'figures of this year')
    .option('--edition <words>', 'figures of this edition, for example 2025');
  outputOptions(knownOption(command))
    .addHelpText('after', '\nExample:\n  rosenbad minerals rare earths --country CN')
    .action(run);
}
