// A row as it is in its file, for whoever must read it whole: text or cells, not yet an entry.

import { parse } from 'csv-parse/sync';
import type { EntryInput } from '../assess/entry.ts';
import { entryOfCells, entryOfJson } from '../assess/row.ts';
import { csvLine } from '../core/csv.ts';
import { incorrect, TariffError } from '../core/errors.ts';
import type { Layout } from './batch-columns.ts';

/** What reading a row needs to know of its file. */
interface Plan {
  readonly input: 'csv' | 'ndjson' | 'parquet';
  readonly layout: Layout;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function cellsOfRow(text: string, layout: Layout): Record<string, string> {
  const cells = text.includes('"')
    ? (parse(text, { relaxColumnCount: true, relaxQuotes: true, trim: true }) as string[][])[0]!
    : text.split(',').map((cell) => cell.trim());
  if (cells.length !== layout.columns.length)
    throw incorrect(
      'broken-row',
      `the row has ${cells.length} cells where the header has ${layout.columns.length}`,
      'Quote cells that hold a comma; close every quote.',
    );
  return Object.fromEntries(layout.columns.map((name, index) => [name, cells[index]!]));
}

function entryOfText(text: string, plan: Plan): EntryInput {
  if (plan.input === 'csv') return entryOfCells(cellsOfRow(text, plan.layout));
  try {
    return entryOfJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof TariffError) throw error;
    throw incorrect(
      'bad-json',
      `the line is not JSON: ${(error as Error).message}`,
      'Write one JSON object a line.',
    );
  }
}

/** A row as it is in the file: its text, and what it says. Both may be refused. */
export interface Given {
  text(): string;
  entry(): EntryInput;
  /** Whether it may declare something that the kernel does not read. */
  readonly declares: boolean;
}

export function givenBytes(bytes: Uint8Array, plan: Plan, declares: boolean): Given {
  let known: string | undefined;
  const text = (): string => {
    known ??= textOf(bytes);
    return known;
  };
  return { text, entry: () => entryOfText(text(), plan), declares };
}

export const givenCells = (cells: readonly string[], { layout }: Plan, declares: boolean): Given => ({
  declares,
  text: () => csvLine(cells),
  entry: () => entryOfCells(Object.fromEntries(layout.columns.map((name, index) => [name, cells[index]!]))),
});

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw incorrect('bad-encoding', 'the row is not UTF-8', 'Save the file as UTF-8.');
  }
}
