// Hostile, broken and strange input: read without harm, in bounded time, or refused by name.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { TariffError } from '../../src/core/errors.ts';
import { htmlOf } from '../../src/reading/page.ts';
import { jsonOf, plainOf } from '../../src/reading/show.ts';
import { plainText } from '../../src/reading/text.ts';
import { read } from './setup.ts';

const DAY = '2025-07-29';

it.each([
  ['a script', 'Tariffs rise.<script>alert("x")</script> Chinese goods pay 30 percent.'],
  ['an unclosed script', 'Chinese goods pay a tariff of 30 percent.<script>alert(1)'],
  ['an escaped script', 'Chinese goods pay a tariff of 30 percent. &lt;script&gt;alert(1)&lt;/script&gt;'],
  ['an attribute', 'Chinese goods pay a tariff of 30 percent. " onmouseover="alert(1)'],
  ['a link', '[click](javascript:alert(1)) Chinese goods pay a tariff of 30 percent.'],
])('%s does not reach the page', (_, text) => {
  const page = htmlOf(read(text, DAY));
  expect(page).not.toMatch(/<script/i);
  expect(page).not.toMatch(/href="(?!#|https?:)/);
  expect(page.replace(/&#\d+;/g, '')).not.toMatch(/\sonmouseover="/);
});

it('control and bidi characters, and those that hide text, are taken out before anything is read', () => {
  const text = 'Chi\u200bnese goods\u202e pay a tariff of \u206630 percent\u2069.\u0007\u001b[31m';
  expect(plainText(text)).toBe('Chinese goods pay a tariff of 30 percent.[31m');
  const shown = plainOf(read(text, DAY));
  for (const sign of ['\u0007', '\u001b', '\u202e', '\u2066']) expect(shown).not.toContain(sign);
});

it('a text of several languages is read where it is English', () => {
  const claims = read(
    '中国商品。Les biens chinois. Chinese goods pay a tariff of 30 percent. Die Frist läuft ab.',
    DAY,
  ).claims;
  expect(claims.map(({ kind, verdict }) => [kind, verdict])).toEqual([['rate', 'supported']]);
});

test('lines broken at a fixed width are joined, lists and short lines are not', () => {
  const wide = [
    'The United States and China met in Stockholm, and the tariff truce that',
    'they hold to is due to end on August 12 unless it is prolonged by an order',
    'of the president, which has not been signed so far, although officials of',
    'both sides have said that they would like to see it, and the goods of',
    'China pay 30 percent.',
  ].join('\n');
  expect(plainText(wide).split('\n')).toHaveLength(1);
  expect(plainText('One\nTwo\nThree\nFour\nFive').split('\n')).toHaveLength(5);
});

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    'tariff',
    '30 percent',
    'China',
    'Chinese goods',
    'the truce',
    'August 12',
    'President',
    'Biden',
    '<b>',
    '</p>',
    '&lt;',
    '"',
    '\n',
    '.',
    ', and ',
    'if',
    '\u202e',
    'would return',
    '%',
    'Stockholm',
    'said',
    '😀',
    '[a](',
    '**',
  );
  it('is read or refused, its claims lie in it, and every form of output can be made', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 40 }), (words) => {
        try {
          const reading = read(words.join(' '), DAY);
          for (const { text, start, end } of reading.claims)
            expect(reading.text.slice(start, end)).toBe(text);
          expect(htmlOf(reading)).not.toMatch(/<b>|<\/?i?mg|<script/);
          JSON.stringify(jsonOf(reading));
          plainOf(reading);
        } catch (error) {
          if (!(error instanceof TariffError)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});
