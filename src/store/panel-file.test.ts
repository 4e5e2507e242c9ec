// Files of panels made up at random come back as they were: missing rates, empty stretches, wide dictionaries, nothing at all.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Layer, NO_RATE, type Panel } from '../ratebook/panel.ts';
import { type Sequences, sequences } from '../ratebook/sequences.ts';
import { type Database, literal, openDuckDb } from './duckdb.ts';
import { writePanelFile } from './panel-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-file-'));
let database: Database;
beforeAll(async () => {
  database = await openDuckDb();
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** By cluster and origin class, the intervals: first day, day after the last, base (or nothing), low, high. */
type Interval = readonly [number, number, number | null, number, number];
interface Made {
  readonly origins: number;
  /** Class of each origin, and cluster of each product. */
  readonly classOf: readonly number[];
  readonly clusterOf: readonly number[];
  readonly intervals: readonly (readonly (readonly Interval[])[])[];
}

const add = (all: Sequences, own: readonly number[]): number => all.add(Int32Array.from(own), own.length);

function panelFrom({ classOf, clusterOf, intervals }: Made): Panel {
  const calendar = [...new Set(intervals.flat(2).flatMap((own) => own.slice(0, 2) as number[]))];
  const places = new Map(calendar.map((day, place) => [day, place]));
  const ppm = { base: [] as number[], low: [] as number[], high: [] as number[] };
  const known = new Map<string, number>();
  const placeOf = ([, , base, low, high]: Interval): number => {
    const rate = base === null ? [NO_RATE, NO_RATE, NO_RATE] : [base, low, high];
    const place = known.get(rate.join()) ?? ppm.base.push(rate[0]!) - 1;
    known.set(rate.join(), place);
    ppm.low[place] = rate[1]!;
    ppm.high[place] = rate[2]!;
    return place;
  };
  const layerOf = (said: (own: readonly Interval[]) => readonly number[]): Layer => {
    const [stretches, sheets] = [sequences(), sequences()];
    const sheetOf = intervals.map((cluster) =>
      add(
        sheets,
        cluster.map((own) => add(stretches, said(own))),
      ),
    );
    return { stretches, sheets, sheetOf };
  };
  return {
    codes: clusterOf.map((_, product) => String(10_000_000 + product)),
    origins: classOf.map((_, origin) => `O${String(origin).padStart(3, '0')}`),
    classOf,
    clusterOf: Int32Array.from(clusterOf),
    days: layerOf((own) => own.flatMap(([from, until]) => [places.get(from)!, places.get(until)!])),
    calendar,
    rates: layerOf((own) => own.map(placeOf)),
    ppm,
  };
}

/** The rows that a panel's file must have. */
function rowsOf(made: Made): readonly (readonly unknown[])[] {
  const { codes, origins } = panelFrom(made);
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  return codes.flatMap((code, product) =>
    origins.flatMap((origin, place) =>
      made.intervals[made.clusterOf[product]!]![made.classOf[place]!]!.map(
        ([from, until, base, low, high]) =>
          base === null
            ? [code, origin, iso(from), iso(until), null, null, null]
            : [code, origin, iso(from), iso(until), base, low, high],
      ),
    ),
  );
}

async function written(made: Made) {
  const path = join(folder, 'made.parquet');
  const count = writePanelFile(panelFrom(made), path, []);
  const iso = (day: unknown) => (day as Date).toISOString().slice(0, 10);
  const read = (await parquetReadObjects({ file: await asyncBufferFromFile(path) })).map((row) => [
    row.code,
    row.origin,
    iso(row.valid_from),
    iso(row.valid_until),
    row.base_ppm ?? null,
    row.low_ppm ?? null,
    row.high_ppm ?? null,
  ]);
  const joined = await database.rows(
    `SELECT code, origin, CAST(valid_from AS VARCHAR), CAST(valid_until AS VARCHAR), base_ppm, low_ppm, high_ppm FROM ${literal(path)}`,
  );
  return { count, read, joined };
}

const interval = (most: number): fc.Arbitrary<Interval> =>
  fc.tuple(
    fc.integer({ min: 17_000, max: 17_400 }),
    fc.integer({ min: 17_401, max: 17_410 }),
    fc.option(fc.nat(most), { freq: 4, nil: null }),
    fc.nat(most),
    fc.nat(most),
  );

const made = (most: number): fc.Arbitrary<Made> =>
  fc
    .record({
      origins: fc.integer({ min: 1, max: 40 }),
      classes: fc.integer({ min: 1, max: 5 }),
      clusters: fc.integer({ min: 1, max: 6 }),
    })
    .chain(({ origins, classes, clusters }) =>
      fc.record({
        origins: fc.constant(origins),
        classOf: fc.array(fc.nat(classes - 1), { minLength: origins, maxLength: origins }),
        clusterOf: fc.array(fc.nat(clusters - 1), { maxLength: 30 }),
        intervals: fc.array(
          fc.array(fc.array(interval(most), { maxLength: 12 }), { minLength: classes, maxLength: classes }),
          { minLength: clusters, maxLength: clusters },
        ),
      }),
    );

describe("a panel's file", () => {
  it('gives back any intervals to two readers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(made(3), made(100_000)), async (own) => {
        const wanted = rowsOf(own);
        const { count, read, joined } = await written(own);
        expect(count).toBe(wanted.length);
        expect(read).toEqual(wanted);
        expect(joined).toEqual(wanted);
      }),
      { numRuns: 60, seed: 4 },
    );
  }, 120_000);

  it('holds more values than two bytes can number, pages that are far apart, and groups', async () => {
    const intervals = Array.from({ length: 3 }, (_, cluster) =>
      Array.from({ length: 30 }, (_, own) =>
        Array.from({ length: 1000 }, (_, i): Interval => {
          const rate = cluster * 30_000 + own * 1000 + i;
          return [10_000 + i, 10_001 + i, i % 7 === 0 ? null : rate, rate, rate + 5];
        }),
      ),
    );
    const classOf = Array.from({ length: 60 }, (_, origin) => origin % 30);
    const own = { origins: 60, classOf, clusterOf: [0, 1, 0, 0, 2, 1], intervals };
    const wanted = rowsOf(own);
    const { count, read, joined } = await written(own);
    expect(count).toBe(360_000);
    expect(read).toEqual(wanted);
    expect(joined).toEqual(wanted);
  }, 120_000);

  it('can be without any row', async () => {
    const own = { origins: 1, classOf: [0], clusterOf: [0], intervals: [[[]]] };
    expect(await written(own)).toEqual({ count: 0, read: [], joined: [] });
  });
});
