// `rosenbad agreement [ID or PARTNER]`: what was agreed, how far it got, what was promised and what is known of its keeping.

import type { Command } from 'commander';
import { notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { Agreement, Conflict, Undertaking } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { figureText } from '../record/timeline.ts';
import { longDay, outputOptions } from './context.ts';
import { type Column, faint, heading, show, table } from './output.ts';
import {
  citesOf,
  citeText,
  endNote,
  knownOf,
  knownOption,
  openRecord,
  type RecordOptions,
} from './record.ts';

interface Whole {
  readonly agreement: Agreement;
  readonly undertakings: readonly Undertaking[];
  readonly conflicts: readonly Conflict[];
}

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

/** Agreements announced by a day, each with the status steps of that day. */
const agreementsKnown = ({ talks }: RecordPack, known: string): readonly Agreement[] =>
  talks.agreements
    .map((one) => ({ ...one, status: one.status.filter(({ on }) => on <= known) }))
    .filter(({ status }) => status.length > 0);

function wholeOf({ talks }: RecordPack, agreement: Agreement, known: string): Whole {
  const undertakings = talks.undertakings
    .filter((one) => one.in === agreement.id && one.made <= known)
    .map((one) => ({ ...one, kept: one.kept.filter(({ on }) => on <= known) }));
  const conflicts = talks.conflicts
    .filter((one) => one.about.includes(agreement.id) && one.from <= known)
    .map((one) => ({
      ...one,
      versions: one.versions.filter(({ seen }) => seen <= known),
      sides: one.sides.filter(({ source }) => (talks.sources[source]?.date ?? known) <= known),
    }))
    .filter(({ versions, sides }) => versions.length + sides.length > 1);
  return { agreement, undertakings, conflicts };
}

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

function wholeText(pack: RecordPack, { agreement, undertakings, conflicts }: Whole, known: string): string {
  const { title, terms, rate, status, instruments, rounds, sources, confidence } = agreement;
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

function chosen(all: readonly Agreement[], name: string): readonly Agreement[] {
  const text = name.toLowerCase();
  const found = all.filter(
    ({ id, partner, with: others, title }) =>
      id === text ||
      [partner, ...others].includes(name.toUpperCase()) ||
      (text.length > 2 && title.toLowerCase().includes(text)),
  );
  if (found.length > 0) return found;
  const near = nearest(
    text,
    all.map(({ id }) => id),
    3,
  );
  throw notFound(
    'unknown-agreement',
    `no agreement "${name}" was announced by that day`,
    near.length > 0 ? `Near: ${near.join(', ')}.` : '`rosenbad agreement` lists them.',
  );
}

async function run(name: string | undefined, options: RecordOptions): Promise<void> {
  const pack = await openRecord();
  const known = knownOf(options);
  const all = agreementsKnown(pack, known);
  const shown = name === undefined ? all : chosen(all, name);
  const wholes = shown.map((one) => wholeOf(pack, one, known));
  const cited = wholes.flatMap(({ agreement, undertakings, conflicts }) =>
    [agreement, ...undertakings, ...conflicts].flatMap(({ sources }) => sources),
  );
  show(options, {
    json: {
      basis: { known },
      agreements: wholes.map(({ agreement, ...rest }) => ({ ...agreement, ...rest })),
      sources: citesOf(pack, cited, known),
    },
    rows: shown,
    columns: CSV,
    text: () =>
      name === undefined
        ? `${heading(`${all.length} agreements, as known on ${longDay(known)}`)}\n\n${[table(all, COLUMNS), ...endNote(known)].join('\n')}`
        : wholes.map((one) => wholeText(pack, one, known)).join('\n'),
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
