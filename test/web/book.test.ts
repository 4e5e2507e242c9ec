// What the page does with other people's files before the engine sees them: columns, cells, bytes, blocks, saved cells.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellFor, dateOrder, guess, missing } from '../../web/src/book/columns.ts';
import { groupsOf, type Line } from '../../web/src/book/result.ts';
import { blocksOf, csvBytes, delimiterOf } from '../../web/src/book/text.ts';
import { csvText, safeCell } from '../../web/src/parts/save.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe('columns', () => {
  it('our own names match themselves, quantities and facts too', () => {
    expect(guess(['code', 'from', 'on', 'value', 'quantity.litre', 'facts.donation'])).toEqual({
      code: 'code',
      from: 'from',
      on: 'on',
      value: 'value',
      'quantity.litre': 'quantity.litre',
      'facts.donation': 'facts.donation',
    });
  });

  it('headers of brokers are recognised, each used once', () => {
    const found = guess([
      'HTS Number',
      'Country of Origin',
      'Entered Value (USD)',
      'Entry Date',
      'Item Description',
    ]);
    expect(found).toEqual({
      code: 'HTS Number',
      from: 'Country of Origin',
      value: 'Entered Value (USD)',
      on: 'Entry Date',
      product: 'Item Description',
    });
  });

  it('says which needed columns are missing', () => {
    expect(missing(guess(['code', 'wert'])).map(({ name }) => name)).toEqual(['from', 'value']);
  });

  it.each([
    ['code', '8507.60.0020', '8507.60.0020'],
    ['code', '101290000', '0101290000'],
    ['from', 'Viet Nam', 'VN'],
    ['from', 'germany', 'DE'],
    ['from', 'CHN', 'CN'],
    ['from', 'xx', 'XX'],
    ['from', 'Atlantis', 'Atlantis'],
    ['value', '$1,234.50', '1234.50'],
    ['value', '1.234,50 €', '1234.50'],
    ['value', '1,234,567', '1234567'],
    ['value', '12,5', '12.5'],
    ['value', 'n/a', 'n/a'],
    ['on', '8/13/2025', '2025-08-13'],
    ['on', '20250813', '2025-08-13'],
    ['on', '2025-08-13T10:00:00Z', '2025-08-13'],
    ['on', 'soon', 'soon'],
    ['mode', 'Ocean', 'vessel'],
  ])('a cell of %s, %s, is read as %s', (name, text, read) => {
    expect(cellFor(name, text, 'mdy')).toBe(read);
  });

  it('the order of day and month is told by a day above 12, and otherwise not', () => {
    expect(dateOrder(['01/02/2025', '13/02/2025'])).toBe('dmy');
    expect(dateOrder(['01/02/2025', '02/13/2025'])).toBe('mdy');
    expect(dateOrder(['01/02/2025'])).toBeUndefined();
    expect(cellFor('on', '01/02/2025', 'dmy')).toBe('2025-02-01');
  });
});

describe('bytes', () => {
  it('UTF-16 and a byte order mark are taken off', async () => {
    const text = 'code,from\n1,2\n';
    const wide = new Uint8Array(2 + text.length * 2);
    wide.set([0xff, 0xfe]);
    for (const [index, char] of [...text].entries()) wide[2 + index * 2] = char.charCodeAt(0);
    expect(decoder.decode(await csvBytes(new Blob([wide])))).toBe(text);
    expect(decoder.decode(await csvBytes(new Blob(['\u{feff}', text])))).toBe(text);
  });

  it('an empty file and an old workbook are refused by name', async () => {
    await expect(csvBytes(new Blob([' \n']))).rejects.toMatchObject({ code: 'empty-file' });
    const old = new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])]);
    await expect(csvBytes(old)).rejects.toMatchObject({ code: 'old-excel' });
  });

  it('finds the delimiter', () => {
    expect([',', ';', '\t', '|'].map((sign) => delimiterOf(`code${sign}from${sign}value`))).toEqual([
      ',',
      ';',
      '\t',
      '|',
    ]);
  });

  it('blocks put together are the file, their lines numbered as a reader counts them', () => {
    const cell = fc.constantFrom('a', 'bb', '"x\ny"', '""', '1');
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, size) => {
          const text = `${rows.map((row) => row.join(',')).join('\n')}\n`;
          const blocks = [...blocksOf(encoder.encode(text), size)];
          expect(blocks.map(({ bytes }) => decoder.decode(bytes)).join('')).toBe(text);
          let lines = 1;
          for (const { bytes, line } of blocks) {
            expect(line).toBe(lines);
            lines += decoder.decode(bytes).split('\n').length - 1;
          }
        },
      ),
    );
  });
});

describe('results', () => {
  const line = (from: string, value: string, high: string): Line => ({
    line: 1,
    name: 'x',
    code: '95030000',
    from,
    on: '2025-08-13',
    value,
    duty: { lapse: { low: '0.10', high } },
  });

  it('are grouped to the cent, the largest value first', () => {
    expect(
      groupsOf(
        [line('CN', '10.10', '0.20'), line('VN', '99.00', '1.00'), line('CN', '0.20', '0.10')],
        ({ from }) => from,
      ),
    ).toEqual([
      { key: 'VN', rows: 1, value: '99.00', duty: { lapse: { low: '0.10', high: '1.00' } } },
      { key: 'CN', rows: 2, value: '10.30', duty: { lapse: { low: '0.20', high: '0.30' } } },
    ]);
  });
});

describe('saved cells', () => {
  it('never begin as a formula does', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(safeCell(text)).toMatch(/^(?:[^=+\-@\t\r]|-\d|$)/s);
        expect([text, `'${text}`]).toContain(safeCell(text));
      }),
    );
    expect(csvText([['=1+1', '-5.00', '@x']])).toBe(`'=1+1,-5.00,'@x\r\n`);
  });
});
