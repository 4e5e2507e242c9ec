// The rate book against the reference evaluator, to the cent: legal cases, random entries, declared facts, trade of 2024.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/assess/assessment.ts';
import { type EntryInput, readEntry } from '../../src/assess/entry.ts';
import { COUNTRIES } from '../../src/core/country.ts';
import { parseDay, printDay } from '../../src/core/day.ts';
import { TariffError } from '../../src/core/errors.ts';
import { parseDecimal } from '../../src/core/money.ts';
import type { LawAt } from '../../src/law.ts';
import { type Book, productOf } from '../../src/ratebook/book.ts';
import { compile } from '../../src/ratebook/compile.ts';
import type { CompileInput } from '../../src/ratebook/compile-input.ts';
import { type Desk, openDesk } from '../../src/ratebook/desk.ts';
import { type Answers, type Rows, run } from '../../src/ratebook/kernel.ts';
import { decodeBook, encodeBook } from '../../src/ratebook/kernel-encode.ts';
import { subsetOf } from '../../src/ratebook/subset.ts';
import { openCatalogue } from '../../src/schedule/catalogue.ts';
import { allCases, entryOfCase } from '../support/cases.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const law = embeddedLaw();
const facts = Object.keys(law.pack.facts);
const { zone } = law.territory();

interface Compiled {
  readonly at: LawAt;
  readonly book: Book;
  readonly desk: Desk;
}

const compiled = new Map<string, Compiled>();

/** `place`: only this line of this origin on this day, which is quick to compile. */
function compiledAt(
  known: string,
  outcome?: string,
  deadline?: string,
  place?: { readonly origin: string; readonly day: number; readonly line: string },
): Compiled {
  const key = `${known} ${outcome ?? ''} ${deadline ?? ''} ${place?.origin ?? ''} ${place?.day ?? ''} ${place?.line ?? ''}`;
  const kept = compiled.get(key);
  if (kept) return kept;
  const plain = law.as({ known });
  const at = outcome ? plain.under(outcome, deadline ? { deadline } : {}) : plain;
  const input: CompileInput = {
    pack: law.pack,
    law: at.resolved(),
    territory: law.territory(),
    catalogue: place ? openCatalogue(rowsOf(place.line)) : law.catalogue(),
    known,
    ...(outcome ? { outcome } : {}),
    ...(place ? { origins: [place.origin], from: place.day, until: place.day + 1 } : {}),
  };
  const book = decodeBook(encodeBook(compile(input)));
  const made = { at, book, desk: openDesk(book, input, at.calendar()) };
  compiled.set(key, made);
  return made;
}

const rowsOf = (line: string) => law.catalogue().rows.filter(({ code }) => code === line);

const cents = (text: string): number => parseDecimal(text, 2, 'amount');

function reference(at: LawAt, entry: EntryInput): Assessment | TariffError {
  try {
    return at.assess(entry);
  } catch (error) {
    if (error instanceof TariffError) return error;
    throw error;
  }
}

/** One entry through the kernel; undefined for NEEDS_REFERENCE. */
function kernel(book: Book, entry: EntryInput) {
  const { code, origin, onDay, value, quantity } = readEntry(entry, zone, facts);
  const rows: Rows = {
    count: 1,
    products: Int32Array.of(productOf(book, code)),
    origins: Int16Array.of(book.meta.origins[origin] ?? -1),
    days: Int32Array.of(onDay),
    values: Float64Array.of(value),
    quantities: book.meta.units.map((unit) => Float64Array.of(quantity[unit] ?? Number.NaN)),
  };
  const answers: Answers = {
    low: new Float64Array(1),
    high: new Float64Array(1),
    sets: new Int32Array(1),
    bases: new Float64Array(1),
  };
  run(book, rows, answers);
  const [low, high] = [answers.low[0]!, answers.high[0]!];
  if (Number.isNaN(low)) return undefined;
  return { low, high, filing: book.meta.filings[book.setFiling[answers.sets[0]!]!]! };
}

const spanOf = ({ total, filing }: Assessment) => ({
  low: cents(total.low),
  high: cents(total.high),
  filing: filing.join(' '),
});

const lines = [...new Set(law.catalogue().rows.map(({ code }) => code))];
const listed = [...law.as({ known: '2026-11-01' }).resolved().lists.values()]
  .filter(({ name }) => name.startsWith('us/'))
  .flatMap(({ codes }) => codes.filter((code) => code.length >= 8));
const hot = ['CN', 'HK', 'DE', 'GB', 'JP', 'KR', 'CA', 'MX', 'CH', 'BR', 'IN', 'RU'];

const code = fc.oneof(
  fc.constantFrom(...lines),
  fc
    .tuple(fc.constantFrom(...lines), fc.integer({ min: 0, max: 99 }))
    .map(([line, n]) => line + String(n).padStart(2, '0')),
  fc.constantFrom(...listed),
);
const day = fc.integer({ min: parseDay('2018-07-06'), max: parseDay('2030-12-31') }).map(printDay);
const lively = fc.integer({ min: parseDay('2025-01-15'), max: parseDay('2027-03-01') }).map(printDay);

const plainEntry = fc.record({
  code,
  from: fc.oneof(fc.constantFrom(...hot), fc.constantFrom(...COUNTRIES)),
  on: fc.oneof(day, lively, lively),
  value: fc.integer({ min: 0, max: 2_000_000_000 }).map((n) => (n / 100).toFixed(2)),
  quantity: fc.record({
    kg: fc.nat(1_000_000),
    litre: fc.nat(10_000),
    each: fc.nat(1000),
    dozen: fc.nat(1000),
  }),
});

const declared = fc.record(
  {
    mode: fc.constantFrom('vessel', 'air', 'truck', 'rail', 'post'),
    loaded: lively,
    metals: fc.constantFrom(
      { steel: '60%' },
      { steel: '0.25', aluminum: '0.5' },
      { aluminum: '1' },
      { steel: 0 },
      { copper: '0.3' },
    ),
    usContent: fc.constantFrom('10%', '20%', '0.5'),
    claims: fc.constantFrom(['usmca'], ['korus'], ['9903.01.28'], ['9903.88.69']),
    facts: fc.constantFrom(...facts).map((name) => ({ [name]: 'yes' })),
  },
  { requiredKeys: [] },
);

const KNOWN = ['2025-04-20', '2025-07-29', '2026-11-01'] as const;

describe('the kernel and assess', () => {
  it.each(KNOWN)(
    'agree to the cent on random entries as known on %s',
    (known) => {
      const { at, book } = compiledAt(known);
      let fast = 0;
      fc.assert(
        fc.property(plainEntry, (entry) => {
          const fromKernel = kernel(book, entry);
          if (fromKernel === undefined) return;
          const answer = reference(at, entry);
          if (answer instanceof TariffError) throw new Error(`${answer.code}, yet the kernel answers`);
          expect(fromKernel).toEqual(spanOf(answer));
          fast++;
        }),
        { numRuns: 1000 },
      );
      expect(fast).toBeGreaterThan(600);
    },
    300_000,
  );

  it('agree under an outcome of the talks', () => {
    const { at, book } = compiledAt('2025-07-29', 'extend-90-days', '2025-08-12');
    const china = plainEntry.map((entry) => ({ ...entry, from: 'CN' }));
    fc.assert(
      fc.property(china, lively, (entry, on) => {
        const answer = reference(at, { ...entry, on });
        const fromKernel = kernel(book, { ...entry, on });
        if (fromKernel !== undefined) expect(fromKernel).toEqual(spanOf(answer as Assessment));
      }),
      { numRuns: 500 },
    );
  }, 300_000);
});

describe('the desk and assess', () => {
  it('agree to the cent on entries that declare modes, dates, metals, claims and facts', () => {
    const { at, desk } = compiledAt('2026-11-01');
    let answered = 0;
    fc.assert(
      fc.property(plainEntry, declared, lively, (plain, more, on) => {
        const entry = { ...plain, ...more, on } as EntryInput;
        const answer = desk.answer(readEntry(entry, zone, facts));
        if (answer === undefined) return;
        const asked = reference(at, entry);
        if (asked instanceof TariffError) throw new Error(`${asked.code}, yet the desk answers`);
        const { low, high, filing } = answer;
        expect({ low, high, filing }).toEqual(spanOf(asked));
        const paid = answer.lines.reduce((sum, { amount }) => sum + amount, answer.base);
        expect(paid).toBe(asked.lines.reduce((sum, { amount }) => sum + cents(amount), 0));
        answered++;
      }),
      { numRuns: 1000 },
    );
    expect(answered).toBeGreaterThan(450);
  }, 300_000);
});

describe('goods under import bans', () => {
  const barred = plainEntry.map((entry) => ({ ...entry, on: '2026-06-01' }));
  const origin = fc.constantFrom('RU', 'CU', 'IR', 'KP', 'UA', 'CN', 'IN', 'TM', 'BY');
  const mayMatter = Object.keys(law.pack.facts).filter((name) =>
    law.pack.instruments
      .flatMap(({ acts }) => acts)
      .some(
        (act) =>
          act.act === 'impose' && act.prohibits !== undefined && JSON.stringify(act).includes(`"${name}"`),
      ),
  );
  const said = fc.dictionary(fc.constantFrom(...mayMatter), fc.constantFrom('yes', 'no'), { maxKeys: 3 });

  it('are never given a duty where assess refuses them, and get the same one where it does not', () => {
    const { at, book, desk } = compiledAt('2026-11-01');
    const seen = { refused: 0, answered: 0 };
    fc.assert(
      fc.property(barred, origin, said, (plain, from, spoken) => {
        for (const declaredFacts of [{}, spoken]) {
          const entry = { ...plain, from, facts: declaredFacts };
          const asked = reference(at, entry);
          const bare = Object.keys(declaredFacts).length === 0;
          const answers = [
            bare ? kernel(book, entry) : undefined,
            desk.answer(readEntry(entry, zone, facts)),
          ];
          if (asked instanceof TariffError) {
            expect(answers).toEqual([undefined, undefined]);
            if (asked.code === 'prohibited') seen.refused++;
            continue;
          }
          for (const answer of answers)
            if (answer) {
              const { low, high, filing } = answer;
              expect({ low, high, filing }).toEqual(spanOf(asked));
              seen.answered++;
            }
        }
      }),
      { numRuns: 600 },
    );
    expect(seen.refused).toBeGreaterThan(200);
    expect(seen.answered).toBeGreaterThan(100);
  }, 300_000);
});

describe('the legal cases', () => {
  const cases = allCases().filter(({ entry }) => (entry.into ?? 'US') === 'US');

  it('come to the same through the rate book, and most of them without assess', () => {
    let own = 0;
    for (const one of cases) {
      const { known: _, ...entry } = entryOfCase(one);
      let read: ReturnType<typeof readEntry>;
      let book: Compiled;
      try {
        read = readEntry(entry, zone, facts);
        const place = { origin: read.origin, day: read.onDay, line: read.code.slice(0, 8) };
        book = compiledAt(one.entry.known, one.outcome, one.deadline, place);
      } catch (error) {
        expect(error).toBeInstanceOf(TariffError);
        expect(one.expect.error).toBeDefined();
        continue;
      }
      const answer = reference(book.at, entry);
      const fast = book.desk.answer(read);
      if (fast === undefined) continue;
      if (answer instanceof TariffError) throw new Error(`${one.case}: ${answer.code}, yet the book answers`);
      expect({ case: one.case, low: fast.low, high: fast.high, filing: fast.filing }).toEqual({
        case: one.case,
        ...spanOf(answer),
      });
      own++;
    }
    expect(own / cases.length).toBeGreaterThan(0.75);
  }, 600_000);
});

describe('the trade of 2024', () => {
  it('takes the fast path in at least 95 of 100 rows', () => {
    const { book } = compiledAt('2026-11-01');
    const text = readFileSync(join(ROOT, 'law/us/schedule/imports-2024.csv'), 'utf8');
    const rows = parse(text, { columns: true, comment: '#' }) as {
      code: string;
      origin: string;
      value: string;
    }[];
    const origin: Record<string, string> = { EU: 'DE', ZZ: 'TH' };
    const quantity = Object.fromEntries(book.meta.units.map((unit) => [unit, 1000]));
    const fast = rows.filter(({ code: line, origin: from, value }) =>
      kernel(book, { code: line, from: origin[from] ?? from, on: '2026-06-01', value, quantity }),
    );
    expect(rows.length).toBeGreaterThan(10_000);
    expect(fast.length / rows.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a book', () => {
  it('is compiled to the same bytes again', () => {
    const { book, at } = compiledAt('2025-07-29');
    const input = {
      pack: law.pack,
      law: at.resolved(),
      territory: law.territory(),
      catalogue: law.catalogue(),
      known: '2025-07-29',
    };
    expect(Buffer.compare(encodeBook(compile(input)), encodeBook(book))).toBe(0);
  });

  it('is refused when a byte of it is changed, cut off or of another format', () => {
    const bytes = encodeBook(compiledAt('2025-07-29').book);
    const changed = bytes.slice();
    changed[bytes.length >> 1]! ^= 1;
    expect(() => decodeBook(changed)).toThrow(/hash/);
    expect(() => decodeBook(bytes.slice(0, bytes.length - 8))).toThrow(/hash/);
    const other = bytes.slice();
    other[4]! ^= 8;
    expect(() => decodeBook(other)).toThrow(/format/);
    expect(() => decodeBook(new Uint8Array(3))).toThrow(/too short/);
  });

  it('answers the same when it is cut to some origins and days, and nothing outside of them', () => {
    const { book } = compiledAt('2026-11-01');
    const small = subsetOf(book, {
      origins: ['CN', 'DE'],
      from: parseDay('2025-06-01'),
      until: parseDay('2026-01-01'),
    });
    expect(encodeBook(small).length).toBeLessThan(encodeBook(book).length / 3);
    const days = fc.integer({ min: parseDay('2025-06-01'), max: parseDay('2025-12-31') }).map(printDay);
    fc.assert(
      fc.property(plainEntry, days, fc.constantFrom('CN', 'DE'), (entry, on, from) => {
        expect(kernel(small, { ...entry, on, from })).toEqual(kernel(book, { ...entry, on, from }));
      }),
      { numRuns: 500 },
    );
    const toy = { code: '95030000', value: '100' };
    expect(kernel(small, { ...toy, from: 'JP', on: '2025-07-01' })).toBeUndefined();
    expect(kernel(small, { ...toy, from: 'CN', on: '2026-01-01' })).toBeUndefined();
    expect(kernel(small, { ...toy, from: 'CN', on: '2025-12-31' })).toBeDefined();
  });
});
