// Conditions (`when`) of the law format: a mapping in which every key must hold.

import { z } from 'zod';
import { incorrect } from '../core/errors.ts';
import type { Condition, GoodsScope, OriginScope, PriceTest, Threshold } from './instrument.ts';
import {
  goodsValue,
  idText,
  oneOrMany,
  originsValue,
  targetText,
  textAs,
  thresholdText,
  tidy,
  unitValueText,
} from './scalars.ts';

const factText = textAs((text) => {
  const match = /^(not )?([a-z0-9][a-z0-9:./-]*)$/.exec(text);
  if (match) return { fact: match[2]!, holds: match[1] === undefined };
  throw incorrect('bad-fact', `"${text}" is not a fact`, 'Write the name of a fact, or "not NAME".');
});

/** The schema of `when`, for a way of writing times. */
export function conditionSchema<T>(time: z.ZodType<T, unknown>): z.ZodType<Condition<T>, unknown> {
  const span = z.strictObject({ before: time.optional(), from: time.optional() });
  const schema: z.ZodType<Condition<T>, unknown> = z.lazy(() =>
    z
      .strictObject({
        goods: goodsValue.optional(),
        origins: originsValue.optional(),
        loaded: span.optional(),
        entered: span.optional(),
        mode: oneOrMany(z.string()).optional(),
        claim: oneOrMany(z.string()).optional(),
        'us-content': thresholdText.optional(),
        content: z
          .strictObject({
            steel: thresholdText.optional(),
            aluminum: thresholdText.optional(),
            copper: thresholdText.optional(),
          })
          .optional(),
        'base-duty': thresholdText.optional(),
        'unit-value': oneOrMany(unitValueText).optional(),
        'subject-to': oneOrMany(targetText).optional(),
        fact: oneOrMany(factText).optional(),
        declared: oneOrMany(idText).optional(),
        any: z.array(schema).optional(),
        all: z.array(schema).optional(),
        not: schema.optional(),
      })
      .transform((keys) => allOf(conditionsIn(keys as ConditionKeys<T>))),
  );
  return schema;
}

interface ConditionKeys<T> {
  goods?: GoodsScope;
  origins?: OriginScope;
  loaded?: { before?: T; from?: T };
  entered?: { before?: T; from?: T };
  mode?: readonly string[];
  claim?: readonly string[];
  'us-content'?: Threshold;
  content?: Readonly<Record<string, Threshold | undefined>>;
  'base-duty'?: Threshold;
  'unit-value'?: readonly { unit: string; test: PriceTest }[];
  'subject-to'?: readonly string[];
  fact?: readonly { fact: string; holds: boolean }[];
  declared?: readonly string[];
  any?: readonly Condition<T>[];
  all?: readonly Condition<T>[];
  not?: Condition<T>;
}

function conditionsIn<T>(keys: ConditionKeys<T>): Condition<T>[] {
  const found: Condition<T>[] = [];
  if (keys.goods) found.push({ is: 'goods', goods: keys.goods });
  if (keys.origins) found.push({ is: 'origins', origins: keys.origins });
  for (const is of ['loaded', 'entered'] as const)
    if (keys[is]) found.push({ is, ...tidy(keys[is]) } as Condition<T>);
  for (const is of ['mode', 'claim', 'subject-to'] as const) if (keys[is]) found.push({ is, of: keys[is] });
  for (const is of ['us-content', 'base-duty'] as const) if (keys[is]) found.push({ is, test: keys[is] });
  for (const one of keys['unit-value'] ?? []) found.push({ is: 'unit-value', ...one });
  for (const metal of ['steel', 'aluminum', 'copper'] as const) {
    const test = keys.content?.[metal];
    if (test) found.push({ is: 'content', metal, test });
  }
  for (const fact of keys.fact ?? []) found.push({ is: 'fact', ...fact });
  for (const fact of keys.declared ?? []) found.push({ is: 'declared', fact });
  for (const is of ['any', 'all'] as const) if (keys[is]) found.push({ is, of: keys[is] });
  if (keys.not) found.push({ is: 'not', of: keys.not });
  return found;
}

const allOf = <T>(conditions: readonly Condition<T>[]): Condition<T> =>
  conditions.length === 1 ? conditions[0]! : { is: 'all', of: conditions };
