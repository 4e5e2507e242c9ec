// Reads USITC's export of the tariff schedule, JSON or CSV, whole or in part, into lines with their rates and suffixes.

import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { incorrect } from '../core/errors.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { plainText, tidyRate } from './rate.ts';
import { parseSpecial, printSpecial } from './special.ts';

/** A line of 8 digits. Its rates hold for every statistical suffix beneath it. */
export interface HtsLine extends ScheduleRow {
  readonly suffixes: readonly { readonly code: string; readonly name: string; readonly unit: string }[];
}

/** A heading of chapter 99: temporary changes, whose texts the law pack reads otherwise. */
export interface Chapter99Heading {
  readonly code: string;
  readonly text: string;
  readonly general: string;
  readonly special: string;
  readonly column2: string;
}

export interface HtsExport {
  /** Chapters 1 to 98, ascending. */
  readonly lines: readonly HtsLine[];
  readonly chapter99: readonly Chapter99Heading[];
  /** Codes of odd length, and suffixes whose line the export does not have. */
  readonly strange: readonly string[];
}

interface Row {
  readonly code: string;
  readonly indent: number;
  readonly text: string;
  readonly unit: string;
  readonly general: string;
  readonly special: string;
  readonly column2: string;
}

const text = z.string().nullish();

const record = z.object({
  htsno: text,
  indent: z.union([z.string(), z.number()]).nullish(),
  description: text,
  units: z.array(z.string().nullable()).nullish(),
  general: text,
  special: text,
  other: text,
});

const notAnExport = (why: string) =>
  incorrect(
    'bad-hts-export',
    `this is not a whole export of the tariff schedule: ${why}`,
    'Export the whole schedule from hts.usitc.gov as JSON or CSV and give the file unchanged. What was imported before is kept.',
  );

const rowOf = (raw: z.output<typeof record>): Row => ({
  code: (raw.htsno ?? '').replace(/\D/g, ''),
  indent: Number(raw.indent ?? 0),
  text: plainText(raw.description ?? ''),
  unit: plainText(raw.units?.[0] ?? '')
    .toLowerCase()
    .replace(/\.$/, ''),
  general: tidyRate(raw.general ?? ''),
  special: plainText(raw.special ?? ''),
  column2: tidyRate(raw.other ?? ''),
});

function rowsOfJson(source: string): readonly Row[] {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw notAnExport('the JSON breaks off or is damaged');
  }
  const rows = z.array(record).safeParse(value);
  if (!rows.success) throw notAnExport('its rows do not have the fields of the export');
  return rows.data.map(rowOf);
}

const COLUMNS = ['hts number', 'indent', 'description', 'unit of quantity', 'general rate of duty'];

/** `["kg","No."]` in a cell of the CSV export. */
const unitsOf = (cell: string): readonly string[] => cell.match(/[^[\]",]+/g) ?? [];

function rowsOfCsv(source: string): readonly Row[] {
  let table: string[][];
  try {
    table = parse(source, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch {
    throw notAnExport('the CSV breaks off or is damaged');
  }
  const [header = [], ...body] = table;
  if (!COLUMNS.every((name, index) => header[index]?.trim().toLowerCase() === name))
    throw notAnExport(`its first line is "${header.slice(0, COLUMNS.length).join(',')}"`);
  return body.map(([htsno, indent, description, units, general, special, other]) =>
    rowOf({ htsno, indent, description, units: [...unitsOf(units ?? '')], general, special, other }),
  );
}

const NAMELESS = /^(other|other:|)$/i;

/** The last two descriptions that say something: `Other storage batteries: other` says more than `other`. */
const nameOf = (path: readonly string[]): string =>
  path
    .map((part) => part.replace(/:$/, '').trim())
    .filter((part) => !NAMELESS.test(part))
    .slice(-2)
    .join(' > ');

type Draft = { -readonly [K in keyof HtsLine]: HtsLine[K] } & { suffixes: HtsLine['suffixes'][number][] };

function draftOf(row: Row, path: readonly string[]): Draft {
  const special = parseSpecial(row.special);
  return {
    code: row.code.slice(0, 8),
    name: nameOf(path),
    general: row.general,
    special: special.length > 0 ? printSpecial(special) : tidyRate(row.special),
    column2: row.column2,
    unit: row.unit,
    suffixes: [],
  };
}

const whole = (code: string): boolean => [0, 4, 6, 8, 10].includes(code.length);

function collect(rows: readonly Row[]): HtsExport {
  const lines = new Map<string, Draft>();
  const chapter99: Chapter99Heading[] = [];
  const strange = rows.map(({ code }) => code).filter((code) => !whole(code));
  const path: string[] = [];
  for (const row of rows) {
    path.length = Math.min(path.length, row.indent);
    path[row.indent] = row.text;
    if (row.code.length < 8 || !whole(row.code)) continue;
    const here = path.filter((part) => part !== undefined);
    if (row.code.startsWith('99')) {
      const { code, general, special, column2 } = row;
      if (code.length === 8) chapter99.push({ code, text: row.text, general, special, column2 });
      continue;
    }
    const known = lines.get(row.code.slice(0, 8));
    if (!known && row.general === '' && /^\d{8}(?!00)\d\d$/.test(row.code)) {
      strange.push(row.code);
      continue;
    }
    const line = known ?? draftOf(row, here);
    lines.set(line.code, line);
    if (line.unit === '') line.unit = row.unit;
    if (row.code.length === 10) line.suffixes.push({ code: row.code, name: row.text, unit: row.unit });
  }
  const ascending = [...lines.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { lines: ascending, chapter99, strange };
}

/**
 * Reads an export. Rates stay texts without markup; `readRate` reads them.
 * @throws TariffError `bad-hts-export` when the text breaks off, is damaged, or is something else.
 */
export function readHts(source: string): HtsExport {
  const rows = /^\s*\[/.test(source) ? rowsOfJson(source) : rowsOfCsv(source);
  const read = collect(rows);
  if (read.lines.length === 0 && read.chapter99.length === 0) throw notAnExport('it has no lines');
  return read;
}
