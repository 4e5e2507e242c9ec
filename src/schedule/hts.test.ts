import { describe, expect, it } from 'vitest';
import { readHts } from './hts.ts';

const row = (htsno: string, indent: string, description: string, more: object = {}) => ({
  htsno,
  indent,
  description,
  units: [],
  general: '',
  special: '',
  other: '',
  ...more,
});

const BATTERIES = [
  row('8507', '0', 'Electric storage batteries:'),
  row('8507.60.00', '1', 'Lithium-ion <i>batteries</i>', {
    general: '3.4% <u></u>',
    special: 'Free (A,KR)',
    other: '40%',
  }),
  row('8507.60.00.10', '2', 'For electric vehicles', { units: ['No.', 'kg'] }),
  row('8507.60.00.20', '2', 'Other', { units: ['No.', 'kg'] }),
  row('8507.80.41.00', '1', 'Other', { general: 'Free', other: '40%', units: ['No.'] }),
  row('9903.88.15', '0', 'Articles of China', { general: 'The duty + 7.5%' }),
];

const CSV = `\uFEFFHTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty,Quota Quantity,Additional Duties
"8507","0","Electric storage batteries:","","","","","",""
"8507.60.00","1","Lithium-ion batteries","","3.4%","Free (A,KR)","40%","",""
"8507.60.00.20","2","Other","[""No."",""kg""]","","","","",""
`;

describe('the official export', () => {
  it('gives lines of 8 digits with clean rates, the first unit and the suffixes beneath', () => {
    const { lines } = readHts(JSON.stringify(BATTERIES));
    expect(lines.map(({ code }) => code)).toEqual(['85076000', '85078041']);
    expect(lines[0]).toMatchObject({
      name: 'Electric storage batteries > Lithium-ion batteries',
      general: '3.4%',
      special: 'Free (A,KR)',
      column2: '40%',
      unit: 'no',
    });
    expect(lines[0]!.suffixes.map(({ code }) => code)).toEqual(['8507600010', '8507600020']);
  });

  it('keeps chapter 99 apart', () => {
    const { chapter99 } = readHts(JSON.stringify(BATTERIES));
    expect(chapter99).toEqual([
      { code: '99038815', text: 'Articles of China', general: 'The duty + 7.5%', special: '', column2: '' },
    ]);
  });

  it('reads the CSV form to the same line', () => {
    const json = readHts(JSON.stringify(BATTERIES)).lines[0]!;
    const csv = readHts(CSV).lines[0]!;
    expect({ ...csv, suffixes: [] }).toEqual({ ...json, suffixes: [] });
  });

  it('names a suffix whose line is missing instead of making a line without a rate', () => {
    const { lines, strange } = readHts(JSON.stringify([...BATTERIES, row('9401.99.30.30', '2', 'Deck')]));
    expect(strange).toEqual(['9401993030']);
    expect(lines.map(({ code }) => code)).not.toContain('94019930');
  });

  it.each([
    ['JSON that breaks off', JSON.stringify(BATTERIES).slice(0, -5)],
    ['CSV that breaks off inside a quoted cell', `${CSV}"8507.80`],
    ['another table', 'a,b,c\n1,2,3\n'],
    ['rows of another shape', '[{"htsno": 5}]'],
    ['no lines at all', '[]'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => readHts(text)).toThrowError(expect.objectContaining({ code: 'bad-hts-export' }));
  });
});
