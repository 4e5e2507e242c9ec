// Importing official releases as a user does: kept, compiled, used by every command; what is not whole is refused.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rosenbad } from '../cli/run.ts';
import { HTS, present, unpacked } from './exports.ts';

const archive = (name: string): string => join(HTS, 'archives', name);
const POULTRY = ['0207.60.60', '--from', 'FR', '--quantity', 'kg=100', '--json'];

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('rosenbad import hts', () => {
  const home = mkdtempSync(join(tmpdir(), 'rosenbad-data-'));
  const files = mkdtempSync(join(tmpdir(), 'rosenbad-files-'));
  const env = { XDG_DATA_HOME: home };
  const run = (...args: string[]) => rosenbad(args, '', env);
  const duty = (on: string, ...more: string[]) => run('duty', ...POULTRY, '--on', on, '--known', on, ...more);
  const kept = () =>
    readdirSync(join(home, 'rosenbad', 'schedule', 'us'), { recursive: true, encoding: 'utf8' }).sort();

  it('refuses a line of the schedule that the catalogue has not, and says how to get it', () => {
    const { code, out } = duty('2025-05-20');
    expect(code).toBe(2);
    expect(JSON.parse(out).error).toMatchObject({ code: 'unknown-code' });
    expect(JSON.parse(out).error.hint).toContain('rosenbad import hts');
  });

  it('keeps releases of JSON and CSV, and says of which days they speak', () => {
    const csv = join(HTS, 'archives-csv', 'htsdata_2024-11.csv.gz');
    const { code, out, err } = run('import', 'hts', archive('hts_2025_rev_4.json.gz'), csv, '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    expect(answer.releases).toEqual([
      { release: '2024-11', title: 'HTS of 2024-11', published: '2024-11-01 to 2024-11-30' },
      { release: '2025HTSRev4', title: 'HTS 2025 revision 4', published: '2025-03-12' },
    ]);
    expect(answer.speaks).toEqual({ from: '2024-11-01', until: '2026-01-01' });
    expect(kept()).toEqual([
      'releases',
      'releases/2024-11.json.gz',
      'releases/2025HTSRev4.json.gz',
      'schedule.bin',
    ]);
  });

  it('answers for any line with the release in the citation and the receipt', () => {
    const answer = JSON.parse(duty('2025-03-20').out);
    expect(answer.lines[0]).toMatchObject({
      rate: '17.6 cents/kg',
      amount: '17.60',
      cite: 'HTS 2025 revision 4, 0207.60.60, column 1 general',
    });
    expect(answer.receipt.schedule).toMatch(/^HTS 2025 revision 4 \([0-9a-f]{16}\)$/);
  });

  it('gives the special rate of the day: Korea’s on beef 3.5 percent in 2024, 1.7 in March 2025', () => {
    const beef = (on: string) =>
      JSON.parse(
        run('duty', '0201.10.50', '--from', 'KR', '--claim', 'korus', '--on', on, '--known', on, '--json')
          .out,
      ).lines[0].rate;
    expect(beef('2024-12-20')).toBe('3.5%');
    expect(beef('2025-03-20')).toBe('1.7%');
  });

  it('refuses a day that no release speaks of, by name', () => {
    const { error } = JSON.parse(duty('2024-06-30').out);
    expect(error.code).toBe('schedule-not-imported');
    expect(error.hint).toContain('rosenbad pull --on 2024-06-30');
  });

  it('serves batch, history and search too', () => {
    const row = JSON.stringify({
      code: '02076060',
      from: 'FR',
      on: '2025-03-20',
      known: '2025-03-20',
      value: '10000',
      quantity: { kg: '100' },
    });
    expect(JSON.parse(rosenbad(['assess', '-'], `${row}\n`, env).out).total.low).toBe('17.60');
    const out = join(files, 'out.ndjson');
    const input = join(files, 'in.ndjson');
    writeFileSync(input, `${row}\n`);
    expect(run('batch', input, '--known', '2025-03-20', '--out', out).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('17.60');
    const history = JSON.parse(
      run('history', '0207.60.60', '--from', 'FR', '--known', '2025-08-20', '--quantity', 'kg=100', '--json')
        .out,
    );
    expect(JSON.stringify(history)).toContain('17.6 cents/kg');
    expect(run('search', 'cheddar', 'cheese').out).toContain('0406.10');
  });

  const text = present ? unpacked(archive('hts_2025_rev_14.json.gz')) : '';
  const rows = present ? (JSON.parse(text) as { htsno: string; general: string }[]) : [];
  const file = (name: string, bytes: string | Uint8Array): string => {
    const path = join(files, name);
    writeFileSync(path, bytes);
    return path;
  };
  const without = (chapter: string) => JSON.stringify(rows.filter(({ htsno }) => !htsno.startsWith(chapter)));
  const csvText = (rows: number) =>
    unpacked(join(HTS, 'archives-csv', 'hts_2023_revision_5_csv.csv.gz'))
      .split('\n')
      .slice(0, rows)
      .join('\n');

  it.each([
    ['JSON that breaks off', () => file('hts_2025_rev_14.json', text.slice(0, 5_000_000))],
    [
      'a packed file that breaks off',
      () => file('hts_2025_rev_15.json.gz', gzipSync(text).subarray(0, 500_000)),
    ],
    ['CSV that ends between two rows', () => file('hts_2023_revision_5_csv.csv', csvText(20_000))],
    ['an export without a chapter', () => file('hts_2025_rev_17.json', without('85'))],
    [
      'an export without rates',
      () => file('hts_2025_rev_18.json', JSON.stringify(rows.map((row) => ({ ...row, general: '' })))),
    ],
    ['a web page', () => file('hts_2025_rev_19.json', '<!doctype html><title>503</title>')],
    ['an empty file', () => file('hts_2025_rev_20.json', '')],
    ['a bomb', () => file('hts_2025_rev_21.json.gz', gzipSync(Buffer.alloc(300 << 20), { level: 1 }))],
  ])('refuses %s and keeps what was there', (_, path) => {
    const before = kept();
    const { code, err } = run('import', 'hts', path());
    expect(code).toBe(2);
    expect(err).toMatch(/bad-hts-export|file-too-large/);
    expect(kept()).toEqual(before);
    expect(JSON.parse(duty('2025-03-20').out).total.low).toBe('17.60');
  });

  it('refuses a file that does not say which release it is, a missing one, and a forgotten release unknown', () => {
    copyFileSync(archive('hts_2025_rev_14.json.gz'), join(files, 'export.json.gz'));
    expect(run('import', 'hts', join(files, 'export.json.gz')).err).toContain('unknown-release');
    expect(run('import', 'hts', join(files, 'nothing.json')).err).toContain('no-file');
    expect(run('import', 'forget', '2025HTSRev99').err).toContain('unknown-release');
  });

  it('says so when the compiled file was altered, and never answers from it', () => {
    const other = mkdtempSync(join(tmpdir(), 'rosenbad-data-'));
    const folder = join(other, 'rosenbad', 'schedule', 'us');
    mkdirSync(folder, { recursive: true });
    const bytes = readFileSync(join(home, 'rosenbad', 'schedule', 'us', 'schedule.bin'));
    bytes[200_000]! ^= 1;
    writeFileSync(join(folder, 'schedule.bin'), bytes);
    const { code, out } = rosenbad(['duty', ...POULTRY, '--on', '2025-03-20'], '', { XDG_DATA_HOME: other });
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('bad-schedule');
  });

  it('forgets releases, and the catalogue answers again', () => {
    expect(run('import', 'forget', '2024-11').code).toBe(0);
    expect(JSON.parse(run('import', 'list', '--json').out).speaks.from).toBe('2025-01-01');
    expect(run('import', 'forget', '2025HTSRev4').code).toBe(0);
    expect(JSON.parse(run('import', 'list', '--json').out).releases).toEqual([]);
    expect(duty('2025-03-20').code).toBe(2);
  });
});
