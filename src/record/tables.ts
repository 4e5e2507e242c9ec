// The record's two tables of figures, read from CSV: minerals and trade dependence.

import { parse } from 'csv-parse/sync';
import type { Diagnostic } from '../core/diagnostics.ts';
import type { Read, SourceFile } from '../law/files.ts';
import type { ChipRow, DependenceRow, MineralRow } from './model.ts';

const MINERALS = 'mineral,statistic,country,year,value,unit,comparator,vintage,source,note';
const CHIPS = 'chip,performance,bandwidth,source,note';
const DEPENDENCE = 'importer,partner,sector,chapters,year,value-usd,share-of-imports,duty-usd,source';

type Row = Readonly<Record<string, string>>;

/** Rows by header name; a wrong header or a row of another width is a diagnostic. */
function rowsOf({ path, text }: SourceFile, header: string): Read<readonly Row[]> {
  const names = header.split(',');
  const [first = [], ...lines] = parse(text, { relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  const fault = (line: number, code: string, message: string): Diagnostic => ({
    file: path,
    line,
    code,
    message,
    hint: `The header is ${header}.`,
  });
  if (first.join(',') !== header)
    return { diagnostics: [fault(1, 'bad-header', `the first line is "${first.join(',')}"`)] };
  const diagnostics = lines.flatMap((cells, index) =>
    cells.length === names.length
      ? []
      : [fault(index + 2, 'bad-row', `the row has ${cells.length} cells, not ${names.length}`)],
  );
  if (diagnostics.length > 0) return { diagnostics };
  const value = lines.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]!])) as Row);
  return { value, diagnostics: [] };
}

/** Reads `minerals.csv`. */
export const readMinerals = (file: SourceFile): Read<readonly MineralRow[]> =>
  rowsOf(file, MINERALS) as unknown as Read<readonly MineralRow[]>;

/** Reads `chips.csv`; figures that are no whole numbers are a diagnostic. */
export function readChips(file: SourceFile): Read<readonly ChipRow[]> {
  const read = rowsOf(file, CHIPS);
  if (!read.value) return { diagnostics: read.diagnostics };
  const diagnostics = read.value.flatMap(({ performance, bandwidth }, index) =>
    /^\d+$/.test(performance ?? '') && /^\d+$/.test(bandwidth ?? '')
      ? []
      : [{ ...badNumber(file, index), message: 'performance and bandwidth are not whole numbers' }],
  );
  if (diagnostics.length > 0) return { diagnostics };
  const value = read.value.map(({ chip, performance, bandwidth, source, note }) => ({
    chip: chip!,
    performance: Number(performance),
    bandwidth: Number(bandwidth),
    source: source!,
    note: note!,
  }));
  return { value, diagnostics: [] };
}

const badNumber = ({ path }: SourceFile, index: number): Diagnostic => ({
  file: path,
  line: index + 2,
  code: 'bad-number',
  message: 'the value is not a number, or the share is not between 0 and 1',
  hint: 'Write dollars as digits and shares as decimals.',
});

const number = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text);

const dependenceOf = (row: Row): DependenceRow => ({
  importer: row.importer!,
  partner: row.partner!,
  sector: row.sector!,
  chapters: row.chapters!,
  year: row.year!,
  valueUsd: number(row['value-usd']) ?? Number.NaN,
  share: number(row['share-of-imports']),
  dutyUsd: number(row['duty-usd']),
  source: row.source!,
});

/** Reads `dependence.csv`; a value that is no number is a diagnostic. */
export function readDependence(file: SourceFile): Read<readonly DependenceRow[]> {
  const read = rowsOf(file, DEPENDENCE);
  if (!read.value) return { diagnostics: read.diagnostics };
  const rows = read.value.map(dependenceOf);
  const diagnostics = rows.flatMap(({ valueUsd, share }, index) =>
    Number.isFinite(valueUsd) && (share === undefined || (share >= 0 && share <= 1))
      ? []
      : [badNumber(file, index)],
  );
  return diagnostics.length > 0 ? { diagnostics } : { value: rows, diagnostics: [] };
}
