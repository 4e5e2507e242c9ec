// The panel's file: the kernel's rates on every interval, the intervals that the exported tables join to, read alike by two readers.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printDay } from '../../src/core/day.ts';
import { type Book, codeOfProduct } from '../../src/ratebook/book.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { run } from '../../src/ratebook/kernel.ts';
import { ratesOf } from '../../src/ratebook/rates.ts';
import { subsetOf } from '../../src/ratebook/subset.ts';
import { loadBook, loadTable } from '../../src/store/book-tables.ts';
import { type Database, literal, openDuckDb } from '../../src/store/duckdb.ts';
import { writePanel } from '../../src/store/panel.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const book = compile({
  pack: law.pack,
  law: law.as({ known: '2026-11-01' }).resolved(),
  territory: law.territory(),
  catalogue: law.catalogue(),
  known: '2026-11-01',
});
const folder = mkdtempSync(join(tmpdir(), 'rosenbad-panel-'));
const whole = join(folder, 'whole.parquet');
let database: Database;
let count: number;

beforeAll(async () => {
  database = await openDuckDb('2GB');
  count = await writePanel(book, whole);
}, 120_000);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A number that two tables share when they have the same rows, in whatever order. */
const digest = async (from: string): Promise<unknown> =>
  (
    await database.rows(
      `SELECT count(*), sum(CAST(hash(code, origin, valid_from, valid_until, base_ppm, low_ppm, high_ppm) AS HUGEINT)),
        sum(base_ppm), sum(low_ppm), sum(high_ppm) FROM ${from}`,
    )
  )[0];

/** Intervals of the column, of the base duty and of the cell, laid over one another by DuckDB. */
const OVERLAID = `FROM book_products p
  JOIN book_origins o ON true
  JOIN book_timelines l ON l.origin_class = o.class AND l.product_class = p.class
  JOIN book_columns c ON c.origin_class = o.class
  JOIN book_bases b ON b.line = p.line AND b.col = c.col AND b.from_day < c.until_day AND c.from_day < b.until_day
  JOIN book_steps s ON s.timeline = l.timeline AND s.from_day < least(b.until_day, c.until_day) AND greatest(b.from_day, c.from_day) < s.until_day`;

/** Loads a book's tables and its rates, and says how they join to the panel. */
async function joined(own: Book): Promise<string> {
  for (const table of await database.rows(`SELECT table_name FROM duckdb_tables()`))
    await database.run(`DROP TABLE ${table[0]}`);
  await loadBook(database, own);
  const pairs = await database.rows(`SELECT DISTINCT s.cell, b.duty ${OVERLAID} WHERE b.duty >= 0`);
  const rates = ratesOf(own);
  const int = (name: string) => [name, 'int'] as const;
  await loadTable(database, {
    name: 'cell_rates',
    columns: [int('cell'), int('duty'), int('base'), int('low'), int('high')],
    rows: () =>
      pairs.flatMap((pair) => {
        const [cell, duty] = pair.map(Number) as [number, number];
        const rate = rates.of(cell, duty);
        return rate ? [[cell, duty, rate.base, rate.low, rate.high]] : [];
      }),
  });
  const day = (text: string) => `CAST(DATE '1970-01-01' + CAST(${text} AS INTEGER) AS DATE)`;
  return `(SELECT p.code AS code, o.origin AS origin,
    ${day('greatest(c.from_day, b.from_day, s.from_day)')} AS valid_from,
    ${day('least(c.until_day, b.until_day, s.until_day)')} AS valid_until,
    CAST(r.base AS INTEGER) AS base_ppm, CAST(r.low AS INTEGER) AS low_ppm, CAST(r.high AS INTEGER) AS high_ppm
  ${OVERLAID} LEFT JOIN cell_rates r ON r.cell = s.cell AND r.duty = b.duty WHERE b.duty >= 0)`;
}

const origins = (...countries: string[]) => subsetOf(book, { origins: countries });

describe('the panel', () => {
  it('has the rows that the exported tables join to: few origins, column 2 too', async () => {
    const own = origins('CN', 'RU', 'CU', 'DE', 'MX');
    const out = join(folder, 'five.parquet');
    await writePanel(own, out);
    expect(await digest(literal(out))).toEqual(await digest(await joined(own)));
  }, 120_000);

  it('has the same rows for a few days, and the whole panel holds all of them', async () => {
    const own = subsetOf(book, { origins: ['CN', 'BY', 'CA'], from: 19_000, until: 20_300 });
    const out = join(folder, 'days.parquet');
    await writePanel(own, out);
    expect(await digest(literal(out))).toEqual(await digest(await joined(own)));
    const [missing] = await database.rows(
      `SELECT count(*) FROM ${literal(out)} a ANTI JOIN (SELECT * FROM ${literal(whole)} WHERE origin IN ('CN', 'BY', 'CA')) b
        ON a.code = b.code AND a.origin = b.origin AND b.valid_from <= a.valid_from AND a.valid_until <= b.valid_until
        AND a.low_ppm IS NOT DISTINCT FROM b.low_ppm AND a.high_ppm IS NOT DISTINCT FROM b.high_ppm`,
    );
    expect(missing).toEqual(['0']);
  }, 120_000);

  it("says the kernel's rate for every product, origin and day, and nothing where the kernel says nothing", async () => {
    const names = Object.keys(book.meta.origins);
    const asked = fc.sample(
      fc.tuple(
        fc.nat(book.suffixes.length - 1),
        fc.constantFrom(...names),
        fc.integer({ min: book.meta.from, max: book.meta.until - 1 }),
      ),
      { numRuns: 20_000, seed: 7 },
    );
    const rows = {
      count: asked.length,
      products: Int32Array.from(asked, ([product]) => product),
      origins: Int16Array.from(asked, ([, origin]) => book.meta.origins[origin]!),
      days: Int32Array.from(asked, ([, , day]) => day),
      values: new Float64Array(asked.length).fill(100_000_000),
      quantities: book.meta.units.map(() => undefined),
    };
    const empty = () => new Float64Array(asked.length);
    const answers = { low: empty(), high: empty(), bases: empty(), sets: new Int32Array(asked.length) };
    run(book, rows, answers);
    await loadTable(database, {
      name: 'asked',
      columns: [
        ['id', 'int'],
        ['code', 'text'],
        ['origin', 'text'],
        ['on_day', 'text'],
      ],
      rows: () =>
        asked.map(([product, origin, day], id) => [id, codeOfProduct(book, product), origin, printDay(day)]),
    });
    const found = await database.rows(
      `SELECT a.id, p.base_ppm, p.low_ppm, p.high_ppm FROM asked a JOIN ${literal(whole)} p ON p.code = a.code
        AND p.origin = a.origin AND p.valid_from <= CAST(a.on_day AS DATE) AND CAST(a.on_day AS DATE) < p.valid_until ORDER BY a.id`,
    );
    const said = new Map(found.map(([id, ...rates]) => [Number(id), rates]));
    expect(said.size).toBe(found.length);
    const wanted = asked.map((_, id) =>
      Number.isNaN(answers.low[id]! + answers.high[id]!)
        ? [null, null, null]
        : [answers.bases[id]! / 100, answers.low[id]! / 100, answers.high[id]! / 100].map(Math.round),
    );
    expect(asked.map((_, id) => said.get(id) ?? [null, null, null])).toEqual(wanted);
    expect(wanted.filter(([low]) => low !== null).length).toBeGreaterThan(15_000);
  }, 120_000);

  it('stands in the order of code, origin and first day, each row group with its least and most', async () => {
    const file = await asyncBufferFromFile(whole);
    const { row_groups: groups, num_rows } = await parquetMetadataAsync(file);
    expect(Number(num_rows)).toBe(count);
    expect(groups.length).toBeGreaterThan(3);
    const [first, last] = [groups[1]!, groups.at(-1)!].map(
      ({ columns }) => columns[0]!.meta_data!.statistics!,
    );
    expect(String(first!.min_value) < String(last!.min_value)).toBe(true);
    const bounds = await database.rows(
      `SELECT row_group_id, path_in_schema, stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata(${literal(whole)}) ORDER BY 1, column_id`,
    );
    expect(bounds.length).toBe(groups.length * 7);
    let start = 0;
    for (const [number, group] of groups.entries()) {
      const end = start + Number(group.num_rows);
      if (number === 2) {
        const parts = ['code', 'origin', 'valid_from', 'valid_until', 'base_ppm', 'low_ppm', 'high_ppm'].map(
          (name) => `min(${name}), max(${name}), count(*) - count(${name})`,
        );
        const [real] = await database.rows(
          `SELECT ${parts.join(', ')} FROM (SELECT * FROM read_parquet(${literal(whole)}, file_row_number = true) WHERE file_row_number >= ${start} AND file_row_number < ${end})`,
        );
        const told = bounds.filter(([id]) => Number(id) === number).flatMap((row) => row.slice(2));
        expect(told.map(String)).toEqual(real!.map(String));
      }
      start = end;
    }
    const [unsorted] = await database.rows(
      `SELECT count(*) FROM (SELECT code, origin, valid_from, lag(code) OVER w AS c, lag(origin) OVER w AS o, lag(valid_until) OVER w AS u
        FROM read_parquet(${literal(whole)}, file_row_number = true) WHERE code < '30' WINDOW w AS (ORDER BY file_row_number))
        WHERE NOT (c IS NULL OR c < code OR (c = code AND (o < origin OR (o = origin AND u <= valid_from))))`,
    );
    expect(unsorted).toEqual(['0']);
  }, 120_000);

  it('is read the same by a second reader, with its types', async () => {
    const own = subsetOf(book, { origins: ['CN', 'CU', 'JP'], from: 20_100, until: 20_400 });
    const out = join(folder, 'small.parquet');
    const rows = await writePanel(own, out);
    const read = await parquetReadObjects({ file: await asyncBufferFromFile(out) });
    const same = await database.rows(
      `SELECT code, origin, CAST(valid_from AS VARCHAR), CAST(valid_until AS VARCHAR), base_ppm, low_ppm, high_ppm FROM ${literal(out)}`,
    );
    expect(read.length).toBe(rows);
    const iso = (day: unknown) => (day as Date).toISOString().slice(0, 10);
    expect(
      read.map((row) => [
        row.code,
        row.origin,
        iso(row.valid_from),
        iso(row.valid_until),
        row.base_ppm ?? null,
        row.low_ppm ?? null,
        row.high_ppm ?? null,
      ]),
    ).toEqual(same);
    expect(same.some(([, , , , base]) => base === null)).toBe(true);
    const types = await database.rows(
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${literal(out)})`,
    );
    expect(types).toEqual([
      ['code', 'VARCHAR'],
      ['origin', 'VARCHAR'],
      ['valid_from', 'DATE'],
      ['valid_until', 'DATE'],
      ['base_ppm', 'INTEGER'],
      ['low_ppm', 'INTEGER'],
      ['high_ppm', 'INTEGER'],
    ]);
    const about = await database.rows(
      `SELECT CAST(key AS VARCHAR), CAST(value AS VARCHAR) FROM parquet_kv_metadata(${literal(out)}) ORDER BY 1`,
    );
    expect(about).toContainEqual(['rosenbad.law', book.meta.law]);
  }, 120_000);

  it('as CSV has a head and the same rows', async () => {
    const own = subsetOf(book, { origins: ['CN'], from: 20_100, until: 20_101 });
    const [csv, parquet] = [join(folder, 'one.csv'), join(folder, 'one.parquet')];
    const rows = await writePanel(own, csv);
    await writePanel(own, parquet);
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('code,origin,valid_from,valid_until,base_ppm,low_ppm,high_ppm');
    expect(lines.length).toBe(rows + 1);
    expect(
      await digest(
        `read_csv(${literal(csv)}, types = {'code': 'VARCHAR', 'base_ppm': 'INTEGER', 'low_ppm': 'INTEGER', 'high_ppm': 'INTEGER'})`,
      ),
    ).toEqual(await digest(literal(parquet)));
  });

  it('is not written where it cannot be, and leaves nothing behind', async () => {
    const own = subsetOf(book, { origins: ['CN'], from: 20_100, until: 20_101 });
    const path = join(folder, 'taken');
    mkdirSync(path);
    await expect(writePanel(own, path)).rejects.toMatchObject({ code: 'cannot-write' });
    await expect(writePanel(own, join(path, 'none', 'x.parquet'))).rejects.toMatchObject({
      code: 'cannot-write',
    });
    expect(readdirSync(folder).filter((name) => name.includes('new'))).toEqual([]);
  });
});
