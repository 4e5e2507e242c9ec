// `rosenbad duty CODE --from CN`: what is owed on one entry, with every reason.

import type { Command } from 'commander';
import type { Assessment, DutyLine } from '../assess/assessment.ts';
import { type Option, type OptionsAnswer, optionsOf } from '../outlook/options.ts';
import {
  basisOptions,
  type EntryOptions,
  entryOf,
  entryOptions,
  lawOf,
  longDay,
  openEmbedded,
  outputOptions,
} from './context.ts';
import { type Column, dollars, faint, heading, moneySpan, percent, rateSpan, show, table } from './output.ts';

const LINES: readonly Column<DutyLine>[] = [
  { title: 'heading', of: (line) => line.heading },
  { title: 'measure', of: (line) => line.measure },
  { title: 'duty', of: (line) => line.rate, right: true },
  {
    title: 'charged on',
    of: ({ base }) =>
      base.share === 1 ? dollars(base.value) : `${dollars(base.value)} (${percent(base.share)})`,
    right: true,
  },
  { title: 'amount', of: (line) => dollars(line.amount), right: true },
  {
    title: 'by',
    of: (line) =>
      `${line.cite}${line.clause === line.measure ? '' : `, ${line.clause}`}${line.mark ? ` [${line.mark}]` : ''}`,
    width: 40,
  },
];

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading(title), ...lines];

/** An assessment for people. */
export function assessmentText(answer: Assessment): string {
  const { basis, total, rate, additional, entry } = answer;
  return [
    heading(
      `${entry.code} from ${entry.from} into ${entry.into}, entered ${longDay(basis.on)}, as the law was known on ${longDay(basis.known)}`,
    ),
    '',
    `Duty ${heading(moneySpan(total))}  (${rateSpan(rate)} of the value; ${rateSpan(additional)} above the base duty)`,
    '',
    table(answer.lines, LINES),
    ...section(
      'Not charged, and why',
      answer.suppressed.map((one) => `  ${one.heading}  ${one.measure}: ${one.why}`),
    ),
    ...section('To declare', answer.filing.length > 0 ? [`  ${answer.filing.join(', ')}`] : []),
    ...section(
      'What would change it',
      answer.questions.map(
        ({ ask, low, high, refused, fact }) =>
          `  ${ask} ${[...(low === high ? [] : [`${dollars(low)} to ${dollars(high)}`]), ...(refused ? ['One answer means that the goods may not be imported.'] : [])].join('; ')}  ${faint(fact)}`,
      ),
    ),
    ...section(
      'Fees, apart from duty',
      answer.fees.map(
        (fee) =>
          `  ${fee.label} ${fee.rate}: ${dollars(fee.amount)} (${fee.cite})${fee.mark ? ` [${fee.mark}]` : ''}`,
      ),
    ),
    ...section(
      'Taken for granted',
      answer.receipt.assumptions.map((one) => `  ${one}`),
    ),
    '',
    faint(
      `law ${answer.receipt.law}, engine ${answer.receipt.engine}${answer.receipt.schedule ? `, schedule ${answer.receipt.schedule}` : ''}`,
    ),
  ].join('\n');
}

const OPTIONS: readonly Column<Option>[] = [
  { title: 'option', of: ({ option }) => option, width: 34 },
  { title: 'duty', of: ({ total }) => moneySpan(total), right: true },
  { title: 'of the value', of: ({ rate }) => rateSpan(rate), right: true },
  { title: 'fees', of: ({ fees }) => dollars(fees), right: true },
  { title: 'requires', of: ({ requires }) => requires, width: 60 },
  { title: 'headings', of: ({ filing }) => filing.join(' '), width: 32 },
];

const optionsText = ({ basis, entry, options, open }: OptionsAnswer): string =>
  [
    heading(
      `${entry.code} from ${entry.from} into ${entry.into}, entered ${longDay(basis.on)}, as the law was known on ${longDay(basis.known)}: every lawful option`,
    ),
    '',
    table(options, OPTIONS),
    ...section(
      'Open: the line and the origin do not settle it',
      open.map(({ option, message, hint }) => `  ${option}: ${message} ${hint}`),
    ),
    '',
    faint('An option is lawful only when what it requires is true of the goods and can be shown.'),
  ].join('\n');

interface DutyOptions extends EntryOptions {
  readonly options?: boolean;
}

async function run(code: string, options: DutyOptions): Promise<void> {
  const law = lawOf(await openEmbedded(), options);
  if (options.options) {
    const answer = optionsOf(law, entryOf(code, options));
    show(options, { json: answer, rows: answer.options, columns: OPTIONS, text: () => optionsText(answer) });
    return;
  }
  const answer = law.assess(entryOf(code, options));
  show(options, { json: answer, rows: answer.lines, columns: LINES, text: () => assessmentText(answer) });
}

export function dutyCommand(program: Command): void {
  const command = program
    .command('duty')
    .description('what is owed on one product, with every reason')
    .argument('<code>', 'tariff code of 8 or 10 digits');
  outputOptions(basisOptions(entryOptions(command)))
    .option(
      '--options',
      'every lawful option side by side: preferences, and exceptions that a fact would open',
    )
    .addHelpText(
      'after',
      `
Examples:
  What is owed on 13 August if nobody acts, as known on 29 July 2025:
    rosenbad duty 8507.60.00.20 --from CN --on 2025-08-13 --known 2025-07-29
  The same if the truce is extended:
    rosenbad duty 8507.60.00.20 --from CN --on 2025-08-13 --known 2025-07-29 --outcome extend-90-days
  A steel fitting of which 60 % of the value is steel:
    rosenbad duty 7307.99.50 --from DE --on 2025-08-08 --known 2025-08-08 --metal steel=60%
  A car part from Korea, with and without the free trade agreement:
    rosenbad duty 8708.30.50 --from KR --on 2025-08-13 --known 2025-08-13 --options`,
    )
    .action(run);
}
