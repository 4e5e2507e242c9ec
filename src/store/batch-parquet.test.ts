// What the batch writes as Parquet, read back by two readers that know nothing of it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { printDay } from '../core/day.ts';
import { printCents } from '../core/money.ts';
import type { Book } from '../ratebook/book.ts';
import { footerOf, type Group, MAGIC } from './batch-footer.ts';
import { newGroupWriter } from './batch-parquet.ts';
import { outColumns } from './batch-write.ts';
import { literal, openDuckDb } from './duckdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const book = { meta: { filings: [] as string[] } } as unknown as Book;
const laws = [
  { label: 'a', known: 'x', book },
  { label: 'b', known: 'x', book },
];
const NAMES = outColumns(['a', 'b'], true);

const money = fc.oneof(fc.nat(500), fc.nat(100_000_000), fc.constantFrom(0, 2 ** 31, 1e15));
const answer = fc.record({
  low: money,
  high: money,
  filing: fc.constantFrom('', '9903.01.25', '9903.01.25 9903.88.15 9903.81.87'),
});
const row = fc.record({
  line: fc.integer({ min: 2, max: 2 ** 31 }),
  code: fc.constantFrom(
    '95030000',
    '8507.60.00.20',
    '8507.60.00',
    '',
    'a long text of more than twelve bytes',
    'ä',
  ),
  from: fc.constantFrom('CN', 'de', 'BR'),
  day: fc.integer({ min: 17_000, max: 22_000 }),
  value: money,
  answers: fc.tuple(answer, answer),
});
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;

/** Rows as a file of row groups, each written into room that may be too small for it. */
function written(groups: readonly (readonly Row[])[], room: number): Uint8Array {
  const writer = newGroupWriter({ output: 'parquet', filing: true }, laws);
  const parts: Uint8Array[] = [MAGIC];
  const known: Group[] = [];
  for (const rows of groups) {
    writer.start(new Uint8Array(room));
    for (const { line, code, from, day, value, answers } of rows) {
      const whole = Math.floor((value + 50) / 100) * 100;
      const entry = { code, from, on: printDay(day), value: printCents(value) };
      writer.special(
        line,
        entry,
        whole,
        answers.map((one) => ({ ...one, base: 0, lines: [] })),
      );
    }
    parts.push(Uint8Array.from(writer.end()));
    const group = writer.group?.();
    if (group) known.push(group);
  }
  return Buffer.concat([...parts, footerOf(known, NAMES)]);
}

const ratio = (amount: number, value: number): number => {
  const whole = Math.floor((value + 50) / 100) * 100;
  return whole === 0 ? 0 : Math.floor((amount / whole) * 1_000_000 + 0.5) / 1_000_000;
};

const asTexts = ({ line, code, from, day, value, answers }: Row) => [
  String(line),
  code,
  from,
  printDay(day),
  printCents(value),
  ...answers.flatMap(({ low, high, filing }) => [
    printCents(low),
    printCents(high),
    String(ratio(low, value)),
    String(ratio(high, value)),
    filing || 'null',
  ]),
];

const cell = (name: string, value: unknown): string => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return name === 'value' || name.startsWith('duty_') ? Number(value).toFixed(2) : String(value);
};

const rowsIn = fc.array(fc.array(row, { maxLength: 300, size: 'max' }), { minLength: 1, maxLength: 3 });

describe('answers as Parquet', () => {
  it('are read back by hyparquet as they were given, also when a block has no row or more bytes than room', async () => {
    await fc.assert(
      fc.asyncProperty(rowsIn, fc.constantFrom(0, 100, 1 << 20), async (groups, room) => {
        const file = written(groups, room);
        const buffer = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
        const read = await parquetReadObjects({ file: buffer });
        expect(read.map((one) => NAMES.map((name) => cell(name, one[name])))).toEqual(
          groups.flat().map(asTexts),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are read back by DuckDB as they were given, and found by bounds', async () => {
    const groups = fc.sample(rowsIn, { numRuns: 12, seed: 7 }).flat();
    const path = join(folder, 'answers.parquet');
    writeFileSync(path, written(groups, 1 << 20));
    const database = await openDuckDb();
    const rows = groups.flat();
    const cells = NAMES.map((name) => `coalesce(CAST("${name}" AS VARCHAR), 'null')`).join(', ');
    const read = await database.rows(`SELECT ${cells} FROM ${literal(path)}`);
    const rate = (text: unknown) => String(Number(text));
    expect(rows.length).toBeGreaterThan(500);
    expect(
      read.map((one) => one.map((text, i) => (NAMES[i]!.startsWith('rate_') ? rate(text) : text))),
    ).toEqual(rows.map(asTexts));
    const line = rows[17]!.line;
    const [found] = await database.rows(`SELECT count(*) FROM ${literal(path)} WHERE line = ${line}`);
    expect(Number(found![0])).toBe(rows.filter((one) => one.line === line).length);
    database.close();
  });
});
