import { describe, expect, it } from 'vitest';
import { BASICS, instrument } from '../../test/support/mini-law.ts';
import { parseDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import { effectOf, readArchive } from './archive.ts';
import { compareArchive } from './archive-check.ts';
import { readLaw } from './read.ts';
import { resolve } from './resolve.ts';

const line = (htsno: string, general: string, special = '', other = '') => ({
  htsno,
  description: htsno,
  general,
  special,
  other,
});
const export_ = (...lines: readonly object[]) => JSON.stringify([line('0101.21.00', 'Free'), ...lines]);

describe('the effect of a rate text', () => {
  it.each([
    ['', 'none'],
    ['No change', 'none'],
    ['The duty provided in the applicable subheading', 'none'],
    ['The duty provided for in the applicable subheading.', 'none'],
    ['The duty provided in the applicable subheading + 25%', 'adds 250000'],
    ['The duty provided inthe applicable subheading+ 25%.', 'adds 250000'],
    ['The duty provided in the applicable subheading plus 7.5%', 'adds 75000'],
    ['The duty provided in subheadings 8716.39.00, 8716.90.30 or 8716.90.50 + 100%', 'adds 1000000'],
    [
      'The duty provided in the applicable subheading + a duty of 50% upon the value of the steel content.',
      'adds 500000 steel-content',
    ],
    [
      'The duty provided in the applicable subheading + a duty of 25% upon the value of the non-U.S. content',
      'adds 250000 non-us-content',
    ],
    ['15%', 'sets 150000'],
    ['2.5% <u></u>', 'sets 25000'],
    ['As the Secretary may provide', 'unread'],
  ])('of "%s" is %s', (text, wanted) => {
    const effect = effectOf(text);
    const rate = 'duty' in effect && 'rate' in effect.duty ? ` ${effect.duty.rate}` : '';
    const on = 'on' in effect ? ` ${effect.on}` : '';
    expect(`${effect.is}${rate}${on}`).toBe(wanted);
  });
});

describe('an export of the schedule', () => {
  it('gives the headings of subchapters III and IV only', () => {
    const text = export_(
      line('9902.01.01', 'Free'),
      line('9903.01.25', '10%'),
      line('9904.12.01', '13.3¢/kg'),
      line('9903.01', ''),
    );
    expect(readArchive(text).map(({ heading }) => heading)).toEqual(['9903.01.25', '9904.12.01']);
  });

  it('tells the column in which a heading charges when column 1 general says nothing', () => {
    const [one] = readArchive(
      export_(line('9903.82.18', 'no change', 'The duty provided in the applicable subheading + 25%')),
    );
    expect([one!.column, one!.effect.is]).toEqual(['special', 'adds']);
  });

  it.each([
    ['cut short', export_(line('9903.01.25', '10%')).slice(0, -3)],
    ['without chapter 99', export_()],
    ['of another kind', '{"a": 1}'],
  ])('that is %s is refused', (_, text) =>
    expect(() => readArchive(text)).toThrow('not a whole USITC export'),
  );
});

describe('printed headings against the law', () => {
  const FROM = 'from: 2025-04-05T00:01 America/New_York';
  const { pack } = readLaw(
    [
      ...BASICS,
      instrument('one', '2025-04-02', [
        `{clause: a, impose: us/rec/now, program: us/rec, heading: 9903.01.01, ${FROM}, duty: +10%}`,
        `{clause: b, impose: us/rec/soon, program: us/rec, heading: 9903.01.02, from: 2025-06-01, duty: +20%}`,
        `{clause: c, impose: us/rec/gone, program: us/rec, heading: 9903.01.03, ${FROM}, until: 2025-04-20, duty: +30%}`,
        `{clause: d, impose: us/rec/wrong, program: us/rec, heading: 9903.01.04, ${FROM}, duty: +40%}`,
        `{clause: e, impose: us/rec/own, program: us/rec, heading: 9903.01.05, ${FROM}, duty: +50%}`,
        `{clause: f, impose: us/rec/floor, program: us/rec, heading: [{heading: 9903.01.06, when: {base-duty: ">=15%"}}, {heading: 9903.01.07}], ${FROM}, duty: to 15%}`,
        `{clause: h, impose: us/rec/held, program: us/rec, heading: 9903.01.11, ${FROM}, duty: +60%}`,
        `{clause: i, suspend: us/rec/held, ${FROM}}`,
        `{clause: g, impose: us/metal/content, program: us/metal, heading: 9903.01.08, ${FROM}, duty: +25%}`,
      ]),
    ],
    'x',
  );
  const on = lastMinute(parseDay('2025-05-01'), 'America/New_York');
  const adds = (rate: string) => `The duty provided in the applicable subheading + ${rate}`;
  const verdicts = compareArchive(
    readArchive(
      export_(
        line('9903.01.01', adds('10%')),
        line('9903.01.02', adds('20%')),
        line('9903.01.03', adds('30%')),
        line('9903.01.04', adds('45%')),
        line('9903.01.06', 'The duty provided in the applicable subheading'),
        line('9903.01.07', '15%'),
        line('9903.01.08', adds('a duty of 25% upon the value of the steel content')),
        line('9903.01.09', adds('5%')),
        line('9903.01.10', 'The duty provided in the applicable subheading'),
        line('9903.01.11', adds('60%')),
      ),
    ),
    resolve(pack!, on),
    on,
  );

  it.each([
    ['9903.01.01', 'matched'],
    ['9903.01.02', 'scheduled'],
    ['9903.01.03', 'lapsed'],
    ['9903.01.04', 'differing'],
    ['9903.01.05', 'only-in-pack'],
    ['9903.01.06', undefined],
    ['9903.01.07', 'matched'],
    ['9903.01.08', 'differing'],
    ['9903.01.09', 'missing'],
    ['9903.01.10', undefined],
    ['9903.01.11', 'lapsed'],
  ])('%s is %s', (heading, wanted) => {
    expect(verdicts.find((one) => one.heading === heading)?.verdict).toBe(wanted);
  });

  it('a difference names what the pack charges', () => {
    expect(verdicts.find(({ heading }) => heading === '9903.01.04')).toEqual({
      heading: '9903.01.04',
      verdict: 'differing',
      printed: adds('45%'),
      pack: ['us/rec/wrong +40%'],
    });
  });
});
