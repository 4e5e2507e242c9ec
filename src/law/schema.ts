// The law format as Zod schemas: from the YAML's texts to instruments. `docs/law.schema.json` is generated from here.

import { z } from 'zod';
import type { Moment, Zone } from '../core/moment.ts';
import { conditionSchema } from './condition-schema.ts';
import {
  type Act,
  BASES,
  type Condition,
  type Exception,
  type Headings,
  KINDS,
  type ListedCode,
} from './instrument.ts';
import {
  dayText,
  dutyText,
  goodsValue,
  idText,
  listedText,
  momentText,
  oneOrMany,
  originsValue,
  relativeText,
  targetText,
  textAs,
  tidy,
} from './scalars.ts';

/** Reads a list file under `law/`; throws TariffError when it is missing or broken. */
export type ReadList = (path: string) => readonly ListedCode[];

const MARK = z.enum(['secondary', 'unverified']);
const headingText = z.string().min(1);

function exceptionShape<T>(condition: z.ZodType<Condition<T>, unknown>) {
  return {
    heading: headingText.optional(),
    name: idText.optional(),
    duty: dutyText.optional(),
    base: z.enum(BASES).optional(),
    'gives-way': z.enum(['content', 'whole']).optional(),
    note: z.string().optional(),
    when: condition,
  };
}

type ExceptionKeys<T> = { [K in keyof ReturnType<typeof exceptionShape<T>>]?: unknown } & {
  when: Condition<T>;
};

function exceptionOf<T>(keys: ExceptionKeys<T>): Exception<T> {
  const { name, heading, duty, base, note, when } = keys;
  return tidy({
    key: (name ?? heading ?? 'unnamed') as string,
    heading,
    duty,
    base,
    note,
    when,
    givesWay: keys['gives-way'],
  }) as Exception<T>;
}

function headingSchema<T>(condition: z.ZodType<Condition<T>, unknown>): z.ZodType<Headings<T>, unknown> {
  const item = z
    .strictObject({ heading: headingText, when: condition.optional() })
    .transform((one) => tidy(one));
  return z.union([headingText.transform((heading) => [{ heading }]), z.array(item)]) as z.ZodType<
    Headings<T>,
    unknown
  >;
}

const VERBS = ['impose', 'amend', 'suspend', 'end', 'except', 'list', 'void'] as const;

/** Schemas of the seven acts, by verb, for a way of writing times. */
export function actSchemas<T>(time: z.ZodType<T, unknown>, readList: ReadList) {
  const condition = conditionSchema(time);
  const heading = headingSchema(condition);
  const common = {
    clause: z.string().min(1),
    from: time,
    until: time.optional(),
    mark: MARK.optional(),
    note: z.string().optional(),
  };
  const fields = {
    heading: heading.optional(),
    origins: originsValue.optional(),
    goods: z.union([z.literal('all').transform(() => null), goodsValue]).optional(),
    duty: dutyText.optional(),
    base: z.enum(BASES).optional(),
    when: condition.optional(),
    'in-lieu-of': oneOrMany(targetText).optional(),
  };
  const targets = oneOrMany(targetText);
  const listFile = z.strictObject({ file: textAs(readList) }).transform(({ file }) => file);
  const codes = z.union([
    listFile,
    z.array(z.union([listedText, listFile])).transform((items) => items.flat()),
  ]);
  return {
    impose: z
      .strictObject({
        ...common,
        ...fields,
        impose: idText,
        program: idText,
        prohibits: z.string().optional(),
        heading,
        duty: dutyText,
        except: z.array(z.strictObject(exceptionShape(condition)).transform(exceptionOf<T>)).optional(),
      })
      .transform((keys) => ({
        act: 'impose',
        ...commonOf(keys),
        target: keys.impose,
        program: keys.program,
        ...tidy({ prohibits: keys.prohibits }),
        fields: {
          heading: keys.heading,
          origins: keys.origins ?? { all: true, of: [], except: [] },
          goods: keys.goods ?? null,
          duty: keys.duty,
          base: keys.base ?? 'customs-value',
          when: keys.when ?? null,
          inLieuOf: keys['in-lieu-of'] ?? [],
        },
        except: keys.except ?? [],
      })),
    amend: z.strictObject({ ...common, ...fields, amend: targets }).transform((keys) => ({
      act: 'amend',
      ...commonOf(keys),
      targets: keys.amend,
      fields: tidy({
        heading: keys.heading,
        origins: keys.origins,
        goods: keys.goods,
        duty: keys.duty,
        base: keys.base,
        when: keys.when,
        inLieuOf: keys['in-lieu-of'],
      }),
    })),
    suspend: z
      .strictObject({ ...common, suspend: targets })
      .transform((keys) => ({ act: 'suspend', ...commonOf(keys), targets: keys.suspend })),
    end: z
      .strictObject({ ...common, end: targets })
      .transform((keys) => ({ act: 'end', ...commonOf(keys), targets: keys.end })),
    except: z
      .strictObject({
        ...common,
        ...exceptionShape(condition),
        when: condition.optional(),
        ends: z.literal('true').optional(),
        except: targets,
      })
      .superRefine((keys, context) => {
        if (!keys.heading && !keys.name)
          context.addIssue({
            code: 'custom',
            message: 'an exception needs a heading or a name',
            params: { code: 'exception-key' },
          });
        if (!keys.ends && !keys.when)
          context.addIssue({
            code: 'custom',
            message: 'an exception needs "when"',
            params: { code: 'exception-when' },
          });
      })
      .transform((keys) => ({
        act: 'except',
        ...commonOf(keys),
        targets: keys.except,
        key: keys.name ?? keys.heading ?? '',
        exception: keys.ends ? null : exceptionOf<T>(keys as ExceptionKeys<T>),
      })),
    list: z
      .strictObject({
        ...common,
        list: idText,
        title: z.string().optional(),
        /** How many codes the source itself counts. */
        count: z
          .string()
          .regex(/^[1-9]\d*$/)
          .transform(Number)
          .optional(),
        add: codes.optional(),
        remove: codes.optional(),
      })
      .transform((keys) => ({
        act: 'list',
        ...commonOf(keys),
        list: keys.list,
        ...tidy({ title: keys.title, count: keys.count }),
        add: keys.add ?? [],
        remove: (keys.remove ?? []).map((one) => (typeof one === 'string' ? one : one.code)),
      })),
    void: z
      .strictObject({
        ...common,
        void: targets,
        'collected-until': time.optional(),
        refund: z.string().optional(),
        'refund-until': time.optional(),
        'refund-claims': z
          .array(
            z.strictObject({
              claim: z.string().min(1),
              days: z
                .string()
                .regex(/^\d{1,4}$/)
                .transform(Number),
            }),
          )
          .optional(),
      })
      .transform((keys) => ({
        act: 'void',
        ...commonOf(keys),
        targets: keys.void,
        ...tidy({
          collectedUntil: keys['collected-until'],
          refund: keys.refund,
          refundUntil: keys['refund-until'],
          refundClaims: keys['refund-claims'],
        }),
      })),
  };
}

const commonOf = <T>(keys: {
  clause: string;
  from: T;
  until?: T | undefined;
  mark?: unknown;
  note?: string | undefined;
}) => tidy({ clause: keys.clause, from: keys.from, until: keys.until, mark: keys.mark, note: keys.note });

/** One act: the verb among its keys chooses the schema. */
export function actSchema<T>(time: z.ZodType<T, unknown>, readList: ReadList): z.ZodType<Act<T>, unknown> {
  const schemas = actSchemas(time, readList);
  return z.record(z.string(), z.unknown()).transform((keys, context) => {
    const verbs = VERBS.filter((verb) => verb in keys);
    const verb = verbs.includes('impose') ? 'impose' : verbs[0];
    if (verb === undefined || (verbs.length > 1 && verb !== 'impose')) {
      const message =
        verb === undefined ? 'an act without a verb' : `an act with several verbs: ${verbs.join(', ')}`;
      context.addIssue({
        code: 'custom',
        message,
        params: { code: 'act-verb', hint: `Use exactly one of ${VERBS.join(', ')}.` },
      });
      return z.NEVER;
    }
    const result = schemas[verb].safeParse(keys);
    if (result.success) return result.data as Act<T>;
    for (const issue of result.error.issues) context.issues.push({ ...issue, input: keys } as never);
    return z.NEVER;
  }) as unknown as z.ZodType<Act<T>, unknown>;
}

const verifiedSchema = z
  .strictObject({
    against: z.string().min(1),
    on: dayText,
    mark: MARK.optional(),
    note: z.string().optional(),
  })
  .transform((keys) => tidy(keys));

/** A whole file of an instrument. */
export const instrumentSchema = (zone: Zone, readList: ReadList) =>
  z.strictObject({
    instrument: idText,
    kind: z.enum(KINDS),
    title: z.string().min(1),
    signed: dayText,
    published: momentText(zone).optional(),
    cite: z.string().min(1),
    url: z.string().optional(),
    authority: z.string().optional(),
    note: z.string().optional(),
    verified: verifiedSchema,
    acts: z.array(actSchema<Moment>(momentText(zone), readList)),
  });

/** A whole file of an outcome. */
export const outcomeSchema = (zone: Zone, readList: ReadList) =>
  z.strictObject({
    outcome: idText,
    kind: z.literal('hypothetical'),
    title: z.string().min(1),
    summary: z.string().optional(),
    'deadline-of': oneOrMany(targetText),
    acts: z.array(actSchema(relativeText(zone), readList)),
  });
