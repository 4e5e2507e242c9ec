// The shapes of the answers beside the assessment, as OpenAPI shows them and the tests hold the answers against.

import { z } from 'zod';
import { CLAIM_KINDS, VERDICTS } from '../reading/model.ts';
import { errorShape } from './shapes.ts';

const money = z.object({ low: z.string(), high: z.string() });
const fractions = z.object({ low: z.number(), high: z.number() });
const known = z.object({ known: z.string() });
const basis = z.object({ known: z.string(), on: z.string() });
const text = z.string();
const moment = z.string().describe('2025-08-12T00:01 America/New_York');

export const historyShape = z.object({
  basis: known,
  code: text,
  from: text,
  steps: z.array(
    z.object({
      from: text.describe('first day on which this holds'),
      rate: fractions,
      additional: fractions,
      lines: z.array(
        z.object({ measure: text, heading: text, rate: text, cite: text, mark: text.optional() }),
      ),
      error: z.object({ code: text, message: text }).optional(),
    }),
  ),
});

export const change = z.object({
  what: text,
  program: text,
  heading: text,
  origins: text,
  before: text,
  after: text,
  duty: text.optional(),
  codes: z.number().nullable(),
  instrument: text,
  clause: text,
  cite: text,
  mark: text.optional(),
});

export const deadlinesShape = z.object({
  basis,
  deadlines: z.array(
    z.object({
      jurisdiction: text,
      at: moment,
      day: text,
      days: z.number(),
      cause: text,
      changes: z.array(change),
    }),
  ),
});

export const outcomesShape = z.object({
  basis: known,
  deadline: text,
  scenarios: z.array(z.object({ id: text, title: text, total: money })),
  value: text,
  byOrigin: z.array(z.object({ from: text, value: text, duty: z.record(text, money) })),
  byProgram: z.array(z.object({ program: text, duty: z.record(text, text) })),
  best: text,
  worst: text,
  rows: z.array(
    z.object({
      line: z.number(),
      name: text,
      code: text,
      from: text,
      value: text,
      duty: z.record(text, money).nullable(),
      error: errorShape.shape.error.optional(),
    }),
  ),
});

export const onFileShape = z.array(
  z.object({ id: text, title: text, summary: text, deadlineOf: z.array(text) }),
);

export const changesShape = z.object({
  basis: z.object({ before: text, after: text }),
  instruments: z.array(z.object({ published: text, instrument: text, title: text, cite: text })),
  differences: z.array(
    z.object({
      measure: text,
      from: moment,
      until: text.describe('a moment, or "forever"'),
      before: text,
      after: text,
      cite: text,
    }),
  ),
});

export const measuresShape = z.object({
  basis,
  measures: z.array(
    z.object({
      measure: text,
      program: text,
      heading: text,
      state: text,
      effect: text,
      instrument: text,
      cite: text,
      mark: text.optional(),
    }),
  ),
});

const instrument = z.object({
  id: text,
  kind: text,
  title: text,
  signed: text,
  published: moment,
  cite: text,
  url: text.optional(),
  authority: text.optional(),
  note: text.optional(),
  verified: z.object({ against: text, on: text, mark: text.optional(), note: text.optional() }),
});

export const instrumentsShape = z.array(instrument.extend({ acts: z.number() }));

export const instrumentShape = instrument.extend({
  acts: z.array(z.looseObject({ act: text, clause: text, from: moment, until: moment.optional() })),
});

export const optionsShape = z.object({
  basis,
  entry: z.record(z.string(), z.unknown()),
  options: z.array(
    z.object({
      option: text,
      kind: z.enum(['as-given', 'preference', 'fact']),
      requires: text,
      cite: text.optional(),
      declare: z.record(z.string(), z.unknown()),
      total: money,
      rate: fractions,
      fees: text,
      filing: z.array(text),
    }),
  ),
  open: z.array(z.object({ option: text, code: text, message: text, hint: text })),
});

export const productsShape = z.object({
  words: text,
  read: z.record(z.string(), text),
  missing: z.array(text),
  found: z.number(),
  schedule: text.optional(),
  products: z.array(
    z.object({
      code: text,
      name: text,
      general: text,
      special: text,
      column2: text,
      unit: text,
      suffixes: z.array(z.object({ code: text, name: text })).optional(),
    }),
  ),
});

export const coverageShape = z.array(
  z.object({
    program: text,
    status: text,
    from: text,
    through: text,
    verified: text,
    gaps: z.array(text),
  }),
);

const reference = z.object({
  is: z.string(),
  id: z.string(),
  clause: z.string().optional(),
  cite: z.string().optional(),
  url: z.string().optional(),
});

export const readingShape = z.object({
  date: z.string(),
  basis: z.object({ known: z.string(), on: z.string() }),
  claims: z.array(
    z.object({
      kind: z.enum(CLAIM_KINDS),
      text: z.string(),
      start: z.number().describe('offset into the plain text'),
      end: z.number(),
      verdict: z.enum(VERDICTS),
      why: z.string(),
      against: z.array(reference),
    }),
  ),
});
