// A batch whose disk is full: a clear refusal, what stood before stays, nothing half-done takes the name, and --resume goes on.

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, openDuckDb } from '../../src/store/duckdb.ts';
import { rosenbad } from '../cli/run.ts';
import { ROOT } from '../support/embedded.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-full-'));
process.env.XDG_CACHE_HOME = join(folder, 'cache');
const small = join(folder, 'small');

const KNOWN = '2025-07-29';
const ORIGINS = ['CN', 'DE', 'JP', 'VN'];
const path = (name: string) => join(folder, name);
const argsOf = (input: string, out: string, ...more: string[]) => [
  'batch',
  input,
  '--out',
  out,
  '--known',
  KNOWN,
  ...more,
];
const batch = (input: string, out: string, ...more: string[]) => rosenbad(argsOf(input, out, ...more));

/** Several blocks of rows, now and then one of a country that does not exist. */
function entries(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const from = i % 500 === 7 ? 'XX' : ORIGINS[i % 4];
    const day = `2025-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
    return `95030000,${from},${day},${(i * 7919) % 1_000_003}.${i % 10}`;
  });
  return `code,from,on,value\n${rows.join('\n')}\n`;
}

/** Runs the batch in a shell whose files may only grow to so many bytes (in shells that count in halves of it, to half). */
function limited(bytes: number, args: readonly string[]) {
  const { status, stderr } = spawnSync(
    'sh',
    [
      '-c',
      `ulimit -f ${Math.floor(bytes / 1024)}; exec "$0" "$@"`,
      process.execPath,
      'bin/rosenbad.js',
      ...args,
    ],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { code: status, err: stderr };
}

/** A small file system in memory, where this process may mount one. */
const mount = (...options: string[]): boolean =>
  process.platform === 'linux' && spawnSync('mount', [...options, small]).status === 0;
const sized = (size: string) => mount('-o', `remount,size=${size}`);

mkdirSync(small);
const mounted = mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs');
const needsMount = mounted ? '' : ' (skipped: no small file system may be mounted here)';

afterAll(() => {
  if (mounted) spawnSync('umount', [small]);
  rmSync(folder, { recursive: true, force: true });
});

/** An output of an earlier day, with its side file. */
function earlier(out: string): void {
  writeFileSync(out, 'earlier\n');
  writeFileSync(`${out}.bad.csv`, 'earlier, too\n');
}

/** Nothing lost, and nothing half-done under the name. */
function expectRefused(
  out: string,
  { code, err }: { readonly code: number | null; readonly err: string },
): void {
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/^error cannot-write: .*\n {2}Make room and run again with --resume/),
  ]);
  expect(readFileSync(out, 'utf8')).toBe('earlier\n');
  expect(readFileSync(`${out}.bad.csv`, 'utf8')).toBe('earlier, too\n');
  for (const rest of ['.new', '.staged', '.journal.new'])
    expect([rest, existsSync(`${out}${rest}`)]).toEqual([rest, false]);
}

/** What an uninterrupted batch gives, and nothing else of the batch left. */
function expectWhole(out: string, whole: string): void {
  for (const side of ['', '.bad.csv'])
    expect([side, readFileSync(`${out}${side}`).equals(readFileSync(`${whole}${side}`))]).toEqual([
      side,
      true,
    ]);
  const name = out.slice(out.lastIndexOf('/') + 1);
  const left = readdirSync(join(out, '..'))
    .filter((file) => file.startsWith(name))
    .sort();
  expect(left).toEqual([name, `${name}.bad.csv`]);
}

const FORMATS = ['csv', 'csv.gz', 'ndjson', 'parquet', 'csv.zst'];

describe.skipIf(process.platform === 'win32')('a batch that runs out of room', () => {
  const input = path('rows.csv');
  beforeAll(() => {
    writeFileSync(input, entries(250_000));
    for (const format of FORMATS) expect(batch(input, path(`whole.${format}`)).code).toBe(3);
  }, 300_000);

  it.each(FORMATS)(
    'of a %s file that may not grow is refused and goes on to the same bytes',
    (format) => {
      const [out, whole] = [path(`cut.${format}`), path(`whole.${format}`)];
      earlier(out);
      // A file packed in the end is first written plain.
      const most = format === 'csv.zst' ? path('whole.csv') : whole;
      expectRefused(out, limited(statSync(most).size * 0.9, argsOf(input, out)));
      expect(statSync(`${out}.part`).size).toBeLessThan(statSync(most).size);
      expect(existsSync(`${out}.journal`) || format === 'parquet').toBe(true);
      expect(batch(input, out, '--resume').code).toBe(3);
      expectWhole(out, whole);
    },
    120_000,
  );

  it('while it unpacks its input leaves nothing of that', async () => {
    const database = await openDuckDb();
    await database.run(
      `COPY (SELECT * FROM read_csv(${literal(input)}, all_varchar = true)) TO ${literal(path('rows.csv.zst'))} (FORMAT csv, COMPRESSION zstd)`,
    );
    database.close();
    const out = path('unpacked.csv');
    earlier(out);
    expectRefused(out, limited(4 << 20, argsOf(path('rows.csv.zst'), out)));
    expect(batch(path('rows.csv.zst'), out, '--resume').code).toBe(3);
    expectWhole(out, path('whole.csv'));
  }, 120_000);

  it.skipIf(!mounted).each(FORMATS)(
    `on a full file system, writing %s, is refused and goes on when there is room${needsMount}`,
    (format) => {
      const [out, whole] = [join(small, `cut.${format}`), path(`whole.${format}`)];
      const plain = format === 'csv.zst' ? statSync(path('whole.csv')).size : 0;
      // For the packed file: room for what is packed, and for less than half of the packing.
      sized(String(Math.ceil(plain + statSync(whole).size * (plain > 0 ? 0.4 : 0.7))));
      earlier(out);
      expectRefused(out, batch(input, out));
      expect(existsSync(`${out}.journal`) || format === 'parquet').toBe(true);
      sized('200m');
      expect(batch(input, out, '--resume').code).toBe(3);
      expectWhole(out, whole);
      for (const file of readdirSync(small)) rmSync(join(small, file));
    },
    120_000,
  );

  it.skipIf(!existsSync('/dev/full'))('for its summary says so, and the answers are there', () => {
    const out = path('silent.csv');
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        'exec "$0" "$@" > /dev/full',
        process.execPath,
        'bin/rosenbad.js',
        ...argsOf(input, out, '--json'),
      ],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('error cannot-write: the output cannot be written'),
    ]);
    expectWhole(out, path('whole.csv'));
  });

  it('in a folder that is not there is refused before any work', () => {
    const { code, err } = batch(input, path('nowhere/out.csv'));
    expect([code, err]).toEqual([2, expect.stringContaining('Name a file in a folder that is there')]);
  });
});
