// The shapes of the contract as Zod: what HTTP checks, OpenAPI and the JSON Schemas show, and MCP's tools take.

import { z } from 'zod';

const scalar = z.union([z.string().max(40), z.number()]);
const day = z.string().max(10).describe('an ISO day, for example 2025-08-13');

export const entryShape = z.strictObject({
  into: z.string().max(3).optional().describe('importing territory: US (default), CN, EU, CA'),
  code: z.string().max(20).describe('tariff code of 8 or 10 digits'),
  from: z.string().max(3).describe('country of origin, ISO 3166 alpha-2'),
  on: day.describe('day of entry'),
  known: day.optional().describe('the law as known on this day'),
  value: scalar.describe('customs value in dollars'),
  quantity: z.record(z.string().max(40), scalar).optional().describe('quantities by unit: {"kg": "100"}'),
  mode: z.enum(['vessel', 'air', 'truck', 'rail', 'post']).optional(),
  admitted: z
    .string()
    .max(10)
    .optional()
    .describe('day of admission to a foreign trade zone in privileged foreign status'),
  loaded: z.string().max(40).optional().describe('day on which the goods were loaded'),
  metals: z
    .partialRecord(z.enum(['steel', 'aluminum', 'copper']), scalar)
    .optional()
    .describe('shares of the value: {"steel": "0.6"}'),
  usContent: scalar.optional().describe('share of the value that is United States content'),
  claims: z
    .array(z.string().max(40))
    .max(20)
    .optional()
    .describe('preferences or chapter 99 headings claimed'),
  facts: z
    .record(z.string().max(80), z.union([z.boolean(), z.string().max(5)]))
    .optional()
    .describe('declared facts'),
  melted: z.string().max(2).optional().describe('country in which the steel was melted and poured'),
  smelted: z
    .union([z.string().max(20), z.array(z.string().max(2)).max(4)])
    .optional()
    .describe('countries in which the aluminum was smelted'),
  cast: z.string().max(2).optional().describe('country in which the aluminum was last cast'),
  baseDuty: z
    .string()
    .max(80)
    .optional()
    .describe('what a base duty that the schedule gives in words comes to: 5.1%'),
});

const amount = z.string();
const span = <T extends z.ZodType>(of: T) => z.object({ low: of, high: of });

const line = z.object({
  measure: z.string(),
  program: z.string(),
  heading: z.string(),
  rate: z.string(),
  base: z.object({ kind: z.string(), share: z.number(), value: amount }),
  amount,
  instrument: z.string(),
  clause: z.string(),
  cite: z.string(),
  mark: z.string().optional(),
});

export const assessmentShape = z.object({
  basis: z.object({ known: z.string(), on: z.string() }),
  entry: z.record(z.string(), z.unknown()),
  total: span(amount),
  rate: span(z.number()),
  additional: span(z.number()),
  lines: z.array(line),
  fees: z.array(
    z.object({
      fee: z.string(),
      label: z.string(),
      rate: z.string(),
      amount,
      cite: z.string(),
      mark: z.string().optional(),
    }),
  ),
  suppressed: z.array(
    z.object({
      measure: z.string(),
      heading: z.string(),
      why: z.string(),
      instrument: z.string(),
      clause: z.string(),
    }),
  ),
  filing: z.array(z.string()),
  questions: z.array(
    z.object({
      fact: z.string(),
      ask: z.string(),
      low: amount,
      high: amount,
      refused: z.string().optional().describe('an answer means that the goods may not be imported'),
    }),
  ),
  receipt: z.object({
    law: z.string(),
    engine: z.string(),
    schedule: z.string().optional(),
    assumptions: z.array(z.string()),
  }),
});

export const readShape = z.strictObject({
  text: z.string().max(100_000).describe('plain text, HTML or Markdown'),
  date: day.optional().describe('the day of the text, when it does not state it'),
  known: day.optional().describe('law and record as known on this day; default: the day of the text'),
});

export const errorShape = z.object({
  error: z.object({
    category: z.string(),
    code: z.string(),
    message: z.string(),
    hint: z.string(),
    line: z.number().optional(),
  }),
});
