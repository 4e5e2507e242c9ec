// The imports of 2024, every statistical number and partner, against the whole schedule: how much of real trade the kernel answers by itself.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import countries from 'i18n-iso-countries';
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../src/core/country.ts';
import { type Day, parseDay, printDay } from '../../src/core/day.ts';
import { TariffError } from '../../src/core/errors.ts';
import { printCents } from '../../src/core/money.ts';
import { openPack } from '../../src/law.ts';
import { type Book, productOf } from '../../src/ratebook/book.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { run } from '../../src/ratebook/kernel.ts';
import { openCatalogue } from '../../src/schedule/catalogue.ts';
import { readHts } from '../../src/schedule/hts.ts';
import { exportsIn, unpacked } from '../schedule/exports.ts';
import { embeddedLaw } from '../support/embedded.ts';

const IMPORTS = join(
  process.env.ROSENBAD_SHARED ?? join(process.cwd(), '..', 'shared'),
  'data/imports/us_imports_2024_hs10_country.csv.gz',
);
const present = existsSync(IMPORTS);

/** Names of the Census Bureau that the ISO list spells otherwise. */
const CENSUS: Readonly<Record<string, string>> = {
  'EUROPEAN UNION': 'DE',
  'KOREA, SOUTH': 'KR',
  BURMA: 'MM',
  MACAU: 'MO',
  TURKEY: 'TR',
  'CZECH REPUBLIC': 'CZ',
};

interface Trade {
  readonly code: string;
  readonly origin: string;
  readonly value: number;
}

function trade(): readonly Trade[] {
  const rows = parse(gunzipSync(readFileSync(IMPORTS)), { columns: true }) as Record<string, string>[];
  return rows.flatMap((row) => {
    const name = row.CTY_NAME!;
    const origin = CENSUS[name.toUpperCase()] ?? countries.getAlpha2Code(name, 'en');
    return origin && COUNTRIES.includes(origin)
      ? [{ code: row.HS10 ?? row.HTS10!, origin, value: Number(row.imports) }]
      : [];
  });
}

function answersOf(book: Book, rows: readonly Trade[], day: Day): Float64Array {
  const asked = {
    count: rows.length,
    products: Int32Array.from(rows, ({ code }) => productOf(book, code)),
    origins: Int16Array.from(rows, ({ origin }) => book.meta.origins[origin] ?? -1),
    days: new Int32Array(rows.length).fill(day),
    values: Float64Array.from(rows, ({ value }) => value * 100),
    quantities: book.meta.units.map(() => new Float64Array(rows.length).fill(5000)),
  };
  const column = () => new Float64Array(rows.length);
  const answers = { low: column(), high: column(), bases: column(), sets: new Int32Array(rows.length) };
  run(book, asked, answers);
  return answers.high;
}

it('has the table of imports at hand when it must', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the trade of 2024 by statistical number and partner', () => {
  const { pack } = embeddedLaw();
  const path = exportsIn('archives').find((name) => name.includes('2025_basic'))!;
  const law = openPack({ ...pack, schedules: { ...pack.schedules, us: readHts(unpacked(path)).lines } });
  const at = law.as({ known: '2026-11-01' });
  const rows = trade();
  const book = compile({
    pack: law.pack,
    law: at.resolved(),
    territory: law.territory(),
    catalogue: openCatalogue(law.catalogue().rows),
    known: at.known,
    from: parseDay('2024-12-31'),
    until: parseDay('2026-10-01'),
  });

  it.each(['2024-12-31', '2025-06-15', '2026-09-15'])(
    'takes the fast path in at least 95 of 100 rows on %s',
    (on) => {
      const answers = answersOf(book, rows, parseDay(on));
      const fast = answers.reduce((sum, answer) => sum + (Number.isNaN(answer) ? 0 : 1), 0);
      expect(rows.length).toBeGreaterThan(200_000);
      expect(fast / rows.length).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('owes what assess says, in one row of every two hundred', () => {
    const quantity = Object.fromEntries(book.meta.units.map((unit) => [unit, 5]));
    const day = parseDay('2025-09-15');
    const answers = answersOf(book, rows, day);
    let same = 0;
    rows.forEach(({ code, origin, value }, row) => {
      if (row % 200 !== 0 || Number.isNaN(answers[row]!)) return;
      try {
        const { total } = at.assess({ code, from: origin, on: printDay(day), value, quantity });
        expect([code, origin, total.high]).toEqual([code, origin, printCents(answers[row]!)]);
        same++;
      } catch (error) {
        if (error instanceof TariffError)
          throw new Error(`${code} of ${origin}: ${error.code}, yet the kernel answers`);
        throw error;
      }
    });
    expect(same).toBeGreaterThan(900);
  });
});
