// The reader of chapter 99 on a chapter of our own, as text and as PDF, and on the official one against the pack's lists.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { readArchive } from '../../src/law/archive.ts';
import { follow, type Level } from '../../src/law/chapter99/outline.ts';
import { codesUnder, readChapter99 } from '../../src/law/chapter99/read.ts';
import { compareLists, unplacedLists } from '../../src/law/chapter99-check.ts';
import { printedListsOf } from '../../src/law/printed-lists.ts';
import { resolve } from '../../src/law/resolve.ts';
import { openChapter99 } from '../../src/store/chapter99-file.ts';
import { lawFiles } from '../../src/store/law-files.ts';
import { isPdf, pdfText } from '../../src/store/pdf-text.ts';
import { asPdf, asText, madeChapter } from '../support/chapter99.ts';
import { embeddedPack, ROOT } from '../support/embedded.ts';

const MADE = madeChapter();

describe('the marks of notes', () => {
  const marks = (...all: readonly string[]): string =>
    all
      .reduce<readonly Level[]>((path, mark) => follow(path, mark) ?? path, [])
      .map(({ mark }) => mark)
      .join('.');
  it('(i) after (h) is a letter, after (h)(1) too; after (c) it is a first number', () => {
    expect(marks('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i')).toBe('i');
    expect(marks('c', 'i')).toBe('i');
    expect(marks('a', 'i', 'ii', 'iii', 'iv', 'v')).toBe('a.v');
    expect(marks('a', 'i', 'ii', 'b', 'i', '1', '2', 'ii')).toBe('b.ii');
  });
  it('(z) is followed by (aa), (zz) by (aaa), and (II) after (gg) is (ll)', () => {
    expect(marks('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm')).toBe('m');
    expect(follow([{ scheme: 'letter', value: 26, mark: 'z' }], 'aa')?.at(-1)?.value).toBe(27);
    expect(follow([{ scheme: 'letter', value: 52, mark: 'zz' }], 'aaa')?.at(-1)?.value).toBe(53);
    expect(follow([{ scheme: 'letter', value: 33, mark: 'gg' }], 'II')?.at(-1)?.mark).toBe('ll');
  });
  it('a mark that can follow nothing is not one', () => {
    expect(follow([{ scheme: 'letter', value: 2, mark: 'b' }], 'zz')).toBeUndefined();
  });
});

describe('a chapter of our own', () => {
  const chapter = readChapter99(asText(MADE));
  it('has its lists under the names of the notes', () => {
    expect(codesUnder(chapter.subdivisions, '1(a)')).toEqual(
      ['0101 21 00', '0101 29 00', '0201', '0202 10', '7616 99 51 60'].map((code) =>
        code.replaceAll(' ', ''),
      ),
    );
    expect(codesUnder(chapter.subdivisions, '1(b)(i)')).toEqual(['72061000', '72069000']);
    expect(codesUnder(chapter.subdivisions, '1(b)(ii)', 'sentences')).toEqual(['08059001', '2106909998']);
    expect(codesUnder(chapter.subdivisions, '21(a)')).toEqual(['84211000', '8421900010']);
  });
  it('has its headings with their rates, and its release', () => {
    expect(chapter.headings).toHaveLength(160);
    expect(chapter.headings[25]).toMatchObject({ heading: '9903.90.25', rates: ['+25%'] });
    expect(chapter.release).toBe('2026 revision 99');
  });
  it('reads the same from a PDF', async () => {
    const bytes = asPdf(MADE);
    expect(isPdf(bytes)).toBe(true);
    const fromPdf = readChapter99(await pdfText(bytes));
    const listed = ({ subdivisions }: typeof chapter) =>
      subdivisions.map(({ name, codes, named }) => ({ name, codes, named }));
    expect(listed(fromPdf)).toEqual(listed(chapter));
    expect(fromPdf.headings.map(({ heading, rates }) => [heading, rates])).toEqual(
      chapter.headings.map(({ heading, rates }) => [heading, rates]),
    );
  });
  it('is refused with a page missing, cut short, or when it is something else', async () => {
    expect(() => readChapter99(asText(MADE.filter((_, index) => index !== 1)))).toThrow(/99-III-2/);
    const short = MADE.map(({ lines }, index) => ({ lines: index === 2 ? lines.slice(0, 60) : lines }));
    expect(() => readChapter99(asText(short))).toThrow(/only \d+ headings/);
    expect(() => readChapter99('hello')).toThrow(/not the text of chapter 99/);
    await expect(pdfText(asPdf(MADE).slice(0, 40))).rejects.toThrow(/could not be read/);
    await expect(openChapter99('/nowhere/chapter.pdf')).rejects.toThrow(/no file/);
  });
});

const HTS = join(process.env.ROSENBAD_SHARED ?? join(ROOT, '..', 'shared'), 'data', 'hts');
const official = join(HTS, 'chapter99_2026_rev_6.txt');
const present = existsSync(official);

it('CI has the official chapter', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the official chapter of 2026 revision 6', () => {
  const table = printedListsOf(lawFiles(ROOT))!;
  const on = lastMinute(parseDay('2026-04-24'), 'America/New_York');
  const law = resolve(embeddedPack(), on);
  const chapter = present ? readChapter99(readFileSync(official, 'utf8')) : undefined!;

  it('is read without a warning: 31 notes, 487 headings, the counts that the notes tell of themselves', () => {
    expect(chapter.warnings).toEqual([]);
    expect(new Set(chapter.subdivisions.map(({ name }) => Number.parseInt(name, 10))).size).toBe(32);
    expect(chapter.headings).toHaveLength(487);
    // Note 31(b) says that its numbers run from (5) to (352).
    expect(codesUnder(chapter.subdivisions, '31(b)')).toHaveLength(348);
  });
  it('prints every list of the pack code by code, or the difference has its reason', () => {
    const compared = compareLists(chapter, law, on, table);
    expect(compared.filter(({ verdict }) => verdict === 'differing' || verdict === 'unmapped')).toEqual([]);
    expect(compared.flatMap(({ note, idle }) => idle.map((reason) => `${note}: ${reason}`))).toEqual([]);
    expect(compared.filter(({ verdict }) => verdict === 'matched').length).toBeGreaterThanOrEqual(90);
    expect(unplacedLists(law, on, table)).toEqual([]);
  });
  it('shows a list that lost a code, and a note that nobody placed', () => {
    const without = chapter.subdivisions.map((one) =>
      one.name === '16(c)(i)' ? { ...one, codes: one.codes.slice(1) } : one,
    );
    const seen = compareLists({ ...chapter, subdivisions: without }, law, on, table);
    expect(seen.find(({ note }) => note === '16(c)(i)')).toMatchObject({
      verdict: 'differing',
      onlyHere: ['7601'],
    });
    const { '38(b)': _, ...rest } = table.notes;
    const unknown = compareLists(chapter, law, on, { ...table, notes: rest });
    expect(unknown.find(({ note }) => note === '38(b)')?.verdict).toBe('unmapped');
  });
  it('has the headings of the JSON export, and nine in ten of their rates', () => {
    const archive = readArchive(
      gunzipSync(readFileSync(join(HTS, 'archives', 'hts_2026_rev_6.json.gz'))).toString('utf8'),
    ).filter(({ heading }) => heading.startsWith('9903'));
    const rates = new Map(chapter.headings.map((one) => [one.heading, one.rates]));
    expect([...rates.keys()].sort()).toEqual(archive.map(({ heading }) => heading).sort());
    const percents = (text: string) =>
      [...text.matchAll(/(\d+(?:\.\d+)?)\s?%/g)].map(
        ([, rate]) => `${text.includes('+') ? '+' : ''}${rate}%`,
      );
    const agreeing = archive.filter(({ heading, text }) =>
      percents(text).every((rate) => rates.get(heading)?.includes(rate)),
    );
    expect(agreeing.length / archive.length).toBeGreaterThan(0.9);
  });
});
