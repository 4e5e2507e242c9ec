// Legal cases: sentences a customs lawyer can read, with the entry, what is expected and the citation.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { EntryInput } from '../../src/assess/entry.ts';
import { ROOT } from './embedded.ts';

const number = z.string().transform(Number);
const texts = z.array(z.string());
const record = z.record(z.string(), z.string());

const entrySchema = z.strictObject({
  into: z.string().optional(),
  code: z.string(),
  from: z.string(),
  on: z.string(),
  known: z.string(),
  value: z.string(),
  quantity: record.optional(),
  baseDuty: z.string().optional(),
  mode: z.string().optional(),
  loaded: z.string().optional(),
  metals: record.optional(),
  usContent: z.string().optional(),
  claims: texts.optional(),
  facts: record.optional(),
});

const expectSchema = z.strictObject({
  rate: number.optional(),
  additional: number.optional(),
  low: z.string().optional(),
  high: z.string().optional(),
  headings: texts.optional(),
  suppressed: texts.optional(),
  filing: texts.optional(),
  questions: texts.optional(),
  error: z.string().optional(),
});

const bound = { outcome: z.string().optional(), deadline: z.string().optional() };

const caseSchema = z.strictObject({
  case: z.string().min(12),
  cite: z.string().min(3),
  entry: entrySchema,
  ...bound,
  expect: expectSchema.refine((keys) => Object.keys(keys).length > 0, 'a case must expect something'),
});

/** One sentence with `{of}` in it, and rows that say of what, with what differs in entry and expectation. */
const tableSchema = z.strictObject({
  case: z.string().includes('{of}'),
  cite: z.string().min(3),
  entry: entrySchema.partial(),
  ...bound,
  expect: expectSchema.optional(),
  each: z
    .array(
      z.strictObject({
        of: z.string(),
        cite: z.string().min(3).optional(),
        ...entrySchema.partial().shape,
        ...expectSchema.shape,
      }),
    )
    .min(1),
});

export type LegalCase = z.output<typeof caseSchema> & { readonly file: string; readonly line: number };

export const entryOfCase = ({ entry }: LegalCase): EntryInput => entry as EntryInput;

type Fields = Readonly<Record<string, unknown>>;

const only = (fields: Fields, shape: object): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key in shape));

/** The cases that a table stands for, still to be checked. */
const rowsOf = ({ each, ...table }: { readonly each: readonly Fields[] } & Fields): readonly Fields[] =>
  each.map((row) => ({
    ...table,
    ...only(row, { cite: true }),
    case: String(table.case).replace('{of}', String(row.of)),
    entry: { ...(table.entry as Fields), ...only(row, entrySchema.shape) },
    expect: { ...(table.expect as Fields | undefined), ...only(row, expectSchema.shape) },
  }));

const isTable = (one: unknown): one is Fields => typeof one === 'object' && one !== null && 'each' in one;

function checked<T>(schema: z.ZodType<T>, one: unknown, where: string): T {
  const { success, data, error } = schema.safeParse(one);
  if (success) return data;
  throw new Error(
    `${where}: ${error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
  );
}

function readCases(root: string, name: string): readonly LegalCase[] {
  const text = readFileSync(join(root, 'test', 'cases', name), 'utf8');
  const counter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter });
  if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]!.message}`);
  const lineAt = (path: readonly unknown[]): number => {
    const node = document.getIn(path, true) as { range: [number, number, number] };
    return counter.linePos(node.range[0]).line;
  };
  const single = (one: unknown, line: number): LegalCase => ({
    ...checked(caseSchema, one, `${name}:${line}`),
    file: name,
    line,
  });
  return ((document.toJS() ?? []) as readonly unknown[]).flatMap((one, index) => {
    if (!isTable(one)) return single(one, lineAt([index]));
    checked(tableSchema, one, `${name}:${lineAt([index])}`);
    const rows = rowsOf(one as Parameters<typeof rowsOf>[0]);
    return rows.map((row, place) => single(only(row, caseSchema.shape), lineAt([index, 'each', place])));
  });
}

/** Every case of `test/cases/*.yaml`. */
export const allCases = (root = ROOT): readonly LegalCase[] =>
  readdirSync(join(root, 'test', 'cases'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => readCases(root, name));
