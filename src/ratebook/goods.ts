// Product classes: lines of the schedule that the law never tells apart, on any day.

import { hasBeneath, prefixesOf } from '../core/code.ts';
import { changes } from '../core/timeline.ts';
import type { Truth } from '../core/truth.ts';
import { type GoodsList, listed } from '../law/goods-list.ts';
import type { Lists } from '../law/scope.ts';
import { SUFFIX } from './book.ts';
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

/** Positions of the products whose code begins with `prefix`: a span of the ascending codes. */
function spanOf(codes: readonly string[], prefix: string): readonly [number, number] {
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
  return [first(prefix), first(`${prefix}:`)];
}

type Note = (product: number, name: number, line: number) => void;

function noteList(
  list: GoodsList,
  name: number,
  codes: readonly string[],
  turns: Turns,
  lines: Interner,
  note: Note,
) {
  const shapeOf = shapesOf(list);
  const known = new Map<string, number>();
  const touched = new Set<number>();
  for (const entry of list.codes) {
    const [start, end] = spanOf(codes, entry);
    for (let product = start; product < end; product++) touched.add(product);
    const [line] = spanOf(codes, entry.slice(0, 8));
    if (entry.length > 8 && codes[line] === entry.slice(0, 8)) touched.add(line);
  }
  for (const product of touched) {
    const code = codes[product]!;
    const own = prefixesOf(code).flatMap((prefix) =>
      list.entries.has(prefix) ? `${prefix.length}:${shapeOf(prefix)}` : [],
    );
    const deeper = hasBeneath(list.codes, code) ? code : '';
    const key = `${own.join(';')}/${deeper}`;
    const line = known.get(key) ?? lines.of(listLine(list, code, turns));
    known.set(key, line);
    note(product, name, line);
  }
}

function notePrefix(
  prefix: string,
  name: number,
  codes: readonly string[],
  turns: Turns,
  lines: Interner,
  note: Note,
) {
  const [start, end] = spanOf(codes, prefix);
  const always = lines.of(new Uint8Array(turns.count).fill(YES));
  for (let product = start; product < end; product++) note(product, name, always);
  if (prefix.length <= 8) return;
  const [line] = spanOf(codes, prefix.slice(0, 8));
  if (codes[line] === prefix.slice(0, 8))
    note(line, name, lines.of(new Uint8Array(turns.count).fill(UNKNOWN)));
}

/** Codes of ten digits that the names of goods speak of. */
function deeperCodes(names: readonly string[], lists: Lists): readonly string[] {
  return names
    .flatMap((name) => (name.startsWith('list:') ? (lists.get(name.slice(5))?.codes ?? []) : [name]))
    .filter((code) => code.length === 10);
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
  const own: { names: number[]; lines: number[] }[] = products.map(() => ({ names: [], lines: [] }));
  const note: Note = (position, name, line) => {
    if (line === 0) return;
    const product = own[order[position]!]!;
    product.names.push(name);
    product.lines.push(line);
  };
  names.forEach((name, index) => {
    const list = lists.get(name.slice(5));
    if (!name.startsWith('list:')) notePrefix(name, index, codes, turns, lines, note);
    else if (list) noteList(list, index, codes, turns, lines, note);
  });
  const classes = new Map<string, number>();
  const members: number[] = [];
  const classOf = Uint16Array.from(own, (product, index) => {
    const key = `${product.names.join()}/${product.lines.join()}`;
    const found = classes.get(key);
    if (found !== undefined) return found;
    classes.set(key, members.length);
    return members.push(index) - 1;
  });
  return {
    products,
    classOf,
    lines: lines.lines,
    codes: members.map((index) => products[index]!.code),
    names: members.map((index) => own[index]!.names),
    lineOf: members.map((index) => own[index]!.lines),
  };
}
