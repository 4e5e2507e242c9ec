// The statements for Spark SQL, read by a grammar adapted from Spark's own. It proves that they are Spark's language, and not
// that Spark gives the kernel's cents: no Spark was at hand to run them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SparkSQL } from 'dt-sql-parser/dist/parser/spark/index.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/ratebook/compile.ts';
import { loadsFor } from '../../src/ratebook/table-loads.ts';
import { statementsFor } from '../../src/ratebook/tables.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const law = embeddedLaw();
const book = compile({
  pack: law.pack,
  law: law.as({ known: '2026-11-01' }).resolved(),
  territory: law.territory(),
  catalogue: law.catalogue(),
  known: '2026-11-01',
  origins: ['CN', 'DE'],
});
const statements = statementsFor('spark', book);
const spark = new SparkSQL();
const errorsOf = (sql: string): readonly string[] => spark.validate(sql).map(({ message }) => message);

// The parser also prints what it refuses.
beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('the statements for Spark', () => {
  it('are read without an error, each and as the script that export writes', () => {
    expect(statements.length).toBe(26);
    expect(statements.flatMap(errorsOf)).toEqual([]);
    expect(loadsFor('spark', book).flatMap(errorsOf)).toEqual([]);
    const script = `${statements.join(';\n')};\n`;
    expect(errorsOf(script)).toEqual([]);
    expect(spark.splitSQLByStatement(script)).toHaveLength(statements.length);
  });

  it('would not be read with a slip in them', () => {
    for (const statement of statements.filter((one) => one.startsWith('CREATE'))) {
      expect(errorsOf(statement.replace(/\bFROM\b/, 'FORM FROM'))).not.toEqual([]);
      expect(errorsOf(statement.replace(/\bSELECT\b/, 'SELCT'))).not.toEqual([]);
      if (statement.includes(')')) expect(errorsOf(statement.replace(')', ''))).not.toEqual([]);
      if (statement.includes(' div ')) expect(errorsOf(statement.replace(' div ', ' // '))).not.toEqual([]);
    }
  });

  it('are no other engine’s: those of DuckDB and ClickHouse are refused', () => {
    for (const engine of ['duckdb', 'clickhouse'] as const)
      expect(errorsOf(statementsFor(engine, book).join(';\n'))).not.toEqual([]);
  });

  it('name a format, and ask for a set of rows only where every Spark allows it: behind WHERE', () => {
    for (const statement of statements.filter((one) => one.startsWith('CREATE'))) {
      expect(statement).toContain(' USING parquet AS');
      for (const [index] of [...statement.matchAll(/ IN \(SELECT/g)].map((match) => [match.index]))
        expect(statement.slice(0, index)).toMatch(/WHERE[^;]*$/);
    }
  });

  it('and those of the document are read too', () => {
    const text = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8');
    const blocks = [...text.matchAll(/```sql\n-- Spark[^\n]*\n(.*?)```/gs)].map(([, sql]) => sql!);
    expect(blocks.length).toBeGreaterThan(0);
    for (const sql of blocks) expect(errorsOf(sql)).toEqual([]);
  });
});
