// `node dist/bench/batch.js [--smoke]`: the batch end to end from 10⁴ to 10⁷ rows, beside DuckDB merely parsing and writing the same file.

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { printDay } from '../src/core/day.ts';
import { openLaw } from '../src/index.ts';
import { literal, openDuckDb } from '../src/store/duckdb.ts';

const smoke = process.argv.includes('--smoke');
const SIZES = smoke ? [10_000] : [10_000, 100_000, 1_000_000, 10_000_000];
const KNOWN = '2026-11-01';
const ORIGINS = [
  'CN',
  'DE',
  'JP',
  'KR',
  'CA',
  'MX',
  'GB',
  'VN',
  'IN',
  'TW',
  'FR',
  'IT',
  'CH',
  'BR',
  'TH',
  'MY',
];

const law = openLaw();
const lines = [
  ...new Set(
    law
      .catalogue()
      .rows.filter(({ general, until }) => !/[¢$]/.test(general) && until === undefined)
      .map(({ code }) => code),
  ),
];

/** Rows from a mixing of their number: random access to the book, the same at every run. */
function writeEntries(path: string, count: number): void {
  const file = openSync(path, 'w');
  let text = 'code,from,on,value\n';
  for (let i = 0; i < count; i++) {
    const mixed = Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) >>> 0;
    const code = lines[mixed % lines.length]!;
    text += `${code},${ORIGINS[(mixed >>> 8) % 16]},${printDay(20089 + (mixed % 680))},${(mixed % 5_000_000) / 100}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
}

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-bench-'));
const results: Record<string, unknown>[] = [];

function batch(input: string, out: string) {
  const begun = performance.now();
  const ran = spawnSync(
    process.execPath,
    ['bin/rosenbad.js', 'batch', input, '--out', out, '--known', KNOWN, '--json'],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (ran.status !== 0 && ran.status !== 3) throw new Error(ran.stderr);
  return { seconds: (performance.now() - begun) / 1000, answer: JSON.parse(ran.stdout) };
}

async function duckSeconds(input: string, out: string): Promise<number> {
  const database = await openDuckDb('1GB');
  const begun = performance.now();
  await database.run(
    `COPY (SELECT * FROM read_csv(${literal(input)}, header = true, all_varchar = true)) TO ${literal(out)} (FORMAT csv)`,
  );
  database.close();
  return (performance.now() - begun) / 1000;
}

for (const size of SIZES) {
  const input = join(folder, `${size}.csv`);
  writeEntries(input, size);
  batch(input, join(folder, 'out.csv'));
  const { seconds, answer } = batch(input, join(folder, 'out.csv'));
  const sum = answer.summary
    .filter((row: { by: string }) => row.by === 'origin')
    .reduce((all: number, row: { rows: number }) => all + row.rows, 0);
  if (sum !== answer.rows - answer.failed) throw new Error('the rows of the origins do not add up');
  const duck = await duckSeconds(input, join(folder, 'duck.csv'));
  const row = {
    rows: size,
    seconds,
    'rows per second': Math.round(size / seconds),
    'kernel share': answer.kernel / answer.rows,
    'times DuckDB copying': seconds / duck,
  };
  results.push(row);
  console.log(JSON.stringify(row));
}
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
rmSync(folder, { recursive: true, force: true });
if (!smoke) {
  mkdirSync('bench/results', { recursive: true });
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  writeFileSync(
    'bench/results/batch.json',
    `${JSON.stringify({ commit, law: law.pack.hash, machine, results }, null, 2)}\n`,
  );
}
