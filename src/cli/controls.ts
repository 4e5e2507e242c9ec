// `rosenbad controls`: may this be shipped, under which licence, and what comes back by itself.

import type { Command } from 'commander';
import { parseDay } from '../core/day.ts';
import { type ControlsAnswer, controlsAnswer } from '../outlook/record-answers.ts';
import { shipmentOf } from '../record/ask-text.ts';
import type { CalendarEntry } from '../record/calendar.ts';
import { LICENCE_WORDS } from '../record/controls.ts';
import { type ControlAnswer, returning, type Verdict, verdictOf } from '../record/controls-ask.ts';
import { collect, longDay, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import {
  endNote,
  given,
  knownOf,
  knownOption,
  openRecord,
  partyOf,
  printIcs,
  type RecordOptions,
} from './record.ts';

type Returning = ControlsAnswer['returns'][number];

interface Options extends Omit<RecordOptions, 'until'> {
  readonly to?: string;
  readonly code?: string;
  readonly element?: readonly string[];
  readonly chip?: string;
  readonly on?: string;
}

const COLUMNS: readonly Column<ControlAnswer>[] = [
  { title: 'control', of: ({ control }) => control },
  { title: 'concerns', of: ({ concerns }) => concerns },
  { title: 'state', of: ({ state }) => state },
  { title: 'licence', of: ({ licence, fee }) => fee ?? licence },
  { title: 'next', of: ({ next: [first] }) => (first ? `${first.day} ${first.state}` : '') },
  { title: 'by', of: ({ by }) => by.instrument, width: 44 },
];

const CSV: readonly Column<ControlAnswer>[] = [
  ...COLUMNS.slice(0, 4),
  { title: 'title', of: ({ title }) => title },
  { title: 'exporter', of: ({ exporter }) => exporter },
  { title: 'next-day', of: ({ next: [first] }) => first?.day ?? '' },
  { title: 'next-state', of: ({ next: [first] }) => first?.state ?? '' },
  { title: 'instrument', of: ({ by }) => by.instrument },
  { title: 'confidence', of: ({ confidence }) => confidence },
  { title: 'sources', of: ({ sources }) => sources.map(({ url, title }) => url ?? title).join(' ') },
];

/** The answer in one sentence. */
export function verdictText({ licence, certain, controls }: Verdict): string {
  const doubt =
    certain === 'perhaps' ? ', if the goods are of the kind meant (a code alone does not decide)' : '';
  return `${LICENCE_WORDS[licence]}${doubt}${controls.length > 0 ? `: ${controls.join(', ')}` : ''}.`;
}

const partText = ({ goods }: ControlAnswer): readonly string[] =>
  goods.length === 0
    ? []
    : [
        `      means ${goods.map(({ code, ex }) => (ex === undefined ? code : `${code} ex ${ex}`)).join('; ')}`,
      ];

function controlText(one: ControlAnswer): string {
  const { title, state, licence, fee, by, next, note, confidence } = one;
  const turn = next.find((one) => one.state === 'in-force') ?? next[0];
  return [
    `    ${heading(title)} [${one.control}]: ${state}, ${fee ?? licence}${one.for ? `, for ${one.for}` : ''}`,
    `      ${by.instrument}${by.clause ? `, ${by.clause}` : ''}; from ${by.from}${by.until ? ` until ${by.until}` : ''}`,
    ...partText(one),
    ...(turn
      ? [`      ${longDay(turn.day)}: ${turn.state}, ${turn.fee ?? turn.licence}, if nobody acts`]
      : []),
    ...(note ? [`      ${note}`] : []),
    faint(
      `      ${confidence}: ${one.sources.map(({ title: page, publisher }) => `${page}${publisher ? ` (${publisher})` : ''}`).join('; ')}`,
    ),
  ].join('\n');
}

function shipmentText({ shipment, basis, covered, controls: answers }: ControlsAnswer): string {
  const { chip } = shipment;
  const named = [
    shipment.code,
    ...(shipment.elements ?? []),
    chip && `a chip of performance ${chip.performance} and ${chip.bandwidth} GB/s`,
  ]
    .filter((text) => text !== undefined)
    .join(', ');
  const back = returning(answers.filter(({ concerns }) => concerns !== 'depends'));
  const group = (title: string, of: ControlAnswer['concerns']) => {
    const found = answers.filter(({ concerns, state }) => concerns === of && state !== 'ended');
    return found.length === 0 ? [] : ['', `  ${heading(title)}`, ...found.map(controlText)];
  };
  return [
    heading(
      `May ${named} go from ${shipment.from} to ${shipment.to} on ${longDay(basis.on)}, as known on ${longDay(basis.known)}?`,
    ),
    covered || answers.length > 0
      ? `  ${verdictText(verdictOf(answers))}`
      : `  Not known: the record holds no export controls of ${shipment.from}.`,
    ...back.map(
      ({ day, title, licence }) => `  Returns on ${longDay(day)} if nobody acts: ${title} (${licence}).`,
    ),
    ...group('On these goods', 'yes'),
    ...group('Perhaps, by the code', 'perhaps'),
    ...group('Depends on buyer, use, ship or technology', 'depends'),
  ].join('\n');
}

function listText(answers: readonly ControlAnswer[], basis: ControlsAnswer['basis']): string {
  const back = returning(answers);
  return [
    heading(`${answers.length} controls on ${longDay(basis.on)}, as known on ${longDay(basis.known)}`),
    '',
    table(
      answers,
      COLUMNS.filter(({ title }) => title !== 'concerns'),
    ),
    ...(back.length > 0 ? ['', heading('Come back by themselves')] : []),
    ...back.map(({ day, title, control, licence }) => `  ${day}  ${title} [${control}]: ${licence}`),
  ].join('\n');
}

/** The day on which a control comes back, for a calendar. */
const calendarEntry = ({ control, title, exporter, at, day, licence, fee }: Returning): CalendarEntry => ({
  key: `control/${control}/${at.replace(' ', '-')}`,
  title: `${exporter}: ${title} comes back unless prolonged`,
  detail: `${at}\n${fee ?? licence}`,
  day,
});

async function run(options: Options): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const basis = { known, on: options.on ?? known };
  parseDay(basis.on, 'on');
  const [from, to] = options.chip === undefined ? ['CN', 'US'] : ['US', 'CN'];
  const shipment = shipmentOf(pack, {
    from: partyOf(options.from ?? from!, 'from'),
    to: partyOf(options.to ?? to!, 'to'),
    ...given({ code: options.code, elements: options.element, chip: options.chip }),
  });
  const answer = controlsAnswer(pack, shipment, basis, options.from === undefined);
  const { controls: answers } = answer;
  if (options.ics) return printIcs(answer.returns.map(calendarEntry), 'Rosenbad controls');
  show(options, {
    json: answer,
    rows: answers,
    columns: CSV,
    text: () =>
      [answer.answer ? shipmentText(answer) : listText(answers, basis), ...endNote(known)].join('\n'),
  });
}

export function controlsCommand(program: Command): void {
  const command = program
    .command('controls')
    .description('may this be shipped, under which licence, and what comes back by itself')
    .option('--from <country>', 'from where (default: both ways between China and the United States)')
    .option('--to <country>', 'to where (default: US)')
    .option('--code <code>', 'tariff code, 4 digits or more')
    .option('--element <symbol>', 'an element in the goods, for example Dy (repeatable)', collect)
    .option('--chip <name>', 'a chip by name (H20, H200 …) or by its figures: performance,GB/s')
    .option('--ics', 'print the days on which controls come back as iCalendar')
    .option('--on <date>', 'day of shipment (default: the day known)');
  outputOptions(knownOption(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad controls --from CN --to US --element Dy\n  rosenbad controls --from US --to CN --code 8542.31 --known 2026-02-01\n  rosenbad controls --chip H200 --known 2026-02-01',
    )
    .action(run);
}
