// `rosenbad agreement [ID or PARTNER]`: what was agreed, how far it got, what was promised and what is known of its keeping.

import type { Command } from 'commander';
import { agreementsAnswer } from '../outlook/record-answers.ts';
import type { WholeAgreement } from '../record/agreements.ts';
import { citesOf } from '../record/cites.ts';
import type { Agreement, Conflict, Undertaking } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { figureText } from '../record/timeline.ts';
import { longDay, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import { citeText, endNote, knownOf, knownOption, openRecord, type RecordOptions } from './record.ts';

const COLUMNS: readonly Column<Agreement>[] = [
  { title: 'agreement', of: ({ id }) => id },
  { title: 'partner', of: ({ partner, with: others }) => [partner, ...others].join(', ') },
  { title: 'rate', of: ({ rate }) => rate ?? '' },
  { title: 'status', of: ({ status }) => status.at(-1)!.is },
  { title: 'since', of: ({ status }) => status.at(-1)!.on },
  { title: 'terms', of: ({ terms }) => terms, width: 64 },
];

const CSV: readonly Column<Agreement>[] = [
  ...COLUMNS,
  { title: 'instruments', of: ({ instruments }) => instruments.join(' ') },
  { title: 'confidence', of: ({ confidence }) => confidence },
  { title: 'sources', of: ({ sources }) => sources.join(' ') },
];

function promised({ by, to, title, figures, kept }: Undertaking): readonly string[] {
  const what = figures.length > 0 ? `: ${figures.map(figureText).join('; ')}` : '';
  return [
    `    ${by} to ${to}, ${title}${what}`,
    ...kept.map(({ on, finding }) => `      ${longDay(on)}: ${finding}`),
    ...(kept.length === 0 ? ['      of its keeping the record knows nothing'] : []),
  ];
}

const disputed = (pack: RecordPack, { title, sides, versions }: Conflict): readonly string[] => [
  `    ${title}`,
  ...sides.map(({ source, says }) => `      ${pack.talks.sources[source]?.publisher ?? source}: ${says}`),
  ...versions.map(({ seen, reads }) => `      as of ${longDay(seen)}: “${reads}”`),
];

function wholeText(pack: RecordPack, agreement: WholeAgreement, known: string): string {
  const { title, terms, rate, status, instruments, rounds, sources, confidence } = agreement;
  const { undertakings, conflicts } = agreement;
  return [
    heading(title),
    `  ${terms}${rate === undefined ? '' : ` (rate ${rate})`}`,
    ...status.map(({ on, is, by, note }) =>
      [`    ${on}  ${is}`, by && `by ${by}`, note].filter((text) => text !== undefined).join(' '),
    ),
    ...(rounds.length > 0 ? [`  Made at: ${rounds.join(', ')}`] : []),
    ...(instruments.length > 0 ? [`  In law: ${instruments.join(', ')}`] : []),
    ...(undertakings.length > 0 ? ['  Promised'] : []),
    ...undertakings.flatMap(promised),
    ...(conflicts.length > 0 ? ['  Where sources differ'] : []),
    ...conflicts.flatMap((one) => disputed(pack, one)),
    faint(`  confidence: ${confidence}`),
    ...citesOf(pack, sources, known).map((cite) => faint(`  ${citeText(cite)}`)),
    '',
  ].join('\n');
}

async function run(name: string | undefined, options: RecordOptions): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const answer = agreementsAnswer(pack, known, name);
  const { agreements } = answer;
  show(options, {
    json: answer,
    rows: agreements,
    columns: CSV,
    text: () =>
      name === undefined
        ? `${heading(`${agreements.length} agreements, as known on ${longDay(known)}`)}\n\n${[table(agreements, COLUMNS), ...endNote(known)].join('\n')}`
        : agreements.map((one) => wholeText(pack, one, known)).join('\n'),
  });
}

export function agreementCommand(program: Command): void {
  const command = program
    .command('agreement')
    .description('what was agreed, how far it got, and what is known of its keeping')
    .argument('[name]', 'an id, a partner (CN, EU) or a word of the title');
  outputOptions(knownOption(command))
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad agreement CN --known 2025-11-30\n  rosenbad agreement us-eu-2025',
    )
    .action(run);
}
