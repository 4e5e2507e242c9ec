// The exported book, random entries beside it, and the kernel's answers to them: what scripts/test-engines.sh compares.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookNamed } from '../src/cli/books.ts';
import { COUNTRIES } from '../src/core/country.ts';
import { openLaw } from '../src/index.ts';
import { productOf } from '../src/ratebook/book.ts';
import { run } from '../src/ratebook/kernel.ts';
import { loadOf } from '../src/ratebook/table-loads.ts';
import type { Table } from '../src/ratebook/tables.ts';
import { exportBook, scriptOf } from '../src/store/book-export.ts';
import { loadTable } from '../src/store/book-tables.ts';
import { literal, openDuckDb } from '../src/store/duckdb.ts';

const [folder = '.', count = '225000'] = process.argv.slice(2);
const rows = Number(count);
const law = openLaw();
const book = bookNamed(law, { label: '', known: '2026-11-01' });

/** Numbers that look random and are always the same (mulberry32). */
let state = 23;
function next(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))];
const entries: (string | number)[][] = [];
const quantities: (string | number)[][] = [];
const asked = {
  count: rows,
  products: new Int32Array(rows),
  origins: new Int16Array(rows),
  days: new Int32Array(rows),
  values: new Float64Array(rows),
  quantities: book.meta.units.map(() => new Float64Array(rows).fill(Number.NaN)),
};
for (let id = 0; id < rows; id++) {
  const code = pick(lines) + (next() < 0.4 ? String(Math.floor(next() * 100)).padStart(2, '0') : '');
  const origin = pick(COUNTRIES);
  const day = book.meta.from + Math.floor(next() * (book.meta.until - book.meta.from));
  const value = Math.floor(10 ** (next() * 7)) * 100;
  entries.push([id, code, origin, day, value]);
  asked.products[id] = productOf(book, code);
  asked.origins[id] = book.meta.origins[origin]!;
  asked.days[id] = day;
  asked.values[id] = value;
  if (next() < 0.2) continue;
  book.meta.units.forEach((unit, number) => {
    const milli = Math.floor(next() * 1_000_000);
    asked.quantities[number]![id] = milli;
    quantities.push([id, unit, milli]);
  });
}
const [low, high, bases] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
run(book, asked, { low, high, bases, sets: new Int32Array(rows) });

const tables: readonly Table[] = [
  {
    name: 'entries',
    columns: [
      ['id', 'int'],
      ['code', 'text'],
      ['origin', 'text'],
      ['on_day', 'int'],
      ['value_cents', 'int'],
    ],
    rows: () => entries,
  },
  {
    name: 'entry_quantities',
    columns: [
      ['id', 'int'],
      ['unit', 'text'],
      ['milli', 'int'],
    ],
    rows: () => quantities,
  },
];

await exportBook(book, folder, true);
const database = await openDuckDb();
for (const table of tables) {
  await loadTable(database, table);
  for (const format of ['parquet', 'csv'])
    await database.run(
      `COPY ${table.name} TO ${literal(join(folder, `${table.name}.${format}`))} (FORMAT ${format})`,
    );
}
database.close();
for (const engine of ['postgres', 'clickhouse'] as const) {
  const loads = tables.flatMap((table) => loadOf(engine, table));
  writeFileSync(join(folder, `${engine}-entries.sql`), scriptOf(loads));
}
const wanted = entries.flatMap((_, id) => (Number.isNaN(low[id]) ? [] : [`${id},${low[id]},${high[id]}`]));
writeFileSync(join(folder, 'wanted.csv'), `${wanted.join('\n')}\n`);
const ranges = entries.filter((_, id) => !Number.isNaN(low[id]) && low[id] !== high[id]).length;
if (ranges === 0) throw new Error('no entry has a range: the check would miss them');
console.log(`${rows} entries, of which the kernel answers ${wanted.length}, ${ranges} with a range`);
