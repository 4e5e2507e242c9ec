// Measures as an origin sees them, with everything they ask as numbers; origins that see the same share one.

import type { Country } from '../core/country.ts';
import { type Memo, shapeNumber as numberOfShape } from './answers.ts';
import type { OriginScopes } from './origins.ts';
import type { Setting } from './probe.ts';
import { shapeOf } from './rulings.ts';

import { type Step, stepsWithout } from './standings.ts';
import type { Turns } from './turns.ts';
import { castOf } from './verdicts.ts';

/** A step of a measure with its questions as numbers. */
export interface Asked {
  readonly step: Step;
  /** Counts up from zero. */
  readonly id: number;
  /** The same for steps that ask the same, whatever their measure, duty and headings. */
  readonly shape: number;
  /** The same for steps of one shape on which every ruling falls the same. */
  readonly cast: number;
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
  /** Turns at which it, or an answer about the origin or the day, changes; ascending. */
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
  readonly setting: Setting;
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
function stepsAsked({
  names,
  scopes,
  turns,
  memo,
  setting,
}: AskedInput): (step: Step, country: Country) => Asked {
  const numberOf = new Map(names.map((name, index) => [name, index]));
  const numbers = (list: readonly string[]) => Int32Array.from(list, (name) => numberOf.get(name)!);
  const known = new Map<string, Asked>();
  const casts = new Map<string, number>();
  const make = (step: Step): Asked => {
    const castText = castOf(step.standing);
    const cast = casts.get(castText) ?? casts.size;
    casts.set(castText, cast);
    const shape = numberOfShape(memo, shapeOf(step, setting.factTable));
    const { goods } = step.standing;
    return {
      step,
      id: known.size,
      shape,
      cast,
      any: goods ? numbers(goods.any) : undefined,
      except: numbers(goods?.except ?? []),
      goods: numbers(step.goods),
      scopes: Int32Array.from(step.originScopes, (scope) => scopes.numberOf(scope)),
      entered: enteredLine(step, turns),
    };
  };
  const stepFor = stepsWithout();
  return (step, country) => {
    const own = stepFor(step, (scope) => !scopes.reaches(scopes.numberOf(scope), country));
    const asked = known.get(own.key) ?? make(own);
    known.set(own.key, asked);
    return asked;
  };
}

/** Every scope of origins of which the steps of a measure speak. */
function scopesIn(steps: readonly (Step | undefined)[], scopes: OriginScopes): readonly number[] {
  const own = new Set<number>();
  for (const step of new Set(steps))
    if (step) for (const scope of [step.origins, ...step.originScopes]) own.add(scopes.numberOf(scope));
  return [...own];
}

/** All measures that ever touch an origin, in the order of the law. */
export function askedMeasures(input: AskedInput): (country: Country) => readonly AskedMeasure[] {
  const { measures, scopes, turns } = input;
  const asked = stepsAsked(input);
  const known = new Map<string, AskedMeasure>();
  const shapes = new Map<string, number>();

  /** The step that an origin sees at every turn; undefined when it never sees one. */
  const seenBy = (measure: number, country: Country): readonly (Asked | undefined)[] | undefined => {
    const at: (Asked | undefined)[] = new Array(turns.count).fill(undefined);
    const steps = measures[measure]!;
    let seen = false;
    let last: Step | undefined;
    let shown: Asked | undefined;
    let line: Uint8Array | undefined;
    for (let turn = 0; turn < steps.length; turn++) {
      const step = steps[turn];
      if (step === undefined) continue;
      if (step !== last) {
        line = scopes.line(scopes.numberOf(step.origins), country);
        shown = undefined;
        last = step;
      }
      if (line![turn] !== 1) continue;
      shown ??= asked(step, country);
      at[turn] = shown;
      seen = true;
    }
    return seen ? at : undefined;
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
      turns: [...new Set([...changesIn(at), ...days, ...groups])].sort((a, b) => a - b),
      names: new Set(own.flatMap(({ goods }) => [...goods])),
    };
  };

  const look = (measure: number, country: Country): AskedMeasure | undefined => {
    const at = seenBy(measure, country);
    if (!at) return undefined;
    const key = `${measure} ${keyOf(country, at, ({ id }) => id)}`;
    const one = known.get(key) ?? make(measure, country, at);
    known.set(key, one);
    return one;
  };

  /** Countries of which every scope of a measure says the same see the same of it. */
  const asSeen = measures.map((steps, measure) => {
    const own = scopesIn(steps, scopes);
    const seen = new Map<string, AskedMeasure | undefined>();
    return (country: Country): AskedMeasure | undefined => {
      let key = '';
      for (const scope of own) key += String.fromCharCode(scopes.lineNumber(scope, country));
      if (!seen.has(key)) seen.set(key, look(measure, country));
      return seen.get(key);
    };
  });

  return (country) => asSeen.flatMap((of) => of(country) ?? []);
}
