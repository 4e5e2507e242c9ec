import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HtsLine, readHts } from '../../src/schedule/hts.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { specialRate } from '../../src/schedule/special.ts';
import { databaseOf, numbersIn, numbersOf } from './database.ts';
import { HTS, present, unpacked } from './exports.ts';

/** Column of the database → the rate text of a line of 2025 revision 14 (6 June 2025, the database's day). */
const COLUMNS: readonly (readonly [string, (line: HtsLine) => string | undefined])[] = [
  ['mfn', ({ general }) => general],
  ['col2', ({ column2 }) => column2],
  ...Object.entries({
    korea: 'KR',
    colombia: 'CO',
    panama: 'PA',
    peru: 'PE',
    japan: 'JP',
    usmca: 'S',
    australia: 'AU',
    singapore: 'SG',
    chile: 'CL',
    morocco: 'MA',
    bahrain: 'BH',
    oman: 'OM',
    jordan: 'JO',
    dr_cafta: 'P',
    dr_cafta_plus: 'P+',
  }).map(([group, symbol]) => [group, (line: HtsLine) => specialRate(line.special, symbol)] as const),
];

/** Lines where the schedule says one thing and the database another; the schedule is the law. */
const KNOWN: Readonly<Record<string, string>> = {
  'col2 22029928': 'the database leaves out the 17.5 % of the compound rate',
  'korea 04022150': 'the schedule prints 7.2 cents, the database 5.7',
  'colombia 04022150': 'the schedule prints 7.2 cents, the database 5.7',
  'panama 04022150': 'the schedule prints 7.2 cents, the database 5.7',
  'colombia 18069028': 'the schedule prints 2.4 cents, the database 3.5',
  'col2 76161090': 'the schedule prints 45 %, the database 30',
  'panama 04041015': 'the schedule prints 6.9 cents, the database 6.8',
};

/** Bulbs and cuttings are priced by the thousand, in the database by the piece. */
const bulbs = (code: string): number => (code.startsWith('0601') ? 1000 : 1);

/** The database cuts a third to 0.333, and Jordan's rates on drinks to whole cents. */
const cut = (group: string, code: string, text: string): boolean =>
  text.includes(' 1/3%') || (group === 'jordan' && code.startsWith('22'));

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the USITC tariff database of 6 June 2025', () => {
  const database = databaseOf(unpacked(join(HTS, 'tariff_database_2025_06062025.csv.gz')));
  const { lines } = readHts(unpacked(join(HTS, 'archives', 'hts_2025_rev_14.json.gz')));
  const byCode = new Map(lines.filter(({ code }) => code < '98').map((line) => [line.code, line]));

  it.each(COLUMNS)('gives for %s the numbers that we read from the schedule', (group, textOf) => {
    const differing: string[] = [];
    let same = 0;
    for (const record of database) {
      const code = (record.hts8 ?? '').padStart(8, '0');
      const line = byCode.get(code);
      const text = line && textOf(line);
      const numbers = numbersOf(record, group);
      if (!line || text === undefined || numbers === undefined || cut(group, code, text)) continue;
      const rate = readRate(text);
      if (rate.kind === 'text') continue;
      if (numbersIn(rate.duty, bulbs(code)) === numbers) same++;
      else if (!(`${group} ${code}` in KNOWN)) differing.push(`${code} ${text}: database ${numbers}`);
    }
    expect(differing).toEqual([]);
    expect(same).toBeGreaterThan(group === 'dr_cafta_plus' ? 4 : group === 'japan' ? 250 : 6400);
  });

  it('has no number for the lines whose rate we refuse as words, but for four embroideries', () => {
    const refused = database.filter((record) => {
      const line = byCode.get((record.hts8 ?? '').padStart(8, '0'));
      return line && readRate(line.general).kind === 'text' && numbersOf(record, 'mfn') !== undefined;
    });
    expect(refused.map((record) => record.hts8)).toEqual(['58109210', '58109290', '58109910', '58109990']);
  });
});
