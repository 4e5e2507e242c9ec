// Zod readers of the law's scalars: each turns a text into a value or into a diagnostic with a code and a hint.

import { z } from 'zod';
import { parseCode } from '../core/code.ts';
import { isCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { FREE } from '../core/duty.ts';
import { parseDuty } from '../core/duty-text.ts';
import { incorrect, TariffError } from '../core/errors.ts';
import { type Moment, momentAt, parseMoment, type Zone } from '../core/moment.ts';
import { parseShare } from '../core/money.ts';
import type {
  GoodsScope,
  ListedCode,
  OriginScope,
  PriceTest,
  RelativeMoment,
  Threshold,
} from './instrument.ts';

/** A text read by a function that throws TariffError; its code and hint travel in the issue's `params`. */
export const textAs = <T>(read: (text: string) => T) =>
  z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
      context.addIssue({
        code: 'custom',
        message: error.message,
        params: { code: error.code, hint: error.hint },
      });
      return z.NEVER;
    }
  });

export const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item)]) as z.ZodType<readonly z.output<T>[], unknown>;

export const dayText = textAs((text) => parseDay(text));
export const dutyText = textAs((text) => parseDuty(text));
export const idText = textAs((text) => {
  if (/^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/.test(text)) return text;
  throw incorrect('bad-id', `"${text}" is not a name`, 'Use lower-case letters, digits, "-", "." and "/".');
});

/** A measure (`us/reciprocal/cn`) or a family (`us/reciprocal/*`). */
export const targetText = textAs((text) => {
  if (/^[a-z0-9]+(?:[/.-][a-z0-9]+)*(?:\/\*)?$/.test(text)) return text;
  throw incorrect(
    'bad-target',
    `"${text}" is not a measure or a family`,
    'Write us/reciprocal/cn or us/reciprocal/*.',
  );
});

export const momentText = (zone: Zone) => textAs((text) => parseMoment(text, zone));

/** `deadline`, `deadline + 90 days`, or a moment. */
export const relativeText = (zone: Zone) =>
  textAs((text): RelativeMoment => {
    const match = /^deadline(?:\s*([+-])\s*(\d+)\s*days?)?$/.exec(text.trim());
    if (!match) return parseMoment(text, zone);
    return { deadline: Number(match[2] ?? 0) * (match[1] === '-' ? -1 : 1) };
  });

/** `n` days after a moment, at the same time of day on the clocks of `zone`. */
export function daysAfter(
  moment: Moment,
  days: number,
  zone: Zone,
  local: (m: Moment, z: Zone) => number,
): Moment {
  const wall = local(moment, zone);
  return momentAt(Math.floor(wall / 1440) + days, ((wall % 1440) + 1440) % 1440, zone);
}

export const thresholdText = textAs((text): Threshold => {
  const match = /^(>=|<=|>|<|=)\s*(.+)$/.exec(text.trim());
  if (match) return { op: match[1] as Threshold['op'], share: parseShare(match[2]!, 'threshold') };
  throw incorrect('bad-threshold', `"${text}" is not a threshold`, 'Write for example ">=20%".');
});

/** `>=25 cents/kg`: the value of the goods by the unit. */
export const unitValueText = textAs((text): { readonly unit: string; readonly test: PriceTest } => {
  const match = /^(>=|<=|>|<|=)\s*(.+)$/.exec(text.trim());
  const price = match ? parseDuty(match[2]!) : FREE;
  if (price.kind === 'specific')
    return { unit: price.unit, test: { op: match![1] as PriceTest['op'], price: price.price } };
  throw incorrect(
    'bad-threshold',
    `"${text}" is not a value by the unit`,
    'Write for example ">=25 cents/kg".',
  );
});

const originName = textAs((text) => {
  if (isCountry(text) || /^group:[a-z0-9/-]+$/.test(text)) return text;
  throw incorrect(
    'unknown-country',
    `"${text}" is neither a country code nor group:NAME`,
    'Use ISO 3166 alpha-2, for example CN.',
  );
});

export const originsValue: z.ZodType<OriginScope, unknown> = z.union([
  originName.transform((one): OriginScope => ({ all: false, of: [one], except: [] })),
  z.array(originName).transform((of): OriginScope => ({ all: false, of, except: [] })),
  z
    .strictObject({ all: z.literal('true'), except: oneOrMany(originName).optional() })
    .transform(({ except }): OriginScope => ({ all: true, of: [], except: except ?? [] })),
  z
    .strictObject({ of: oneOrMany(originName), except: oneOrMany(originName) })
    .transform(({ of, except }): OriginScope => ({ all: false, of, except })),
]);

const goodsName = textAs((text) => (/^list:[a-z0-9./-]+$/.test(text) ? text : parseCode(text)));

export const goodsValue: z.ZodType<GoodsScope, unknown> = z.union([
  oneOrMany(goodsName).transform((any): GoodsScope => ({ any, except: [] })),
  z
    .strictObject({ any: oneOrMany(goodsName), except: oneOrMany(goodsName).optional() })
    .transform(({ any, except }): GoodsScope => ({ any, except: except ?? [] })),
]);

/** `8501.10.40`, or `30049092 ex words that say which part`. */
export function parseListed(text: string): ListedCode {
  const match = /^([\d.]+)\s+ex\s+(.+)$/.exec(text.trim());
  return match ? { code: parseCode(match[1]!), ex: match[2]!.trim() } : parseCode(text);
}

export const listedText = textAs(parseListed);

/** Drops keys whose value is undefined, as exact optional properties want it. */
export const tidy = <T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
