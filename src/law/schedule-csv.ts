// The embedded catalogue's files: `code,name,general,special,column2,unit,from,until`.

import { parse } from 'csv-parse/sync';
import { parseDay } from '../core/day.ts';
import type { Diagnostic } from '../core/diagnostics.ts';
import { TariffError } from '../core/errors.ts';
import type { Read, SourceFile } from './files.ts';
import type { ScheduleRow } from './pack.ts';
import { tidy } from './scalars.ts';

const HEADER = 'code,name,general,special,column2,unit,from,until';

function rowOf(cells: readonly string[]): ScheduleRow {
  const [code = '', name = '', general = '', special = '', column2 = '', unit = '', from = '', until = ''] =
    cells;
  const dates = {
    from: from === '' ? undefined : parseDay(from, 'from'),
    until: until === '' ? undefined : parseDay(until, 'until'),
  };
  return tidy({ code, name, general, special, column2, unit, ...dates });
}

/** Reads one chapter of the catalogue. Rates stay text; `schedule` parses them. */
export function readScheduleCsv({ path, text }: SourceFile): Read<readonly ScheduleRow[]> {
  const [header = [], ...records] = parse(text, {
    relaxColumnCount: true,
    skipEmptyLines: true,
  }) as string[][];
  const fault = (line: number, code: string, message: string): Diagnostic => ({
    file: path,
    line,
    code,
    message,
    hint: `The header is ${HEADER}.`,
  });
  if (header.join(',') !== HEADER)
    return { diagnostics: [fault(1, 'bad-header', `the first line is "${header.join(',')}"`)] };
  const diagnostics: Diagnostic[] = [];
  const rows = records.flatMap((cells, index): readonly ScheduleRow[] => {
    try {
      const row = rowOf(cells);
      if (/^\d{8}$/.test(row.code)) return [row];
      diagnostics.push(fault(index + 2, 'bad-code', `"${row.code}" is not a code of 8 digits`));
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
      diagnostics.push(fault(index + 2, error.code, error.message));
    }
    return [];
  });
  return { value: rows, diagnostics };
}
