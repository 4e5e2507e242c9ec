import { describe, expect, it } from 'vitest';
import { BASICS, instrument } from '../../test/support/mini-law.ts';
import { parseDay, printDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import { effectOf, readArchive } from './archive.ts';
import { compareArchive, type HeadingVerdict } from './archive-check.ts';
import { explanationOf, type KnownDifference } from './known-differences.ts';
import { wordingOf } from './printed-words.ts';
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

  it('is read from CSV as well', () => {
    const csv =
      '\uFEFF"HTS Number","Indent","Description","Unit of Quantity","General Rate of Duty","Special Rate of Duty","Column 2 Rate of Duty"\n' +
      '"9903.88.01","0","Articles ""the"" product of China","","The duty provided in the applicable subheading + 25%","",""\n';
    const [one] = readArchive(csv);
    expect([one!.heading, one!.description, one!.effect.is]).toEqual([
      '9903.88.01',
      'Articles "the" product of China',
      'adds',
    ]);
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

const NAMES = new Map<string, string>([
  ['china', 'CN'],
  ['hong kong', 'HK'],
  ['macau', 'MO'],
  ['japan', 'JP'],
  ['bosnia and herzegovina', 'BA'],
  ['myanmar', 'MM'],
  ['sri lanka', 'LK'],
  ['european union', 'EU'],
]);

describe('the wording of a heading', () => {
  const words = (text: string) => wordingOf(text, NAMES);

  it.each([
    ['articles the product of China and Hong Kong, as provided for in U.S. note 2(s)', ['CN', 'HK']],
    ['articles the product of China, including Hong Kong and Macau, as provided for', ['CN', 'HK', 'MO']],
    ['articles the product of Bosnia and Herzegovina, as provided for', ['BA']],
    ['articles the product of Myanmar (Burma) or Sri Lanka, as provided for', ['LK', 'MM']],
    ['Articles the product of the European Union with an <i>ad valorem</i> rate', ['EU']],
    ['Articles the product of any country, except for products described', 'any'],
    ['articles the product of any country identified in general note 3(b), as provided for', undefined],
    ['Potash, as provided for in U.S. note 2(c)', undefined],
    ['articles the product of Ruritania or Japan, as provided for', undefined],
  ])('"%s" names %s', (text, wanted) => expect(words(text).origins).toEqual(wanted));

  it.each([
    ["as provided for [Compiler's note: provision suspended.]", 'suspended'],
    ["as provided for <b>[Compiler's note: provision terminated. See 90 Fed. Reg. 37963.]</b>", 'terminated'],
    ['Other [Compiler’s note: This heading and its note have expired.]', 'expired'],
    ['as provided for', undefined],
  ])('"%s" is %s', (text, wanted) => expect(words(text).status).toBe(wanted));

  it.each([
    ['effective with respect to entries on or after September 27, 2024', '2024-09-27', undefined],
    [
      'effective with respect to entries, on or after July 6, 2018, and through May 9, 2019',
      '2018-07-06',
      '2019-05-10',
    ],
    [
      'entered for consumption, or withdrawn from warehouse for consumption, on or after May 10, 2019, and before June 1, 2019',
      '2019-05-10',
      '2019-06-01',
    ],
    [
      'that were loaded onto a vessel and entered for consumption, or withdrawn from warehouse for consumption, on or after May 10, 2019',
      undefined,
      undefined,
    ],
  ])('"%s" holds from %s until %s', (text, from, until) => {
    const found = words(text);
    const day = (value: number | undefined) => (value === undefined ? undefined : printDay(value));
    expect([day(found.from), day(found.until)]).toEqual([from, until]);
  });
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
        `{clause: j, impose: us/rec/two, program: us/rec, heading: [{heading: 9903.01.12, when: {not: {origins: JP}}}, {heading: 9903.01.13}], ${FROM}, origins: [CN, JP], duty: +5%}`,
      ]),
    ],
    'x',
  );
  const on = lastMinute(parseDay('2025-05-01'), 'America/New_York');
  const adds = (rate: string) => `The duty provided in the applicable subheading + ${rate}`;
  const told = (heading: string, rate: string, description: string) => ({
    ...line(heading, adds(rate)),
    description,
  });
  const compare = (...lines: readonly object[]) =>
    compareArchive(readArchive(export_(...lines)), {
      law: resolve(pack!, on),
      on,
      table: { groups: pack!.groups, zone: 'America/New_York' },
      names: NAMES,
    });
  const verdicts = compare(
    line('9903.01.01', adds('10%')),
    told('9903.01.02', '20%', 'effective with respect to entries on or after June 1, 2025'),
    told('9903.01.03', '30%', "goods [Compiler's note: provision terminated.]"),
    line('9903.01.04', adds('45%')),
    line('9903.01.06', 'The duty provided in the applicable subheading'),
    line('9903.01.07', '15%'),
    line('9903.01.08', adds('a duty of 25% upon the value of the steel content')),
    line('9903.01.09', adds('5%')),
    line('9903.01.10', 'The duty provided in the applicable subheading'),
    line('9903.01.11', adds('60%')),
    told('9903.01.12', '5%', 'articles the product of China, as provided for'),
    told('9903.01.13', '5%', 'articles the product of China, as provided for'),
  );

  it.each([
    ['9903.01.01', 'matched', undefined],
    ['9903.01.02', 'matched', undefined],
    ['9903.01.03', 'matched', undefined],
    ['9903.01.04', 'differing', ['rate']],
    ['9903.01.05', 'only-in-pack', undefined],
    ['9903.01.06', undefined, undefined],
    ['9903.01.07', 'matched', undefined],
    ['9903.01.08', 'differing', ['rate']],
    ['9903.01.09', 'missing', undefined],
    ['9903.01.10', undefined, undefined],
    ['9903.01.11', 'differing', ['dates']],
    ['9903.01.12', 'matched', undefined],
    ['9903.01.13', 'differing', ['country']],
  ])('%s is %s in %s', (heading, wanted, differs) => {
    const found = verdicts.find((one) => one.heading === heading);
    expect([found?.verdict, found?.in]).toEqual([wanted, differs]);
  });

  it.each([
    ['9903.01.01', '10%', "goods [Compiler's note: provision suspended.]"],
    ['9903.01.01', '10%', 'effective with respect to entries on or after April 6, 2025'],
    ['9903.01.02', '20%', 'goods'],
    ['9903.01.03', '30%', 'goods'],
  ])('%s at %s, printed "%s", differs in its days', (heading, rate, text) => {
    const found = compare(told(heading, rate, text)).find((one) => one.heading === heading);
    expect(found?.in).toEqual(['dates']);
  });

  it('a difference names what the pack charges', () => {
    expect(verdicts.find(({ heading }) => heading === '9903.01.04')).toEqual({
      heading: '9903.01.04',
      verdict: 'differing',
      in: ['rate'],
      why: [`never at "${adds('45%')}" in the pack`],
      printed: adds('45%'),
      pack: ['us/rec/wrong +40%'],
    });
  });
});

describe('a known difference', () => {
  const known: readonly KnownDifference[] = [
    {
      headings: ['9903.01.'],
      in: ['dates'],
      revisions: { from: '2025 7', through: '2025 9' },
      kind: 'schedule',
      reason: 'printed ahead of its day',
      cite: 'x',
    },
  ];
  const explains = (verdict: Partial<HeadingVerdict>, revision: number) =>
    explanationOf(
      { heading: '9903.01.43', verdict: 'differing', in: ['dates'], pack: [], ...verdict },
      { year: 2025, revision },
      known,
    ) !== undefined;

  it('explains its headings in its revisions, both ends counted', () =>
    expect([6, 7, 9, 10].map((revision) => explains({}, revision))).toEqual([false, true, true, false]));
  it('does not explain what differs in more than it names', () =>
    expect(explains({ in: ['dates', 'country'] }, 8)).toBe(false));
  it('does not explain other headings', () => expect(explains({ heading: '9903.02.02' }, 8)).toBe(false));
});
