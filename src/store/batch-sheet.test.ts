// The quick way of reading a row against the careful one, and the quick way of writing numbers against the plain one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printCents } from '../core/money.ts';
import type { Book } from '../ratebook/book.ts';
import { newSheet, PLACES, ROW, type Sheet } from './batch-columns.ts';
import { layoutOf } from './batch-layout.ts';
import { beginSheet, fillSheet } from './batch-sheet.ts';
import { newWriter } from './batch-write.ts';

const COLUMNS = ['code', 'note', 'from', 'on', 'value', 'mode', 'quantity.kg', 'claims'];
const { layout, units } = layoutOf(COLUMNS);

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));
const number = fc.oneof(
  digits(1, 9),
  fc.tuple(digits(1, 9), digits(0, 4)).map((parts) => parts.join('.')),
  fc.tuple(digits(10, 16), digits(1, 3)).map((parts) => parts.join('.')),
  fc.constantFrom('', '.5', '5.', '1.2.3', '-3', '1e3', '$5', '1 000', '0', '00.10'),
);
const cells = fc.tuple(
  fc.oneof(
    digits(8, 8),
    digits(10, 10),
    digits(7, 11),
    fc.constantFrom('8507.60.00', '8507.60.00.20', '', 'x'),
  ),
  fc.constantFrom('', 'plain', 'in 2 words', 'ä', ';'),
  fc.constantFrom('CN', 'de', 'X', 'USA', 'c1', ''),
  fc.oneof(
    fc
      .date({ min: new Date('1989-01-01'), max: new Date('2071-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    fc.constantFrom(
      '2025-02-29',
      '2024-02-29',
      '2025-13-01',
      '2025-00-10',
      '2025-1-10',
      '20250110',
      '',
      '2025-01-1x',
    ),
  ),
  number,
  fc.constantFrom('', 'air', 'vessel', 'post', 'Air'),
  number,
  fc.constantFrom('', '', '', 'usmca'),
);

/** What a sheet says of its rows; cells of rows that the kernel does not get are nobody's business. */
function said(sheet: Sheet, text: Uint8Array) {
  const decoder = new TextDecoder();
  return Array.from({ length: sheet.count }, (_, row) => {
    const kind = sheet.kinds[row]!;
    const line = sheet.lines[row]!;
    if (kind > ROW.mode) return { kind, line };
    const main = [2, 4, 6, 8].map((at) =>
      decoder.decode(text.subarray(sheet.places[row * PLACES + at], sheet.places[row * PLACES + at + 1])),
    );
    return {
      kind,
      line,
      main,
      code: sheet.codes[row],
      suffix: sheet.suffixes[row],
      origin: sheet.origins[row],
      day: sheet.days[row],
      value: sheet.values[row],
      kg: sheet.quantities[0]![row],
    };
  });
}

function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const sheet = newSheet(units.length);
  beginSheet(sheet, bytes, 2);
  fillSheet(sheet, layout);
  return said(sheet, bytes);
}

describe('reading rows', () => {
  it('reads a row written plainly as it reads the same row with every cell quoted, which goes the careful way', () => {
    fc.assert(
      fc.property(
        fc.array(cells, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, end) => {
          const plain = rows.map((row) => row.join(',') + end).join('');
          const quoted = rows.map((row) => row.map((cell) => `"${cell}"`).join(',') + end).join('');
          // Behind rows enough that none is read with care merely for being near the end of the block.
          const rest = `95030000,,CN,2025-08-13,1,,,${end}`.repeat(6);
          expect(read(plain + rest).slice(0, rows.length)).toEqual(read(quoted + rest).slice(0, rows.length));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads rows near the end of a block, a last line without a break and blank lines as others', () => {
    const row = '95030000,x,CN,2025-08-13,12.5,air,3,';
    const [first, ...others] = read(`${row}\n\n${row}\r\n\r\n${row}\n${row}`);
    expect(others.map(({ line }) => line)).toEqual([4, 6, 7]);
    for (const { line: _, ...other } of others) expect({ line: 2, ...other }).toEqual(first);
  });

  it('leaves a file with a column twice to the full parser', () => {
    const { layout: twice } = layoutOf(['code', 'from', 'on', 'value', 'code']);
    const sheet = newSheet(0);
    beginSheet(sheet, new TextEncoder().encode('95030000,CN,2025-08-13,1,95030000\n'.repeat(3)), 2);
    fillSheet(sheet, twice);
    expect([...sheet.kinds.subarray(0, 3)]).toEqual([ROW.special, ROW.special, ROW.special]);
  });
});

describe('writing answers', () => {
  const book = { meta: { filings: [''] } } as unknown as Book;
  const { layout: main } = layoutOf(['code', 'from', 'on', 'value']);

  function written(low: number, high: number, value: number, line: number): string {
    const sheet = newSheet(0);
    const text = `95030000,CN,2025-08-13,${value}.49\n`;
    beginSheet(sheet, new TextEncoder().encode(text.repeat(4)), line);
    fillSheet(sheet, main);
    const writer = newWriter({ output: 'csv', filing: false }, [{ label: 'x', known: 'x', book }], 100);
    writer.start();
    const columns = { low: Float64Array.of(low), high: Float64Array.of(high), sets: new Int32Array(1) };
    writer.plain(sheet, 0, [columns]);
    return new TextDecoder().decode(writer.end());
  }

  const rate = (amount: number, value: number) =>
    String(value === 0 ? 0 : Math.floor((amount / (value * 100)) * 1_000_000 + 0.5) / 1_000_000);

  it('writes cents, rates and line numbers as text of numbers does', () => {
    const amount = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(),
      fc.nat(200),
      fc.constantFrom(99, 100, 2 ** 31 - 1, 2 ** 31),
    );
    const value = fc.oneof(fc.nat(9_999_999), fc.constantFrom(0, 1, 9, 10, 99_999_999_999));
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.boolean(),
        value,
        fc.integer({ min: 2, max: 2 ** 31 - 9 }),
        (a, b, same, of, line) => {
          const high = same ? a : b;
          fc.pre(Math.max(a, high) < 1e7 * (of * 100 + 1));
          expect(written(a, high, of, line)).toBe(
            `${line},95030000,CN,2025-08-13,${of}.49,${printCents(a)},${printCents(high)},${rate(a, of)},${rate(high, of)}\n`,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
