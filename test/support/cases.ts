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
  mode: z.string().optional(),
  loaded: z.string().optional(),
  metals: record.optional(),
  usContent: z.string().optional(),
  claims: texts.optional(),
  facts: record.optional(),
});

const expectSchema = z
  .strictObject({
    rate: number.optional(),
    additional: number.optional(),
    low: z.string().optional(),
    high: z.string().optional(),
    headings: texts.optional(),
    suppressed: texts.optional(),
    filing: texts.optional(),
    questions: texts.optional(),
    error: z.string().optional(),
  })
  .refine((keys) => Object.keys(keys).length > 0, 'a case must expect something');

const caseSchema = z.strictObject({
  case: z.string().min(12),
  cite: z.string().min(3),
  entry: entrySchema,
  outcome: z.string().optional(),
  deadline: z.string().optional(),
  expect: expectSchema,
});

export type LegalCase = z.output<typeof caseSchema> & { readonly file: string; readonly line: number };

export const entryOfCase = ({ entry }: LegalCase): EntryInput => entry as EntryInput;

function readCases(name: string): readonly LegalCase[] {
  const text = readFileSync(join(ROOT, 'test', 'cases', name), 'utf8');
  const counter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: counter });
  if (document.errors.length > 0) throw new Error(`${name}: ${document.errors[0]!.message}`);
  const result = z.array(caseSchema).safeParse(document.toJS() ?? []);
  if (!result.success)
    throw new Error(
      `${name}: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    );
  return result.data.map((one, index) => {
    const node = document.getIn([index], true) as { range: [number, number, number] };
    return { ...one, file: name, line: counter.linePos(node.range[0]).line };
  });
}

/** Every case of `test/cases/*.yaml`. */
export const allCases = (): readonly LegalCase[] =>
  readdirSync(join(ROOT, 'test', 'cases'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap(readCases);
