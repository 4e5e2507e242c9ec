// Intervals: for every origin class and product class the days on which its cell changes, and the cells.

import type { Truth } from '../core/truth.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { View } from '../law/view.ts';
import type { Declared, Setting } from './formula.ts';
import type { GoodsClasses } from './goods.ts';
import { NO, UNKNOWN, YES } from './goods.ts';
import type { OriginClasses, OriginScopes } from './origins.ts';
import { type Cells, type Memo, type Outcome, outcomeOf } from './situations.ts';
import { type Step, stepFor } from './standings.ts';
import type { Turns } from './turns.ts';

/** A step of a measure with its questions as numbers. */
interface Asked {
  readonly step: Step;
  readonly id: number;
  /** Missing when the measure covers all goods. */
  readonly any: Int32Array | undefined;
  readonly except: Int32Array;
  readonly goods: Int32Array;
  readonly scopes: Int32Array;
  /** Truth of the spans of entry days by turn: one bit each. */
  readonly entered: Uint16Array | undefined;
}

/** A measure by turn, and the turns at which it or something it asks about the day changes. */
interface AskedMeasure {
  readonly own: readonly Asked[];
  readonly at: readonly (Asked | undefined)[];
  readonly turns: readonly number[];
}

export interface IntervalInput {
  readonly measures: readonly (readonly (Step | undefined)[])[];
  readonly views: readonly View[];
  readonly goods: GoodsClasses;
  readonly names: readonly string[];
  readonly origins: OriginClasses;
  readonly scopes: OriginScopes;
  readonly turns: Turns;
  readonly setting: Setting;
  readonly rates: readonly number[];
  readonly declared: Declared;
  readonly memo: Memo;
  readonly cells: Cells;
}

export interface Intervals {
  /** Number of the timeline by origin class × product class. */
  readonly table: Int32Array;
  /** Each timeline as turn, cell, turn, cell, … */
  readonly timelines: readonly Int32Array[];
  readonly asked: number;
  readonly situations: number;
}

const changesIn = (line: ArrayLike<unknown>): readonly number[] => {
  const turns = [0];
  for (let turn = 1; turn < line.length; turn++) if (line[turn] !== line[turn - 1]) turns.push(turn);
  return turns;
};

function enteredLine(step: Step, turns: Turns): Uint16Array | undefined {
  if (step.entered.length === 0) return undefined;
  const line = new Uint16Array(turns.count);
  for (let turn = 0; turn < turns.count; turn++) {
    const on = turns.moment(turn);
    step.entered.forEach(({ before, from }, bit) => {
      if ((before === undefined || on < before) && (from === undefined || on >= from))
        line[turn]! |= 1 << bit;
    });
  }
  return line;
}

/** Steps as an origin sees them, with numbers for names; equal ones are one. */
function askedSteps({ names, scopes, turns, memo }: IntervalInput) {
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const numbers = (list: readonly string[]) => Int32Array.from(list, (name) => numberOf.get(name)!);
  const known = new Map<string, Asked>();
  const make = (step: Step): Asked => {
    const id = memo.steps.get(step.key) ?? memo.steps.size;
    memo.steps.set(step.key, id);
    const { goods } = step.standing;
    return {
      step,
      id,
      any: goods ? numbers(goods.any) : undefined,
      except: numbers(goods?.except ?? []),
      goods: numbers(step.goods),
      scopes: Int32Array.from(step.originScopes, (scope) => scopes.numberOf(scope)),
      entered: enteredLine(step, turns),
    };
  };
  return (step: Step, country: string): Asked => {
    const own = stepFor(step, (scope) => !scopes.line(scopes.numberOf(scope), country).includes(1));
    const asked = known.get(own.key) ?? make(own);
    known.set(own.key, asked);
    return asked;
  };
}

/** Truths of goods names for one product class; `at` is a line of truths by turn. */
type Truths = (Uint8Array | undefined)[];

/** Whether a measure can cover the class at a turn: not when its scope says no with nothing left open. */
function concerns({ any, except }: Asked, truths: Truths, turn: number): boolean {
  if (any === undefined) return true;
  let covered = NO;
  let open = false;
  for (let i = 0; i < any.length; i++) {
    const truth = truths[any[i]!]?.[turn] ?? NO;
    if (truth === UNKNOWN) open = true;
    else if (truth === YES) covered = YES;
  }
  if (covered === NO && !open) return false;
  let left = false;
  for (let i = 0; i < except.length; i++) {
    const truth = truths[except[i]!]?.[turn] ?? NO;
    if (truth === UNKNOWN) open = true;
    else if (truth === YES) left = true;
  }
  return open || !left;
}

const touches = ({ any }: Asked, truths: Truths): boolean =>
  any === undefined || any.some((name) => truths[name] !== undefined);

/** The measures of an origin class by turn, with those of other origins blanked. */
function measuresOf(
  input: IntervalInput,
  asked: (step: Step, country: string) => Asked,
  country: string,
): readonly AskedMeasure[] {
  const { scopes, turns } = input;
  return input.measures.flatMap((steps) => {
    const at: (Asked | undefined)[] = new Array(turns.count);
    let some = false;
    for (let turn = 0; turn < turns.count; turn++) {
      const step = steps[turn];
      const inside = step && scopes.line(scopes.numberOf(step.origins), country)[turn] === 1;
      if (inside && turn > 0 && step === steps[turn - 1] && at[turn - 1]) at[turn] = at[turn - 1];
      else at[turn] = inside ? asked(step, country) : undefined;
      some ||= inside === true;
    }
    if (!some) return [];
    const own = [...new Set(at)].filter((one) => one !== undefined);
    const days = own.flatMap(({ entered }) => (entered ? changesIn(entered) : []));
    const groups = own.flatMap((one) =>
      [...one.scopes].flatMap((scope) => changesIn(scopes.line(scope, country))),
    );
    return [{ own, at, turns: [...new Set([...changesIn(at), ...days, ...groups])] }];
  });
}

/** Product classes that no measure in `asked` names tells apart: the first of each kind, and for each class its kind. */
function kindsOf({ goods, names }: IntervalInput, own: readonly AskedMeasure[]) {
  const used = new Uint8Array(names.length);
  for (const { at } of own)
    for (const one of new Set(at)) for (const name of one?.goods ?? []) used[name] = 1;
  const kinds = new Map<string, number>();
  const firsts: number[] = [];
  const kindOf = Int32Array.from(goods.names, (ofClass, index) => {
    let key = '';
    for (let i = 0; i < ofClass.length; i++)
      if (used[ofClass[i]!] === 1) key += `${ofClass[i]}:${goods.lineOf[index]![i]};`;
    const found = kinds.get(key);
    if (found !== undefined) return found;
    kinds.set(key, firsts.length);
    return firsts.push(index) - 1;
  });
  return { key: used.join(''), firsts, kindOf };
}

/** What scopes say of the class whose truths are given, at a turn. */
function silence({ names }: IntervalInput, truths: Truths): (turn: number) => (scope: GoodsScope) => Truth {
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const numbers = new WeakMap<GoodsScope, readonly [Int32Array, Int32Array]>();
  const numbersOf = (scope: GoodsScope): readonly [Int32Array, Int32Array] => {
    const kept = numbers.get(scope);
    if (kept) return kept;
    const made = [scope.any, scope.except].map((all) =>
      Int32Array.from(all, (name) => numberOf.get(name) ?? -1),
    ) as unknown as readonly [Int32Array, Int32Array];
    numbers.set(scope, made);
    return made;
  };
  const anyOf = (all: Int32Array, turn: number): number => {
    let open = false;
    for (let i = 0; i < all.length; i++) {
      const truth = truths[all[i]!]?.[turn] ?? NO;
      if (truth === YES) return YES;
      open ||= truth === UNKNOWN;
    }
    return open ? UNKNOWN : NO;
  };
  return (turn) => (scope) => {
    const [any, except] = numbersOf(scope);
    const inside = anyOf(any, turn);
    const outside = inside === NO ? NO : anyOf(except, turn);
    if (inside === NO || outside === YES) return 'no';
    return inside === UNKNOWN || outside === UNKNOWN ? 'unknown' : 'yes';
  };
}

/** All timelines. The heart of the compiler: each cell is a key of what is decided, and each key is asked once. */
export function intervalsOf(input: IntervalInput): Intervals {
  const { goods, origins, turns, memo, cells, scopes } = input;
  const asked = askedSteps(input);
  const width = goods.codes.length;
  const table = new Int32Array(width * origins.countries.length);
  const timelines: Int32Array[] = [];
  const numbers = new Map<string, number>();
  const lineChanges = goods.lines.map(changesIn);
  const truths: Truths = new Array(input.names.length);
  const marks = new Uint8Array(turns.count);
  const buffer = new Uint16Array(4096);
  const silentAt = silence(input, truths);
  let askedCount = 0;

  const outcomeAt = (
    here: readonly Asked[],
    length: number,
    code: string,
    origin: string,
    turn: number,
  ): Outcome => {
    const key = String.fromCharCode.apply(null, buffer.subarray(0, length) as unknown as number[]);
    const known = memo.outcomes.get(key);
    if (known) return known;
    askedCount++;
    const place = {
      code,
      origin,
      on: turns.moment(turn),
      onDay: turns.days[turn]!,
      view: input.views[turn]!,
      silent: silentAt(turn),
    };
    const outcome = outcomeOf(
      input.setting,
      here.map(({ step }) => step),
      place,
      input.rates,
      input.declared,
    );
    memo.outcomes.set(key, outcome);
    return outcome;
  };

  const timelineOf = (own: readonly AskedMeasure[], first: number, country: string): number => {
    const relevant = own.filter((measure) => measure.own.some((one) => touches(one, truths)));
    marks.fill(0);
    for (const { turns: own } of relevant) for (const turn of own) marks[turn] = 1;
    for (const line of goods.lineOf[first]!) for (const turn of lineChanges[line]!) marks[turn] = 1;
    marks[0] = 1;
    const steps: number[] = [];
    for (let turn = 0; turn < turns.count; turn++) {
      if (marks[turn] === 0) continue;
      let length = 0;
      const here: Asked[] = [];
      for (const { at } of relevant) {
        const one = at[turn];
        if (one === undefined || !concerns(one, truths, turn)) continue;
        here.push(one);
        buffer[length++] = one.id;
        for (let i = 0; i < one.goods.length; i++) buffer[length++] = truths[one.goods[i]!]?.[turn] ?? NO;
        for (let i = 0; i < one.scopes.length; i++)
          buffer[length++] = scopes.line(one.scopes[i]!, country)[turn]!;
        if (one.entered) buffer[length++] = one.entered[turn]!;
      }
      const cell = cells.cellOf(outcomeAt(here, length, goods.codes[first]!, country, turn));
      if (steps.length === 0 || steps.at(-1) !== cell) steps.push(turn, cell);
    }
    const key = steps.join();
    const number = numbers.get(key) ?? timelines.push(Int32Array.from(steps)) - 1;
    numbers.set(key, number);
    return number;
  };

  const kept = new Map<string, ReturnType<typeof kindsOf>>();
  origins.countries.forEach((country, origin) => {
    const own = measuresOf(input, asked, country);
    const made = kindsOf(input, own);
    const kinds = kept.get(made.key) ?? made;
    kept.set(made.key, kinds);
    const lines = Int32Array.from(kinds.firsts, (first) => {
      goods.names[first]!.forEach((name, i) => {
        truths[name] = goods.lines[goods.lineOf[first]![i]!]!;
      });
      const number = timelineOf(own, first, country);
      for (const name of goods.names[first]!) truths[name] = undefined;
      return number;
    });
    for (let index = 0; index < width; index++) table[origin * width + index] = lines[kinds.kindOf[index]!]!;
  });
  return { table, timelines, asked: askedCount, situations: memo.outcomes.size };
}
