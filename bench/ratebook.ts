// `node dist/bench/ratebook.js [--smoke]`: the rate book's figures, after its answers were checked against assess.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileInputOf } from '../src/cli/books.ts';
import { COUNTRIES } from '../src/core/country.ts';
import { printDay } from '../src/core/day.ts';
import { printCents } from '../src/core/money.ts';
import { openLaw } from '../src/index.ts';
import { type Book, productOf } from '../src/ratebook/book.ts';
import { compile } from '../src/ratebook/compile.ts';
import { run } from '../src/ratebook/kernel.ts';
import { decodeBook, encodeBook } from '../src/ratebook/kernel-encode.ts';
import { statementsFor } from '../src/ratebook/tables.ts';
import { loadBook, loadTable } from '../src/store/book-tables.ts';
import { openDuckDb } from '../src/store/duckdb.ts';

const smoke = process.argv.includes('--smoke');
const KNOWN = '2026-11-01';
const ROWS = smoke ? 20_000 : 2_000_000;
const JOINED = smoke ? 5_000 : 200_000;
const CHECKED = smoke ? 200 : 3_000;

const law = openLaw();
const at = law.as({ known: KNOWN });
const results: Record<string, { value: number; unit: string; goal?: string }> = {};

function note(name: string, value: number, unit: string, goal?: string): void {
  results[name] = { value: Number(value.toPrecision(4)), unit, ...(goal ? { goal } : {}) };
  console.log(`${name}: ${value.toPrecision(4)} ${unit}${goal ? ` (goal ${goal})` : ''}`);
}

function timed<T>(work: () => T): readonly [T, number] {
  const begun = performance.now();
  const value = work();
  return [value, performance.now() - begun];
}

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

function randomRows(book: Book, count: number) {
  const next = numbers(3);
  const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))];
  const codes: string[] = [];
  const origins: string[] = [];
  const rows = {
    count,
    products: new Int32Array(count),
    origins: new Int16Array(count),
    days: new Int32Array(count),
    values: new Float64Array(count),
    quantities: book.meta.units.map(() => new Float64Array(count).fill(1000)),
  };
  for (let row = 0; row < count; row++) {
    const code = lines[Math.floor(next() * lines.length)]!;
    const origin = COUNTRIES[Math.floor(next() * COUNTRIES.length)]!;
    codes.push(code);
    origins.push(origin);
    rows.products[row] = productOf(book, code);
    rows.origins[row] = book.meta.origins[origin]!;
    rows.days[row] = book.meta.from + Math.floor(next() * (book.meta.until - book.meta.from));
    rows.values[row] = Math.floor(10 ** (next() * 7)) * 100;
  }
  return { codes, origins, rows };
}

const answersFor = (count: number) => ({
  low: new Float64Array(count),
  high: new Float64Array(count),
  sets: new Int32Array(count),
  bases: new Float64Array(count),
});

const [book, compileMs] = timed(() => compile(compileInputOf(law, at)));
const bytes = encodeBook(book);
const { codes, origins, rows } = randomRows(book, ROWS);
const answers = answersFor(ROWS);
run(book, rows, answers);
const quantity = Object.fromEntries(book.meta.units.map((unit) => [unit, 1]));
for (let row = 0; row < CHECKED; row++) {
  if (Number.isNaN(answers.low[row]!)) continue;
  const entry = { code: codes[row]!, from: origins[row]!, on: printDay(rows.days[row]!), quantity };
  const { total } = at.assess({ ...entry, value: printCents(rows.values[row]!) });
  if (total.low !== printCents(answers.low[row]!) || total.high !== printCents(answers.high[row]!))
    throw new Error(`wrong answer before timing: ${JSON.stringify(entry)}`);
}
note('compile, embedded catalogue, all origins, all days', compileMs, 'ms', '≤ 3000');
note('book', bytes.length / 1e6, 'MB');
note('book packed (gzip)', gzipSync(bytes).length / 1e6, 'MB', '≤ 15');
note('load', Math.min(...[1, 2, 3].map(() => timed(() => decodeBook(bytes))[1])), 'ms', '≤ 50');
const kernelMs = Math.min(...[1, 2, 3].map(() => timed(() => run(book, rows, answers))[1]));
note('kernel, random access, one core', ROWS / kernelMs / 1000, 'M rows/s', '≥ 8');

const database = await openDuckDb('4GB');
await loadBook(database, book);
const few = Array.from({ length: JOINED }, (_, row) => row);
await loadTable(database, {
  name: 'entries',
  columns: [
    ['id', 'int'],
    ['code', 'text'],
    ['origin', 'text'],
    ['on_day', 'int'],
    ['value_cents', 'int'],
  ],
  rows: () => few.map((row) => [row, codes[row]!, origins[row]!, rows.days[row]!, rows.values[row]!]),
});
await loadTable(database, {
  name: 'entry_quantities',
  columns: [
    ['id', 'int'],
    ['unit', 'text'],
    ['milli', 'int'],
  ],
  rows: () => few.flatMap((row) => book.meta.units.map((unit) => [row, unit, 1000])),
});
const begun = performance.now();
for (const statement of statementsFor('duckdb', book)) await database.run(statement);
const duckRate = JOINED / (performance.now() - begun);
database.close();
note('kernel over DuckDB joining the exported tables', ROWS / kernelMs / duckRate, 'times', '≥ 3');

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-bench-'));
const [, panelMs] = timed(() =>
  execFileSync(process.execPath, [
    'bin/rosenbad.js',
    'panel',
    '--known',
    KNOWN,
    '--out',
    join(folder, 'panel.parquet'),
  ]),
);
rmSync(folder, { recursive: true, force: true });
note('panel of the embedded catalogue to Parquet, whole process', panelMs / 1000, 's', '≤ 20');
note('most memory of this process', process.resourceUsage().maxRSS / 1000, 'MB');

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
if (!smoke) {
  mkdirSync('bench/results', { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  writeFileSync(
    'bench/results/ratebook.json',
    `${JSON.stringify({ commit, law: law.pack.hash, machine, results }, null, 2)}\n`,
  );
}
