// `rosenbad talks [ROUND]`: who met, what came of it, what was said; or where things stand with one partner.

import type { Command } from 'commander';
import { type RoundAnswer, roundAnswer, talksAnswer } from '../outlook/record-answers.ts';
import { entryOf, meetingEntry } from '../record/calendar.ts';
import { entriesOf } from '../record/check.ts';
import { nextMeetings } from '../record/meetings.ts';
import type { Round } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { speakerText, timelineOf } from '../record/timeline.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import {
  citeText,
  endNote,
  given,
  knownOf,
  knownOption,
  openRecord,
  partyOf,
  printIcs,
  type RecordOptions,
} from './record.ts';
import { tableText, when } from './standing.ts';

interface Options extends RecordOptions {
  readonly instrument?: string;
}

const COLUMNS: readonly Column<Round>[] = [
  { title: 'from', of: ({ from }) => from },
  { title: 'until', of: ({ until }) => until },
  { title: 'round', of: ({ id }) => id },
  { title: 'place', of: ({ city }) => city ?? 'call' },
  { title: 'parties', of: ({ parties }) => parties.join(', ') },
  { title: 'outcome', of: ({ outcome }) => outcome, width: 64 },
];

const CSV: readonly Column<Round>[] = [
  ...COLUMNS,
  { title: 'confidence', of: ({ confidence }) => confidence },
  { title: 'sources', of: ({ sources }) => sources.join(' ') },
];

function roundText({ talks }: RecordPack, { round: one, statements, sources }: RoundAnswer): string {
  const name = (id: string) => talks.officials.find((person) => person.id === id)?.name ?? id;
  const texts = {
    joint: 'a joint text',
    'two-lists': 'two lists that differ, one of each side',
    none: 'no common text',
  };
  return [
    heading(
      `${when(one)}: ${[one.venue, one.city].filter((text) => text !== undefined).join(', ') || one.kind}`,
    ),
    ...Object.entries(one.heads).map(([party, ids]) => `  ${party}: ${ids.map(name).join(', ')}`),
    `  ${one.outcome}`,
    `  Published: ${texts[one.text]}.`,
    ...one.later.map(({ on, what }) => `  ${longDay(on)}: ${what}`),
    ...one.numbers.map(({ by, number }) => `  Counted as round ${number} by ${by}.`),
    ...statements.map((one) => `  ${longDay(one.on)}, ${speakerText(talks, one)}: ${one.said}`),
    ...(one.instruments.length > 0 ? [`  In law: ${one.instruments.join(', ')}`] : []),
    ...(one.note ? [`  ${one.note}`] : []),
    faint(`  confidence: ${one.confidence}`),
    ...sources.map((cite) => faint(`  ${citeText(cite)}`)),
  ].join('\n');
}

async function one(id: string, options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const answer = roundAnswer(pack, id, known);
  show(options, {
    json: answer,
    rows: [answer.round],
    columns: CSV,
    text: () => roundText(pack, answer),
  });
}

/** The way back: entries of the record that name an instrument of the law. */
async function ofInstrument(instrument: string, options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const rows = entriesOf(pack.talks, instrument);
  show(options, {
    json: { basis: { known }, instrument, entries: rows },
    rows,
    columns: [
      { title: 'entry', of: ({ id }) => id },
      { title: 'confidence', of: ({ confidence }) => confidence },
      { title: 'sources', of: ({ sources }) => sources.join(' ') },
    ],
    text: () =>
      rows.length === 0
        ? `The record does not speak of ${instrument}.`
        : `${heading(`The record on ${instrument}`)}\n${rows.map(({ id }) => `  ${id}`).join('\n')}`,
  });
}

async function all(options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const answer = talksAnswer(await openEmbedded(), pack, {
    known,
    ...given({ from: options.from, until: options.until }),
    ...(options.partner === undefined ? {} : { partner: partyOf(options.partner, 'partner') }),
  });
  const { rounds, standing } = answer;
  if (options.ics) {
    const keys = new Set(rounds.map(({ id }) => `round/${id}`));
    const held = timelineOf(pack.talks, { known, kinds: ['round'] }).filter(({ key }) => keys.has(key));
    const next = nextMeetings(pack.meetings, known, standing?.partner);
    return printIcs([...held.map(entryOf), ...next.map(meetingEntry)], 'Rosenbad talks');
  }
  show(options, {
    json: answer,
    rows: rounds,
    columns: options.csv ? CSV : COLUMNS,
    text: () =>
      [
        heading(`${rounds.length} meetings and calls, as known on ${longDay(known)}`),
        '',
        table(rounds, COLUMNS),
        ...(standing ? ['', heading('Where it stands'), tableText(standing)] : []),
        ...endNote(known),
      ].join('\n'),
  });
}

async function run(id: string | undefined, options: Options): Promise<void> {
  if (id !== undefined) return one(id, options);
  return options.instrument === undefined ? all(options) : ofInstrument(options.instrument, options);
}

export function talksCommand(program: Command): void {
  const command = program
    .command('talks')
    .description('who met, what came of it, where it stands; a round by its id or city')
    .argument('[round]', 'for example stockholm')
    .option('--partner <country>', 'only with this partner, and where things stand with it (CN, EU, JP …)')
    .option('--from <date>', 'from this day')
    .option('--until <date>', 'up to this day')
    .option('--instrument <id>', 'what the record says of a legal text, for example us/eo-14298')
    .option('--ics', 'print the rounds as iCalendar');
  outputOptions(knownOption(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad talks --partner CN --known 2025-07-29\n  rosenbad talks stockholm',
    )
    .action(run);
}
