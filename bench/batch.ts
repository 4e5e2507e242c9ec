// `node dist/bench/batch.js [--smoke]`: the batch end to end from 10⁴ to 10⁷ rows, beside DuckDB merely parsing and writing the same file.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
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
/** Rates that need no quantity. */
const PLAIN = /^(Free|[\d.]+%)$/;
const lines = [
  ...new Set(
    law
      .catalogue()
      .rows.filter(({ code, general, until }) => code < '98' && until === undefined && PLAIN.test(general))
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

/** Runs the command and watches how much memory it takes at most (where /proc tells). */
async function batch(input: string, out: string, more: readonly string[] = ['--known', KNOWN]) {
  const begun = performance.now();
  const args = ['bin/rosenbad.js', 'batch', input, '--out', out, ...more, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (piece) => {
    told += piece;
  });
  let memory = 0;
  const watch = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`)
      ? readFileSync(`/proc/${child.pid}/status`, 'utf8')
      : '';
    memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000);
  }, 100);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0 && code !== 3) throw new Error(`the batch ended with ${code}`);
  return {
    seconds: (performance.now() - begun) / 1000,
    memory: Math.round(memory),
    answer: JSON.parse(told),
  };
}

function addsUp(answer: Awaited<ReturnType<typeof batch>>['answer'], size: number): void {
  const sum = answer.summary
    .filter((row: { by: string }) => row.by === 'origin')
    .reduce((all: number, row: { rows: number }) => all + row.rows, 0);
  if (answer.rows !== size || sum !== answer.rows - answer.failed)
    throw new Error('the rows of the origins do not add up');
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

function tell(row: Record<string, unknown>): void {
  results.push(row);
  console.log(JSON.stringify(row));
}

const out = (name: string): string => join(folder, name);
const [smallest] = SIZES;
writeEntries(out('first.csv'), smallest!);
await batch(out('first.csv'), out('out.csv'));
for (const size of SIZES) {
  const input = out(`${size}.csv`);
  writeEntries(input, size);
  const rounds = size > 1_000_000 ? 1 : 3;
  let ran = await batch(input, out('out.csv'));
  for (let round = 1; round < rounds; round++) {
    const again = await batch(input, out('out.csv'));
    if (again.seconds < ran.seconds) ran = again;
  }
  addsUp(ran.answer, size);
  let duck = await duckSeconds(input, out('duck.csv'));
  for (let round = 1; round < rounds; round++)
    duck = Math.min(duck, await duckSeconds(input, out('duck.csv')));
  tell({
    what: 'CSV to CSV',
    rows: size,
    seconds: ran.seconds,
    'rows per second': Math.round(size / ran.seconds),
    'kernel share': ran.answer.kernel / ran.answer.rows,
    'most memory, MB': ran.memory,
    'seconds of DuckDB copying': duck,
    'times DuckDB copying': ran.seconds / duck,
  });
}

const largest = SIZES.at(-1)!;
const database = await openDuckDb('1GB');
await database.run(
  `COPY (SELECT code, "from", "on", value FROM read_csv(${literal(out(`${largest}.csv`))}, header = true, all_varchar = true)) TO ${literal(out('entries.parquet'))} (FORMAT parquet)`,
);
database.close();
for (const [what, more] of [
  ['Parquet to Parquet', ['--known', KNOWN]],
  ['Parquet to Parquet, two outcomes', ['--known', '2025-07-29', '--outcomes', 'lapse,extend-90-days']],
] as const) {
  await batch(out('first.csv'), out('out.csv'), more);
  const ran = await batch(out('entries.parquet'), out('duty.parquet'), more);
  addsUp(ran.answer, largest);
  tell({
    what,
    rows: largest,
    seconds: ran.seconds,
    'rows per second': Math.round(largest / ran.seconds),
    'kernel share': ran.answer.kernel / ran.answer.rows,
    'most memory, MB': ran.memory,
  });
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
