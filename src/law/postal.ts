// Small items in the international post, as `law/<jurisdiction>/postal.yaml` writes them: they pass without entry, so the
// duties of their code do not fall on them.

import { z } from 'zod';
import { type Country, parseCountry } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { type Cents, type Ppm, parseDecimal, parseShare } from '../core/money.ts';
import { dayText, idText, textAs, tidy } from './scalars.ts';

/** From `from` on, once published, until a later rule of the file takes its place. */
export interface PostalRule {
  readonly from: Day;
  readonly published: Day;
  /** Items valued at or under so much. */
  readonly limit: Cents;
  /** Empty: of every origin. */
  readonly origins: readonly Country[];
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

const rule = z
  .strictObject({
    from: dayText,
    published: dayText,
    limit: textAs((text) => parseDecimal(text, 2, 'amount')),
    origins: z.array(textAs((text) => parseCountry(text))).optional(),
    rate: textAs((text) => parseShare(text, 'rate')).optional(),
    told: z.string(),
    free: z.array(z.string()).optional(),
    instrument: idText,
    clause: z.string(),
    cite: z.string(),
    mark: z.enum(['secondary', 'unverified']).optional(),
  })
  .transform(
    ({ origins, free, ...keys }): PostalRule => ({ ...tidy(keys), origins: origins ?? [], free: free ?? [] }),
  );

export const postalSchema = z.array(rule);

interface Item {
  readonly mode?: string;
  readonly value: Cents;
  readonly origin: Country;
  readonly onDay: Day;
}

/** The rule for an item as known on a day; undefined for what is not a small item in the post. */
export const postalRuleOf = (
  rules: readonly PostalRule[],
  { mode, value, origin, onDay }: Item,
  known: Day,
): PostalRule | undefined =>
  mode !== 'post'
    ? undefined
    : rules.findLast(
        ({ from, published, limit, origins }) =>
          from <= onDay &&
          published <= known &&
          value <= limit &&
          (origins.length === 0 || origins.includes(origin)),
      );
