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
const ROUNDS = 3;
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

/** A file of the process under /proc, where there is one. */
const told = (pid: number | undefined, name: string): string =>
  existsSync(`/proc/${pid}/${name}`) ? readFileSync(`/proc/${pid}/${name}`, 'utf8') : '';

/** Processor seconds of all its threads so far, in ticks of a hundredth. */
const spent = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
};

/** Runs the command and watches how much memory and processor time it takes at most (where /proc tells). */
async function batch(input: string, out: string, more: readonly string[] = ['--known', KNOWN]) {
  const begun = performance.now();
  const args = ['bin/rosenbad.js', 'batch', input, '--out', out, ...more, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (piece) => {
    printed += piece;
  });
  let [memory, processor] = [0, 0];
  const watch = setInterval(() => {
    const status = told(child.pid, 'status');
    memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000);
    processor = Math.max(processor, spent(told(child.pid, 'stat')));
  }, 20);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0 && code !== 3) throw new Error(`the batch ended with ${code}`);
  return {
    seconds: (performance.now() - begun) / 1000,
    processor,
    memory: Math.round(memory),
    answer: JSON.parse(printed),
  };
}

function addsUp(answer: Awaited<ReturnType<typeof batch>>['answer'], size: number): void {
  const sum = answer.summary
    .filter((row: { by: string }) => row.by === 'origin')
    .reduce((all: number, row: { rows: number }) => all + row.rows, 0);
  if (answer.rows !== size || sum !== answer.rows - answer.failed)
    throw new Error('the rows of the origins do not add up');
}

async function duckCopies(input: string, out: string) {
  const database = await openDuckDb('1GB');
  const begun = performance.now();
  const before = process.cpuUsage();
  await database.run(
    `COPY (SELECT * FROM read_csv(${literal(input)}, header = true, all_varchar = true)) TO ${literal(out)} (FORMAT csv)`,
  );
  database.close();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
}

/** The fastest of some runs. */
const fastest = <T extends { readonly seconds: number }>(runs: readonly T[]): T =>
  runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));

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
  const [runs, copies] = [[await batch(input, out('out.csv'))], [await duckCopies(input, out('duck.csv'))]];
  // Turn by turn, so that both meet the machine as it is.
  for (let round = 1; round < ROUNDS; round++) {
    runs.push(await batch(input, out('out.csv')));
    copies.push(await duckCopies(input, out('duck.csv')));
  }
  const [ran, duck] = [fastest(runs), fastest(copies)];
  addsUp(ran.answer, size);
  tell({
    what: 'CSV to CSV',
    rows: size,
    seconds: ran.seconds,
    'rows per second': Math.round(size / ran.seconds),
    'kernel share': ran.answer.kernel / ran.answer.rows,
    'processor seconds': ran.processor,
    'most memory, MB': ran.memory,
    'seconds of DuckDB copying': duck.seconds,
    'processor seconds of it': duck.processor,
    'times DuckDB copying': ran.seconds / duck.seconds,
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
  const runs = [await batch(out('entries.parquet'), out('duty.parquet'), more)];
  for (let round = 1; round < ROUNDS; round++)
    runs.push(await batch(out('entries.parquet'), out('duty.parquet'), more));
  const ran = fastest(runs);
  addsUp(ran.answer, largest);
  tell({
    what,
    rows: largest,
    seconds: ran.seconds,
    'rows per second': Math.round(largest / ran.seconds),
    'kernel share': ran.answer.kernel / ran.answer.rows,
    'processor seconds': ran.processor,
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
