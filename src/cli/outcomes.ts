// `rosenbad outcomes FILE|CODE`: what each outcome of the talks costs a book of shipments or one product.

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { parseDay } from '../core/day.ts';
import { incorrect, TariffError } from '../core/errors.ts';
import { outcomesAnswer } from '../outlook/answers.ts';
import type { Exposure, RowExposure, Shipment } from '../outlook/exposure.ts';
import { readRows } from '../store/rows.ts';
import {
  collect,
  type EntryOptions,
  entryOf,
  lawOf,
  longDay,
  openEmbedded,
  outputOptions,
} from './context.ts';
import { EXIT } from './failure.ts';
import { type Column, dollars, heading, moneySpan, show, table } from './output.ts';

interface Options extends EntryOptions {
  readonly only?: readonly string[];
  readonly transit?: string;
}

const isCode = (text: string): boolean => /^[\d.]{8,13}$/.test(text) && !existsSync(text);

/** The rows of a file that can be read, and the errors of those that cannot; `into` for rows that name no territory. */
export async function readShipments(
  file: string,
  into?: string,
): Promise<{
  readonly shipments: readonly Shipment[];
  readonly broken: readonly { line: number; error: TariffError }[];
}> {
  const shipments: Shipment[] = [];
  const broken: { line: number; error: TariffError }[] = [];
  for await (const row of readRows(file)) {
    if ('error' in row) broken.push(row);
    else
      shipments.push({
        line: row.line,
        name: row.cells?.name ?? row.cells?.product ?? row.entry.code,
        entry: { ...(into === undefined ? {} : { into }), ...row.entry },
      });
  }
  return { shipments, broken };
}

function productShipment(code: string, options: Options): Shipment {
  if (options.from === undefined)
    throw incorrect('missing-from', 'a product needs its origin', 'Give --from CN.');
  const { on: _on, ...entry } = entryOf(code, options);
  return { line: 1, name: code, entry: options.on === undefined ? entry : { ...entry, on: options.on } };
}

const moneyColumns = (exposure: Exposure): readonly Column<RowExposure>[] =>
  exposure.scenarios.map(({ id }) => ({
    title: id,
    of: (row) => (row.duty ? moneySpan(row.duty[id]!) : '–'),
    right: true,
  }));

/** A row for each shipment, a column for each outcome. */
export const columnsOf = (exposure: Exposure): readonly Column<RowExposure>[] => [
  { title: 'line', of: (row) => String(row.line), right: true },
  { title: 'product', of: (row) => row.name, width: 28 },
  { title: 'code', of: (row) => row.code },
  { title: 'from', of: (row) => row.from },
  {
    title: 'value',
    of: (row) => dollars(row.value.includes('.') ? row.value : `${row.value}.00`),
    right: true,
  },
  ...moneyColumns(exposure),
];

/** Totals by outcome and by origin, for people. */
export function exposureText(exposure: Exposure, rows: boolean): string {
  const totals = table(exposure.scenarios, [
    { title: 'outcome', of: ({ id }) => id },
    { title: 'duty', of: ({ total }) => moneySpan(total), right: true },
    {
      title: '',
      of: ({ title, id }) =>
        title + (id === exposure.worst ? ' (the most)' : id === exposure.best ? ' (the least)' : ''),
    },
  ]);
  const origins = table(exposure.byOrigin, [
    { title: 'from', of: ({ from }) => from },
    { title: 'value', of: ({ value }) => dollars(value), right: true },
    ...exposure.scenarios.map(({ id }) => ({
      title: id,
      of: ({ duty }: Exposure['byOrigin'][number]) => moneySpan(duty[id]!),
      right: true,
    })),
  ]);
  const failed = exposure.rows.filter(({ error }) => error);
  return [
    totals,
    '',
    origins,
    ...(rows
      ? [
          '',
          table(
            exposure.rows.filter(({ error }) => !error),
            columnsOf(exposure),
          ),
        ]
      : []),
    ...(failed.length > 0
      ? [
          '',
          heading('Not counted'),
          ...failed.map(({ line, error }) => `  line ${line}: ${error?.message}. ${error?.hint}`),
        ]
      : []),
  ].join('\n');
}

function daysInHand(options: Options, known: string, deadline: string): string {
  const last = parseDay(deadline) - 1;
  const left = last - parseDay(options.on ?? known);
  const transit = options.transit === undefined ? undefined : Number(options.transit);
  if (transit === undefined)
    return `Last day to enter before the change: ${longDay(deadline)} minus one, in ${left} days.`;
  if (!Number.isInteger(transit) || transit < 0)
    throw incorrect(
      'bad-transit',
      `--transit "${options.transit}" is not a number of days`,
      'Write whole days, for example --transit 18.',
    );
  const spare = left - transit;
  return spare >= 0
    ? `Goods that leave within ${spare} days can still enter before the change (${transit} days of transit).`
    : `Goods that leave today arrive ${-spare} days after the change (${transit} days of transit).`;
}

/** A single product that cannot be assessed is the whole question: its refusal is the answer. */
function refuseIfRefused({ rows }: Exposure): void {
  const error = rows[0]?.error;
  if (error) throw new TariffError(error);
}

async function run(what: string, options: Options): Promise<void> {
  const law = await openEmbedded();
  const at = lawOf(law, { ...(options.known ? { known: options.known } : {}) });
  const { shipments, broken } = isCode(what)
    ? { shipments: [productShipment(what, options)], broken: [] }
    : await readShipments(what, options.into);
  const answer = outcomesAnswer(law, at, shipments, {
    ...(options.deadline ? { deadline: options.deadline } : {}),
    ...(options.only ? { outcomes: options.only } : {}),
  });
  if (isCode(what)) refuseIfRefused(answer);
  const { deadline, basis: _, ...exposure } = answer;
  show(options, {
    json: {
      ...answer,
      broken: broken.map(({ line, error }) => ({ line, error })),
    },
    rows: exposure.rows,
    columns: columnsOf(exposure),
    text: () =>
      [
        heading(`The deadline of ${longDay(deadline)}, as the law was known on ${longDay(at.known)}`),
        daysInHand(options, at.known, deadline),
        '',
        exposureText(exposure, true),
        ...broken.map(({ line, error }) => `  line ${line}: ${error.message}. ${error.hint}`),
      ].join('\n'),
  });
  if (broken.length > 0 || exposure.rows.some(({ error }) => error)) process.exitCode = EXIT.someFailed;
}

export function outcomesCommand(program: Command): void {
  const command = program
    .command('outcomes')
    .description('what each outcome of the talks costs a file of shipments or a product')
    .argument('<file-or-code>', 'a CSV or NDJSON file, or a tariff code');
  outputOptions(command)
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--deadline <date>', 'the deadline (default: the next one that an outcome is about)')
    .option('--only <outcome>', 'only this outcome (repeatable)', collect)
    .option('--transit <days>', 'days of transit, for the last day to ship')
    .option('--from <country>', 'origin, for a product')
    .option('--into <territory>', 'importing territory where a row names none', 'US')
    .option('--value <dollars>', 'customs value, for a product', '10000')
    .option('--on <date>', 'day of entry, for a product')
    .option('--quantity <unit=amount>', 'quantity, for a product (repeatable)', collect)
    .option('--metal <metal=share>', 'metal share, for a product (repeatable)', collect)
    .addHelpText(
      'after',
      `
Examples:
  rosenbad outcomes examples/shipments.csv --known 2025-07-29 --deadline 2025-08-12
  rosenbad outcomes 8507.60.00 --from CN --known 2025-07-29 --transit 18`,
    )
    .action(run);
}
