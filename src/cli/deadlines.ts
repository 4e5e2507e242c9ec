// `rosenbad deadlines`: what changes next if nobody acts, found in the law as known.

import type { Command } from 'commander';
import type { Change, Deadline } from '../outlook/deadlines.ts';
import { type BasisOptions, basisOptions, lawOf, longDay, openEmbedded, outputOptions } from './context.ts';
import { type Column, faint, heading, show } from './output.ts';

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

const MOST_SHOWN = 8;

function changeText(change: Change): string {
  const codes = change.codes === null ? '' : ` (${change.codes} codes)`;
  return `    ${change.what}${codes}${change.origins ? ` [${change.origins}]` : ''}: ${change.before} → ${change.after}  ${faint(`${change.cite}, ${change.clause}`)}`;
}

/** Deadlines for people, the long ones cut. */
export function deadlinesText(deadlines: readonly Deadline[]): string {
  return deadlines
    .flatMap((deadline) => {
      const shown = deadline.changes.slice(0, MOST_SHOWN).map(changeText);
      const rest = deadline.changes.length - shown.length;
      return [
        `  ${heading(longDay(deadline.day))} in ${deadline.days} days (${deadline.at}): ${WORDS[deadline.cause]}`,
        ...shown,
        ...(rest > 0 ? [`    … and ${rest} more`] : []),
      ];
    })
    .join('\n');
}

async function run(options: BasisOptions): Promise<void> {
  const law = lawOf(await openEmbedded(), options);
  const deadlines = law.deadlines({
    ...(options.into ? { into: options.into } : {}),
    ...(options.on ? { on: options.on } : {}),
  });
  const rows = deadlines.flatMap(({ at, days, cause, changes }) =>
    changes.map((change): Line => ({ ...change, at, days, cause })),
  );
  show(options, {
    json: { basis: { known: law.known, on: options.on ?? law.known }, deadlines },
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
    .option('--into <territory>', 'importing territory', 'US');
  outputOptions(basisOptions(command))
    .addHelpText('after', '\nExample:\n  rosenbad deadlines --known 2025-07-29')
    .action(run);
}
