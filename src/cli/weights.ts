// Trade values that averages are weighed by: a user's CSV file, or the imports of 2024 that are shipped.

import { parse } from 'csv-parse/sync';
import { parseCountry } from '../core/country.ts';
import { incorrect } from '../core/errors.ts';
import { STANDS_FOR, type Weight } from '../ratebook/average.ts';
import { shippedText } from '../store/economy-files.ts';
import { importsText } from '../store/imports-file.ts';

const EMBEDDED = 'law/us/schedule/imports-2024.csv';
const HINT = 'Columns: code,origin,value; for example 85076000,CN,1000.';

interface Read {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function rowsOf(text: string, name: string): readonly Read[] {
  try {
    return parse(text, {
      columns: true,
      comment: '#',
      bom: true,
      trim: true,
      skipEmptyLines: true,
      info: true,
    }) as unknown as readonly Read[];
  } catch (error) {
    throw incorrect('bad-csv', `${name} is not CSV: ${(error as Error).message}`, HINT);
  }
}

function weightOf({ record, info: { lines: line } }: Read): Weight {
  const { code: printed = '', value: amount = '' } = record;
  const from = record.origin ?? record.from ?? '';
  if (printed === '' || from === '' || amount === '')
    throw incorrect('bad-weight', `line ${line} has no code, origin or value`, HINT);
  const code = printed.replaceAll('.', '');
  if (!/^\d{8}(\d\d)?$/.test(code))
    throw incorrect(
      'bad-weight',
      `line ${line}: "${printed}" is not a tariff code`,
      'A code has 8 or 10 digits; a spreadsheet may have cut off a nought in front.',
    );
  if (!/^\d+(\.\d+)?$/.test(amount))
    throw incorrect(
      'bad-weight',
      `line ${line}: "${amount}" is not a value`,
      'Write digits, with a point for a fraction and nothing between thousands.',
    );
  const origin = from.toUpperCase();
  return {
    code,
    origin: origin in STANDS_FOR ? origin : parseCountry(from, `line ${line}: origin`),
    value: Number(amount),
  };
}

/** @throws TariffError `no-file`, `empty-file`, `bad-csv`, `bad-weight`, `unknown-country` */
export function readWeights(path: string | undefined): readonly Weight[] {
  const text = path === undefined ? shippedText(EMBEDDED) : importsText(path);
  const weights = rowsOf(text, path ?? EMBEDDED).map(weightOf);
  if (weights.every(({ value }) => value === 0))
    throw incorrect('bad-weight', `${path ?? EMBEDDED} has no value above nought`, HINT);
  return weights;
}
