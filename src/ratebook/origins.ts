// Origin classes: countries that the law never tells apart, on any day.

import { COUNTRIES, type Country } from '../core/country.ts';
import type { OriginScope } from '../law/instrument.ts';
import { type GroupTable, originIn } from '../law/scope.ts';
import type { Turns } from './turns.ts';

export const COLUMN_2: OriginScope = { all: false, of: ['group:us/column-2'], except: [] };

export interface OriginClasses {
  readonly classOf: Readonly<Record<Country, number>>;
  /** A country of each class. */
  readonly countries: readonly Country[];
}

/** Interns scopes of origins and answers them for a country at every turn. */
export interface OriginScopes {
  readonly count: number;
  numberOf(scope: OriginScope): number;
  /** 1 where the country is within the scope. */
  line(scope: number, country: Country): Uint8Array;
  /** Equal for equal lines. */
  lineNumber(scope: number, country: Country): number;
  /** Whether the country is within the scope on any day. */
  reaches(scope: number, country: Country): boolean;
}

interface Line {
  readonly line: Uint8Array;
  readonly number: number;
  readonly reaches: boolean;
}

export function originScopes(table: GroupTable, turns: Turns): OriginScopes {
  const scopes: OriginScope[] = [];
  const numbers = new Map<string, number>();
  const byObject = new WeakMap<OriginScope, number>();
  const lines: Map<Country, Line>[] = [];
  const lineNumbers = new Map<string, number>();
  const days = Object.values(table.groups).flatMap(({ members }) =>
    members.flatMap(({ from, until }) => [from, until]),
  );
  const starts = [...new Set([0, ...days.filter((day) => day !== undefined).map(turns.indexOfDay)])]
    .filter((turn) => turn < turns.count)
    .sort((a, b) => a - b);
  const lineOf = (scope: OriginScope, country: Country): Line => {
    const line = new Uint8Array(turns.count);
    const answers = starts.map((start) => (originIn(scope, country, turns.moment(start), table) ? 1 : 0));
    answers.forEach((answer, index) => {
      line.fill(answer, starts[index]!);
    });
    const key = answers.join('');
    const number = lineNumbers.get(key) ?? lineNumbers.size;
    lineNumbers.set(key, number);
    return { line, number, reaches: answers.includes(1) };
  };
  const known = (scope: number, country: Country): Line => {
    lines[scope] ??= new Map();
    const line = lines[scope].get(country) ?? lineOf(scopes[scope]!, country);
    lines[scope].set(country, line);
    return line;
  };
  return {
    get count() {
      return scopes.length;
    },
    numberOf(scope) {
      const kept = byObject.get(scope);
      if (kept !== undefined) return kept;
      const key = JSON.stringify(scope);
      const number = numbers.get(key) ?? scopes.push(scope) - 1;
      numbers.set(key, number);
      byObject.set(scope, number);
      return number;
    },
    line: (scope, country) => known(scope, country).line,
    lineNumber: (scope, country) => known(scope, country).number,
    reaches: (scope, country) => known(scope, country).reaches,
  };
}

/** Sorts countries into classes by their answers to `scopes` on every day. */
export function originClasses(
  scopes: readonly number[],
  of: OriginScopes,
  among: readonly Country[] = COUNTRIES,
): OriginClasses {
  const classes = new Map<string, number>();
  const countries: Country[] = [];
  const classOf: Record<Country, number> = {};
  for (const country of among) {
    const key = scopes.map((scope) => of.lineNumber(scope, country)).join();
    if (!classes.has(key)) classes.set(key, countries.push(country) - 1);
    classOf[country] = classes.get(key)!;
  }
  return { classOf, countries };
}
