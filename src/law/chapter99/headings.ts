// The tariff table of subchapter III: every heading with its words and the rates in its columns.

import type { Line } from './lines.ts';

export interface TableHeading {
  readonly heading: string;
  readonly page: number;
  readonly description: string;
  /** Percentages in the rate columns, as printed and without repeats: `+25%` is added to the base duty, `15%` is not. */
  readonly rates: readonly string[];
}

const START = /^\s{0,3}(99\d\d\.\d\d\.\d\d)\b\s*(?:\d+\/)?\s*(.*)$/;
const HEAD = /^\s*(Heading\/|Subheading\s|fix\b|Article Description\b)/;
const FOOT = /^\s*(\d+\/ See |Note: The shaded)/;
const LEADER = /\.{4,}.*$/;

/** The column in which the units and rates begin; the words stand left of it. */
const split = (line: Line): number => line.text.search(/\bUnit\b/);

interface Draft {
  readonly heading: string;
  readonly page: number;
  readonly words: string[];
  readonly right: string[];
}

const withoutLeader = (text: string): string =>
  text
    .replace(LEADER, '')
    .replace(/\s+\d+\/\s*$/, '')
    .trim();

/** `The duty provided in … + 25%` and `25%` are told apart by the plus, which a line break may part from its number. */
function ratesOf(right: readonly string[]): readonly string[] {
  const text = right.join(' ');
  const added = /\+/.test(text);
  const percents = [...text.matchAll(/(\d+(?:\.\d+)?)\s?%/g)].map(
    ([, number]) => `${added ? '+' : ''}${number}%`,
  );
  return [...new Set(percents)];
}

const finished = ({ heading, page, words, right }: Draft): TableHeading => ({
  heading,
  page,
  description: words.join(' ').replace(/\s+/g, ' ').trim(),
  rates: ratesOf(right),
});

/** Reads the table's lines; a heading ends where the next one starts. */
export function readHeadings(lines: readonly Line[]): readonly TableHeading[] {
  const drafts: Draft[] = [];
  let column = 120;
  for (const line of lines) {
    if (HEAD.test(line.text)) {
      const found = split(line);
      if (found > 60) column = found - 3;
      continue;
    }
    if (FOOT.test(line.text)) continue;
    const start = START.exec(line.text);
    if (start) drafts.push({ heading: start[1]!, page: line.page, words: [], right: [] });
    const draft = drafts.at(-1);
    if (!draft) continue;
    const left = line.text.slice(0, column);
    draft.words.push(withoutLeader(start ? (START.exec(left)?.[2] ?? '') : left));
    draft.right.push(line.text.slice(column));
  }
  return drafts.map(finished);
}
