// A row of a user's file (CSV cells or a JSON object) as an entry: the same names in both.

import { incorrect } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { type EntryInput, NESTED_FIELDS, PLAIN_FIELDS } from './entry.ts';

/** Columns that people keep for themselves and that carry no fact of the entry. */
const FREE = ['name', 'note', 'reference', 'line', 'product', 'description', 'paid', 'liquidated'];

/** Whether a column carries no fact of the entry. */
export const isFree = (column: string): boolean => FREE.includes(column) || column.startsWith('paid.');

type Cells = Readonly<Record<string, string>>;

/** Columns `quantity.kg`, `metals.steel`, `facts.civil-aircraft`. */
export function nestedOf(cells: Cells, group: string): Record<string, string> {
  const prefix = `${group}.`;
  return Object.fromEntries(
    Object.entries(cells)
      .filter(([name, text]) => name.startsWith(prefix) && text.trim() !== '')
      .map(([name, text]) => [name.slice(prefix.length), text]),
  );
}

/** Checks a file's header once. @throws TariffError `unknown-column`, `missing-column` */
export function checkColumns(columns: readonly string[]): void {
  const known = [...PLAIN_FIELDS, ...FREE, 'claims'];
  for (const column of columns) {
    if (known.includes(column) || isFree(column)) continue;
    if (NESTED_FIELDS.some((group) => column.startsWith(`${group}.`))) continue;
    const near = nearest(column, known, 1)[0];
    throw incorrect(
      'unknown-column',
      `there is no column "${column}"`,
      near
        ? `Did you mean "${near}"?`
        : `Columns: ${[...PLAIN_FIELDS, 'claims'].join(', ')}, quantity.UNIT, metals.METAL, facts.NAME.`,
    );
  }
  for (const column of ['code', 'from', 'value'])
    if (!columns.includes(column))
      throw incorrect(
        'missing-column',
        `the file has no column "${column}"`,
        `Its columns are ${columns.join(', ')}.`,
      );
}

/** CSV cells by column name as an entry; empty cells are absent. */
export function entryOfCells(cells: Cells): EntryInput {
  const plain = PLAIN_FIELDS.filter((name) => (cells[name] ?? '').trim() !== '').map(
    (name) => [name, cells[name]!.trim()] as const,
  );
  const nested = NESTED_FIELDS.map((group) => [group, nestedOf(cells, group)] as const).filter(
    ([, values]) => Object.keys(values).length > 0,
  );
  const claims = (cells.claims ?? '').split(/[;|\s]+/).filter((claim) => claim !== '');
  return {
    ...Object.fromEntries([...plain, ...nested]),
    ...(claims.length > 0 ? { claims } : {}),
  } as unknown as EntryInput;
}

/** A parsed JSON value as an entry. @throws TariffError `bad-row` when it is not an object. */
export function entryOfJson(value: unknown): EntryInput {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as EntryInput;
  throw incorrect(
    'bad-row',
    'the line is not a JSON object',
    'Write one entry as a JSON object on each line.',
  );
}
