// `rosenbad talks [ROUND]`: who met, what came of it, what was said; or where things stand with one partner.

import type { Command } from 'commander';
import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { tableOf } from '../outlook/talks.ts';
import { entryOf } from '../record/calendar.ts';
import { entriesOf } from '../record/check.ts';
import type { Round, TalksRecord } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { timelineOf } from '../record/timeline.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import {
  citesOf,
  citeText,
  endNote,
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

/** A round with nothing in it that came later than the day known. */
const asKnown = (one: Round, known: string): Round => ({
  ...one,
  later: one.later.filter(({ on }) => on <= known),
});

function roundText(pack: RecordPack, one: Round, known: string): string {
  const { talks } = pack;
  const name = (id: string) => talks.officials.find((person) => person.id === id)?.name ?? id;
  const about = talks.statements.filter((said) => said.about.includes(one.id) && said.on <= known);
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
    ...about.map(({ on, speaker, said }) => `  ${longDay(on)}, ${name(speaker)}: ${said}`),
    ...(one.instruments.length > 0 ? [`  In law: ${one.instruments.join(', ')}`] : []),
    ...(one.note ? [`  ${one.note}`] : []),
    faint(`  confidence: ${one.confidence}`),
    ...citesOf(pack, one.sources, known).map((cite) => faint(`  ${citeText(cite)}`)),
  ].join('\n');
}

function roundNamed({ rounds }: TalksRecord, id: string, known: string): Round {
  const open = rounds.filter(({ until }) => until <= known);
  const found = open.find((one) => one.id === id || one.city?.toLowerCase() === id.toLowerCase());
  if (found) return found;
  const names = open.flatMap((one) => [one.id, ...(one.city === undefined ? [] : [one.city])]);
  const near = nearest(id, names, 3);
  throw notFound(
    'unknown-round',
    `no round "${id}" was held by ${known}`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : '`rosenbad talks` lists them.',
  );
}

const inSpan =
  ({ from, until, partner }: RecordOptions, known: string) =>
  (one: Round) =>
    one.until <= known &&
    (from === undefined || one.until >= from) &&
    (until === undefined || one.from <= until) &&
    (partner === undefined || one.parties.includes(partyOf(partner, 'partner')));

async function one(id: string, options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const round = asKnown(roundNamed(pack.talks, id, known), known);
  const statements = pack.talks.statements.filter(({ about, on }) => about.includes(round.id) && on <= known);
  show(options, {
    json: { basis: { known }, round, statements, sources: citesOf(pack, round.sources, known) },
    rows: [round],
    columns: CSV,
    text: () => roundText(pack, round, known),
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
  const rounds = pack.talks.rounds.filter(inSpan(options, known)).map((round) => asKnown(round, known));
  if (options.ics) {
    const keys = new Set(rounds.map(({ id }) => `round/${id}`));
    printIcs(
      timelineOf(pack.talks, { known, kinds: ['round'] })
        .filter(({ key }) => keys.has(key))
        .map(entryOf),
      'Rosenbad talks',
    );
    return;
  }
  const standing =
    options.partner === undefined
      ? undefined
      : tableOf(await openEmbedded(), pack, known, partyOf(options.partner, 'partner'));
  const cited = rounds.flatMap(({ sources }) => sources);
  show(options, {
    json: {
      basis: { known },
      ...(standing ? { standing } : {}),
      rounds,
      sources: citesOf(pack, cited, known),
    },
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
