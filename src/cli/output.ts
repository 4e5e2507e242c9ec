// What every command prints: a table for people, JSON or CSV for programs. Colours only on a terminal.

import { styleText } from 'node:util';
import Table from 'cli-table3';
import { csvLine } from '../core/csv.ts';

export type Style = Parameters<typeof styleText>[0];

const inColour = (): boolean => process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

/** Text in a style, plain when the output is not a terminal. */
export const paint = (style: Style, text: string): string => (inColour() ? styleText(style, text) : text);

export const heading = (text: string): string => paint('bold', text);
export const faint = (text: string): string => paint('dim', text);

export const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void =>
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0));

export interface Column<T> {
  readonly title: string;
  readonly of: (row: T) => string;
  readonly right?: boolean;
  /** Widest text before it is broken over lines. */
  readonly width?: number;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

function wrapped(text: string, width: number | undefined): string {
  if (width === undefined || text.length <= width) return text;
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

/** A plain table without rules; columns align, long texts break. */
export function table<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const made = new Table({
    head: columns.map(({ title }) => paint('dim', title)),
    colAligns: columns.map(({ right }) => (right ? 'right' : 'left')),
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  made.push(...rows.map((row) => columns.map(({ of, width }) => wrapped(of(row), width))));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The same columns as CSV, header first. */
export const csv = <T>(rows: readonly T[], columns: readonly Column<T>[]): string =>
  [
    csvLine(columns.map(({ title }) => title)),
    ...rows.map((row) => csvLine(columns.map(({ of }) => of(row)))),
  ].join('\n');

export interface OutputOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** One answer in the form asked for. */
export function show<T>(
  options: OutputOptions,
  answer: {
    readonly json: unknown;
    readonly rows: readonly T[];
    readonly columns: readonly Column<T>[];
    readonly text: () => string;
  },
): void {
  if (options.json) printJson(answer.json);
  else if (options.csv) print(csv(answer.rows, answer.columns));
  else print(answer.text());
}

/** `$10,000.00`. */
export function dollars(amount: string): string {
  const [whole = '0', fraction = '00'] = amount.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  return `${sign}$${whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

/** ` [secondary]` behind a citation whose text was not read. */
export const markText = (mark: string | undefined): string => (mark ? ` [${mark}]` : '');

/** `54%`, `30% to 54%`. */
export const percent = (rate: number): string => `${Number((rate * 100).toFixed(4))}%`;

export const rateSpan = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? percent(low) : `${percent(low)} to ${percent(high)}`;

export const moneySpan = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
