// docs/scale.md: its commands exist with their options, and its queries give what the text says of them.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../src/store/duckdb.ts';
import { ROOT } from '../support/embedded.ts';
import { rosenbad } from './run.ts';

const text = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'rosenbad-scale-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Commands with the options that the document gives them. */
const commands = [...text.matchAll(/rosenbad ([a-z]+)([^`|\n>]*)/g)].map(([, command, rest]) => ({
  command: command!,
  options: [...rest!.matchAll(/--[a-z]+/g)].map(([option]) => option),
}));

const queries = [...text.matchAll(/```sql\n-- DuckDB\n(.*?);\n```/gs)].map(([, sql]) => sql!);

async function answer(sql: string): Promise<readonly (readonly unknown[])[]> {
  const database = await openDuckDb();
  try {
    return await database.rows(sql.replaceAll(/'(duty\/|panel-)/g, `'${folder}/$1`));
  } finally {
    database.close();
  }
}

describe('docs/scale.md', () => {
  it('names commands that there are, with options that they have', () => {
    expect(new Set(commands.map(({ command }) => command))).toEqual(
      new Set(['book', 'batch', 'panel', 'average', 'export']),
    );
    for (const command of new Set(commands.map(({ command }) => command))) {
      const { out, code } = rosenbad([command, '--help']);
      expect(code).toBe(0);
      const asked = commands.filter((one) => one.command === command).flatMap(({ options }) => options);
      expect(asked.filter((option) => !out.includes(`  ${option}`))).toEqual([]);
    }
  });

  it('adds the summaries of parts up to that of the whole', async () => {
    const parts = [
      '8507.60.00,CN,2026-03-01,1000\n',
      '8507.60.00,DE,2026-03-01,2500\n6109.10.00,CN,2026-04-01,300\n',
    ];
    mkdirSync(join(folder, 'duty'));
    const summaries = [...parts, parts.join('')].map((rows, number) => {
      const path = join(folder, `entries-${number}.csv`);
      writeFileSync(path, `code,from,on,value\n${rows}`);
      const ran = rosenbad(['batch', path, '--out', `${path}.duty.csv`, '--known', '2026-11-23', '--json']);
      expect(ran.err).toBe('');
      return ran.out;
    });
    summaries.slice(0, 2).forEach((json, number) => {
      writeFileSync(join(folder, 'duty', `entries-${number}.json`), json);
    });
    const { summary } = JSON.parse(summaries[2]!) as {
      summary: { by: string; key: string; duty: Record<string, { low: string; high: string }> }[];
    };
    const added = await answer(queries[0]!);
    expect(added.map(([by, key, , low, high]) => [by, key, low, high])).toEqual(
      summary
        .map(({ by, key, duty }) => [by, key, duty['2026-11-23']!.low, duty['2026-11-23']!.high])
        .sort((a, b) => (a.join() < b.join() ? -1 : 1)),
    );
    expect(added.find(([by]) => by === 'total')![2]).toBe('3');
  });

  it('finds between two panels what a signed instrument changed: the rates of China from 12 August 2025', async () => {
    for (const [name, known] of [
      ['panel-old', '2025-07-29'],
      ['panel-new', '2025-08-12'],
    ])
      expect(
        rosenbad(['panel', '--known', known!, '--origins', 'CN', '--out', join(folder, `${name}.parquet`)])
          .code,
      ).toBe(0);
    const changed = (await answer(queries[1]!)).filter(([code]) => code === '95030000');
    expect(
      changed.map(([, origin, since, , before, after]) => [origin, since, before, after]),
    ).toContainEqual(['CN', '2025-08-12', 540_000, 300_000]);
  });
});
