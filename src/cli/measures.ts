// `rosenbad measures`: what is in force, suspended or coming, at a basis.

import type { Command } from 'commander';
import { parseCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import { at } from '../core/timeline.ts';
import { effectLine, effectText } from '../outlook/effect.ts';
import { type BasisOptions, basisOptions, lawOf, longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, show, table } from './output.ts';

interface Options extends BasisOptions {
  readonly from?: string;
  readonly program?: string;
  readonly all?: boolean;
}

interface Row {
  readonly measure: string;
  readonly program: string;
  readonly heading: string;
  readonly effect: string;
  readonly cite: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'measure', of: (row) => row.measure },
  { title: 'heading', of: (row) => row.heading },
  { title: 'effect', of: (row) => row.effect },
  { title: 'by', of: (row) => row.cite, width: 50 },
];

async function run(options: Options): Promise<void> {
  const law = await openEmbedded();
  const asked = lawOf(law, options);
  const { zone, jurisdiction } = law.territory(options.into);
  const on = lastMinute(parseDay(options.on ?? asked.known, 'on'), zone);
  const inScope =
    options.from === undefined
      ? undefined
      : new Set(
          asked
            .calendar(options.into)
            .viewAt(parseCountry(options.from), on)
            .standings.map(({ measure }) => measure.id),
        );
  const rows = asked
    .resolved()
    .measures.filter(
      ({ id, program, jurisdiction: own }) =>
        own === jurisdiction &&
        (!options.program || program === options.program) &&
        (!inScope || inScope.has(id)),
    )
    .map((measure) => ({ measure, effect: at(effectLine(measure), on) }))
    .filter(({ effect }) => options.all || effect.state === 'in-force' || effect.state === 'suspended')
    .map(
      ({ measure, effect }): Row => ({
        measure: measure.id,
        program: measure.program,
        heading: at(measure.heading, on)
          .value.map((one) => one.heading)
          .join(', '),
        effect: effectText(effect),
        cite: effect.by ? `${effect.by.instrument.cite}, ${effect.by.act.clause}` : '',
      }),
    );
  show(options, {
    json: { basis: { known: asked.known, on: options.on ?? asked.known }, measures: rows },
    rows,
    columns: COLUMNS,
    text: () =>
      `${heading(`${rows.length} measures on ${longDay(options.on ?? asked.known)}, as known on ${longDay(asked.known)}`)}\n\n${table(rows, COLUMNS)}`,
  });
}

export function measuresCommand(program: Command): void {
  const command = program
    .command('measures')
    .description('the measures in force and suspended at a basis')
    .option('--from <country>', 'only those that concern goods of this origin')
    .option('--program <program>', 'only this program, for example us/reciprocal')
    .option('--all', 'also those not yet or no longer in force')
    .option('--into <territory>', 'importing territory', 'US');
  outputOptions(basisOptions(command))
    .addHelpText('after', '\nExample:\n  rosenbad measures --from CN --on 2025-08-13 --known 2025-07-29')
    .action(run);
}
