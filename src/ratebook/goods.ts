// Product classes: lines of the schedule that the law never tells apart, on any day.

import { hasBeneath, prefixesOf } from '../core/code.ts';
import { changes } from '../core/timeline.ts';
import type { Truth } from '../core/truth.ts';
import { type GoodsList, listed } from '../law/goods-list.ts';
import type { Lists } from '../law/scope.ts';
import { SUFFIX } from './book.ts';
import { sequenceTree } from './keys.ts';
import type { Turns } from './turns.ts';

/** A code of the schedule, or of a statistical suffix beneath one that the law names. */
export interface Product {
  readonly line: string;
  readonly suffix: number;
  /** A code that the law treats so. */
  readonly code: string;
}

const TRUTHS: Readonly<Record<Truth, number>> = { no: 0, yes: 1, unknown: 2 };
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;

/** Truths of names of goods by turn; number 0 is "never". */
export interface Lines {
  readonly lines: readonly Uint8Array[];
}

export interface GoodsClasses extends Lines {
  readonly products: readonly Product[];
  readonly classOf: Uint16Array;
  /** A code of each class, and of each class its names of goods (ascending) with the number of their line. */
  readonly codes: readonly string[];
  readonly names: readonly (readonly number[])[];
  readonly lineOf: readonly (readonly number[])[];
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Products of each line: itself, and when the law names suffixes of it those and the rest. */
export function productsOf(lines: readonly string[], deeper: readonly string[]): readonly Product[] {
  const beneath = new Map<string, number[]>();
  for (const code of deeper) {
    const line = code.slice(0, 8);
    beneath.set(line, [...(beneath.get(line) ?? []), Number(code.slice(8))]);
  }
  return lines.flatMap((line): readonly Product[] => {
    const named = [...new Set(beneath.get(line) ?? [])].sort((a, b) => a - b);
    if (named.length === 0) return [{ line, suffix: SUFFIX.any, code: line }];
    const free = Array.from({ length: 100 }, (_, n) => n).find((n) => !named.includes(n));
    const rest = free === undefined ? line : line + two(free);
    return [
      { line, suffix: SUFFIX.none, code: line },
      { line, suffix: SUFFIX.other, code: rest },
      ...named.map((suffix) => ({ line, suffix, code: line + two(suffix) })),
    ];
  });
}

/** Interns truths by turn. */
function interner(size: number) {
  const lines: Uint8Array[] = [new Uint8Array(size)];
  const known = new Map<string, number>([[lines[0]!.join(''), 0]]);
  return {
    lines,
    of(line: Uint8Array): number {
      const key = line.join('');
      const found = known.get(key);
      if (found !== undefined) return found;
      known.set(key, lines.length);
      return lines.push(line) - 1;
    },
  };
}

type Interner = ReturnType<typeof interner>;

function listLine(list: GoodsList, code: string, turns: Turns): Uint8Array {
  const own = prefixesOf(code).filter((prefix) => list.entries.has(prefix));
  const deeper = hasBeneath(list.codes, code)
    ? list.codes.filter((one) => one.length > code.length && one.startsWith(code))
    : [];
  const moments = [...own, ...deeper].flatMap((one) => changes(list.entries.get(one)!));
  const starts = [...new Set([0, ...moments.map((moment) => turns.indexOf(moment))])].sort((a, b) => a - b);
  const line = new Uint8Array(turns.count);
  for (const start of starts)
    if (start < turns.count) line.fill(TRUTHS[listed(list, code, turns.moment(start))], start);
  return line;
}

/** How the entries of a list that bear on a code change: codes with the same answer to this share a line. */
function shapesOf(list: GoodsList): (entry: string) => string {
  const shapes = new Map<string, string>();
  return (entry) => {
    const known = shapes.get(entry);
    if (known !== undefined) return known;
    const shape = list.entries
      .get(entry)!
      .map(({ from, value }) => `${from}${value?.is ?? ''}`)
      .join();
    shapes.set(entry, shape);
    return shape;
  };
}

/** Positions of the products whose code begins with a prefix: spans of the ascending codes, found once. */
function spansIn(codes: readonly string[]): (prefix: string) => readonly [number, number] {
  const first = (text: string): number => {
    let low = 0;
    let high = codes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (codes[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const spans = new Map<string, readonly [number, number]>();
  return (prefix) => {
    const known = spans.get(prefix) ?? ([first(prefix), first(`${prefix}:`)] as const);
    spans.set(prefix, known);
    return known;
  };
}

type Note = (product: number, name: number, line: number) => void;

/** The products in ascending order of their codes, and what is noted of them. */
interface Shelf {
  readonly codes: readonly string[];
  readonly spanOf: (prefix: string) => readonly [number, number];
  readonly turns: Turns;
  readonly lines: Interner;
  readonly note: Note;
  /** By product: the one entry of the list at hand that bears on it. Empty between lists. */
  readonly entries: (string | null | undefined)[];
}

/** The line above an entry of ten digits, when the schedule has it; its own suffixes are on the list, so it is in part. */
function lineAbove({ codes, spanOf }: Shelf, entry: string): number | undefined {
  if (entry.length <= 8) return undefined;
  const line = entry.slice(0, 8);
  const [position] = spanOf(line);
  return codes[position] === line ? position : undefined;
}

/** A product on which several entries of a list bear. */
const SEVERAL = null;

function noteList(list: GoodsList, name: number, shelf: Shelf) {
  const { codes, turns, lines, note, entries } = shelf;
  const touched: number[] = [];
  for (const entry of list.entries.keys()) {
    const [start, end] = shelf.spanOf(entry);
    for (let product = start; product < end; product++) {
      if (entries[product] === undefined) touched.push(product);
      entries[product] = entries[product] === undefined ? entry : SEVERAL;
    }
    const line = lineAbove(shelf, entry);
    if (line === undefined) continue;
    if (entries[line] === undefined) touched.push(line);
    entries[line] = SEVERAL;
  }
  const shapeOf = shapesOf(list);
  const byTimeline = new Map<unknown, number>();
  const byShapes = new Map<string, number>();
  for (const product of touched) {
    const code = codes[product]!;
    const entry = entries[product];
    entries[product] = undefined;
    if (typeof entry === 'string') {
      const timeline = list.entries.get(entry);
      const line = byTimeline.get(timeline) ?? lines.of(listLine(list, code, turns));
      byTimeline.set(timeline, line);
      note(product, name, line);
      continue;
    }
    const own = prefixesOf(code).flatMap((prefix) =>
      list.entries.has(prefix) ? `${prefix.length}:${shapeOf(prefix)}` : [],
    );
    const deeper = hasBeneath(list.codes, code) ? code : '';
    const key = `${own.join(';')}/${deeper}`;
    const line = byShapes.get(key) ?? lines.of(listLine(list, code, turns));
    byShapes.set(key, line);
    note(product, name, line);
  }
}

function notePrefix(prefix: string, name: number, shelf: Shelf) {
  const { spanOf, turns, lines, note } = shelf;
  const [start, end] = spanOf(prefix);
  const always = lines.of(new Uint8Array(turns.count).fill(YES));
  for (let product = start; product < end; product++) note(product, name, always);
  const line = lineAbove(shelf, prefix);
  if (line !== undefined) note(line, name, lines.of(new Uint8Array(turns.count).fill(UNKNOWN)));
}

/** Codes of ten digits that the names of goods speak of. */
function deeperCodes(names: readonly string[], lists: Lists): readonly string[] {
  const deeper: string[] = [];
  for (const name of names) {
    const codes = name.startsWith('list:') ? (lists.get(name.slice(5))?.entries.keys() ?? []) : [name];
    for (const code of codes) if (code.length === 10) deeper.push(code);
  }
  return deeper;
}

/** Sorts the lines of a schedule into classes by their answers to `names` (prefixes and `list:NAME`) on every day. */
export function goodsClasses(
  schedule: readonly string[],
  names: readonly string[],
  lists: Lists,
  turns: Turns,
): GoodsClasses {
  const products = [...productsOf(schedule, deeperCodes(names, lists))];
  const order = products
    .map((_, index) => index)
    .sort((a, b) => (products[a]!.code < products[b]!.code ? -1 : 1));
  const codes = order.map((index) => products[index]!.code);
  const lines = interner(turns.count);
  const tree = sequenceTree();
  /** By product: its names of goods with the numbers of their lines, as a sequence. */
  const said = new Int32Array(products.length);
  const shelf: Shelf = {
    codes,
    spanOf: spansIn(codes),
    turns,
    lines,
    entries: new Array(products.length).fill(undefined),
    note(position, name, line) {
      const product = order[position]!;
      if (line !== 0) said[product] = tree.next(tree.next(said[product]!, name), line);
    },
  };
  names.forEach((name, index) => {
    const list = lists.get(name.slice(5));
    if (!name.startsWith('list:')) notePrefix(name, index, shelf);
    else if (list) noteList(list, index, shelf);
  });
  const classes = new Map<number, number>();
  const members: number[] = [];
  const classOf = Uint16Array.from(said, (node, product) => {
    const found = classes.get(node);
    if (found !== undefined) return found;
    classes.set(node, members.length);
    return members.push(product) - 1;
  });
  const pairs = members.map((product) => tree.path(said[product]!));
  return {
    products,
    classOf,
    lines: lines.lines,
    codes: members.map((product) => products[product]!.code),
    names: pairs.map((path) => path.filter((_, i) => i % 2 === 0)),
    lineOf: pairs.map((path) => path.filter((_, i) => i % 2 === 1)),
  };
}
