// The rate book as plain tables, for engines that join: rows of texts and whole numbers, days as days since 1970-01-01.

import { type Book, codeOfProduct, REFERENCE } from './book.ts';

export interface Table {
  readonly name: string;
  /** Name and type: `text` or `int`. */
  readonly columns: readonly (readonly [string, 'text' | 'int'])[];
  rows(): Iterable<readonly (string | number)[]>;
}

const int = (name: string) => [name, 'int'] as const;
const text = (name: string) => [name, 'text'] as const;

function* products(book: Book) {
  for (let product = 0; product < book.suffixes.length; product++)
    yield [codeOfProduct(book, product), book.classes[product]!, book.lines[book.productLine[product]!]!];
}

function* origins(book: Book) {
  for (const [origin, number] of Object.entries(book.meta.origins)) yield [origin, number];
}

/** Which column of the schedule an origin class stands under, by day. */
function* columns(book: Book) {
  const { from, until } = book.meta;
  for (let number = 0; number < book.column2From.length; number++) {
    const [second, after] = [book.column2From[number]!, book.column2Until[number]!];
    if (from < second) yield [number, 1, from, Math.min(second, until)];
    if (second < after) yield [number, 2, Math.max(second, from), Math.min(after, until)];
    if (second < until && after < until) yield [number, 1, after, until];
  }
}

function* bases(book: Book) {
  for (let line = 0; line < book.lines.length; line++)
    for (let step = book.baseStart[line]!; step < book.baseStart[line + 1]!; step++) {
      const until = step + 1 < book.baseStart[line + 1]! ? book.baseDays[step + 1]! : book.meta.until;
      yield [book.lines[line]!, 1, book.baseDays[step]!, until, book.baseGeneral[step]!];
      yield [book.lines[line]!, 2, book.baseDays[step]!, until, book.baseColumn2[step]!];
    }
}

function* timelines(book: Book) {
  for (let at = 0; at < book.timelines.length; at++)
    yield [Math.floor(at / book.width), at % book.width, book.timelines[at]!];
}

/** Steps that follow one another in the same cell are one here. */
function* steps(book: Book) {
  for (let timeline = 0; timeline + 1 < book.stepStart.length; timeline++)
    for (
      let step = book.stepStart[timeline]!, next = step;
      step < book.stepStart[timeline + 1]!;
      step = next
    ) {
      const cell = book.stepCells[step]!;
      for (next = step + 1; next < book.stepStart[timeline + 1]! && book.stepCells[next] === cell; ) next++;
      const until = next < book.stepStart[timeline + 1]! ? book.stepDays[next]! : book.meta.until;
      yield [timeline, book.stepDays[step]!, until, cell];
    }
}

/** The set of every cell in every region of the base duty's rate. */
function* cells(book: Book) {
  const regions = book.thresholds.length * 2 + 1;
  for (const cell of new Set(book.stepCells))
    for (let region = 0; region < regions; region++) {
      const set = cell >= 0 ? cell : book.splits[-cell - 1 + region]!;
      if (set !== REFERENCE) yield [cell, region, set];
    }
}

function* sets(book: Book) {
  for (let set = 1; set < book.setLeaf.length; set++) {
    const [start, end] = [book.setStart[set]!, book.setStart[set + 1]!];
    if (start === end)
      yield* [
        [set, 0, book.setLeaf[set]!],
        [set, 1, book.setLeaf[set]!],
      ];
    for (let at = start; at < end; at++)
      yield [set, at < start + book.setLows[set]! ? 0 : 1, book.setLeaves[at]!];
  }
}

function* lines(book: Book) {
  for (let leaf = 0; leaf + 1 < book.leafStart.length; leaf++)
    for (let line = book.leafStart[leaf]!; line < book.leafStart[leaf + 1]!; line++)
      yield [
        leaf,
        line,
        book.linePart[line]!,
        book.lineDuty[line]!,
        book.meta.programs[book.lineProgram[line]!]!,
      ];
}

type Term = readonly [kind: number, rate: number, unit: string];
const [AD_VALOREM, SPECIFIC, SUM, TOP_UP, LESSER] = [1, 2, 3, 4, 5];

/** The terms of a duty that is a sum of plain terms; undefined when it is more than that. */
function termsOf(book: Book, duty: number): readonly Term[] | undefined {
  const kind = book.dutyKind[duty]!;
  if (kind === 0) return [];
  if (kind === AD_VALOREM || kind === TOP_UP) return [[kind, book.dutyRate[duty]!, '']];
  if (kind === SPECIFIC) return [[kind, book.dutyRate[duty]!, book.meta.units[book.dutyAt[duty]!]!]];
  if (kind !== SUM) return undefined;
  const all = childrenOf(book, duty).map((child) => termsOf(book, child));
  return all.every((terms) => terms !== undefined) ? all.flat() : undefined;
}

const childrenOf = (book: Book, duty: number): readonly number[] => [
  ...book.dutyChildren.subarray(book.dutyAt[duty]!, book.dutyAt[duty]! + book.dutyCount[duty]!),
];

/**
 * Duties as terms: a duty is the least (`pick` 0) or the most (1) of its alternatives, each a sum of terms. Kind 0 is nothing, 1 a share
 * of the value, 2 a price for a unit, 4 up to a share in all. Duties that are more than that have no rows: ask `assess`.
 */
function* terms(book: Book) {
  for (let duty = 0; duty < book.dutyKind.length; duty++) {
    const kind = book.dutyKind[duty]!;
    const pick = kind === LESSER ? 0 : 1;
    const alternatives = kind >= LESSER ? childrenOf(book, duty) : [duty];
    const all = alternatives.map((one) => termsOf(book, one));
    if (all.some((one) => one === undefined)) continue;
    for (const [alternative, own] of all.entries())
      for (const [kindOf, rate, unit] of own!.length === 0 ? [[0, 0, ''] as Term] : own!)
        yield [duty, pick, alternative, kindOf, rate, unit];
  }
}

/** All tables of a book. */
export const tablesOf = (book: Book): readonly Table[] => [
  { name: 'book_products', columns: [text('code'), int('class'), int('line')], rows: () => products(book) },
  { name: 'book_origins', columns: [text('origin'), int('class')], rows: () => origins(book) },
  {
    name: 'book_columns',
    columns: [int('origin_class'), int('col'), int('from_day'), int('until_day')],
    rows: () => columns(book),
  },
  {
    name: 'book_bases',
    columns: [int('line'), int('col'), int('from_day'), int('until_day'), int('duty')],
    rows: () => bases(book),
  },
  {
    name: 'book_timelines',
    columns: [int('origin_class'), int('product_class'), int('timeline')],
    rows: () => timelines(book),
  },
  {
    name: 'book_steps',
    columns: [int('timeline'), int('from_day'), int('until_day'), int('cell')],
    rows: () => steps(book),
  },
  { name: 'book_cells', columns: [int('cell'), int('region'), int('set_no')], rows: () => cells(book) },
  { name: 'book_sets', columns: [int('set_no'), int('side'), int('leaf')], rows: () => sets(book) },
  {
    name: 'book_lines',
    columns: [int('leaf'), int('line_no'), int('part'), int('duty'), text('program')],
    rows: () => lines(book),
  },
  {
    name: 'book_terms',
    columns: [int('duty'), int('pick'), int('alternative'), int('kind'), int('rate'), text('unit')],
    rows: () => terms(book),
  },
];

export const ENGINES = ['duckdb', 'clickhouse', 'postgres', 'spark'] as const;
export type Engine = (typeof ENGINES)[number];

/** Whole-number division of numbers that are not negative, in each engine's words. */
const DIVIDE: Readonly<Record<Engine, (a: string, b: string) => string>> = {
  duckdb: (a, b) => `((${a}) // ${b})`,
  clickhouse: (a, b) => `intDiv(${a}, ${b})`,
  postgres: (a, b) => `((${a}) / ${b})`,
  spark: (a, b) => `((${a}) div ${b})`,
};

/** What a table made by a query needs besides. */
const CREATE: Readonly<Record<Engine, string>> = {
  duckdb: '',
  clickhouse: 'ENGINE = Memory ',
  postgres: '',
  // Without a format Spark 3 makes a table of Hive's, and refuses where Hive is not set up.
  spark: 'USING parquet ',
};

/** What a query ends with when it joins: NULL where nothing is joined, not nothing at all. */
const JOINED: Readonly<Record<Engine, string>> = {
  duckdb: '',
  clickhouse: '\nSETTINGS join_use_nulls = 1',
  postgres: '',
  spark: '',
};

const BIG: Readonly<Record<Engine, (a: string) => string>> = {
  duckdb: (a) => `CAST(${a} AS BIGINT)`,
  clickhouse: (a) => `toInt64(${a})`,
  postgres: (a) => `CAST(${a} AS BIGINT)`,
  spark: (a) => `CAST(${a} AS BIGINT)`,
};

/**
 * The statements that join a table `entries(id, code, origin, on_day, value_cents)` and `entry_quantities(id, unit, milli)` to the book, step by
 * step. The last fills `duty_answers` with `id, low, high` in cents; entries that are not in it must be put to `assess`. Values up to 10
 * thousand million dollars.
 */
export function statementsFor(engine: Engine, book: Book): readonly string[] {
  const divide = DIVIDE[engine];
  const big = BIG[engine];
  const round = (product: string, by: number) => divide(`${product} + ${by / 2}`, String(by));
  const share = (value: string, ppm: string) => round(`${big(value)} * ${ppm}`, 1_000_000);
  const regions = [...book.thresholds]
    .map((limit, i) => `WHEN rate < ${limit} THEN ${2 * i} WHEN rate = ${limit} THEN ${2 * i + 1}`)
    .join(' ');
  const region = regions === '' ? '0' : `CASE ${regions} ELSE ${book.thresholds.length * 2} END`;
  const amount = (value: string, base: string, part: string) => `CASE t.kind
      WHEN 0 THEN ${big('0')}
      WHEN 1 THEN ${share(value, 't.rate')}
      WHEN 2 THEN ${round(`${big(share('q.milli', part))} * t.rate`, 10_000_000)}
      ELSE CASE WHEN ${share(value, 't.rate')} > ${base} THEN ${share(value, 't.rate')} - ${base} ELSE ${big('0')} END END`;
  const missing = `SUM(CASE WHEN t.kind = 2 AND q.unit IS NULL THEN 1 ELSE 0 END)`;
  const parts: readonly (readonly [string, string])[] = [
    [
      'keyed',
      `  SELECT id, origin, on_day, ${big('value_cents')} AS value_cents, code,
    substring(code, 1, 8) AS code8, concat(substring(code, 1, 8), CASE WHEN length(code) = 10 THEN '**' ELSE '' END) AS code_other
  FROM entries`,
    ],
    [
      'placed',
      `  SELECT k.id AS id, k.on_day AS on_day, k.value_cents AS value_cents, o.class AS origin_class, p.class AS product_class, p.line AS line
  FROM duty_keyed k
  JOIN book_origins o ON o.origin = k.origin
  JOIN book_products p ON p.code = k.code
  UNION ALL
  SELECT k.id, k.on_day, k.value_cents, o.class, p.class, p.line
  FROM duty_keyed k
  JOIN book_origins o ON o.origin = k.origin
  JOIN book_products p ON p.code = k.code_other
  WHERE length(k.code) = 10 AND k.code NOT IN (SELECT code FROM book_products)
  UNION ALL
  SELECT k.id, k.on_day, k.value_cents, o.class, p.class, p.line
  FROM duty_keyed k
  JOIN book_origins o ON o.origin = k.origin
  JOIN book_products p ON p.code = k.code8
  WHERE length(k.code) = 10 AND k.code NOT IN (SELECT code FROM book_products) AND k.code_other NOT IN (SELECT code FROM book_products)`,
    ],
    [
      'based',
      `  SELECT p.id AS id, p.on_day AS on_day, p.value_cents AS value_cents, p.origin_class AS origin_class, p.product_class AS product_class, b.duty AS duty
  FROM duty_placed p
  JOIN book_columns c ON c.origin_class = p.origin_class
  JOIN book_bases b ON b.line = p.line AND b.col = c.col
  WHERE c.from_day <= p.on_day AND p.on_day < c.until_day AND b.from_day <= p.on_day AND p.on_day < b.until_day`,
    ],
    [
      'base_sums',
      `  SELECT b.id AS id, t.alternative AS alternative, MAX(t.pick) AS pick, SUM(${amount('b.value_cents', big('0'), '1000000')}) AS amount, ${missing} AS missing
  FROM duty_based b
  JOIN book_terms t ON t.duty = b.duty
  LEFT JOIN entry_quantities q ON q.id = b.id AND q.unit = t.unit
  GROUP BY b.id, t.alternative`,
    ],
    [
      'base_amounts',
      `  SELECT id, CASE WHEN MAX(pick) = 0 THEN MIN(amount) ELSE MAX(amount) END AS base
  FROM duty_base_sums GROUP BY id HAVING SUM(missing) = 0`,
    ],
    [
      'rated',
      `  SELECT b.id AS id, b.value_cents AS value_cents, b.origin_class AS origin_class, b.product_class AS product_class, b.on_day AS on_day, a.base AS base,
    CASE WHEN r.terms = 1 AND r.kind = 1 THEN ${big('r.rate')}
      WHEN b.value_cents = 0 THEN ${big('0')}
      ELSE ${divide(`${big('a.base')} * 1000000 + ${divide('b.value_cents', '2')}`, 'CASE WHEN b.value_cents = 0 THEN 1 ELSE b.value_cents END')} END AS rate
  FROM duty_based b
  JOIN duty_base_amounts a ON a.id = b.id
  JOIN (SELECT duty, MAX(rate) AS rate, MAX(kind) AS kind, COUNT(*) AS terms FROM book_terms GROUP BY duty) r ON r.duty = b.duty`,
    ],
    [
      'chosen',
      `  SELECT r.id AS id, r.value_cents AS value_cents, r.base AS base, c.set_no AS set_no
  FROM (SELECT id, value_cents, origin_class, product_class, on_day, base, ${region} AS region FROM duty_rated) r
  JOIN book_timelines l ON l.origin_class = r.origin_class AND l.product_class = r.product_class
  JOIN book_steps s ON s.timeline = l.timeline
  JOIN book_cells c ON c.cell = s.cell AND c.region = r.region
  WHERE s.from_day <= r.on_day AND r.on_day < s.until_day`,
    ],
    [
      'parts',
      `  SELECT c.id AS id, s.side AS side, s.leaf AS leaf, l.line_no AS line_no, l.duty AS duty, l.part AS part,
    ${share('c.value_cents', 'l.part')} AS value_part, ${share('c.base', 'l.part')} AS base_part
  FROM duty_chosen c
  JOIN book_sets s ON s.set_no = c.set_no
  JOIN book_lines l ON l.leaf = s.leaf`,
    ],
    [
      'line_sums',
      `  SELECT x.id AS id, x.side AS side, x.leaf AS leaf, x.line_no AS line_no, t.alternative AS alternative, MAX(t.pick) AS pick,
    SUM(${amount('x.value_part', 'x.base_part', 'x.part')}) AS amount, ${missing} AS missing
  FROM duty_parts x
  JOIN book_terms t ON t.duty = x.duty
  LEFT JOIN entry_quantities q ON q.id = x.id AND q.unit = t.unit
  GROUP BY x.id, x.side, x.leaf, x.line_no, t.alternative`,
    ],
    [
      'line_amounts',
      `  SELECT id, side, leaf, line_no, CASE WHEN MAX(pick) = 0 THEN MIN(amount) ELSE MAX(amount) END AS amount
  FROM duty_line_sums GROUP BY id, side, leaf, line_no HAVING SUM(missing) = 0`,
    ],
    [
      'leaf_amounts',
      `  SELECT id, side, leaf, SUM(amount) AS amount FROM duty_line_amounts GROUP BY id, side, leaf`,
    ],
    [
      'leaves',
      `  SELECT c.id AS id, s.side AS side, s.leaf AS leaf, c.base AS base
  FROM duty_chosen c JOIN book_sets s ON s.set_no = c.set_no`,
    ],
    [
      'answers',
      `SELECT l.id AS id,
  MIN(CASE WHEN l.side = 0 THEN l.base + COALESCE(a.amount, 0) END) AS low,
  MAX(CASE WHEN l.side = 1 THEN l.base + COALESCE(a.amount, 0) END) AS high
FROM duty_leaves l
LEFT JOIN duty_leaf_amounts a ON a.id = l.id AND a.side = l.side AND a.leaf = l.leaf
GROUP BY l.id`,
    ],
  ];
  return parts.flatMap(([name, select]) => [
    `DROP TABLE IF EXISTS duty_${name}`,
    `CREATE TABLE duty_${name} ${CREATE[engine]}AS\n${select}${select.includes('JOIN') ? JOINED[engine] : ''}`,
  ]);
}
