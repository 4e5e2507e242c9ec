// Membership of goods and origins in scopes of the law, at a moment.

import type { GoodsCode } from '../core/code.ts';
import type { Country } from '../core/country.ts';
import { fault } from '../core/errors.ts';
import { dayAt, type Moment, type Zone } from '../core/moment.ts';
import { and, not, or, type Truth } from '../core/truth.ts';
import { type GoodsList, listed } from './goods-list.ts';
import type { GoodsScope, OriginScope } from './instrument.ts';
import type { Group } from './reference.ts';

export interface GroupTable {
  readonly groups: Readonly<Record<string, Group>>;
  readonly zone: Zone;
}

function inGroup(name: string, country: Country, on: Moment, { groups, zone }: GroupTable): boolean {
  const group = groups[name];
  if (!group) throw fault('unknown-group', `the law names the group "${name}", which is not defined`);
  const day = dayAt(on, zone);
  return group.members.some(
    (member) =>
      member.country === country &&
      (member.from ?? day) <= day &&
      day < (member.until ?? Number.POSITIVE_INFINITY),
  );
}

const named = (names: readonly string[], country: Country, on: Moment, table: GroupTable): boolean =>
  names.some((name) =>
    name.startsWith('group:') ? inGroup(name.slice(6), country, on, table) : name === country,
  );

/** Whether goods of a country are within a scope of origins. */
export const originIn = (scope: OriginScope, country: Country, on: Moment, table: GroupTable): boolean =>
  (scope.all || named(scope.of, country, on, table)) && !named(scope.except, country, on, table);

export type Lists = ReadonlyMap<string, GoodsList>;

/** Answers whether a code is on a list; the caller may know more than the list (a declared fact). */
export type AskList = (list: GoodsList) => Truth;

function nameHolds(name: string, code: GoodsCode, lists: Lists, ask: AskList): Truth {
  if (name.startsWith('list:')) {
    const list = lists.get(name.slice(5));
    return list ? ask(list) : 'no';
  }
  if (code.startsWith(name)) return 'yes';
  return name.startsWith(code) ? 'unknown' : 'no';
}

/** Whether a code is within a scope of goods; `null` is all goods. */
export function goodsIn(scope: GoodsScope | null, code: GoodsCode, lists: Lists, ask: AskList): Truth {
  if (scope === null) return 'yes';
  const any = (names: readonly string[]) =>
    names.reduce<Truth>((truth, name) => or(truth, nameHolds(name, code, lists, ask)), 'no');
  return and(any(scope.any), not(any(scope.except)));
}

export const askOn =
  (code: GoodsCode, on: Moment): AskList =>
  (list) =>
    listed(list, code, on);
