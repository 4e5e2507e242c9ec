// A user's own table, CSV or Parquet: read as it is meant, or refused with the place and what to do.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { writeTable } from '../../src/economy/index.ts';
import { prepareQuestion } from '../../src/economy/question.ts';
import { economyData, tableText } from '../../src/store/economy-files.ts';
import { embeddedLaw } from '../support/embedded.ts';
import { madeUpTable } from './made-up.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

const table = { ...madeUpTable(3, 2), source: 'made up' };
const text = writeTable(table);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The text format as rows of columns. */
const rows = text
  .trim()
  .split('\n')
  .map((line) => {
    const [kind = '', ...cells] = line.split(',');
    const [a, b, c, d, e] = cells;
    if (kind === 'source') return { kind, text: a };
    if (kind === 'sigma') return { kind, sector: a, value: Number(b) };
    if (kind === 'gdp') return { kind, region: a, value: Number(b) };
    return {
      kind,
      sector: a,
      exporter: b,
      importer: c,
      value: Number(d),
      tariff: e === undefined ? 0 : Number(e),
    };
  });

function parquet(name: string, more: readonly string[] = []): string {
  const names = ['kind', 'sector', 'exporter', 'importer', 'region', 'value', 'tariff', 'text', ...more];
  const columnData = names.map((column) => ({
    name: column,
    data: rows.map((row) => (row as Record<string, unknown>)[column] ?? null),
    type: (['value', 'tariff'].includes(column) ? 'DOUBLE' : 'STRING') as 'DOUBLE' | 'STRING',
    nullable: true,
  }));
  return file(name, new Uint8Array(parquetWriteBuffer({ columnData })));
}

describe('a table of one’s own', () => {
  it('is the same from CSV and from Parquet', async () => {
    const csv = (await economyData({ table: file('own.csv', text) })).table;
    const packed = (await economyData({ table: parquet('own.PARQUET') })).table;
    expect(packed).toEqual(csv);
    expect(csv.regions).toEqual(table.regions);
  });

  it.each([
    ['nowhere.csv', () => join(folder, 'nowhere.csv'), 'there is no file'],
    ['a folder', () => folder, 'there is no file'],
    ['no Parquet', () => file('no.parquet', 'hello'), 'cannot be read as a table: parquet file invalid'],
    ['a strange column', () => parquet('strange.parquet', ['tarif']), 'it has a column "tarif"'],
    ['an empty file', () => file('empty.csv', ''), 'empty.csv" is empty'],
    ['a header', () => file('header.csv', 'sector,value\n'), 'Line 1 of the table cannot be read'],
    [
      'a tariff of -100 %',
      () => file('minus.csv', text.replace(/^(flow,S1,R1,R2,[^,\n]+).*$/m, '$1,-1')),
      'sector S1, R1 to R2 is -100 %',
    ],
    [
      'a region that buys nothing',
      () => file('zero.csv', text.replace(/^flow,S2,\w+,R3,.*\n/gm, '')),
      'R3 buys nothing in sector S2',
    ],
  ])('refuses %s', async (_, path, message) => {
    await expect(economyData({ table: path() })).rejects.toThrow(message);
  });

  it('with sectors of its own wants to know which codes belong to them', async () => {
    const own = text.replaceAll(',R1', ',US').replaceAll(',R2', ',CN');
    const path = file('named.csv', own);
    const law = embeddedLaw();
    const question = { known: '2025-07-29', outcomes: ['lapse'] };
    const data = await economyData({ table: path });
    expect(() => prepareQuestion(law, data, question)).toThrow(
      'Tariff codes belong to sectors that the table lacks: agriculture',
    );
    const few = { ...data.sides[0]!, weights: data.sides[0]!.weights.slice(0, 50) };
    const sectors = file('sectors.csv', '01,S1\n02,S2\n');
    const named = { ...(await economyData({ table: path, sectors })), sides: [few] };
    const prepared = prepareQuestion(law, named, question);
    expect(prepared.law.covered.US).toBeGreaterThanOrEqual(0);
    expect(prepared.law.pairs.every(({ exporter }) => ['US', 'CN', 'R3'].includes(exporter))).toBe(true);
    expect(() => prepareQuestion(law, { ...named, table }, question)).toThrow('none of the regions');
  });

  it('is read as text where it is no Parquet', async () => {
    mkdirSync(join(folder, 'more'));
    expect(await tableText(file('more/own.csv', text))).toBe(text);
  });
});
