// Third stage: cells, formulas, duties and base duties as typed arrays.

import type { Duty } from '../core/duty.ts';
import { baseSteps } from './base.ts';
import { type Book, bookOf, DUTY_KINDS, FORMAT } from './book.ts';
import { COLUMN_2_GROUP, type CompileInput, LAST_DAY } from './compile-input.ts';
import type { Formula, Leaf } from './formula.ts';
import { COLUMN_2 } from './origins.ts';
import type { Laid } from './stages.ts';

/** Above these the kernel's products would not be exact. */
const MOST_RATE = 9_000_000;
const MOST_PRICE = 900_000_000;

/** Numbers things by a key, in the order in which they are first seen. */
function numbering<T>(keyOf: (one: T) => string) {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of(one: T): number {
      const key = keyOf(one);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push(one) - 1;
    },
  };
}

/** Whether the kernel's products with a duty are exact. */
function fits(duty: Duty): boolean {
  switch (duty.kind) {
    case 'free':
      return true;
    case 'specific':
      return duty.price <= MOST_PRICE;
    case 'ad-valorem':
    case 'top-up':
      return duty.rate <= MOST_RATE;
    // The kernel has no minimum prices and replaces no base duty: these entries go to the reference.
    case 'gap':
    case 'instead':
      return false;
    default:
      return childrenOf(duty).every(fits);
  }
}

const childrenOf = (duty: Duty): readonly Duty[] =>
  duty.kind === 'sum' ? duty.terms : duty.kind === 'lesser' || duty.kind === 'greater' ? duty.of : [];

/** Duty trees as rows: children are numbered before the tree that holds them. */
function dutyTable(units: ReturnType<typeof numbering<string>>) {
  const kinds: number[] = [];
  const rates: number[] = [];
  const ats: number[] = [];
  const counts: number[] = [];
  const children: number[] = [];
  const keys = new WeakMap<Duty, number>();
  const numbers = new Map<string, number>();
  const add = (duty: Duty): number => {
    const own = childrenOf(duty).map(numberOf);
    const first = own.length > 0 ? children.push(...own) - own.length : 0;
    kinds.push((DUTY_KINDS as readonly Duty['kind'][]).indexOf(duty.kind));
    rates.push(
      duty.kind === 'ad-valorem' || duty.kind === 'top-up'
        ? duty.rate
        : duty.kind === 'specific'
          ? duty.price
          : 0,
    );
    ats.push(duty.kind === 'specific' ? units.of(duty.unit) : first);
    return counts.push(own.length) - 1;
  };
  const numberOf = (duty: Duty): number => {
    const kept = keys.get(duty);
    if (kept !== undefined) return kept;
    const key = JSON.stringify(duty);
    const number = numbers.get(key) ?? add(duty);
    numbers.set(key, number);
    keys.set(duty, number);
    return number;
  };
  return { kinds, rates, ats, counts, children, numberOf };
}

type Duties = ReturnType<typeof dutyTable>;

function leafTable(duties: Duties, programs: ReturnType<typeof numbering<string>>) {
  const starts = [0];
  const lineDuty: number[] = [];
  const linePart: number[] = [];
  const lineProgram: number[] = [];
  const numbers = new Map<string, number>();
  const byLeaf = new Map<Leaf, number>();
  const add = (leaf: Leaf): number => {
    const rows = leaf.map(({ duty, part, program }) => [duties.numberOf(duty), part, programs.of(program)]);
    const key = rows.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    for (const [duty, part, program] of rows) {
      lineDuty.push(duty!);
      linePart.push(part!);
      lineProgram.push(program!);
    }
    starts.push(lineDuty.length);
    numbers.set(key, starts.length - 2);
    return starts.length - 2;
  };
  return {
    starts,
    lineDuty,
    linePart,
    lineProgram,
    of(leaf: Leaf): number {
      const number = byLeaf.get(leaf) ?? add(leaf);
      byLeaf.set(leaf, number);
      return number;
    },
  };
}

const EMPTY: Formula = { taken: [], lows: [], highs: [], filing: '', reads: [] };

const allFit = ({ taken, lows, highs }: Formula): boolean =>
  [taken, ...lows, ...highs].every((leaf) => leaf.every(({ duty }) => fits(duty)));

/** The days on which each origin class stands under column 2; one span for each, as the groups have it. */
function column2Spans(input: CompileInput, { origins, scopes, turns }: Laid) {
  const end = input.until ?? LAST_DAY;
  const spans = origins.countries.map((country) => {
    if (!input.pack.groups[COLUMN_2_GROUP]) return { from: end, until: end };
    const line = scopes.line(scopes.numberOf(COLUMN_2), country);
    const first = line.indexOf(1);
    if (first < 0) return { from: end, until: end };
    const after = line.indexOf(0, first);
    return { from: turns.days[first]!, until: after < 0 ? end : turns.days[after]! };
  });
  return {
    column2From: Int32Array.from(spans, ({ from }) => from),
    column2Until: Int32Array.from(spans, ({ until }) => until),
  };
}

function basePart(input: CompileInput, laid: Laid, duties: Duties) {
  const lines = [...new Set(laid.goods.products.map(({ line }) => line))];
  const from = laid.turns.days[0]!;
  const stepsOf = baseSteps(input, lines, from);
  const start = [0];
  const days: number[] = [];
  const general: number[] = [];
  const column2: number[] = [];
  const number = (duty: Duty | null) => (duty !== null && fits(duty) ? duties.numberOf(duty) : -1);
  for (const line of lines) {
    for (const step of stepsOf(line)) {
      days.push(step.day);
      general.push(number(step.general));
      column2.push(number(step.column2));
    }
    start.push(days.length);
  }
  return {
    lines: Int32Array.from(lines, Number),
    baseStart: Int32Array.from(start),
    baseDays: Int32Array.from(days),
    baseGeneral: Int32Array.from(general),
    baseColumn2: Int32Array.from(column2),
  };
}

function productPart({ goods }: Laid) {
  const starts: number[] = [];
  goods.products.forEach(({ line }, index) => {
    if (index === 0 || goods.products[index - 1]!.line !== line) starts.push(index);
  });
  return {
    productStart: Int32Array.from([...starts, goods.products.length]),
    suffixes: Uint8Array.from(goods.products, ({ suffix }) => suffix),
    classes: goods.classOf,
  };
}

function stepPart({ intervals, turns }: Laid) {
  const starts = [0];
  const days: number[] = [];
  const cells: number[] = [];
  for (const timeline of intervals.timelines) {
    for (let i = 0; i < timeline.length; i += 2) {
      days.push(turns.days[timeline[i]!]!);
      cells.push(timeline[i + 1]!);
    }
    starts.push(days.length);
  }
  return {
    timelines: intervals.table,
    stepStart: Int32Array.from(starts),
    stepDays: Int32Array.from(days),
    stepCells: Int32Array.from(cells),
  };
}

/** A hash of texts for the header: FNV-1a of 32 bits, twice. */
function hashOf(texts: Iterable<string>): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const text of texts)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b ^ (unit + i), 0x85ebca6b);
    }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

const scheduleTexts = function* ({ catalogue }: CompileInput) {
  for (const { code, general, column2, from, until } of catalogue.rows)
    yield `${code}${general}${column2}${from ?? ''}${until ?? ''}`;
};

/** Packs what was laid out. */
export function packBook(input: CompileInput, laid: Laid, engine: string): Book {
  const units = numbering<string>((unit) => unit);
  const programs = numbering<string>((program) => program);
  const filings = numbering<string>((filing) => filing);
  const features = numbering<string>((feature) => feature);
  const reads = numbering<readonly number[]>((set) => set.join());
  const duties = dutyTable(units);
  const leaves = leafTable(duties, programs);
  const base = basePart(input, laid, duties);
  const formulas = laid.cells.formulas.map((formula) => (formula && allFit(formula) ? formula : null));
  const sets = formulas.map((formula) => {
    const { taken, lows, highs, filing, reads: own } = formula ?? EMPTY;
    return {
      leaf: leaves.of(taken),
      lows: lows.map(leaves.of),
      highs: highs.map(leaves.of),
      filing: filings.of(filing),
      reads: reads.of(own.map(features.of)),
    };
  });
  const starts = [0];
  for (const { lows, highs } of sets) starts.push(starts.at(-1)! + lows.length + highs.length);
  const refused = (set: number): number => (formulas[set] === null ? 0 : set);
  const steps = stepPart(laid);
  return bookOf(
    {
      format: FORMAT,
      jurisdiction: input.territory.jurisdiction,
      country: input.territory.country,
      known: input.known,
      ...(input.outcome === undefined ? {} : { outcome: input.outcome }),
      law: `${input.pack.hash}-${hashOf(scheduleTexts(input))}`,
      engine,
      from: laid.turns.days[0]!,
      until: input.until ?? LAST_DAY,
      programs: programs.all,
      units: units.all,
      filings: filings.all,
      features: features.all,
      reads: reads.all,
      origins: laid.origins.classOf,
    },
    {
      ...base,
      ...productPart(laid),
      ...column2Spans(input, laid),
      ...steps,
      stepCells: steps.stepCells.map((cell) => (cell >= 0 ? refused(cell) : cell)),
      thresholds: Int32Array.from(laid.thresholds),
      splits: Int32Array.from(laid.cells.splits, refused),
      setLeaf: Int32Array.from(sets, ({ leaf }) => leaf),
      setStart: Int32Array.from(starts),
      setLows: Uint8Array.from(sets, ({ lows }) => lows.length),
      setLeaves: Int32Array.from(sets.flatMap(({ lows, highs }) => [...lows, ...highs])),
      setFiling: Int32Array.from(sets, ({ filing }) => filing),
      setReads: Int32Array.from(sets, ({ reads: own }) => own),
      leafStart: Int32Array.from(leaves.starts),
      lineDuty: Int32Array.from(leaves.lineDuty),
      linePart: Int32Array.from(leaves.linePart),
      lineProgram: Uint8Array.from(leaves.lineProgram),
      dutyKind: Uint8Array.from(duties.kinds),
      dutyRate: Float64Array.from(duties.rates),
      dutyAt: Int32Array.from(duties.ats),
      dutyCount: Int32Array.from(duties.counts),
      dutyChildren: Int32Array.from(duties.children),
    },
  );
}
