import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { readScheduleCsv } from '../../src/law/schedule-csv.ts';
import { openCatalogue } from '../../src/schedule/catalogue.ts';
import { readImports } from '../../src/schedule/imports.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { parseSpecial } from '../../src/schedule/special.ts';

const FOLDER = join(process.cwd(), 'law', 'us', 'schedule');
const chapters = readdirSync(FOLDER).filter((name) => /^chapter-\d\d\.csv$/.test(name));
const read = chapters.map((path) =>
  readScheduleCsv({ path, text: readFileSync(join(FOLDER, path), 'utf8') }),
);
const rows = read.flatMap(({ value }) => value ?? []);
const codes = new Set(rows.map(({ code }) => code));

const START = parseDay('2018-07-06');
const HS2022 = parseDay('2022-01-27');

describe('the embedded catalogue', () => {
  it('has at least 1,500 lines, without a fault', () => {
    expect(read.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(codes.size).toBeGreaterThanOrEqual(1500);
  });

  it('keeps each line in the file of its chapter, ascending by code and day', () => {
    chapters.forEach((name, place) => {
      const own = read[place]!.value ?? [];
      expect(own.every(({ code }) => name === `chapter-${code.slice(0, 2)}.csv`)).toBe(true);
      const keys = own.map(({ code, from }) => `${code} ${from ?? 0}`.padEnd(20));
      expect([...keys].sort()).toEqual(keys);
    });
  });

  it('has for each line rows that follow one another without gap or overlap', () => {
    const faults = rows.flatMap((row, place) => {
      const next = rows[place + 1];
      const whole = (row.from ?? START) < (row.until ?? Number.POSITIVE_INFINITY);
      const joined = next?.code !== row.code || next.from === row.until;
      return whole && joined ? [] : [row.code];
    });
    expect(faults).toEqual([]);
  });

  it('ends no line but by the nomenclatures of 1 January 2019 and 27 January 2022', () => {
    const last = rows.filter((row, place) => rows[place + 1]?.code !== row.code);
    const ends = new Set(last.flatMap(({ until }) => (until === undefined ? [] : [until])));
    expect([...ends].sort((a, b) => a - b)).toEqual([parseDay('2019-01-01'), HS2022]);
  });

  it('has rates that are duties, but for sugar, lead, watches, rifles, parts of instruments and goods of chapter 98', () => {
    const words = rows.filter(({ general, column2 }) =>
      [general, column2].some((text) => readRate(text).kind === 'text'),
    );
    expect([...new Set(words.map(({ code }) => code))]).toEqual([
      '17011410',
      '17019910',
      '78011000',
      '90159001',
      '91012150',
      '91022170',
      '91022190',
      '91022960',
      '93033080',
      '98010010',
      '98020050',
      '98170050',
      '98170060',
    ]);
  });

  it('has special columns that are read to the last program', () => {
    for (const { special } of rows.filter((row) => row.special !== ''))
      expect(parseSpecial(special).flatMap(({ programs }) => programs).length).toBe(
        (special.match(/\([A-Z][^)]*\)/g) ?? []).flatMap((list) => list.split(',')).length,
      );
  });

  it('has short names of its own: 1 to 8 words, no two lines of one day alike', () => {
    const today = rows.filter(({ until }) => until === undefined);
    expect(rows.filter(({ name }) => name.split(/\s+/).length > 10).map(({ name }) => name)).toEqual([]);
    expect(today.length - new Set(today.map(({ name }) => name)).size).toBe(0);
  });

  it('has the goods that the talks are about', () => {
    const catalogue = openCatalogue(rows);
    const on = parseDay('2025-08-13');
    const general = (code: string) => catalogue.find(code, on).general;
    expect(general('2805300000')).toBe('5%');
    expect(general('8505110030')).toBe('2.1%');
    expect(general('8112921000')).toBe('3%');
    expect(general('8517130000')).toBe('Free');
    expect(general('8703800000')).toBe('2.5%');
    expect(general('8704310120')).toBe('25%');
    expect(general('8507600020')).toBe('3.4%');
    expect(general('8541430010')).toBe('Free');
    expect(general('7326908688')).toBe('2.9%');
    expect(general('9503000073')).toBe('Free');
    expect(general('2204215040')).toBe('6.3¢/liter');
    expect(general('0402105000')).toBe('86.5¢/kg');
    expect(general('8708305090')).toBe('2.5%');
    expect(general('3104200010')).toBe('Free');
  });

  it('knows rates that changed: motor drives 0.3 percent until the end of June 2019, free since', () => {
    const catalogue = openCatalogue(rows);
    expect(catalogue.find('85044095', parseDay('2019-06-30')).general).toBe('0.3%');
    expect(catalogue.find('85044095', parseDay('2019-07-01')).general).toBe('Free');
    expect(catalogue.find('85414060', parseDay('2019-07-01')).name).toContain('Solar');
  });

  it('answers a search of two words', () => {
    const found = openCatalogue(rows).search('lithium batt');
    expect(found[0]?.code).toBe('85076000');
    expect(found.map(({ code }) => code)).toContain('85065000');
  });
});

describe('the import values of 2024', () => {
  const path = join(FOLDER, 'imports-2024.csv');
  const values = readImports(readFileSync(path, 'utf8'));

  it('are of lines of the catalogue, ascending, each origin once, in a file under 900 kB', () => {
    expect(statSync(path).size).toBeLessThan(900_000);
    expect(values.filter(({ code }) => !codes.has(code))).toEqual([]);
    const keys = values.map(({ code, origin }) => `${code} ${origin}`);
    expect([...new Set(keys)].sort()).toEqual(keys);
  });

  it('are above zero, and some 2.9 trillion dollars together', () => {
    expect(values.every(({ value }) => value > 0)).toBe(true);
    const total = values.reduce((sum, { value }) => sum + value, 0);
    expect(total).toBeGreaterThan(2.9e12);
    expect(total).toBeLessThan(3.21e12);
  });
});
