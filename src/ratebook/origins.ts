// Origin classes: countries that the law never tells apart, on any day.

import { COUNTRIES, type Country } from '../core/country.ts';
import type { OriginScope } from '../law/instrument.ts';
import { type GroupTable, originIn } from '../law/scope.ts';
import { sequenceTree } from './keys.ts';
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

/** Answers of one scope: numbers of lines, by country where the scope speaks of it. */
interface Answers {
  readonly others: number;
  readonly named: ReadonlyMap<Country, number>;
}

/** A country of which no scope speaks. */
const NOWHERE = '';

/** Countries of which a scope speaks, by name or as members of a group on any day. */
const countriesIn = ({ of, except }: OriginScope, { groups }: GroupTable): Iterable<Country> =>
  new Set(
    [...of, ...except].flatMap((name) =>
      name.startsWith('group:')
        ? (groups[name.slice(6)]?.members.map(({ country }) => country) ?? [])
        : [name],
    ),
  );

/** Turns on which a group of countries changes, and the first. */
function groupTurns({ groups }: GroupTable, turns: Turns): readonly number[] {
  const days = Object.values(groups).flatMap(({ members }) =>
    members.flatMap(({ from, until }) => [from, until]),
  );
  return [...new Set([0, ...days.filter((day) => day !== undefined).map(turns.indexOfDay)])]
    .filter((turn) => turn < turns.count)
    .sort((a, b) => a - b);
}

export function originScopes(table: GroupTable, turns: Turns): OriginScopes {
  const scopes: OriginScope[] = [];
  const numbers = new Map<string, number>();
  const byObject = new WeakMap<OriginScope, number>();
  const answers: Answers[] = [];
  const lines: Uint8Array[] = [];
  const reached: boolean[] = [];
  const lineNumbers = new Map<string, number>();
  const starts = groupTurns(table, turns);
  const lineFor = (scope: OriginScope, country: Country): number => {
    const own = starts.map((start) => (originIn(scope, country, turns.moment(start), table) ? 1 : 0));
    const key = own.join('');
    const known = lineNumbers.get(key);
    if (known !== undefined) return known;
    const line = new Uint8Array(turns.count);
    own.forEach((answer, index) => {
      line.fill(answer, starts[index]!);
    });
    lineNumbers.set(key, lines.length);
    reached.push(own.includes(1));
    return lines.push(line) - 1;
  };
  const answersOf = (scope: OriginScope): Answers => ({
    others: lineFor(scope, NOWHERE),
    named: new Map([...countriesIn(scope, table)].map((country) => [country, lineFor(scope, country)])),
  });
  const numberFor = (scope: number, country: Country): number => {
    answers[scope] ??= answersOf(scopes[scope]!);
    return answers[scope].named.get(country) ?? answers[scope].others;
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
    line: (scope, country) => lines[numberFor(scope, country)]!,
    lineNumber: numberFor,
    reaches: (scope, country) => reached[numberFor(scope, country)]!,
  };
}

/** Sorts countries into classes by their answers to `scopes` on every day. */
export function originClasses(
  scopes: readonly number[],
  of: OriginScopes,
  among: readonly Country[] = COUNTRIES,
): OriginClasses {
  const tree = sequenceTree();
  const classes = new Map<number, number>();
  const countries: Country[] = [];
  const classOf: Record<Country, number> = {};
  for (const country of among) {
    const node = scopes.reduce((at, scope) => tree.next(at, of.lineNumber(scope, country)), 0);
    if (!classes.has(node)) classes.set(node, countries.push(country) - 1);
    classOf[country] = classes.get(node)!;
  }
  return { classOf, countries };
}
