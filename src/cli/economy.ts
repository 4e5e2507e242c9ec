// What the economy's commands share: the table, the outcomes of a deadline as tariffs, and how bands are written.

import type { Band } from '../economy/bands.ts';
import { type LawSide, type LawTariffs, tariffsFromLaw } from '../economy/from-law.ts';
import { parseSectors } from '../economy/sectors.ts';
import type { Table } from '../economy/table.ts';
import { parseTable } from '../economy/table-text.ts';
import type { Scenario } from '../outlook/exposure.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { readImports } from '../schedule/imports.ts';
import { shippedText, tableText } from '../store/economy-files.ts';
import { openEmbedded, today } from './context.ts';
import type { OutputOptions } from './output.ts';

export interface EconomyOptions extends OutputOptions {
  readonly known?: string;
  readonly deadline?: string;
  readonly outcomes?: string;
  readonly table?: string;
}

export const tableOf = async ({ table }: Pick<EconomyOptions, 'table'>): Promise<Table> =>
  parseTable(table === undefined ? shippedText('data/economy/world-2022.csv') : await tableText(table));

/** Both sides whose law is in the pack with trade weights. */
function sidesOf(table: Table): readonly LawSide[] {
  const sides: readonly LawSide[] = [
    {
      importer: 'US',
      weights: readImports(shippedText('law/us/schedule/imports-2024.csv')),
      additionalOnly: false,
    },
    { importer: 'CN', weights: readImports(shippedText('law/cn/imports-2024.csv')), additionalOnly: true },
  ];
  return sides.filter(({ importer }) => table.regions.includes(importer));
}

export interface Prepared {
  readonly known: string;
  readonly deadline: string;
  readonly table: Table;
  readonly scenarios: readonly Scenario[];
  readonly law: LawTariffs;
}

/** The outcomes of a deadline as tariffs of the table. */
export async function prepare(options: EconomyOptions): Promise<Prepared> {
  const law = await openEmbedded();
  const known = options.known ?? today();
  const wanted = options.outcomes?.split(',').filter((one) => one !== 'before');
  const { deadline, scenarios } = scenariosOf(law, law.as({ known }), {
    ...(options.deadline ? { deadline: options.deadline } : {}),
    ...(wanted ? { outcomes: wanted } : {}),
  });
  const shown =
    wanted === undefined || wanted.includes('lapse')
      ? scenarios
      : scenarios.filter(({ id }) => id !== 'lapse');
  const table = await tableOf(options);
  const sectorOf = parseSectors(shippedText('data/economy/sectors-hs.csv'));
  return {
    known,
    deadline,
    table,
    scenarios: shown,
    law: tariffsFromLaw(table, sidesOf(table), sectorOf, shown),
  };
}

/** `−0.12 (−0.20 to −0.08)`. */
export function band({ central, low, high }: Band, digits: number): string {
  const write = (value: number) => value.toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
  return `${write(central)} (${write(low)} to ${write(high)})`;
}
