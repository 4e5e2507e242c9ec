// `rosenbad batch` as a user runs it: formats, bad rows, kills, several laws; every answer against assess.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { printCode } from '../../src/core/code.ts';
import { unitsOf } from '../../src/core/duty.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { literal, openDuckDb } from '../../src/store/duckdb.ts';
import { rosenbad } from '../cli/run.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-batch-'));
process.env.XDG_CACHE_HOME = join(folder, 'cache');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KNOWN = '2025-07-29';
const path = (name: string) => join(folder, name);
const codes = [
  ...new Set(
    embeddedLaw()
      .catalogue()
      .rows.filter(({ until }) => until === undefined)
      .map(({ code }) => code),
  ),
];
const ORIGINS = ['CN', 'DE', 'JP', 'VN', 'CA', 'BR', 'GB', 'KR'];
const MODES = ['vessel', 'air', 'truck', 'rail'];
/** Every unit by which any line of the catalogue is charged, so that no row lacks its quantity. */
const UNITS = [
  ...new Set(
    embeddedLaw()
      .catalogue()
      .rows.flatMap(({ general, column2 }) => [general, column2])
      .flatMap((text) => {
        const rate = readRate(text);
        return rate.kind === 'duty' ? unitsOf(rate.duty) : [];
      }),
  ),
].sort();

/**
 * A file of rows as importers have them: dotted and undotted codes with suffixes, a mode on each, quantities, notes with commas, and
 * now and then a claim or a share of metal; deterministic.
 */
function entries(count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const month = (i % 12) + 1;
    const day = `2025-${String(month).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`;
    const note = i % 50 === 0 ? '"a ""note"", with a comma"' : 'x';
    const claim = i % 100 === 0 ? 'usmca' : '';
    const steel = i % 90 === 0 ? '60%' : '';
    const line = codes[(i * 7919) % codes.length]!;
    const code = i % 3 === 0 ? `${line}00` : i % 7 === 0 ? `"${printCode(line)}"` : line;
    const value = ((i * 37) % 9999) + 0.45;
    return [
      code,
      ORIGINS[i % 8],
      day,
      value,
      MODES[i % 4],
      claim,
      steel,
      ...UNITS.map((_, u) => 12.5 + u),
      note,
    ].join(',');
  });
  const quantities = UNITS.map((unit) => `quantity.${unit}`);
  return `${['code', 'from', 'on', 'value', 'mode', 'claims', 'metals.steel', ...quantities, 'note'].join(',')}\n${rows.join('\n')}\n`;
}

const records = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
const batch = (name: string, out: string, ...more: string[]) =>
  rosenbad(['batch', path(name), '--out', path(out), '--known', KNOWN, '--json', ...more]);

describe('rosenbad batch', () => {
  writeFileSync(path('rows.csv'), entries(6000));

  it('gives what assess gives, row by row, and its sums add up', () => {
    const { code, out } = batch('rows.csv', 'rows.out.csv', '--filing');
    const assessed = rosenbad(['assess', path('rows.csv'), '--known', KNOWN, '--csv']);
    const done = new Map(records(readFileSync(path('rows.out.csv'), 'utf8')).map((row) => [row.line, row]));
    const wanted = records(assessed.out);
    const failed = wanted.filter(({ error }) => error !== '');
    for (const row of wanted) {
      if (row.error) expect(done.has(row.line)).toBe(false);
      else
        expect(done.get(row.line)).toMatchObject({
          code: row.code,
          duty_low: row.duty_low,
          duty_high: row.duty_high,
          filing: row.filing,
        });
    }
    expect(code).toBe(failed.length > 0 ? 3 : 0);
    const answer = JSON.parse(out);
    expect([answer.rows, answer.failed]).toEqual([6000, failed.length]);
    expect(answer.kernel / answer.rows).toBeGreaterThanOrEqual(0.95);
    expect((answer.kernel + answer.desk + answer.failed) / answer.rows).toBeGreaterThan(0.99);
    const total = answer.summary.find((row: { by: string }) => row.by === 'total');
    const high = [...done.values()].reduce((sum, row) => sum + Math.round(Number(row.duty_high) * 100), 0);
    expect(Math.round(Number(total.duty[KNOWN].high) * 100)).toBe(high);
    for (const by of ['origin', 'chapter']) {
      const own = answer.summary.filter((row: { by: string }) => row.by === by);
      const sum = own.reduce(
        (all: number, row: typeof total) => all + Math.round(Number(row.duty[KNOWN].high) * 100),
        0,
      );
      expect([by, sum]).toEqual([by, high]);
    }
    const bad = records(readFileSync(path('rows.out.csv.bad.csv'), 'utf8'));
    expect(bad.map(({ line }) => line)).toEqual(failed.map(({ line }) => line));
  });

  it('reads and writes gzip, zstd, NDJSON and Parquet with the same answers', async () => {
    const plain = readFileSync(path('rows.out.csv'), 'utf8');
    writeFileSync(path('rows.csv.gz'), gzipSync(readFileSync(path('rows.csv'))));
    batch('rows.csv.gz', 'packed.csv.gz', '--filing');
    expect(gunzipSync(readFileSync(path('packed.csv.gz'))).toString()).toBe(plain);
    batch('rows.csv', 'rows.ndjson', '--filing');
    const json = readFileSync(path('rows.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(json.map(({ line, duty_high }) => [String(line), duty_high])).toEqual(
      records(plain).map(({ line, duty_high }) => [line, duty_high]),
    );
    const database = await openDuckDb();
    await database.run(
      `COPY (SELECT * FROM read_csv(${literal(path('rows.csv'))}, all_varchar = true)) TO ${literal(path('rows.parquet'))}`,
    );
    expect(batch('rows.parquet', 'duty.parquet', '--filing').code).toBe(3);
    const rows = await database.rows(
      `SELECT line, duty_high FROM ${literal(path('duty.parquet'))} ORDER BY line`,
    );
    expect(rows.map(([line, high]) => [String(line), high])).toEqual(
      records(plain).map(({ line, duty_high }) => [line, duty_high]),
    );
    database.close();
    batch('rows.csv', 'packed.csv.zst', '--filing');
    expect([...readFileSync(path('packed.csv.zst')).subarray(0, 4)]).toEqual([0x28, 0xb5, 0x2f, 0xfd]);
    batch('rows.csv', 'again.csv');
  });

  it('asks several days known and several outcomes at once, one column each', () => {
    batch('rows.csv', 'single.csv');
    rosenbad(['batch', path('rows.csv'), '--out', path('days.csv'), '--known', `${KNOWN},2025-08-12`]);
    rosenbad([
      'batch',
      path('rows.csv'),
      '--out',
      path('fan.csv'),
      '--known',
      KNOWN,
      '--outcomes',
      'lapse,extend-90-days',
    ]);
    const single = records(readFileSync(path('single.csv'), 'utf8'));
    const days = records(readFileSync(path('days.csv'), 'utf8'));
    const fan = records(readFileSync(path('fan.csv'), 'utf8'));
    expect(days.map((row) => row[`duty_high.${KNOWN}`])).toEqual(single.map((row) => row.duty_high));
    expect(fan.map((row) => row['duty_high.lapse'])).toEqual(single.map((row) => row.duty_high));
    const china = fan.find((row) => row.from === 'CN' && row.on! > '2025-08-12' && row.on! < '2025-11-10')!;
    expect(Number(china['duty_high.lapse'])).toBeGreaterThan(Number(china['duty_high.extend-90-days']));
  });

  /** Starts a batch and kills it some milliseconds after its journal is there; true when it was still running. */
  async function killed(input: string, out: string, delay: number): Promise<boolean> {
    const args = ['bin/rosenbad.js', 'batch', path(input), '--out', path(out), '--known', KNOWN];
    const child = spawn(process.execPath, [...args, '--resume'], { cwd: ROOT });
    const ended = once(child, 'exit');
    while (!existsSync(path(`${out}.journal`)) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, delay))]);
    child.kill('SIGKILL');
    await ended;
    return child.signalCode === 'SIGKILL';
  }

  it('takes a Parquet file with columns of any type, cells that are missing and long ones as the same rows as CSV', async () => {
    const database = await openDuckDb();
    const codes = ['8507.60.00.20', '8507600020', '85076000', '8507.60.00', ' 95030000 ', null, '8507'];
    const rows = Array.from({ length: 3000 }, (_, i) => {
      const code = codes[i % codes.length];
      const text = code == null ? 'NULL' : literal(code);
      const value = i % 97 === 0 ? 'NULL' : `${(i * 7919) % 1_000_003}.${i % 7}5`;
      const note = i % 11 === 0 ? '\'a "note", with\na line break\'' : 'NULL';
      return `(${text}, '${ORIGINS[i % 8]}', DATE '2025-01-01' + ${i % 360}, ${value}, ${i % 13 === 0 ? 'NULL' : `'${MODES[i % 4]}'`}, ${note}, ${i % 50 === 0 ? "'usmca'" : 'NULL'}, ${i % 5})`;
    });
    await database.run(
      `CREATE TABLE t AS SELECT code, "from", "on", CAST(value AS DOUBLE) AS value, mode, note, claims, CAST(kg AS DECIMAL(9,3)) AS "quantity.kg" FROM (VALUES ${rows.join(', ')}) AS v(code, "from", "on", value, mode, note, claims, kg)`,
    );
    await database.run(`COPY t TO ${literal(path('typed.parquet'))} (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    await database.run(
      `COPY (SELECT * REPLACE (replace(note, chr(10), ' ') AS note) FROM t) TO ${literal(path('typed.csv'))} (FORMAT csv)`,
    );
    database.close();
    for (const more of [[], ['--into', 'CN'], ['--filing']]) {
      const [plain, typed] = ['typed.csv', 'typed.parquet'].map((name) => {
        const { code, out } = batch(name, `${name}.out.csv`, ...more);
        const { seconds: _, ...answer } = JSON.parse(out);
        return { code, answer };
      });
      expect(typed).toEqual(plain);
      expect(readFileSync(path('typed.parquet.out.csv'), 'utf8')).toBe(
        readFileSync(path('typed.csv.out.csv'), 'utf8'),
      );
      const bad = (name: string) =>
        records(readFileSync(path(`${name}.out.csv.bad.csv`), 'utf8')).map(({ line, error }) => [
          line,
          error,
        ]);
      expect(bad('typed.parquet')).toEqual(bad('typed.csv'));
      expect(bad('typed.parquet').length).toBeGreaterThan(400);
    }
  }, 300_000);

  it('writes a Parquet file without a row when none can be assessed', async () => {
    writeFileSync(path('none.csv'), 'code,from,on,value\n95030000,XX,2025-08-13,1\n');
    expect(batch('none.csv', 'none.parquet').code).toBe(3);
    const database = await openDuckDb();
    const [count] = await database.rows(
      `SELECT count(*), count(duty_high) FROM ${literal(path('none.parquet'))}`,
    );
    expect(count).toEqual(['0', '0']);
    database.close();
  });

  it.each([
    ['many.csv', 'csv'],
    ['many.csv', 'csv.gz'],
    ['many.parquet', 'parquet'],
  ])(
    'resumes from %s to %s after kills at random moments to the same bytes',
    async (input, format) => {
      const [cut, whole] = [`cut.${format}`, `whole.${format}`];
      if (!existsSync(path('many.csv'))) writeFileSync(path('many.csv'), entries(300_000));
      if (input === 'many.parquet') {
        const database = await openDuckDb();
        await database.run(
          `COPY (SELECT * FROM read_csv(${literal(path('many.csv'))}, all_varchar = true)) TO ${literal(path(input))}`,
        );
        database.close();
      }
      batch(input, whole);
      const delays = [0, 50, 200, 400].map((most) => Math.floor(Math.random() * most));
      expect(await killed(input, cut, delays[0]!)).toBe(true);
      expect(existsSync(path(cut))).toBe(false);
      expect(statSync(path(`${cut}.part`)).size).toBeGreaterThan(0);
      for (const delay of delays.slice(1)) if (!(await killed(input, cut, delay))) break;
      if (!existsSync(path(cut))) expect(batch(input, cut, '--resume').code).toBe(3);
      const same = (name: string) =>
        readFileSync(path(`${cut}${name}`)).equals(readFileSync(path(`${whole}${name}`)));
      expect([delays, same(''), same('.bad.csv')]).toEqual([delays, true, true]);
      expect(existsSync(path(`${cut}.journal`))).toBe(false);
    },
    300_000,
  );

  it('refuses to resume another batch', async () => {
    const args = ['bin/rosenbad.js', 'batch', path('many.csv'), '--out', path('other.csv'), '--known', KNOWN];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    const ended = once(child, 'exit');
    while (!existsSync(path('other.csv.journal')) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    await ended;
    const ran = rosenbad([
      'batch',
      path('many.csv'),
      '--out',
      path('other.csv'),
      '--known',
      '2025-08-12',
      '--resume',
    ]);
    expect([ran.code, ran.err.includes('other-job')]).toEqual([2, true]);
  }, 300_000);
});

describe('bad input of rosenbad batch', () => {
  const ran = (name: string, text: string | Buffer) => {
    writeFileSync(path(name), text);
    return rosenbad(['batch', path(name), '--out', path(`${name}.out.csv`), '--known', KNOWN]);
  };

  it('puts one bad row in ten into the side file with line and reason, and keeps the rest', () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      i % 10 === 3 ? `9503.00.00,XX,2025-08-13,${i}` : `9503.00.00,CN,2025-08-13,${i}`,
    );
    const { code, err } = ran('tenth.csv', `code,from,on,value\n${rows.join('\n')}\n`);
    expect([code, err.includes('100 rows could not be assessed')]).toEqual([3, true]);
    const bad = records(readFileSync(path('tenth.csv.out.csv.bad.csv'), 'utf8'));
    expect(bad.length).toBe(100);
    expect(bad[0]).toMatchObject({ line: '5', error: 'unknown-country', row: '9503.00.00,XX,2025-08-13,3' });
    expect(records(readFileSync(path('tenth.csv.out.csv'), 'utf8')).length).toBe(900);
  });

  it.each([
    ['empty.csv', '', 'empty-file'],
    ['column.csv', 'kode,from,on,value\n1,2,3,4\n', 'unknown-column'],
    ['lacking.csv', 'code,on,value\n1,2,3\n', 'missing-column'],
    ['wide.csv', Buffer.from('\ufeffcode,from,on,value\n', 'utf16le'), 'bad-encoding'],
    [
      'torn.csv.gz',
      gzipSync('code,from,on,value\n9503.00.00,CN,2025-08-13,1\n').subarray(0, 30),
      'broken-file',
    ],
    ['entries.xlsx', 'x', 'unknown-format'],
  ])('refuses %s with a reason', (name, text, error) => {
    const { code, err } = ran(name, text);
    expect([code, err.includes(error)]).toEqual([2, true]);
  });

  it('names a row that is not UTF-8 and goes on', () => {
    const head = Buffer.from('code,from,on,value,claims\n');
    const { code } = ran(
      'mixed.csv',
      Buffer.concat([
        head,
        Buffer.from('95030000,CN,2025-08-13,5,\xe9\n', 'latin1'),
        Buffer.from('95030000,CN,2025-08-13,5,\n'),
      ]),
    );
    expect(code).toBe(3);
    const [bad] = records(readFileSync(path('mixed.csv.out.csv.bad.csv'), 'utf8'));
    expect(bad).toMatchObject({ line: '2', error: 'bad-encoding' });
  });
});
