// Chapter 99 of USITC's export of a schedule, JSON or CSV: the headings of subchapters III and IV and what their rates do.

import { parse } from 'csv-parse/sync';
import type { Duty } from '../core/duty.ts';
import { parseDuty } from '../core/duty-text.ts';
import { incorrect, TariffError } from '../core/errors.ts';
import type { Base } from './instrument.ts';

/** `adds` to the base duty, `sets` the duty in all; `on` when the text names a part of the value. */
export type Effect =
  | { readonly is: 'none' }
  | { readonly is: 'adds' | 'sets'; readonly duty: Duty; readonly on?: Base }
  /** A text that is neither empty nor a rate we can read. */
  | { readonly is: 'unread'; readonly text: string };

/** A printed heading, with the effect of the first rate column that has one. */
export interface PrintedHeading {
  readonly heading: string;
  readonly description: string;
  readonly column: (typeof COLUMNS)[number];
  readonly text: string;
  readonly effect: Effect;
}

/** Largest export that is read, in characters; USITC's are near 15 million. */
const MAX_TEXT = 64_000_000;
/** Rate columns by their names in USITC's JSON; subchapter IV prints in the last. */
const COLUMNS = ['general', 'special', 'other', 'additionalDuties'] as const;
const HEADING = /^(9903|9904)\.\d\d\.\d\d$/;
const NOTHING =
  /^(|no change|no additional duty|the duty provided (for )?in\s?the applicable subheading( \([A-Z, *+]+\))?)\.?$/i;
const ADDED =
  /^the duty provided (?:for )?in\s?(?:the applicable subheading|subheadings? [\d., or]+?)\s*(?:\+|plus)\s*(?:a duty of\s*)?([\d.]+\s*%)(?:\s*upon the value of the (steel|aluminum|copper|non-u\.s\.) content)?\.?$/i;

const CONTENT: Readonly<Record<string, Base>> = {
  steel: 'steel-content',
  aluminum: 'aluminum-content',
  copper: 'copper-content',
  'non-u.s.': 'non-us-content',
};

function set(text: string): Effect {
  try {
    return { is: 'sets', duty: parseDuty(text) };
  } catch (error) {
    if (error instanceof TariffError) return { is: 'unread', text };
    throw error;
  }
}

/** What a rate text of chapter 99 does to the duty. */
export function effectOf(text: string): Effect {
  const plain = text
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\[(.*)\]$/, '$1');
  if (NOTHING.test(plain)) return { is: 'none' };
  const added = ADDED.exec(plain);
  if (!added) return set(plain);
  const on = added[2] && CONTENT[added[2].toLowerCase()];
  return { is: 'adds', duty: parseDuty(added[1]!), ...(on ? { on } : {}) };
}

type Line = Readonly<Record<string, unknown>>;

const textOf = (line: Line, key: string): string => (typeof line[key] === 'string' ? line[key] : '');

interface Told {
  readonly line: Line;
  /** Its words, after those of the lines that stand over it. */
  readonly description: string;
}

/** Every line with the words of the lines over it: those before it that are indented less. */
function withSuperiors(lines: readonly Line[]): readonly Told[] {
  const over: { indent: number; text: string }[] = [];
  return lines.map((line) => {
    const indent = Number(line.indent ?? 0);
    while (over.length > 0 && over.at(-1)!.indent >= indent) over.pop();
    const text = textOf(line, 'description');
    const description = [...over.map((one) => one.text), text].join(' ');
    if (textOf(line, 'htsno') === '') over.push({ indent, text });
    return { line, description };
  });
}

/** A rate in the column of additional duties comes beside the base duty. */
const added = (effect: Effect): Effect => (effect.is === 'sets' ? { ...effect, is: 'adds' } : effect);

function printed({ line, description }: Told): PrintedHeading {
  const columns = COLUMNS.map((column) => {
    const text = textOf(line, column);
    return { column, text, effect: column === 'additionalDuties' ? added(effectOf(text)) : effectOf(text) };
  });
  const telling = columns.find(({ effect }) => effect.is !== 'none') ?? columns[0]!;
  return { heading: textOf(line, 'htsno'), description, ...telling };
}

/** Columns of USITC's CSV export under the names of its JSON. */
const CSV_NAMES: Readonly<Record<string, string>> = {
  'HTS Number': 'htsno',
  Indent: 'indent',
  Description: 'description',
  'General Rate of Duty': 'general',
  'Special Rate of Duty': 'special',
  'Column 2 Rate of Duty': 'other',
  'Additional Duties': 'additionalDuties',
};

const csvLines = (text: string): unknown =>
  parse(text, {
    bom: true,
    columns: (header: string[]) => header.map((name) => CSV_NAMES[name] ?? name),
    relax_column_count: true,
    relax_quotes: true,
  });

/** The lines from chapter 99 on, which stand last in an export: the rest need not be parsed. */
function fromChapter99(text: string): string {
  const start = text.search(/\{\s*"htsno"\s*:\s*"99/);
  return start > 0 ? `[${text.slice(start)}` : text;
}

function csvFromChapter99(text: string): string {
  const start = text.search(/\n"?99\d\d/);
  return start > 0 ? text.slice(0, text.indexOf('\n')) + text.slice(start) : text;
}

function parsed(text: string): unknown {
  try {
    if (text.length > MAX_TEXT) return undefined;
    return /^\uFEFF?"?HTS Number/.test(text)
      ? csvLines(csvFromChapter99(text))
      : JSON.parse(fromChapter99(text));
  } catch {
    return undefined;
  }
}

/**
 * Reads the headings of subchapters III and IV from the text of a USITC export, JSON or CSV.
 * @throws TariffError `bad-archive` when it is not one, is cut short or has no such heading.
 */
export function readArchive(text: string): readonly PrintedHeading[] {
  const lines = parsed(text);
  const whole = (Array.isArray(lines) ? lines : []).filter(
    (line): line is Line => typeof line === 'object' && line !== null,
  );
  const headings = withSuperiors(whole)
    .filter(({ line }) => HEADING.test(textOf(line, 'htsno')))
    .map(printed);
  if (headings.length > 0) return headings;
  throw incorrect(
    'bad-archive',
    'the file is not a whole USITC export with chapter 99',
    'Give the JSON or CSV that hts.usitc.gov exports for a release, as it is or packed with gzip.',
  );
}
