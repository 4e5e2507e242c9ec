// The shapes of the economy's questions and answers as Zod: HTTP, MCP, OpenAPI and the JSON Schemas are made from them.

import { z } from 'zod';

const day = z.string().max(10);
const outcome = z.string().max(60);
const region = z.string().min(2).max(20);
const elasticity = z
  .number()
  .gt(1)
  .max(50)
  .optional()
  .describe('mean elasticity of the central figure; default: the table’s own elasticities');

const deadlineFields = {
  known: day.optional().describe('the law as known on this day; default: the newest the pack holds'),
  deadline: day.optional().describe('default: the next one that an outcome on file is about'),
  elasticity,
  linkages: z
    .boolean()
    .optional()
    .describe('let sectors buy inputs from each other; default: inputs count as final use'),
  profits: z
    .boolean()
    .optional()
    .describe('a fixed number of firms that earn profits (Ossa 2014); not with linkages'),
};

export const simulateShape = z.strictObject({
  ...deadlineFields,
  outcomes: z
    .array(outcome)
    .max(12)
    .optional()
    .describe('names of outcomes, for example lapse, extend-90-days, return-to-145, deal; default: all'),
  parties: z.array(region).min(1).max(40).optional().describe('regions to answer for, for example US, CN'),
  passThrough: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('part of a duty that reaches buyers this year, shown beside complete; default 0.5'),
  products: z
    .number()
    .int()
    .min(0)
    .max(200)
    .optional()
    .describe('import lines to name for each outcome and side, those that move most; default 0'),
});

export const waitShape = z.strictObject({
  ...deadlineFields,
  parties: z.tuple([region, region]).optional().describe('the two sides; default US, CN'),
  deal: outcome.optional().describe('outcome on the table; default deal-at-10-for-good'),
  hazard: z.number().min(0).max(1).optional().describe('chance a day that the truce lapses; default 0.01'),
  lapseDays: z
    .number()
    .min(0)
    .max(36_500)
    .optional()
    .describe('how long a lapse would last, in days; default 90'),
});

const dollars = z.string().regex(/^-?\d+$/);
const bandOf = <T extends z.ZodType>(of: T) => z.object({ central: of, low: of, high: of });
const share = bandOf(z.number());
const money = bandOf(dollars);

const longRun = z.object({
  region: z.string(),
  realIncome: share,
  realIncomeOfGdp: share.nullable(),
  realIncomeYear: money,
  realIncomeDay: money,
  prices: share,
  wages: share,
  exports: share,
  imports: share,
  revenueYear: money,
});

const totals = {
  buyersPay: dollars,
  sellersPay: dollars,
  revenue: dollars,
  revenueIfUnchanged: dollars,
};

const thisYear = z.object({
  importer: z.string(),
  year: z.number(),
  value: dollars,
  complete: z.object(totals),
  chosen: z.object({ passThrough: z.number(), ...totals }),
  diversion: z.array(z.object({ origin: z.string(), change: dollars })),
  products: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      origin: z.string(),
      dutyBefore: z.number(),
      duty: z.number(),
      price: z.number(),
      boughtBefore: dollars,
      bought: dollars,
    }),
  ),
});

const basis = z.object({ known: z.string() });

export const simulateAnswerShape = z.object({
  basis,
  deadline: z.string(),
  reference: z.string(),
  settings: z.object({
    passThrough: z.number(),
    elasticity: z.number().nullable(),
    linkages: z.boolean(),
    profits: z.boolean(),
    band: z.array(z.number()),
  }),
  outcomes: z.array(
    z.object({
      outcome: z.string(),
      title: z.string(),
      changes: z.boolean(),
      duties: z.array(
        z.object({
          importer: z.string(),
          exporter: z.string(),
          rate: z.number(),
          before: z.number(),
          additionalOnly: z.boolean(),
        }),
      ),
      longRun: z.array(longRun),
      thisYear: z.array(thisYear),
      salesThisYear: z.array(z.object({ region: z.string(), complete: dollars, chosen: dollars })),
    }),
  ),
  covered: z.record(z.string(), z.number()),
  source: z.string().optional(),
  limits: z.array(z.string()),
});

export const waitAnswerShape = z.object({
  basis,
  deadline: z.string(),
  question: z.object({
    parties: z.tuple([z.string(), z.string()]),
    truce: z.string(),
    deal: z.string(),
    lapse: z.string(),
    hazard: z.number(),
    lapseDays: z.number(),
    elasticity: z.number().nullable(),
    linkages: z.boolean(),
    profits: z.boolean(),
  }),
  parties: z.array(
    z.object({
      region: z.string(),
      forgone: money,
      risk: money,
      cost: money,
      costOfGdp: share,
      split: share,
      dealOverLapse: money,
      buyersPayIfLapsed: dollars.nullable(),
    }),
  ),
  moreRoom: z.string().nullable(),
  ratio: z.number().nullable(),
  limits: z.array(z.string()),
});
