// `rosenbad timeline`: law, talks, words and controls on one line of days.

import type { Command } from 'commander';
import { parseDay, printDay } from '../core/day.ts';
import { timelineAnswer } from '../outlook/record-answers.ts';
import type { Line } from '../outlook/timeline.ts';
import type { CalendarEntry } from '../record/calendar.ts';
import { EVENT_KINDS } from '../record/timeline.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import {
  endNote,
  given,
  knownOf,
  knownOption,
  oneOf,
  openRecord,
  partyOf,
  printIcs,
  type RecordOptions,
} from './record.ts';
import { tableText } from './standing.ts';

interface Options extends RecordOptions {
  readonly program?: string;
  readonly kind?: string;
  readonly all?: boolean;
}

/** What someone who missed a year reads. */
const DAYS = 365;

const marked = ({ day, until, confidence, kind }: Line): string =>
  `${day}${until === undefined ? '' : `/${until.slice(8)}`}${confidence === 'primary' || kind === 'law' ? '' : ' ~'}`;

const COLUMNS: readonly Column<Line>[] = [
  { title: 'day', of: marked },
  { title: 'kind', of: ({ kind }) => kind },
  { title: 'what', of: ({ title }) => title, width: 44 },
  { title: 'detail', of: ({ detail }) => detail, width: 72 },
];

const CSV: readonly Column<Line>[] = [
  { title: 'day', of: ({ day }) => day },
  { title: 'until', of: ({ until }) => until ?? '' },
  { title: 'kind', of: ({ kind }) => kind },
  { title: 'title', of: ({ title }) => title },
  { title: 'detail', of: ({ detail }) => detail },
  { title: 'parties', of: ({ parties }) => parties.join(' ') },
  { title: 'programs', of: ({ programs }) => programs.join(' ') },
  { title: 'instruments', of: ({ instruments }) => instruments.join(' ') },
  { title: 'confidence', of: ({ confidence }) => confidence },
  { title: 'sources', of: ({ sources }) => sources.map(({ url, title }) => url ?? title).join(' ') },
];

/** From this many on, controls of one side to which the same happens on one day are told in one line. */
const TOGETHER = 3;

const titleOf = ({ title }: Line) => {
  const cut = title.lastIndexOf(': ');
  return { name: title.slice(0, cut), happens: title.slice(cut + 2) };
};

/** Controls to which the same happens on one day, each named in the detail of one line. */
export function together(lines: readonly Line[]): readonly Line[] {
  const keyOf = (line: Line) =>
    line.kind === 'control' ? `${line.day} ${line.parties[0]} ${titleOf(line).happens}` : line.key;
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (group.length < TOGETHER || !first) return group;
    return [
      {
        ...first,
        title: `${group.length} controls of ${first.parties[0]}: ${titleOf(first).happens}`,
        detail: group.map((one) => titleOf(one).name).join('; '),
      },
    ];
  });
}

/** Exceptions that began or ended are many and small: told ahead of their day, or with `--all`. */
const isRelief = (key: string): boolean => /\/exclusion-(?:begins|ends)$/.test(key);

const calendarEntry = ({ key, title, detail, day, until, place, sources }: Line): CalendarEntry => ({
  key,
  title,
  detail,
  day,
  ...given({ until, place, url: sources.find(({ url }) => url !== undefined)?.url }),
});

async function run(options: Options): Promise<void> {
  const known = knownOf(options);
  const partner = options.partner === undefined ? undefined : partyOf(options.partner, 'partner');
  const law = await openEmbedded();
  const record = await openRecord();
  const wide = options.all === true || options.json === true || options.csv === true || options.ics === true;
  const from = options.from ?? (wide ? undefined : printDay(parseDay(known) - DAYS));
  const kinds = options.kind?.split(',').map((kind) => oneOf(kind, EVENT_KINDS, 'kind'));
  const filter = {
    known,
    ...given({ from, until: options.until, partner, program: options.program, kinds }),
  };
  const answer = timelineAnswer(law, record, filter);
  const { events, standing } = answer;
  if (options.ics) return printIcs(events.map(calendarEntry), 'Rosenbad timeline');
  const past = events.filter(({ day, key }) => day <= known && (options.all === true || !isRelief(key)));
  const ahead = events.filter(({ day }) => day > known);
  show(options, {
    json: answer,
    rows: events,
    columns: CSV,
    text: () =>
      [
        ...(standing
          ? [
              heading(`Where it stands between the United States and ${partner} on ${longDay(known)}`),
              tableText(standing),
              '',
            ]
          : []),
        heading(
          from === undefined ? `Up to ${longDay(known)}` : `From ${longDay(from)} to ${longDay(known)}`,
        ),
        table(together(past), COLUMNS),
        '',
        heading('Set for later days'),
        ahead.length === 0 ? '  Nothing.' : table(together(ahead), COLUMNS),
        '',
        faint(
          '~ rests on press or on a second hand. Earlier days and all exceptions: --all. Sources of each line: --json or --csv.',
        ),
        ...endNote(known),
      ].join('\n'),
  });
}

export function timelineCommand(program: Command): void {
  const command = program
    .command('timeline')
    .description('law, talks, words and controls on one line of days')
    .option('--partner <country>', 'only what concerns this partner, with where it stands (CN, EU, JP …)')
    .option('--program <program>', 'law of this program only, for example us/reciprocal')
    .option('--kind <kinds>', `only these, with commas between: ${EVENT_KINDS.join(', ')}`)
    .option('--from <date>', 'from this day (default for reading: a year before)')
    .option('--until <date>', 'up to this day')
    .option('--all', 'from the first day on')
    .option('--ics', 'print iCalendar');
  outputOptions(knownOption(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad timeline --partner CN --known 2025-08-12\n  rosenbad timeline --partner CN --ics > talks.ics',
    )
    .action(run);
}
