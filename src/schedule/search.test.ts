import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchOver } from './search.ts';

const line = (code: string, name: string, text = '', until?: number) => ({
  row: {
    code,
    name,
    general: 'Free',
    special: '',
    column2: '',
    unit: 'no',
    ...(until === undefined ? {} : { until }),
  },
  names: text === '' ? [name] : [name, text],
});

const LINES = [
  line('61091000', 'T-shirts of cotton'),
  line('63079075', 'Textile toys for pets'),
  line('73181520', 'Steel bolts', 'Screws and bolts, of iron or steel > Bolts with their nuts'),
  line(
    '73181560',
    'Steel screws under 6 mm',
    'Screws and bolts, of iron or steel > Having shanks under 6 mm',
  ),
  line('85065000', 'Lithium batteries, not rechargeable'),
  line('85076000', 'Lithium-ion batteries', 'Electric storage batteries > Lithium-ion batteries'),
  line('85171200', 'Cell phones and smartphones, until 2022', '', 5),
  line('85171300', 'Smartphones'),
  line('90183100', 'Syringes'),
  line('95030000', 'Toys, dolls, scooters, puzzles'),
];
const lookUp = searchOver(() => LINES);
const first = (words: string) => lookUp(words).hits.map(({ row }) => row.code)[0];

describe('a search', () => {
  it.each([
    ['lithium battery', '85076000'],
    ['lithium ion battery', '85076000'],
    ['storage batteries', '85076000'],
    ['steel screws', '73181560'],
    ['stel scrws', '73181560'],
    ['smart phone', '85171300'],
    ['toys', '95030000'],
    ['pet toy', '63079075'],
    ['cotton t-shirt', '61091000'],
    ['SYRINGE', '90183100'],
    ['the toys of the pets', '63079075'],
    ['8507.60.00', '85076000'],
    ['8506', '85065000'],
  ])('for "%s" finds %s first', (words, code) => expect(first(words)).toBe(code));

  it('lists the lines of a code in their order', () =>
    expect(lookUp('85').hits.map(({ row }) => row.code)).toEqual([
      '85065000',
      '85076000',
      '85171200',
      '85171300',
    ]));

  it('finds every line by its own name, whatever the name', () =>
    fc.assert(
      fc.property(fc.constantFrom(...LINES), ({ row, names }) => {
        expect(lookUp(names[0]!).hits.map((hit) => hit.row.code)).toContain(row.code);
      }),
    ));

  it('never fails, whatever is asked', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (words) => {
        expect(Array.isArray(lookUp(words).hits)).toBe(true);
      }),
    ));
});
