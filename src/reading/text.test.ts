import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST, plainText, statedDate } from './text.ts';

test('scripts, styles and comments of a page are not text', () => {
  const page =
    '<html><head><title>x</title></head><body><script>alert("15%")</script><p>A &amp; B</p><!-- c --><p>C</p></body></html>';
  expect(plainText(page)).toBe('A & B\n\nC');
});

test('an unclosed script swallows the rest instead of showing it', () => {
  expect(() => plainText('<p></p><script>tariffs of 15%')).toThrow('no text');
});

test('bidi overrides, zero-width signs and control characters are taken out', () => {
  expect(plainText('tar\u202eiff\u200bs \u0007of 15%')).toBe('tariffs of 15%');
});

test('Markdown links keep their words and front matter gives the date', () => {
  const text = '---\ndate: 2025-07-29\n---\n# Head\n\nA [deal](https://example.org) **was** struck.';
  expect(plainText(text)).toBe('Head\n\nA deal was struck.');
  expect(statedDate(text)).toBe('2025-07-29');
});

test('a dateline gives the date; a date deep in the text does not', () => {
  expect(statedDate('STOCKHOLM, July 29, 2025\nOfficials met.')).toBe('2025-07-29');
  expect(statedDate('Officials met. The truce of May 12, 2025 holds for now, they said.')).toBeUndefined();
});

test('binary, empty and enormous inputs are refused', () => {
  expect(() => plainText('a\u0000b')).toThrow('not UTF-8');
  expect(() => plainText(' \n ')).toThrow('no text');
  expect(() => plainText('a'.repeat(LONGEST + 1))).toThrow('at most');
});

test('property: whatever goes in, no control or bidi character comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let plain = '';
      try {
        plain = plainText(text);
      } catch {
        return;
      }
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone
      expect(plain).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
    }),
  );
});

test.each([
  ['2025-09-02\n\nThe truce holds.', '2025-09-02'],
  ['Nov. 11, 2025\n\nWASHINGTON: the truce holds.', '2025-11-11'],
  ['By a reporter\n3 Sept 2025\nThe truce holds.', '2025-09-03'],
  ['The truce ends on 2025-11-10, and nobody knows more.', undefined],
])('the day that %j states of itself is %s', (text, day) => {
  expect(statedDate(text)).toBe(day);
});
