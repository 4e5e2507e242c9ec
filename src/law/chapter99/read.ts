// The whole of a chapter 99 file: what its notes list, what its table charges, and what looks wrong with the reading.

import { type GoodsCode, prefixesOf } from '../../core/code.ts';
import { incorrect } from '../../core/errors.ts';
import { readHeadings, type TableHeading } from './headings.ts';
import { type Chapter, chapterLines } from './lines.ts';
import { readNotes, type Subdivision } from './notes.ts';

export interface Chapter99 {
  readonly release?: string;
  /** Every subdivision, in the order of the notes; most list nothing. */
  readonly subdivisions: readonly Subdivision[];
  readonly headings: readonly TableHeading[];
  readonly warnings: readonly string[];
}

export type Taken = 'rows' | 'sentences' | 'both';

/** A file with fewer is no chapter 99 since 2018, or a piece of one. */
const LEAST = { notes: 15, lists: 20, headings: 150 } as const;
/** Words that promise codes in columns. */
const PROMISE = /\[Compiler['’]s note: (?:List|Numbers)\b/i;

/** A 10-digit number that ends in 00 is the whole line of 8 digits. */
export const wholeLine = (code: GoodsCode): GoodsCode =>
  code.length === 10 && code.endsWith('00') ? code.slice(0, 8) : code;

const within = (name: string, of: string): boolean => name === of || name.startsWith(`${of}(`);

/** Ascending, without repeats and without codes that lie beneath another. */
export function shortest(codes: Iterable<GoodsCode>): readonly GoodsCode[] {
  const kept = new Set([...codes].map(wholeLine));
  return [...kept].filter((code) => !prefixesOf(code).some((one) => one !== code && kept.has(one))).sort();
}

/** Codes of a subdivision and of all beneath it, as `shortest` has them. */
export function codesUnder(
  subdivisions: readonly Subdivision[],
  of: string,
  taken: Taken = 'rows',
): readonly GoodsCode[] {
  const codes = subdivisions
    .filter(({ name }) => within(name, of))
    .flatMap((one) => [...(taken === 'sentences' ? [] : one.codes), ...(taken === 'rows' ? [] : one.named)]);
  return shortest(codes);
}

function emptyPromises(subdivisions: readonly Subdivision[]): readonly string[] {
  return subdivisions
    .filter(({ caption, name }) => PROMISE.test(caption) && codesUnder(subdivisions, name).length === 0)
    .map(({ name, page }) => `note ${name} (page ${page}) announces a list and none was read`);
}

const repeats = ({ codes, name }: Subdivision): readonly string[] => {
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  return twice.length === 0
    ? []
    : [`note ${name} lists ${twice.length} codes more than once: ${twice.slice(0, 5).join(', ')}`];
};

function checkCounts(subdivisions: readonly Subdivision[], headings: readonly TableHeading[]): void {
  const counts = {
    notes: new Set(subdivisions.map(({ name }) => name.split('(')[0])).size,
    lists: subdivisions.filter(({ codes }) => codes.length > 0).length,
    headings: headings.length,
  };
  for (const kind of ['notes', 'lists', 'headings'] as const)
    if (counts[kind] < LEAST[kind])
      throw incorrect(
        'bad-chapter-99',
        `only ${counts[kind]} ${kind} of subchapter III were read, at least ${LEAST[kind]} were expected`,
        'The file is cut short, or its columns ran together: take the PDF itself, or text with the layout kept.',
      );
}

function checkPages({ missing }: Chapter): void {
  if (missing.length > 0)
    throw incorrect(
      'missing-pages',
      `pages 99-III-${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''} are missing (${missing.length} in all)`,
      'Download the chapter again: a list that goes over a missing page would be short.',
    );
}

/**
 * Reads the text of chapter 99.
 * @throws TariffError `bad-chapter-99`, `missing-pages`: a file from which lists would be read short is refused whole.
 */
export function readChapter99(text: string): Chapter99 {
  const chapter = chapterLines(text);
  checkPages(chapter);
  const subdivisions = readNotes(chapter.notes);
  const headings = readHeadings(chapter.table);
  checkCounts(subdivisions, headings);
  return {
    ...(chapter.release ? { release: chapter.release } : {}),
    subdivisions,
    headings,
    warnings: [...emptyPromises(subdivisions), ...subdivisions.flatMap(repeats)],
  };
}
