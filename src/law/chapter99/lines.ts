// The text of chapter 99 without its page furniture: the notes of subchapter III line by line, then its tariff table.

import { incorrect } from '../../core/errors.ts';

export interface Line {
  readonly text: string;
  readonly page: number;
  /** The page opened with codes beside its running head: its columns were read out of order. */
  readonly jumbled: boolean;
}

export interface Chapter {
  /** `2026 revision 6`, when the running head says so. */
  readonly release?: string;
  readonly notes: readonly Line[];
  readonly table: readonly Line[];
  /** Printed page numbers between the first and the last that no page bears. */
  readonly missing: readonly number[];
}

/** Largest text that is read, in characters; the chapter of 2026 has near 4 million. */
const MAX_TEXT = 32_000_000;
const HEAD = /^\s*Harmonized Tariff Schedule of the United States/;
const FURNITURE =
  /^\s*(Annotated for Statistical Reporting Purposes|XXII|99\s*-\s*[IVX]+\s*-\s*\d+)?\s*(XXII)?\s*$/;
const NOTES_HEAD = /^\s*U\.S\. Notes(?: \(con\.\))?/;
const TABLE_HEAD = /^\s*Heading\/\s*Stat\./;
const CODE_AFTER_HEAD = /^\s*U\.S\. Notes \(con\.\)\s+\d{4}/;

function pagesOf(text: string): readonly (readonly string[])[] {
  const pages: string[][] = [[]];
  for (const line of text.split(/\r?\n|\f/)) {
    if (HEAD.test(line)) pages.push([]);
    pages.at(-1)!.push(line);
  }
  return pages;
}

const SUBCHAPTER = /^\s*\[?SUBCHAPTER ([IVX]+)\b/;

/** Pages of subchapter III: from its title to that of subchapter IV. */
function subchapterThree(pages: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const titled = (page: readonly string[]) =>
    page.map((line) => SUBCHAPTER.exec(line)?.[1]).find((number) => number !== undefined);
  const start = pages.findIndex((page) => titled(page) === 'III');
  if (start < 0) return [];
  const end = pages.findIndex((page, index) => index > start && (titled(page) ?? 'III') !== 'III');
  return pages.slice(start, end < 0 ? undefined : end);
}

const linesOf = (page: readonly string[], number: number): readonly Line[] => {
  const jumbled = page.some((line) => CODE_AFTER_HEAD.test(line));
  return page
    .filter((line) => !HEAD.test(line) && !FURNITURE.test(line))
    .map((line) => ({ text: line.replace(NOTES_HEAD, '').trimEnd(), page: number, jumbled }))
    .filter(({ text }) => text.trim() !== '');
};

const releaseOf = (text: string): string | undefined => {
  const found = /United States(?:\s+\((\d{4})\))?\s+(Basic|Revision \d+)(?:\s+\((\d{4})\))?/.exec(
    text.slice(0, 20_000),
  );
  return found ? `${found[1] ?? found[3] ?? ''} ${found[2]!.toLowerCase()}`.trim() : undefined;
};

const PRINTED_PAGE = /99\s*-\s*III\s*-\s*(\d+)/;

function missingOf(pages: readonly (readonly string[])[]): readonly number[] {
  const printed = new Set(
    pages.flatMap((page) => {
      const line = page.find((one) => PRINTED_PAGE.test(one));
      return line === undefined ? [] : [Number(PRINTED_PAGE.exec(line)![1])];
    }),
  );
  const last = Math.max(0, ...printed);
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !printed.has(number));
}

/**
 * Cuts subchapter III out of the text of chapter 99 (a PDF's text, columns kept apart by spaces).
 * @throws TariffError `bad-chapter-99` when the text is too large or has no notes and table of subchapter III.
 */
export function chapterLines(text: string): Chapter {
  const pages = text.length > MAX_TEXT ? [] : subchapterThree(pagesOf(text));
  const isTable = (page: readonly string[]) => page.some((line) => TABLE_HEAD.test(line));
  const first = pages.findIndex(isTable);
  if (first < 1)
    throw incorrect(
      'bad-chapter-99',
      'the file is not the text of chapter 99 with the notes and the table of subchapter III',
      'Give the PDF of chapter 99 from hts.usitc.gov, or its text with the layout kept.',
    );
  const numbered = pages.map(linesOf);
  const release = releaseOf(text);
  return {
    ...(release ? { release } : {}),
    notes: numbered.slice(0, first).flat(),
    table: numbered.slice(first).flat(),
    missing: missingOf(pages),
  };
}
