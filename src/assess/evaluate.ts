// One pass over the measures in force for an entry, with every open fact answered: what each measure does, and why.

import { type Duty, evaluate as dutyOf, unitsOf } from '../core/duty.ts';
import { fault, incorrect, unsupported } from '../core/errors.ts';
import type { Zone } from '../core/moment.ts';
import { type Cents, mulDiv, ONE, type Ppm, share } from '../core/money.ts';
import { type Truth, truthOf } from '../core/truth.ts';
import { type GoodsList, listed, membershipOf } from '../law/goods-list.ts';
import type { Base, Condition, Exception, GoodsScope, Metal, Threshold } from '../law/instrument.ts';
import { markOf, type Source, type Sourced } from '../law/measure.ts';
import type { Fact } from '../law/reference.ts';
import { askOn, type GroupTable, goodsIn, type Lists, originIn } from '../law/scope.ts';
import type { Standing, View } from '../law/view.ts';
import type { Entry } from './entry.ts';
import type { FactSheet, Gap } from './facts.ts';
import {
  claimGap,
  codeGap,
  contentGap,
  factGap,
  listGap,
  loadedFromGap,
  loadedGap,
  usContentGap,
} from './gaps.ts';

export interface Ground {
  readonly entry: Entry;
  readonly view: View;
  readonly lists: Lists;
  readonly groups: GroupTable;
  readonly zone: Zone;
  readonly factTable: Readonly<Record<string, Fact>>;
  /** Base duty in cents on the whole value, and its ad valorem equivalent. */
  readonly base: { readonly amount: Cents; readonly rate: Ppm };
  /** What scopes say of the goods when nobody is asked; filled as scopes are met, for all workings of one entry. */
  readonly silent: Map<GoodsScope, Truth>;
  /** Whether the goods are on a list, where that is known beforehand: then nobody needs the words of the list. */
  readonly onList?: (list: GoodsList) => Truth;
  /** Findings that are known beforehand, by position in the view. */
  readonly settled?: (index: number, sheet: FactSheet) => Finding | undefined;
}

/** What a measure does to an entry. Shares are parts of the customs value. */
export type Finding =
  | { readonly is: 'out' }
  | { readonly is: 'suspended' }
  | { readonly is: 'displaced'; readonly child: Standing }
  | { readonly is: 'excepted'; readonly exception: Sourced<Exception> }
  | { readonly is: 'left-nothing'; readonly exceptions: readonly Sourced<Exception>[] }
  /** A ban holds: the goods may not be imported at all. */
  /** `heading`: where the ban has several, that of these goods. */
  | { readonly is: 'forbidden'; readonly heading: string | undefined }
  | {
      readonly is: 'charged';
      readonly share: Ppm;
      readonly base: Base;
      readonly duty: Duty;
      readonly amount: Cents;
      readonly heading: string;
      readonly by: Source;
      /** Exceptions that changed the base or the rate and are declared beside the heading. */
      readonly claimed: readonly Sourced<Exception>[];
    };

/** A ban that an entry meets. */
export interface Ban {
  readonly standing: Standing;
  readonly heading: string | undefined;
}

/** Whether a comparison holds, from the sign of left less right. */
const compares = (op: Threshold['op'], sign: number): boolean =>
  ({ '>=': sign >= 0, '>': sign > 0, '<=': sign <= 0, '<': sign < 0, '=': sign === 0 })[op];

const holds = ({ op, share: limit }: Threshold, value: Ppm): boolean => compares(op, value - limit);

/** Cents against millionths of a dollar for thousandths of a unit. */
const UNIT_VALUE_SCALE = 10_000_000n;

/** Whether silence about an unclear list means "on it": yes where the list charges, no where it relieves. */
type Lean = boolean;

/** Evaluates all standings of the view; findings in the order of the view. */
export function findAll(ground: Ground, sheet: FactSheet): readonly Finding[] {
  const find = finder(ground, sheet);
  return ground.view.standings.map((_, index) => find(index));
}

/** Evaluates one standing of the view, and those it waits for. */
export const finder = (ground: Ground, sheet: FactSheet): ((index: number) => Finding) =>
  evaluation(ground, sheet).find;

export interface Evaluation {
  find(index: number): Finding;
  /** Whether a finding hangs on no open fact: it is the same however they are answered. */
  steady(index: number): boolean;
}

/** `given`: findings that hang on no open fact, from another evaluation of the same entry. */
export function evaluation(
  ground: Ground,
  sheet: FactSheet,
  given?: (index: number) => Finding | undefined,
): Evaluation {
  const { entry, view, lists, groups } = ground;
  const findings: (Finding | 'open' | undefined)[] = new Array(view.standings.length);
  /** Standings whose evaluation looked at the sheet, themselves or through others. */
  const asked = new Uint8Array(view.standings.length);
  let asking = 0;

  const ask = <T extends number | boolean>(gap: Gap & { readonly taken: T }): T => {
    asking = 1;
    return sheet.ask(gap);
  };

  const assumed = (fact: string): number | boolean | undefined => {
    asking = 1;
    return sheet.assumed(fact);
  };

  const listTruth = (list: GoodsList, lean: Lean): Truth => {
    const truth = ground.onList?.(list) ?? listed(list, entry.code, entry.on);
    if (truth !== 'unknown') return truth;
    const declared = entry.facts[`in:${list.name}`];
    if (declared !== undefined) return truthOf(declared);
    const words = ground.onList ? undefined : membershipOf(list, entry.code, entry.on)?.words;
    return truthOf(ask(listGap(list, entry.code, words, lean)));
  };

  const silently = (goods: GoodsScope | null): Truth => {
    if (goods === null) return 'yes';
    const known = ground.silent.get(goods);
    if (known !== undefined) return known;
    const truth = goodsIn(goods, entry.code, lists, askOn(entry.code, entry.on));
    ground.silent.set(goods, truth);
    return truth;
  };

  const goodsHold = (goods: GoodsScope | null, lean: Lean, name: string): boolean => {
    const quiet = silently(goods);
    if (quiet !== 'unknown') return quiet === 'yes';
    const truth = goodsIn(goods, entry.code, lists, (list) => listTruth(list, lean));
    if (truth !== 'unknown') return truth === 'yes';
    return entry.facts[`in:${name}`] ?? ask(codeGap(name, entry.code, lean));
  };

  const metalShare = (metal: Metal): Ppm => {
    const declared = entry.metals[metal];
    if (declared !== undefined) return declared;
    const others = Object.values(entry.metals).reduce((sum: number, ppm) => sum + (ppm ?? 0), 0);
    return ask(contentGap(metal, ONE - others));
  };

  const usShare = (test: Threshold): Ppm => entry.usContent ?? ask(usContentGap(test));

  const foreignShare = (): Ppm => ONE - (entry.usContent ?? Number(assumed('us-content') ?? 0));

  const spanHolds = (condition: Extract<Condition, { is: 'loaded' | 'entered' }>): boolean => {
    const { before, from } = condition;
    const time = condition.is === 'entered' ? entry.on : entry.loaded;
    if (time !== undefined)
      return (before === undefined || time < before) && (from === undefined || time >= from);
    return (
      (before === undefined || ask(loadedGap(before, ground.zone))) &&
      (from === undefined || ask(loadedFromGap(from, ground.zone)))
    );
  };

  /** Exact: the value against the price of the whole quantity, in tenths of a millionth of a cent. */
  const priceHolds = ({ unit, test }: Extract<Condition, { is: 'unit-value' }>): boolean => {
    const quantity = entry.quantity[unit];
    if (quantity === undefined) throw missingUnitValue(unit);
    const difference = BigInt(entry.value) * UNIT_VALUE_SCALE - BigInt(test.price) * BigInt(quantity);
    return compares(test.op, difference < 0n ? -1 : difference > 0n ? 1 : 0);
  };

  const factHolds = (name: string, lean: Lean): boolean => {
    const declared = entry.facts[name];
    if (declared !== undefined) return declared;
    const spec = ground.factTable[name];
    return ask(factGap(name, spec, spec?.undeclared === 'range' ? lean : false));
  };

  /** A conjunction asks its decided parts first, so that no question is put about what cannot matter. */
  const conditionHolds = (condition: Condition | null, lean: Lean): boolean => {
    if (condition === null) return true;
    switch (condition.is) {
      case 'goods':
        return goodsHold(condition.goods, lean, 'these goods');
      case 'origins':
        return originIn(condition.origins, entry.origin, entry.on, groups);
      case 'loaded':
      case 'entered':
        return spanHolds(condition);
      case 'mode':
        return entry.mode !== undefined && condition.of.includes(entry.mode);
      case 'claim':
        return condition.of.some((name) => entry.claims.includes(name.toLowerCase()) || ask(claimGap(name)));
      case 'us-content':
        return holds(condition.test, usShare(condition.test));
      case 'content':
        return holds(condition.test, metalShare(condition.metal));
      case 'base-duty':
        return holds(condition.test, ground.base.rate);
      case 'unit-value':
        return priceHolds(condition);
      case 'subject-to':
        return condition.of.some((name) =>
          view.payers(name).some((index) => findingOf(index).is === 'charged'),
        );
      case 'fact':
        return factHolds(condition.fact, lean) === condition.holds;
      case 'declared':
        return (entry.facts[condition.fact] ?? assumed(condition.fact)) === true;
      case 'any':
        return byCost(condition.of).some((one) => conditionHolds(one, lean));
      case 'all':
        return byCost(condition.of).every((one) => conditionHolds(one, lean));
      case 'not':
        return !conditionHolds(condition.of, !lean);
    }
  };

  const paidShare = (condition: Condition): Ppm => {
    const payers = new Set(payerNames(condition).flatMap((name) => view.payers(name)));
    let sum = 0;
    for (const index of payers) {
      const finding = findingOf(index);
      if (finding.is === 'charged') sum += finding.share;
    }
    return Math.min(ONE, sum);
  };

  const baseShare = (base: Base): Ppm => {
    if (base === 'customs-value') return ONE;
    if (base === 'non-us-content') return foreignShare();
    return metalShare(base.slice(0, -'-content'.length) as Metal);
  };

  const headingOf = (standing: Standing): string =>
    (standing.heading.find(({ when }) => conditionHolds(when ?? null, true)) ?? standing.heading[0]!).heading;

  /** `instead`: the heading of an exception that brings a rate of its own, declared in place of the measure's. */
  const charge = (
    standing: Standing,
    part: Ppm,
    base: Base,
    duty: Sourced<Duty>,
    claimed: readonly Sourced<Exception>[],
    instead: string | undefined,
  ): Finding => {
    if (standing.measure.prohibits !== undefined)
      return { is: 'forbidden', heading: standing.heading.length > 1 ? headingOf(standing) : undefined };
    const value = share(entry.value, part);
    for (const unit of unitsOf(duty.value))
      if (entry.quantity[unit] === undefined) throw missingQuantity(unit, standing.measure.id);
    const quantity = (unit: string) => mulDiv(entry.quantity[unit] ?? 0, part, ONE);
    const amount = dutyOf(duty.value, { value, base: share(ground.base.amount, part), quantity });
    const heading = instead ?? headingOf(standing);
    return { is: 'charged', share: part, base, duty: duty.value, amount, heading, by: duty.by, claimed };
  };

  const work = (standing: Standing): Finding => {
    // What is suspended costs nothing, so an unclear list need not be cleared up.
    if (standing.state.is === 'suspended')
      return silently(standing.goods) !== 'no' ? { is: 'suspended' } : { is: 'out' };
    if (!goodsHold(standing.goods, true, standing.measure.id)) return { is: 'out' };
    if (!conditionHolds(standing.when, true)) return { is: 'out' };
    for (const index of standing.children)
      if (takesPart(findingOf(index))) return { is: 'displaced', child: view.standings[index]! };
    const claimed: Sourced<Exception>[] = [];
    let left = ONE;
    let base = standing.base;
    let duty = standing.duty;
    let instead: string | undefined;
    for (const exception of standing.exceptions) {
      const { value } = exception;
      if (!conditionHolds(value.when, false)) continue;
      if (value.givesWay === 'content') {
        left = Math.max(0, left - paidShare(value.when));
        claimed.push(exception);
        continue;
      }
      if (value.duty === undefined && value.base === undefined) return { is: 'excepted', exception };
      base = value.base ?? base;
      if (value.duty) {
        duty = { value: value.duty, by: exception.by };
        instead = value.heading;
      } else claimed.push(exception);
      break;
    }
    const part =
      base === standing.base && left < ONE
        ? Math.min(left, baseShare(base))
        : mulDiv(left, baseShare(base), ONE);
    if (part > 0 || (left > 0 && base === 'customs-value'))
      return charge(standing, part, base, duty, claimed, instead);
    return { is: 'left-nothing', exceptions: claimed };
  };

  function findingOf(index: number): Finding {
    const known = findings[index];
    if (known === 'open')
      throw fault(
        'precedence-cycle',
        `measures wait for one another at ${view.standings[index]!.measure.id}`,
      );
    if (known) {
      asking |= asked[index]!;
      return known;
    }
    findings[index] = 'open';
    const before = asking;
    asking = ground.settled ? 1 : 0;
    const found = given?.(index) ?? ground.settled?.(index, sheet) ?? work(view.standings[index]!);
    findings[index] = found;
    asked[index] = asking;
    asking |= before;
    return found;
  }

  return { find: findingOf, steady: (index) => asked[index] === 0 };
}

/** A child that stands in the place of its parent: charged, even at nothing. */
const takesPart = (finding: Finding): boolean => finding.is === 'charged' || finding.is === 'left-nothing';

const COST: Readonly<Partial<Record<Condition['is'], number>>> = {
  goods: 1,
  'subject-to': 2,
  fact: 3,
  loaded: 4,
  claim: 4,
  'us-content': 4,
  content: 4,
  'unit-value': 5,
};

const ordered = new WeakMap<readonly Condition[], readonly Condition[]>();

function byCost(conditions: readonly Condition[]): readonly Condition[] {
  const kept = ordered.get(conditions);
  if (kept) return kept;
  const sorted = [...conditions].sort((a, b) => (COST[a.is] ?? 0) - (COST[b.is] ?? 0));
  ordered.set(conditions, sorted);
  return sorted;
}

const payerNames = (condition: Condition): readonly string[] => {
  if (condition.is === 'subject-to') return condition.of;
  return condition.is === 'any' || condition.is === 'all' ? condition.of.flatMap(payerNames) : [];
};

/** The refusal of goods under a ban, by the act that bans them; one of several headings is told with it. */
export function prohibited({ standing: { measure, state }, heading }: Ban) {
  const { by } = state;
  const mark = markOf(by);
  return unsupported(
    'prohibited',
    `these goods may not be imported: ${measure.prohibits}${heading ? ` (heading ${heading})` : ''}`,
    `${by.instrument.cite}, ${by.act.clause}${mark ? ` [${mark}]` : ''}.`,
  );
}

const missingUnitValue = (unit: string) =>
  incorrect(
    'missing-quantity',
    `a duty on these goods depends on their value by the ${unit}, and no quantity in ${unit} was given`,
    `Give --quantity ${unit}=AMOUNT (in a file: quantity.${unit}).`,
  );

const missingQuantity = (unit: string, measure: string) =>
  incorrect(
    'missing-quantity',
    `${measure} is charged by the ${unit}, and no quantity in ${unit} was given`,
    `Give --quantity ${unit}=AMOUNT (in a file: quantity.${unit}).`,
  );
