// From what a user pastes to plain text: HTML and Markdown markup goes, hostile characters go, offsets are into the result.

import { dayOf, printDay } from '../core/day.ts';
import { incorrect, unsupported } from '../core/errors.ts';
import { MONTH, monthNumber } from './dates.ts';

/** Longest text read, in characters. */
export const LONGEST = 2_000_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

const entity = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : '';
};

const BLOCKS = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|header|footer)\b[^>]*>/gi;

function withoutHtml(text: string): string {
  if (!/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/i.test(text)) return text;
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|template|noscript|svg|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(BLOCKS, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, entity);
}

const withoutMarkdown = (text: string): string =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)/g, '')
    .replace(/\[([^\]\n[]{0,500})\]\([^()\n]{0,2000}\)/g, '$1')
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '');

const isWrapped = (line: string): boolean => line.length >= 50 && line.length <= 100;

/** Text broken at a fixed width: most lines that another follows are of about one length. */
function unwrapped(text: string): string {
  const broken = [...text.matchAll(/^(\S.*)\n(?=\S)/gm)].map((match) => match[1]!);
  if (broken.length < 4 || broken.filter(isWrapped).length < broken.length * 0.6) return text;
  return text.replace(/^(.*\S)\n(?=[^\s\-*•#>|\d])/gm, (whole, line: string) =>
    isWrapped(line) ? `${line} ` : whole,
  );
}

/** Control characters, and marks that reorder or hide text (bidi controls, zero-width signs). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const HOSTILE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The readable text of a plain, HTML or Markdown document.
 * @throws TariffError `too-long`, `not-text` (binary or not UTF-8), `empty`
 */
export function plainText(input: string): string {
  if (input.length > LONGEST)
    throw unsupported(
      'too-long',
      `the text has ${input.length} characters; at most ${LONGEST} are read`,
      'Give one article at a time.',
    );
  if (input.includes('\u0000') || (input.match(/\ufffd/g)?.length ?? 0) > input.length / 100)
    throw incorrect(
      'not-text',
      'the file is not UTF-8 text',
      'Save the article as UTF-8 text, HTML or Markdown.',
    );
  const plain = withoutMarkdown(withoutHtml(input.replace(/\r\n?/g, '\n')))
    .replace(HOSTILE, '')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ *\n */g, '\n');
  const text = unwrapped(plain)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '') throw incorrect('empty', 'there is no text to read', 'Give a file with an article in it.');
  return text;
}

const ISO = String.raw`(\d{4}-\d{2}-\d{2})`;
const STATED = [
  new RegExp(`^(?:date|published|published_time)\\s*:\\s*['"]?${ISO}`, 'im'),
  new RegExp(
    `(?:article:published_time|datePublished|name="date"|<time[^>]*datetime)[^>\\d]{0,40}${ISO}`,
    'i',
  ),
];

/** An ISO day alone on one of the first lines. */
const ALONE = new RegExp(`^\\s*${ISO}\\s*$`, 'm');

/** The date a document states of itself: front matter, metadata, or a date standing alone in its first lines. */
export function statedDate(input: string): string | undefined {
  for (const pattern of STATED) {
    const found = pattern.exec(input.slice(0, 20_000));
    if (found) return found[1];
  }
  const alone = ALONE.exec(input.slice(0, 600));
  if (alone) return alone[1];
  const line = new RegExp(
    `^[^\\n.]{0,30}?\\b(?:(${MONTH})\\s+(\\d{1,2}),?\\s+(\\d{4})|(\\d{1,2})\\s+(${MONTH})\\s+(\\d{4}))[^\\n.]{0,20}$`,
    'im',
  ).exec(input.slice(0, 600));
  if (!line) return undefined;
  const month = monthNumber(line[1] ?? line[5] ?? '');
  return printDay(dayOf({ year: Number(line[3] ?? line[6]), month, day: Number(line[2] ?? line[4]) }));
}
