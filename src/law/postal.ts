// Small items in the international post, and small parcels that are declared, as `law/<jurisdiction>/postal.yaml` writes them: they pass without entry, so the
// duties of their code do not fall on them.

import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import type { Cents, Ppm } from '../core/money.ts';

/** From `from` on, once published, until a later rule of the file takes its place. */
export interface PostalRule {
  readonly from: Day;
  readonly published: Day;
  /** Items valued at or under so much. */
  readonly limit: Cents;
  /** Empty: of every origin. */
  readonly origins: readonly Country[];
  /** The fact by which an item is declared; missing = every small item in the post. */
  readonly declared?: string;
  /** Only for items outside the post. */
  readonly sent?: 'otherwise';
  /** Entered like any other goods. */
  readonly ordinary?: 'true';
  /** Of the value, in place of every other duty; missing where items are not assessed, and `told` says why. */
  readonly rate?: Ppm;
  readonly told: string;
  /** Facts that take an item out: it stays free. */
  readonly free: readonly string[];
  readonly instrument: string;
  readonly clause: string;
  readonly cite: string;
  readonly mark?: 'secondary' | 'unverified';
}

interface Item {
  readonly mode?: string;
  readonly facts: Readonly<Record<string, boolean>>;
  readonly value: Cents;
  readonly origin: Country;
  readonly onDay: Day;
}

/** Whether a rule speaks of items like this one: in the post, or declared. */
const speaksOf = ({ declared, sent }: PostalRule, { mode, facts }: Item): boolean =>
  (sent === undefined || mode !== 'post') &&
  (declared === undefined ? mode === 'post' : facts[declared] === true);

/** The rule for an item as known on a day; undefined for what is entered like any other goods. */
export function postalRuleOf(rules: readonly PostalRule[], item: Item, known: Day): PostalRule | undefined {
  const { value, origin, onDay } = item;
  const found = rules.findLast(
    (one) =>
      one.from <= onDay &&
      one.published <= known &&
      value <= one.limit &&
      (one.origins.length === 0 || one.origins.includes(origin)) &&
      speaksOf(one, item),
  );
  return found?.ordinary ? undefined : found;
}
