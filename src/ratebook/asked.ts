// Measures as an origin sees them, with everything they ask as numbers; origins that see the same share one.

import type { Country } from '../core/country.ts';
import type { OriginScopes } from './origins.ts';
import { shapeOf } from './rulings.ts';
import type { Memo } from './situations.ts';
import { type Step, stepFor } from './standings.ts';
import type { Turns } from './turns.ts';

/** A step of a measure with its questions as numbers. */
export interface Asked {
  readonly step: Step;
  readonly id: number;
  /** The same for steps that ask the same, whatever their measure, duty and headings. */
  readonly shape: number;
  /** Missing when the measure covers all goods. */
  readonly any: Int32Array | undefined;
  readonly except: Int32Array;
  readonly goods: Int32Array;
  readonly scopes: Int32Array;
  /** Truth of the spans of entry days by turn: one bit each. */
  readonly entered: Uint16Array | undefined;
}

/** A measure by turn as countries see it for which every question about origins has the same answers. */
export interface AskedMeasure {
  readonly number: number;
  /** The same for measures that ask the same at every turn. */
  readonly shape: number;
  /** Position in the law. */
  readonly measure: number;
  readonly country: Country;
  readonly own: readonly Asked[];
  readonly at: readonly (Asked | undefined)[];
  /** Turns at which it, or an answer about the origin or the day, changes. */
  readonly turns: readonly number[];
  /** Names of goods in any question of it. */
  readonly names: ReadonlySet<number>;
}

interface AskedInput {
  readonly measures: readonly (readonly (Step | undefined)[])[];
  readonly names: readonly string[];
  readonly scopes: OriginScopes;
  readonly turns: Turns;
  readonly memo: Memo;
}

export const changesIn = (line: ArrayLike<unknown>): readonly number[] => {
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

/** Steps as an origin sees them; those that ask the same are one. */
function stepsAsked({ names, scopes, turns, memo }: AskedInput): (step: Step, country: Country) => Asked {
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const numbers = (list: readonly string[]) => Int32Array.from(list, (name) => numberOf.get(name)!);
  const known = new Map<string, Asked>();
  const numberIn = (table: Map<string, number>, key: string): number => {
    const number = table.get(key) ?? table.size;
    table.set(key, number);
    return number;
  };
  const make = (step: Step): Asked => {
    const id = numberIn(memo.steps, step.key);
    const shape = numberIn(memo.shapes, shapeOf(step.standing));
    const { goods } = step.standing;
    return {
      step,
      id,
      shape,
      any: goods ? numbers(goods.any) : undefined,
      except: numbers(goods?.except ?? []),
      goods: numbers(step.goods),
      scopes: Int32Array.from(step.originScopes, (scope) => scopes.numberOf(scope)),
      entered: enteredLine(step, turns),
    };
  };
  return (step, country) => {
    const own = stepFor(step, (scope) => !scopes.reaches(scopes.numberOf(scope), country));
    const asked = known.get(own.key) ?? make(own);
    known.set(own.key, asked);
    return asked;
  };
}

/** All measures that ever touch an origin, in the order of the law. */
export function askedMeasures(input: AskedInput): (country: Country) => readonly AskedMeasure[] {
  const { measures, scopes, turns } = input;
  const asked = stepsAsked(input);
  const known = new Map<string, AskedMeasure>();
  const origins = measures.map((steps) => new Set(steps.map((step) => step?.origins)));

  /** The step that an origin sees at every turn; undefined when it never sees one. */
  const seenBy = (measure: number, country: Country): readonly (Asked | undefined)[] | undefined => {
    const reached = [...origins[measure]!].some(
      (scope) => scope !== undefined && scopes.reaches(scopes.numberOf(scope), country),
    );
    if (!reached) return undefined;
    const at: (Asked | undefined)[] = new Array(turns.count).fill(undefined);
    const steps = measures[measure]!;
    let last: Step | undefined;
    let shown: Asked | undefined;
    let line: Uint8Array | undefined;
    for (let turn = 0; turn < steps.length; turn++) {
      const step = steps[turn];
      if (step === undefined) continue;
      if (step !== last) {
        shown = asked(step, country);
        line = scopes.line(scopes.numberOf(step.origins), country);
        last = step;
      }
      if (line![turn] === 1) at[turn] = shown;
    }
    return at.some((one) => one !== undefined) ? at : undefined;
  };

  const shapes = new Map<string, number>();

  const make = (measure: number, country: Country, at: AskedMeasure['at']): AskedMeasure => {
    const own = [...new Set(at)].filter((one) => one !== undefined);
    const days = own.flatMap(({ entered }) => (entered ? changesIn(entered) : []));
    const groups = own.flatMap((one) =>
      [...one.scopes].flatMap((scope) => changesIn(scopes.line(scope, country))),
    );
    return {
      number: known.size,
      shape: shapeNumber(country, at),
      measure,
      country,
      own,
      at,
      turns: [...new Set([...changesIn(at), ...days, ...groups])],
      names: new Set(own.flatMap(({ goods }) => [...goods])),
    };
  };

  const keyOf = (country: Country, at: AskedMeasure['at'], of: (one: Asked) => number): string => {
    const steps = changesIn(at).map((turn) => `${turn}:${at[turn] ? of(at[turn]) : ''}`);
    const own = [...new Set(at)].flatMap((one) => (one ? [...one.scopes] : []));
    const answers = own.map((scope) => scopes.lineNumber(scope, country));
    return `${steps.join()} ${answers.join()}`;
  };

  const shapeNumber = (country: Country, at: AskedMeasure['at']): number => {
    const key = keyOf(country, at, ({ shape }) => shape);
    const number = shapes.get(key) ?? shapes.size;
    shapes.set(key, number);
    return number;
  };

  return (country) =>
    measures.flatMap((_, measure): readonly AskedMeasure[] => {
      const at = seenBy(measure, country);
      if (!at) return [];
      const key = `${measure} ${keyOf(country, at, ({ id }) => id)}`;
      const one = known.get(key) ?? make(measure, country, at);
      known.set(key, one);
      return [one];
    });
}
