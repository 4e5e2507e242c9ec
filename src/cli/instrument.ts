// `rosenbad instrument [ID]`: a legal text and its acts as the pack holds them.

import type { Command } from 'commander';
import { printDay } from '../core/day.ts';
import { printDuty } from '../core/duty.ts';
import { dayAt, printMoment, type Zone } from '../core/moment.ts';
import type { Act, Instrument } from '../law/instrument.ts';
import { findInstrument, instrumentAnswer, instrumentsAnswer, zoneOf } from '../outlook/answers.ts';
import { openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, type OutputOptions, show, table } from './output.ts';

function whatOf(act: Act): string {
  switch (act.act) {
    case 'impose':
      return `impose ${act.target} ${printDuty(act.fields.duty)}`;
    case 'amend':
      return `amend ${act.targets.join(', ')}: ${act.fields.duty ? printDuty(act.fields.duty) : Object.keys(act.fields).join(', ')}`;
    case 'except':
      return `${act.exception ? 'except' : 'end exception'} ${act.key} on ${act.targets.join(', ')}`;
    case 'list':
      return `list ${act.list}: ${act.add.length} codes added, ${act.remove.length} removed`;
    default:
      return `${act.act} ${act.targets.join(', ')}`;
  }
}

interface Row {
  readonly clause: string;
  readonly what: string;
  readonly from: string;
  readonly until: string;
}

const rowsOf = (instrument: Instrument, zone: Zone): readonly Row[] =>
  instrument.acts.map((act) => ({
    clause: act.clause,
    what: whatOf(act),
    from: printMoment(act.from, zone),
    until: act.until === undefined ? '' : printMoment(act.until, zone),
  }));

const COLUMNS: readonly Column<Row>[] = [
  { title: 'clause', of: (row) => row.clause, width: 24 },
  { title: 'act', of: (row) => row.what, width: 60 },
  { title: 'from', of: (row) => row.from },
  { title: 'until', of: (row) => row.until },
];

const INDEX: readonly Column<Instrument>[] = [
  { title: 'signed', of: (one) => printDay(one.signed) },
  { title: 'instrument', of: (one) => one.id },
  { title: 'kind', of: (one) => one.kind },
  { title: 'title', of: (one) => one.title, width: 60 },
];

function describe(one: Instrument, zone: Zone): string {
  const { verified } = one;
  return [
    heading(one.title),
    `  ${one.kind}, signed ${printDay(one.signed)}, known from ${printDay(dayAt(one.published, zone))}; ${one.cite}${one.url ? `; ${one.url}` : ''}`,
    faint(
      `  verified against ${verified.against} on ${printDay(verified.on)}${verified.mark ? ` [${verified.mark}]` : ''}${verified.note ? `: ${verified.note}` : ''}`,
    ),
    ...(one.note ? [`  ${one.note}`] : []),
    '',
    one.acts.length === 0 ? '  It changes no duty.' : table(rowsOf(one, zone), COLUMNS),
  ].join('\n');
}

async function run(id: string | undefined, options: OutputOptions): Promise<void> {
  const law = await openEmbedded();
  if (id === undefined) {
    const sorted = [...law.pack.instruments].sort((a, b) => a.published - b.published);
    show(options, {
      json: instrumentsAnswer(law),
      rows: sorted,
      columns: INDEX,
      text: () => table(sorted, INDEX),
    });
    return;
  }
  const found = findInstrument(law, id);
  const zone = zoneOf(law, found.id);
  show(options, {
    json: instrumentAnswer(law, found.id),
    rows: rowsOf(found, zone),
    columns: COLUMNS,
    text: () => describe(found, zone),
  });
}

export function instrumentCommand(program: Command): void {
  const command = program
    .command('instrument')
    .description('a legal text and its acts; without a name, all of them')
    .argument('[id]', 'for example us/eo-14298');
  outputOptions(command).addHelpText('after', '\nExample:\n  rosenbad instrument us/eo-14298').action(run);
}
