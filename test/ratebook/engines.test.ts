// The exported tables joined by DuckDB: the same cents as the kernel.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../src/core/country.ts';
import { productOf } from '../../src/ratebook/book.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { run } from '../../src/ratebook/kernel.ts';
import { loadsFor } from '../../src/ratebook/table-loads.ts';
import { statementsFor, tablesOf } from '../../src/ratebook/tables.ts';
import { loadBook, loadTable, writeBook } from '../../src/store/book-tables.ts';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { embeddedLaw } from '../support/embedded.ts';

const ROWS = 30_000;
const law = embeddedLaw();
const at = law.as({ known: '2026-11-01' });
const book = compile({
  pack: law.pack,
  law: at.resolved(),
  territory: law.territory(),
  catalogue: law.catalogue(),
  known: '2026-11-01',
});
const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))];

/** Numbers that look random and are always the same (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('the exported tables', () => {
  it(`give the kernel's cents in DuckDB on ${ROWS} random entries, ranges and quantities too`, async () => {
    const next = numbers(11);
    const rows = {
      count: ROWS,
      products: new Int32Array(ROWS),
      origins: new Int16Array(ROWS),
      days: new Int32Array(ROWS),
      values: new Float64Array(ROWS),
      quantities: book.meta.units.map(() => new Float64Array(ROWS).fill(Number.NaN)),
    };
    const entries: (string | number)[][] = [];
    const quantities: (string | number)[][] = [];
    for (let id = 0; id < ROWS; id++) {
      const suffix = next() < 0.4 ? String(Math.floor(next() * 100)).padStart(2, '0') : '';
      const code = lines[Math.floor(next() * lines.length)]! + suffix;
      const origin = COUNTRIES[Math.floor(next() * COUNTRIES.length)]!;
      const day = book.meta.from + Math.floor(next() * (book.meta.until - book.meta.from));
      const value = Math.floor(10 ** (next() * 7)) * 100;
      entries.push([id, code, origin, day, value]);
      rows.products[id] = productOf(book, code);
      rows.origins[id] = book.meta.origins[origin]!;
      rows.days[id] = day;
      rows.values[id] = value;
      if (next() < 0.2) continue;
      book.meta.units.forEach((unit, number) => {
        const milli = Math.floor(next() * 1_000_000);
        rows.quantities[number]![id] = milli;
        quantities.push([id, unit, milli]);
      });
    }
    const answers = {
      low: new Float64Array(ROWS),
      high: new Float64Array(ROWS),
      sets: new Int32Array(ROWS),
      bases: new Float64Array(ROWS),
    };
    run(book, rows, answers);
    const database = await openDuckDb();
    await loadBook(database, book);
    const folder = mkdtempSync(join(tmpdir(), 'rosenbad-engines-'));
    await writeBook(database, book, folder);
    for (const { name } of tablesOf(book)) await database.run(`DROP TABLE ${name}`);
    for (const load of loadsFor('duckdb', book, `${folder}/`)) await database.run(load);
    const int = (name: string) => [name, 'int'] as const;
    const text = (name: string) => [name, 'text'] as const;
    const columns = [int('id'), text('code'), text('origin'), int('on_day'), int('value_cents')];
    await loadTable(database, { name: 'entries', columns, rows: () => entries });
    const of = [int('id'), text('unit'), int('milli')];
    await loadTable(database, { name: 'entry_quantities', columns: of, rows: () => quantities });
    for (const statement of statementsFor('duckdb', book)) await database.run(statement);
    const joined = await database.rows('SELECT id, low, high FROM duty_answers ORDER BY id');
    database.close();
    rmSync(folder, { recursive: true });
    const wanted = entries.flatMap((_, id) =>
      Number.isNaN(answers.low[id]) ? [] : [[id, answers.low[id], answers.high[id]]],
    );
    expect(wanted.length).toBeGreaterThan(ROWS * 0.8);
    expect(wanted.some(([, low, high]) => low !== high)).toBe(true);
    expect(joined.map((row) => row.map(Number))).toEqual(wanted);
  });
});
