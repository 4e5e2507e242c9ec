// Rows that lack a quantity: what the book says of them by itself is what the evaluator says.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { missingQuantity } from '../../src/assess/assess.ts';
import { parseDay, printDay } from '../../src/core/day.ts';
import { unitsOf } from '../../src/core/duty.ts';
import { TariffError } from '../../src/core/errors.ts';
import { compileInputOf } from '../../src/outlook/compile-input.ts';
import { productOf } from '../../src/ratebook/book.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { decodeBook, encodeBook } from '../../src/ratebook/kernel-encode.ts';
import { baseInBook } from '../../src/ratebook/lack.ts';
import { rosenbad } from '../cli/run.ts';
import { embeddedLaw } from '../support/embedded.ts';

const KNOWN = '2026-11-01';
const ORIGINS = ['CN', 'CA', 'RU', 'CU', 'FR', 'VN'];
const DAYS = ['2018-09-01', '2022-05-02', '2024-06-30', '2025-08-13', '2026-10-01'];

const law = embeddedLaw();
const at = law.as({ known: KNOWN });
const input = compileInputOf(law, at, { origins: ORIGINS });
const book = decodeBook(encodeBook(compile(input)));

const codeOf = (entry: object, hint = true): string => {
  try {
    at.assess(entry as Parameters<typeof at.assess>[0]);
    return 'answered';
  } catch (error) {
    if (error instanceof TariffError) return `${error.code}: ${error.message}${hint ? ` ${error.hint}` : ''}`;
    throw error;
  }
};

describe('refusals of a batch', () => {
  it('of rows that share classes, step and base duty are those of each row by itself', () => {
    const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))].filter((code) =>
      /^(02|04|12|15|17|18|19|20|21|22|24|27|71|76)/.test(code),
    );
    const rows = Array.from({ length: 9000 }, (_, i) => {
      const mixed = Math.imul(i ^ (i >>> 7), 0x2c1b3c6d) >>> 0;
      const on = printDay(parseDay('2018-08-01') + (mixed % 3000));
      const from = ['RU', 'CA', 'FR', 'DE', 'AU'][(mixed >>> 5) % 5]!;
      return { code: lines[(mixed >>> 3) % lines.length]!, from, on, value: String(100 + (mixed % 9999)) };
    });
    const folder = mkdtempSync(join(tmpdir(), 'rosenbad-refusals-'));
    const file = join(folder, 'in.csv');
    const text = rows.map(({ code, from, on, value }) => `${code},${from},${on},${value}`);
    writeFileSync(file, `code,from,on,value\n${text.join('\n')}\n`);
    const out = join(folder, 'out.csv');
    expect(rosenbad(['batch', file, '--out', out, '--known', KNOWN]).code).toBe(3);
    const bad: Record<string, string>[] = parse(readFileSync(`${out}.bad.csv`), { columns: true });
    const told = new Map(bad.map(({ line, error, message }) => [Number(line), `${error}: ${message}`]));
    const kinds = bad.map(({ error }) => error);
    expect(kinds).toContain('missing-quantity');
    expect(kinds).toContain('prohibited');
    rows.forEach((row, index) => {
      const own = codeOf(row, false);
      expect([row, told.get(index + 2) ?? 'answered']).toEqual([row, own]);
    });
  });
});

describe('a row without the quantity of its base duty', () => {
  it('is refused from the book as by the evaluator, bans and words left to it', () => {
    const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))];
    const told = { lack: 0, left: 0 };
    for (const on of DAYS)
      for (const from of ORIGINS)
        for (const code of lines) {
          const duty = baseInBook(book, productOf(book, code), book.meta.origins[from] ?? -1, parseDay(on));
          const unit = duty && unitsOf(duty)[0];
          if (unit === undefined) {
            told.left++;
            continue;
          }
          told.lack++;
          const { code: name, message, hint } = missingQuantity(code, duty!, unit);
          expect(codeOf({ code, from, on, value: 1000 })).toBe(`${name}: ${message} ${hint}`);
        }
    expect(told.lack).toBeGreaterThan(1000);
    expect(told.left).toBeGreaterThan(told.lack);
  });

  it('of a Cuban cigar is a ban, not a lack', () => {
    const origin = book.meta.origins.CU!;
    expect(baseInBook(book, productOf(book, '24021080'), origin, parseDay('2024-06-30'))).toBeUndefined();
    expect(codeOf({ code: '2402.10.80', from: 'CU', on: '2024-06-30', value: 1000 })).toMatch(/^prohibited/);
  });
});
