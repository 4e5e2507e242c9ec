// `rosenbad history CODE --from CN`: what a product paid and will pay, step by step.

import type { Command } from 'commander';
import { historyAnswer } from '../outlook/answers.ts';
import type { HistoryStep } from '../outlook/history.ts';
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
import { type Column, heading, markText, rateSpan, show, table } from './output.ts';

const COLUMNS: readonly Column<HistoryStep>[] = [
  { title: 'from', of: (step) => step.from },
  { title: 'duty', of: (step) => (step.error ? '–' : rateSpan(step.rate)), right: true },
  { title: 'above base', of: (step) => (step.error ? '–' : rateSpan(step.additional)), right: true },
  {
    title: 'made of',
    of: (step) =>
      step.error?.message ??
      step.lines
        .map((line) =>
          line.measure.includes('/')
            ? `${line.measure} ${line.rate}${markText(line.mark)}`
            : `base ${line.rate}`,
        )
        .join(' + '),
    width: 90,
  },
];

async function run(code: string, options: EntryOptions): Promise<void> {
  const law = lawOf(await openEmbedded(), options);
  const { on: _on, ...question } = entryOf(code, options);
  const answer = historyAnswer(law, question);
  const { steps } = answer;
  show(options, {
    json: answer,
    rows: steps,
    columns: COLUMNS,
    text: () =>
      [
        heading(`${code} from ${question.from}, as the law was known on ${longDay(law.known)}`),
        '',
        table(steps, COLUMNS),
      ].join('\n'),
  });
}

export function historyCommand(program: Command): void {
  const command = program
    .command('history')
    .description('what one product of one origin paid and will pay')
    .argument('<code>', 'tariff code of 8 or 10 digits');
  outputOptions(basisOptions(entryOptions(command)))
    .addHelpText('after', '\nExample:\n  rosenbad history 8507.60.00 --from CN --known 2025-07-29')
    .action(run);
}
