// `rosenbad import chapter99` and `law check --chapter99` as a user runs them, on a small chapter of our own.

import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asPdf, asText, madeChapter } from '../support/chapter99.ts';
import { rosenbad } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'chapter99-'));
const MADE = madeChapter();

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const TEXT = file('chapter99.txt', asText(MADE));

describe('import chapter99', () => {
  it('lists the notes, the codes of one note, and the headings', () => {
    const { out, code } = rosenbad(['import', 'chapter99', TEXT]);
    expect(code).toBe(0);
    expect(out).toContain('160 headings');
    const one = rosenbad(['import', 'chapter99', TEXT, '--note', '1(b)(i)', '--json']);
    expect(JSON.parse(one.out).codes).toEqual(['72061000', '72069000']);
    const headings = rosenbad(['import', 'chapter99', TEXT, '--headings', '--csv']);
    expect(headings.out).toContain('9903.90.25,+25%');
  });
  it('reads the same lists from the PDF and from a packed text', () => {
    const asked = ['--note', '21(a)', '--json'];
    const [text, pdf, packed] = [
      TEXT,
      file('chapter99.pdf', asPdf(MADE)),
      file('chapter99.txt.gz', gzipSync(asText(MADE))),
    ].map((path) => rosenbad(['import', 'chapter99', path, ...asked]).out);
    expect(JSON.parse(text!).codes).toEqual(['84211000', '8421900010']);
    expect(pdf).toBe(text);
    expect(packed).toBe(text);
  });
  it('writes one list for every subdivision that has codes in rows', () => {
    const into = join(folder, 'lists');
    expect(rosenbad(['import', 'chapter99', TEXT, '--out', into]).code).toBe(0);
    expect(readdirSync(into).length).toBeGreaterThanOrEqual(20);
    expect(readFileSync(join(into, 'note-21-a.txt'), 'utf8')).toContain('8421900010');
  });
  it.each([
    ['a folder', () => folder, 'is not a file'],
    ['a missing file', () => join(folder, 'none.pdf'), 'there is no file'],
    ['a cut gzip', () => file('cut.gz', gzipSync(asText(MADE)).subarray(0, 60)), 'does not unpack'],
    ['a cut PDF', () => file('cut.pdf', asPdf(MADE).subarray(0, 3000)), 'could not be read'],
    ['something else', () => file('poem.txt', 'Shall I compare thee'), 'chapter 99'],
  ])('refuses %s in plain words', (_, path, words) => {
    const into = join(folder, 'never');
    const { code, err } = rosenbad(['import', 'chapter99', path(), '--out', into]);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
    expect(existsSync(into)).toBe(false);
  });
  it('names the nearest notes when one is unknown', () => {
    const { code, err } = rosenbad(['import', 'chapter99', TEXT, '--note', '1(b)(iii)']);
    expect(code).toBe(2);
    expect(err).toContain('1(b)(ii');
  });
});

describe('law check --chapter99', () => {
  it('needs the day of a release that it does not know', () => {
    const { code, err } = rosenbad(['law', 'check', '.', '--chapter99', TEXT]);
    expect(code).toBe(2);
    expect(err).toContain('--on');
  });
  it('ends with code 3 when lists differ without a reason', () => {
    const { code, out } = rosenbad([
      'law',
      'check',
      '.',
      '--chapter99',
      TEXT,
      '--on',
      '2026-04-24',
      '--json',
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(out).on).toBe('2026-04-24');
  });
});
