// `rosenbad brief`: the main job. The situation of a day before a deadline, on one page.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { isCountry } from '../core/country.ts';
import { unsupported } from '../core/errors.ts';
import { type Brief, briefOf, type InForce, type Steep } from '../outlook/brief.ts';
import { plainCode } from '../outlook/plain.ts';
import type { Table } from '../outlook/talks.ts';
import { subjectOf } from '../reading/subject.ts';
import { nameOf } from '../reading/verdict.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { deadlinesText } from './deadlines.ts';
import { columnsOf, exposureText, readShipments } from './outcomes.ts';
import { type Column, faint, heading, type OutputOptions, percent, print, show, table } from './output.ts';
import { openRecord } from './record.ts';
import { meetingText, truceText } from './standing.ts';

interface Options extends OutputOptions {
  readonly known?: string;
  readonly date?: string;
  readonly fromText?: string;
  readonly deadline?: string;
  readonly shipments?: string;
}

/** The day the project starts from: talks in Stockholm, a truce with two weeks to run. */
const STOCKHOLM = '2025-07-29';
const ORIGINS = { CN: 'China', DE: 'the European Union (Germany)', JP: 'Japan' };
/** The other side of the table. */
const PARTNER = 'CN';
const MOST_PARTNERS = 4;
const DEADLINES_SHOWN = 6;
const STEEP_SHOWN = 12;

const example = (): string => {
  const near = fileURLToPath(new URL('../../examples/shipments.csv', import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL('../../../examples/shipments.csv', import.meta.url));
};

function originText({ label, plain, measures, suspended }: InForce): string {
  return [
    `  ${heading(label)}: ${plain} points above the base duty for a product on no list`,
    ...measures.map((one) => `    ${one.heading}  ${one.rate.padEnd(7)} ${one.measure}  ${faint(one.cite)}`),
    ...suspended.map((one) => `    ${one.measure}: ${one.why}`),
  ].join('\n');
}

function steepText(steep: readonly Steep[], brief: Brief): string {
  const scenarios = brief.exposure.scenarios.map(({ id }) => id);
  const columns: readonly Column<Steep>[] = [
    { title: 'code', of: (row) => row.code },
    { title: 'product', of: (row) => row.name, width: 44 },
    { title: 'from', of: (row) => row.from },
    ...scenarios.map((id) => ({
      title: id,
      of: (row: Steep) => (row.rate[id] === undefined ? '·' : percent(row.rate[id])),
      right: true,
    })),
  ];
  const counts = scenarios
    .map((id) => `${id} ${steep.filter(({ rate }) => rate[id] !== undefined).length}`)
    .join(', ');
  const first = [...steep].sort(
    (a, b) =>
      Object.keys(b.rate).length - Object.keys(a.rate).length ||
      Math.max(...Object.values(b.rate)) - Math.max(...Object.values(a.rate)),
  );
  return `  Products of the catalogue above 100 %, by outcome: ${counts}.\n\n${table(first.slice(0, STEEP_SHOWN), columns)}`;
}

/** The other side's duties on all goods, its next deadline, the last round and the next meetings. */
function acrossText({ sides, truce, lastRound, meetings, returning, partner }: Table): string {
  const other = sides.find(({ into }) => into === partner);
  const names = returning.map(({ title, day }) => `${title} (${day})`);
  return [
    ...(truce ? truceText(truce) : []),
    ...(other?.duties ?? []).map(
      ({ measure, effect, cite }) => `  ${partner} on goods of US: ${measure} ${effect}  ${faint(cite)}`,
    ),
    ...(names.length > 0
      ? [
          `  Controls that come back: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
        ]
      : []),
    ...(lastRound
      ? [
          `  Last met ${longDay(lastRound.until)}${lastRound.city ? ` in ${lastRound.city}` : ''}: ${lastRound.outcome}`,
        ]
      : []),
    meetings.length === 0
      ? '  Next meeting: none announced that the record holds.'
      : `  Next meeting: ${meetings.map(meetingText).join('; ')}`,
  ].join('\n');
}

function briefText(brief: Brief, file: string): string {
  const more = brief.deadlines.length - DEADLINES_SHOWN;
  return [
    heading(`The situation on ${longDay(brief.basis.on)}, by the law published up to that day`),
    '',
    heading('In force now'),
    ...brief.inForce.map(originText),
    '',
    heading('What changes next if nobody acts'),
    deadlinesText(brief.deadlines.slice(0, DEADLINES_SHOWN)),
    ...(more > 0 ? [faint(`  ${more} later changes: rosenbad deadlines --known ${brief.basis.known}`)] : []),
    '',
    ...(brief.table ? [heading('Across the table'), acrossText(brief.table), ''] : []),
    heading(`What each outcome of the deadline of ${longDay(brief.deadline)} costs ${file}`),
    exposureText(brief.exposure, false),
    '',
    heading('Duties above the value of the goods'),
    steepText(brief.steep, brief),
    '',
    heading('Ask further'),
    `  rosenbad outcomes ${file} --known ${brief.basis.known} --deadline ${brief.deadline}    every line of the book`,
    `  rosenbad duty 8507.60.00 --from CN --known ${brief.basis.known} --on ${brief.deadline}    one product, with every reason`,
    '  rosenbad deadlines                                                          the same question about today',
    `  npm run web    the same as a page: http://127.0.0.1:8080/#/now?known=${brief.basis.known}`,
    '  rosenbad --help',
    faint('  From a checkout write "node bin/rosenbad.js" for "rosenbad", or run "npm link" once.'),
  ].join('\n');
}

/** What a brief is about: day, deadline, origins shown and the other side of the table. */
interface About {
  readonly known: string;
  readonly deadline?: string;
  readonly origins: Readonly<Record<string, string>>;
  readonly partner: string;
}

/** The Union is shown by one of its members. */
const originOf = (party: string): readonly [string, string] =>
  party === 'EU' ? ['DE', ORIGINS.DE] : [party, nameOf(party)];

/** A text gives its day, its partners and its deadline; options go before them. */
async function aboutText(file: string, { date, known, deadline }: Options): Promise<About> {
  const { readingOf } = await import('./read.ts');
  const reading = await readingOf(file, { ...(date ? { date } : {}), ...(known ? { known } : {}) });
  const subject = subjectOf(reading);
  const partners = subject.partners.filter((one) => one === 'EU' || isCountry(one)).slice(0, MOST_PARTNERS);
  const [partner] = partners;
  if (partner === undefined)
    throw unsupported(
      'no-partner',
      'the text speaks of no trade partner by name',
      'Give --known and --deadline without a text.',
    );
  const wanted = deadline ?? subject.deadline;
  return {
    known: reading.basis.known,
    ...(wanted === undefined ? {} : { deadline: wanted }),
    origins: Object.fromEntries(partners.map(originOf)),
    partner,
  };
}

async function aboutOf(options: Options): Promise<About> {
  if (options.fromText !== undefined) return aboutText(options.fromText, options);
  const { known = STOCKHOLM, deadline } = options;
  return { known, ...(deadline ? { deadline } : {}), origins: ORIGINS, partner: PARTNER };
}

async function run(options: Options): Promise<void> {
  const law = await openEmbedded();
  const file = options.shipments ?? example();
  const { shipments, broken } = await readShipments(file);
  const { partner, ...about } = await aboutOf(options);
  const brief = briefOf(law, {
    ...about,
    shipments,
    plainCode: plainCode('US'),
    talks: { record: await openRecord(), partner },
  });
  show(options, {
    json: brief,
    rows: brief.exposure.rows,
    columns: columnsOf(brief.exposure),
    text: () => briefText(brief, options.shipments ?? 'examples/shipments.csv'),
  });
  for (const { line, error } of broken) print(`  line ${line}: ${error.message}`);
}

export function briefCommand(program: Command): void {
  const command = program
    .command('brief')
    .description('the situation before a deadline, on one page')
    .option('--known <date>', `the day of the question (default: ${STOCKHOLM}, or the day of the text)`)
    .option('--deadline <date>', 'the deadline (default: the next end of a truce)')
    .option('--shipments <file>', 'your own shipments (default: examples/shipments.csv)')
    .option('--from-text <file>', 'a news text: its day, its partners and its deadline choose the brief')
    .option('--date <date>', 'the day of the text, when it does not state it');
  outputOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad brief\n  rosenbad brief --known 2025-08-12 --shipments my-shipments.csv\n  rosenbad brief --from-text article.txt --date 2025-07-29',
    )
    .action(run);
}
