// What a measure on all goods leaves out, in words: read from the exceptions of the folded law.

import { type Day, parseDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import { at as valueAt } from '../core/timeline.ts';
import type { Condition } from '../law/instrument.ts';
import type { Law, LawAt } from '../law.ts';

const list = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

/** The goods a condition is about; conditions on days, carriage or origin say nothing about goods. */
function goodsOf(
  condition: Condition,
  title: (list: string) => string | undefined,
  ask: (fact: string) => string,
): readonly string[] {
  switch (condition.is) {
    case 'goods':
      return condition.goods.any
        .flatMap((name) => (name.startsWith('list:') ? (title(name.slice(5)) ?? []) : []))
        .slice(0, 1);
    case 'subject-to':
      return [`goods that pay ${list(condition.of)}`];
    case 'claim':
      return [`goods entered under ${list(condition.of).toUpperCase()}`];
    case 'fact':
      return condition.holds ? [ask(condition.fact)] : [];
    case 'all':
      return condition.of.flatMap((one) => goodsOf(one, title, ask)).slice(0, 1);
    case 'any':
      return condition.of.flatMap((one) => goodsOf(one, title, ask));
    default:
      return [];
  }
}

/** The exceptions of measures on a day, by the titles of their lists, programs, preferences and facts. */
export function exceptionsOf(
  law: Law,
  at: LawAt,
  importer: string,
  measures: readonly string[],
  on: string,
): readonly string[] {
  if (measures.length === 0) return [];
  const day: Day = parseDay(on);
  const moment = lastMinute(day, law.territory(importer).zone);
  const resolved = at.resolved(importer);
  const title = (name: string) => resolved.lists.get(name)?.title.toLowerCase();
  const ask = (fact: string) =>
    (law.pack.facts[fact]?.ask ?? fact.replaceAll('-', ' ')).replace(
      /^Are the goods |^Is entry made |\?$/g,
      '',
    );
  const found = resolved.measures
    .filter(({ id }) => measures.includes(id))
    .flatMap(({ exceptions }) => [...exceptions.values()])
    .map((line) => valueAt(line, moment))
    .filter((one) => one !== null && one.value.duty === undefined)
    .flatMap((one) => goodsOf(one!.value.when, title, ask));
  return [...new Set(found)];
}
