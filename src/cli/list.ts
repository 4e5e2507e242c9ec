// `rosenbad list [NAME]`: a list of goods as it stands at a basis.

import type { Command } from 'commander';
import { printCode } from '../core/code.ts';
import { parseDay } from '../core/day.ts';
import { notFound } from '../core/errors.ts';
import { lastMinute } from '../core/moment.ts';
import { nearest } from '../core/nearest.ts';
import { at } from '../core/timeline.ts';
import { sizeAt } from '../law/goods-list.ts';
import { type BasisOptions, basisOptions, lawOf, openEmbedded, outputOptions } from './context.ts';
import { type Column, heading, show, table } from './output.ts';

interface Row {
  readonly code: string;
  readonly part: string;
  readonly cite: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'code', of: (row) => row.code },
  { title: 'only', of: (row) => row.part, width: 60 },
  { title: 'by', of: (row) => row.cite },
];

interface Summary {
  readonly name: string;
  readonly codes: number;
}

const INDEX: readonly Column<Summary>[] = [
  { title: 'list', of: (row) => row.name },
  { title: 'codes', of: (row) => String(row.codes), right: true },
];

async function run(name: string | undefined, options: BasisOptions): Promise<void> {
  const law = await openEmbedded();
  const asked = lawOf(law, options);
  const on = lastMinute(parseDay(options.on ?? asked.known, 'on'), law.territory().zone);
  const { lists } = asked.resolved();
  const basis = { known: asked.known, on: options.on ?? asked.known };
  if (name === undefined) {
    const rows = [...lists.values()]
      .map((list) => ({ name: list.name, codes: sizeAt(list, on) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    show(options, { json: { basis, lists: rows }, rows, columns: INDEX, text: () => table(rows, INDEX) });
    return;
  }
  const list = lists.get(name);
  if (!list) {
    const near = nearest(name, lists.keys(), 3);
    throw notFound(
      'unknown-list',
      `there is no list "${name}" as known on ${asked.known}`,
      near.length > 0 ? `Near: ${near.join(', ')}.` : 'rosenbad list shows them all.',
    );
  }
  const rows = list.codes.flatMap((code): readonly Row[] => {
    const membership = at(list.entries.get(code)!, on);
    if (!membership || membership.is === 'out') return [];
    return [
      {
        code: printCode(code),
        part: membership.words ?? '',
        cite: `${membership.by.instrument.cite}, ${membership.by.act.clause}`,
      },
    ];
  });
  show(options, {
    json: { basis, list: name, title: list.title, codes: rows },
    rows,
    columns: COLUMNS,
    text: () => `${heading(`${list.title}: ${rows.length} codes`)}\n\n${table(rows, COLUMNS)}`,
  });
}

export function listCommand(program: Command): void {
  const command = program
    .command('list')
    .description('a list of goods at a basis; without a name, all lists')
    .argument('[name]', 'for example us/annex-ii');
  outputOptions(basisOptions(command))
    .addHelpText('after', '\nExample:\n  rosenbad list us/annex-ii --known 2025-07-29')
    .action(run);
}
