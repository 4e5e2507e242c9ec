// `rosenbad deadlines`: what changes next if nobody acts, found in the law as known.

import type { Command } from 'commander';
import { deadlinesAnswer } from '../outlook/answers.ts';
import type { Change, Deadline } from '../outlook/deadlines.ts';
import { type JointAnswer, jointAnswer, territoriesIn } from '../outlook/joint.ts';
import type { CalendarEntry } from '../record/calendar.ts';
import { type BasisOptions, basisOptions, lawOf, longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, markText, show } from './output.ts';
import { printIcs } from './record.ts';

type Line = Change & Pick<Deadline, 'at' | 'days' | 'cause'>;

const COLUMNS: readonly Column<Line>[] = [
  { title: 'at', of: (line) => line.at },
  { title: 'days', of: (line) => String(line.days), right: true },
  { title: 'cause', of: (line) => line.cause },
  { title: 'what', of: (line) => line.what },
  { title: 'origins', of: (line) => line.origins },
  { title: 'before', of: (line) => line.before },
  { title: 'after', of: (line) => line.after },
  { title: 'cite', of: (line) => `${line.cite}, ${line.clause}` },
];

const WORDS: Readonly<Record<Deadline['cause'], string>> = {
  'suspension-ends': 'a suspension ends',
  starts: 'duties start',
  step: 'a rate changes by a step already in the law',
  'suspension-begins': 'a suspension begins',
  ends: 'duties end',
  'exclusion-ends': 'exceptions end',
  'exclusion-begins': 'exceptions begin',
  'list-changes': 'lists of goods change',
};

const MOST_SHOWN = 6;
/** Measures of one family that change together from this many on are told in one line. */
const FAMILY = 4;
/** Partners named first in a long line. */
const FIRST = [
  'group:eu',
  'CN',
  'CN, HK, MO',
  'JP',
  'KR',
  'VN',
  'TW',
  'IN',
  'CH',
  'TH',
  'MY',
  'ID',
  'GB',
  'BR',
];

const by = ({ cite, clause, mark }: Change): string =>
  cite === '' ? '' : faint(`${cite}, ${clause}${markText(mark)}`);

function changeText(change: Change): string {
  const codes = change.codes === null ? '' : ` (${change.codes} codes)`;
  return `    ${change.what}${codes}${change.origins ? ` [${change.origins}]` : ''}: ${change.before} → ${change.after}  ${by(change)}`;
}

const familyOf = ({ what }: Change): string => what.slice(0, what.lastIndexOf('/'));
const rank = ({ origins }: Change): number =>
  FIRST.includes(origins) ? FIRST.indexOf(origins) : FIRST.length;

function familyText(changes: readonly Change[]): string {
  const sorted = [...changes].sort((a, b) => rank(a) - rank(b) || (a.origins < b.origins ? -1 : 1));
  const [first] = sorted;
  const shown = sorted
    .slice(0, FIRST.length)
    .map(({ origins, duty }) => `${origins.replace('group:eu', 'EU')} ${duty}`);
  const rest = sorted.length - shown.length;
  const change = `${first!.before.replaceAll(` (${first!.duty})`, '')} → ${first!.after.replace(` at ${first!.duty}`, '')}`;
  return `    ${familyOf(first!)}/* (${changes.length} measures): ${change}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}  ${by(first!)}`;
}

/** Lines of one deadline: families together, then the single changes, the rest counted. */
function linesOf(changes: readonly Change[]): readonly string[] {
  const families = new Map<string, Change[]>();
  for (const change of changes)
    families.set(familyOf(change), [...(families.get(familyOf(change)) ?? []), change]);
  const groups = [...families.values()];
  const together = groups
    .filter((group) => group.length >= FAMILY && group.every(({ duty }) => duty !== undefined))
    .map(familyText);
  const single = groups
    .filter((group) => group.length < FAMILY || group.some(({ duty }) => duty === undefined))
    .flat();
  const more = single.length - MOST_SHOWN;
  return [
    ...together,
    ...single.slice(0, MOST_SHOWN).map(changeText),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}

/** Deadlines for people, the long ones cut. */
export const deadlinesText = (deadlines: readonly Omit<Deadline, 'moment'>[]): string =>
  deadlines
    .flatMap((deadline) => [
      `  ${heading(longDay(deadline.day))} in ${deadline.days} days (${deadline.at}): ${WORDS[deadline.cause]}`,
      ...linesOf(deadline.changes),
    ])
    .join('\n');

interface Options extends BasisOptions {
  readonly ics?: boolean;
}

/** A deadline as an entry of a calendar: which duties change, and from which text. */
const calendarEntry = ({
  jurisdiction,
  at,
  day,
  cause,
  changes,
}: Omit<Deadline, 'moment'>): CalendarEntry => ({
  key: `deadline/${jurisdiction}/${at.replace(' ', '-')}/${cause}`,
  title: `${jurisdiction.toUpperCase()}: ${WORDS[cause]}`,
  detail: `${at}\n${changes.map(({ what, before, after, cite }) => `${what}: ${before} → ${after} (${cite})`).join('\n')}`,
  day,
});

const SIDES: readonly Column<Line & { readonly side: string }>[] = [
  { title: 'side', of: (line) => line.side },
  ...COLUMNS,
];

/** One deadline of several territories: its day, then what each side changes. */
const jointText = (deadlines: JointAnswer['deadlines']): string =>
  deadlines
    .flatMap(({ day, days, cause, sides }) => [
      `  ${heading(longDay(day))} in ${days} days: ${WORDS[cause]}, ${sides.map(({ jurisdiction }) => jurisdiction.toUpperCase()).join(' and ')}`,
      ...sides.flatMap(({ jurisdiction, at, changes }) => [
        `   ${jurisdiction.toUpperCase()}, ${at}`,
        ...linesOf(changes),
      ]),
    ])
    .join('\n');

function showJoint(answer: JointAnswer, options: Options): void {
  const { basis, deadlines } = answer;
  const rows = deadlines.flatMap(({ sides }) =>
    sides.flatMap(({ jurisdiction, at, days, cause, changes }) =>
      changes.map((change) => ({ ...change, side: jurisdiction.toUpperCase(), at, days, cause })),
    ),
  );
  show(options, {
    json: answer,
    rows,
    columns: SIDES,
    text: () =>
      `${heading(`What changes if nobody acts, as the law was known on ${longDay(basis.known)}`)}\n\n${deadlines.length === 0 ? '  Nothing that the law already holds.' : jointText(deadlines)}`,
  });
}

async function run(options: Options): Promise<void> {
  const whole = await openEmbedded();
  const law = lawOf(whole, options);
  const territories = territoriesIn(options.into ?? '');
  if (territories.length > 1) {
    const joint = jointAnswer(whole, law, territories, options.on);
    if (!options.ics) return showJoint(joint, options);
    const sides = joint.deadlines.flatMap((one) => one.sides);
    return printIcs(sides.map(calendarEntry), 'Rosenbad deadlines');
  }
  const answer = deadlinesAnswer(law, {
    ...(options.into ? { into: options.into } : {}),
    ...(options.on ? { on: options.on } : {}),
  });
  const { deadlines } = answer;
  if (options.ics) return printIcs(deadlines.map(calendarEntry), 'Rosenbad deadlines');
  const rows = deadlines.flatMap(({ at, days, cause, changes }) =>
    changes.map((change): Line => ({ ...change, at, days, cause })),
  );
  show(options, {
    json: answer,
    rows,
    columns: COLUMNS,
    text: () =>
      `${heading(`What changes if nobody acts, as the law was known on ${longDay(law.known)}`)}\n\n${deadlines.length === 0 ? '  Nothing that the law already holds.' : deadlinesText(deadlines)}`,
  });
}

export function deadlinesCommand(program: Command): void {
  const command = program
    .command('deadlines')
    .description('what changes next if nobody acts')
    .option(
      '--into <territory>',
      'importing territory; several with commas between put one moment together',
      'US',
    )
    .option('--ics', 'print iCalendar');
  outputOptions(basisOptions(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad deadlines --known 2025-07-29\n  rosenbad deadlines --into US,CN --known 2025-07-29',
    )
    .action(run);
}
