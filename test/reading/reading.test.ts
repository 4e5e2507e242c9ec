import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { htmlOf } from '../../src/reading/page.ts';
import { jsonOf, plainOf, segmentsOf } from '../../src/reading/show.ts';
import { subjectOf } from '../../src/reading/subject.ts';
import { figuresIn } from './figures.ts';
import { passagesOf, scoreOf, scorePassage } from './score.ts';
import { read } from './setup.ts';

const one = (text: string, date: string, kind: string, known = date) => {
  const claims = read(text, date, known).claims.filter((claim) => claim.kind === kind);
  expect(claims, text).toHaveLength(1);
  return claims[0]!;
};

describe('what a lapse brings back is computed', () => {
  const text = 'Tariffs on Chinese goods would return at triple-digit rates when the truce ends.';
  test('on 29 July 2025 a lapse goes from 30 to 54 points: not triple digits', () => {
    const { verdict, why } = one(text, '2025-07-29', 'return');
    expect(verdict).toBe('contradicted');
    expect(why).toMatch(
      /ends on 2025-08-12 .* pay the United States 54 points .* instead of 30\. What comes back is 34 points/,
    );
  });
  test('the same sentence with 34 points is supported, with 24 it is not', () => {
    const say = (rate: string) => `Tariffs of ${rate} on Chinese goods would return when the truce ends.`;
    expect(one(say('34 percent'), '2025-07-29', 'return').verdict).toBe('supported');
    expect(one(say('54 percent'), '2025-07-29', 'return').verdict).toBe('supported');
    expect(one(say('70 percent'), '2025-07-29', 'return').verdict).toBe('contradicted');
  });
});

describe('the holder of an office follows the day', () => {
  test.each([
    ['2025-07-29', 'Biden', 'contradicted'],
    ['2025-01-10', 'Biden', 'supported'],
    ['2025-07-29', 'Trump', 'supported'],
    ['2025-07-29', 'Obama', 'contradicted'],
  ])('on %s "the %s administration considers" is %s', (date, name, verdict) => {
    expect(one(`The ${name} administration considers new tariffs.`, date, 'office').verdict).toBe(verdict);
  });
  test('told as past, an earlier term is no mistake', () => {
    expect(one('Tariffs kept by the Biden administration stay.', '2025-07-29', 'office').verdict).toBe(
      'supported',
    );
  });
});

describe('a rate is held against each meaning it can have', () => {
  test('15 percent on most European goods is announced, all-in, and not yet law on 29 July 2025', () => {
    const { verdict, why } = one('The deal puts a 15% tariff on most EU exports.', '2025-07-29', 'rate');
    expect(verdict).toBe('supported-with-difference');
    expect(why).toMatch(/normal \(base\) duty included.*charges 10 points/);
  });
  test('with the partner changed to Japan the verdict is that of Japan, with 20 percent nobody promised it', () => {
    expect(one('The deal puts a 15% tariff on most Japanese exports.', '2025-07-29', 'rate').why).toMatch(
      /Japan/,
    );
    expect(one('The deal puts a 21% tariff on most EU exports.', '2025-07-29', 'rate').verdict).toBe(
      'not-in-record',
    );
  });
  test('a rate of April told in July as present is an earlier rate, never a lie', () => {
    expect(one('Tariffs on Chinese goods are 145 percent.', '2025-07-29', 'rate').verdict).toBe(
      'supported-with-difference',
    );
  });
});

describe('output', () => {
  const hostile = 'Tariffs on Chinese goods are 30 percent. "><img src=x onerror=alert(1)> & <b>bold</b>.';
  const reading = read(hostile, '2025-07-29');
  test('segments give the text back, whatever claims overlap', () => {
    expect(
      segmentsOf(reading)
        .map(({ text }) => text)
        .join(''),
    ).toBe(reading.text);
    for (const { text, start, end } of reading.claims) expect(reading.text.slice(start, end)).toBe(text);
  });
  test('the page holds no tag of the text', () => {
    const spoken = { ...reading, text: `${reading.text}<script>x</script>` };
    expect(htmlOf(spoken)).not.toContain('<script>');
    expect(htmlOf(reading)).not.toContain('<img');
  });
  test('plain output numbers every claim', () => {
    expect(plainOf(reading)).toContain('[1] ✓ rate: supported');
    expect(jsonOf(reading).claims[0]).toMatchObject({ kind: 'rate', verdict: 'supported', start: 0 });
  });
  test('a text about the truce gives its partner and deadline for a brief', () => {
    const { partners, deadline } = subjectOf(
      read('The tariff truce with China ends on August 12.', '2025-07-29'),
    );
    expect([partners, deadline]).toEqual([['CN'], '2025-08-12']);
  });
});

describe('the labelled passages', () => {
  test.each([
    ['tuning.yaml', 0.95, 0.95],
    ['held-back.yaml', 0.9, 0.75],
  ])(
    '%s: precision, recall and verdicts hold, and nothing supported is called contradicted',
    (name, precision, recall) => {
      const score = scoreOf(passagesOf(name).map(scorePassage));
      expect(score.slander).toBe(0);
      expect(score.precision).toBeGreaterThanOrEqual(precision);
      expect(score.recall).toBeGreaterThanOrEqual(recall);
      expect(score.accuracy).toBeGreaterThanOrEqual(0.9);
    },
  );
});

test('docs/reading.md has the figures of today (rewrite: npm run reading:score -- --write)', () => {
  expect(readFileSync('docs/reading.md', 'utf8')).toContain(figuresIn());
});

test('of two partners, a return that names neither is never called contradicted', () => {
  const text = 'Japan signed a deal and China did not. Tariffs of 70 percent would return in August.';
  expect(one(text, '2025-07-29', 'return').verdict).toBe('not-in-record');
});

test('a former president told of a past deed keeps the courtesy title', () => {
  const { verdict, why } = one(
    'Once President Biden came into office, the tariffs stayed.',
    '2025-07-29',
    'office',
  );
  expect(verdict).toBe('supported-with-difference');
  expect(why).toContain('to 2025-01-20');
});
