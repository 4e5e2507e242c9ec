// `node dist/bench/ratebook.js [--smoke]`: the rate book's figures, after its answers were checked against assess.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { COUNTRIES } from '../src/core/country.ts';
import { printDay } from '../src/core/day.ts';
import { printCents } from '../src/core/money.ts';
import { openLaw } from '../src/index.ts';
import type { ScheduleRow } from '../src/law/pack.ts';
import type { Law } from '../src/law.ts';
import { compileInputOf } from '../src/outlook/compile-input.ts';
import { type Book, productOf } from '../src/ratebook/book.ts';
import { compile } from '../src/ratebook/compile.ts';
import { run } from '../src/ratebook/kernel.ts';
import { decodeBook, encodeBook } from '../src/ratebook/kernel-encode.ts';
import { statementsFor } from '../src/ratebook/tables.ts';
import { readHts } from '../src/schedule/hts.ts';
import { loadBook, loadTable } from '../src/store/book-tables.ts';
import { openDuckDb } from '../src/store/duckdb.ts';
import { writePanel } from '../src/store/panel.ts';

const smoke = process.argv.includes('--smoke');
const KNOWN = '2026-11-01';
const ROWS = smoke ? 20_000 : 2_000_000;
const JOINED = smoke ? 5_000 : 200_000;
const CHECKED = smoke ? 200 : 3_000;
const ROUNDS = smoke ? 1 : 3;

/** The whole schedule as USITC exports it, where it is at hand; else the embedded catalogue. */
const ARCHIVE = join(
  process.env.ROSENBAD_SHARED ?? join(process.cwd(), '..', 'shared'),
  'data/hts/archives/hts_2026_rev_6.json.gz',
);
const whole = !smoke && existsSync(ARCHIVE);

/** The law with the lines of `file` as its schedule. */
function lawOver(file: string | undefined): Law {
  const plain = openLaw();
  if (file === undefined) return plain;
  const us = JSON.parse(readFileSync(file, 'utf8')) as readonly ScheduleRow[];
  return openLaw({ pack: { ...plain.pack, schedules: { ...plain.pack.schedules, us } } });
}

/** `--compile FILE`: compiles once in a process of its own and tells what it took. */
function compileAlone(file: string | undefined): void {
  const own = lawOver(file);
  const input = compileInputOf(own, own.as({ known: KNOWN }));
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  compile(input);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const told = { ms, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1000 };
  process.stdout.write(JSON.stringify(told));
}

const alone = process.argv.indexOf('--compile');
if (alone > 0) {
  compileAlone(process.argv[alone + 1]);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-bench-'));
const linesFile = whole ? join(folder, 'lines.json') : undefined;
if (linesFile) {
  const { lines } = readHts(gunzipSync(readFileSync(ARCHIVE)).toString('utf8'));
  const rows = lines.filter(({ code }) => code < '98').map(({ suffixes: _, ...row }) => row);
  writeFileSync(linesFile, JSON.stringify(rows));
}
const law = lawOver(linesFile);
const at = law.as({ known: KNOWN });
const schedule = whole ? 'whole schedule' : 'embedded catalogue';
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

const best = (work: () => number): number => Math.min(...Array.from({ length: ROUNDS }, work));

interface Alone {
  readonly ms: number;
  readonly cpu: number;
  readonly rss: number;
}

const compiledAlone = Array.from({ length: ROUNDS }, (): Alone => {
  const args = [process.argv[1]!, '--compile', ...(linesFile ? [linesFile] : [])];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Alone;
});

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

const book = compile(compileInputOf(law, at));
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
note(
  `compile, ${schedule}, all origins, 2018–2030`,
  Math.min(...compiledAlone.map(({ ms }) => ms)),
  'ms',
  '≤ 3000',
);
note('compile, time of the processor', Math.min(...compiledAlone.map(({ cpu }) => cpu)), 'ms');
note('compile, most memory of its process', Math.min(...compiledAlone.map(({ rss }) => rss)), 'MB', '≤ 400');
note('book', bytes.length / 1e6, 'MB');
note('book packed (gzip)', gzipSync(bytes).length / 1e6, 'MB', '≤ 15');
note(
  'load',
  best(() => timed(() => decodeBook(bytes))[1]),
  'ms',
  '≤ 50',
);
const kernelMs = best(() => timed(() => run(book, rows, answers))[1]);
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

const panelBook = join(folder, 'panel.parquet');
const [panelRows, panelMs] = await (async () => {
  const begun = performance.now();
  const rows = await writePanel(book, panelBook);
  return [rows, performance.now() - begun] as const;
})();
note(
  `panel of the ${schedule} × ${Object.keys(book.meta.origins).length} origins × all days`,
  panelMs / 1000,
  's',
  '≤ 20',
);
note('intervals in the panel', panelRows / 1e6, 'million');
note('panel file', statSync(panelBook).size / 1e6, 'MB');
rmSync(folder, { recursive: true, force: true });
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
