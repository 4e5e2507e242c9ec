// The routes of the service as a table: router and OpenAPI document are both made from it.

import { z } from 'zod';
import type { EntryInput } from '../assess/entry.ts';
import { TariffError } from '../core/errors.ts';
import type { Law, LawAt } from '../law.ts';
import {
  changesAnswer,
  coverageAnswer,
  deadlinesAnswer,
  historyAnswer,
  instrumentAnswer,
  instrumentsAnswer,
  measuresAnswer,
  newestKnown,
  outcomesAnswer,
  searchAnswer,
} from '../outlook/answers.ts';
import { jointAnswer, territoriesIn } from '../outlook/joint.ts';
import { optionsOf } from '../outlook/options.ts';
import { openReader, type Reader } from '../reading/reader.ts';
import { jsonOf } from '../reading/show.ts';
import {
  changesShape,
  coverageShape,
  deadlinesShape,
  historyShape,
  instrumentShape,
  instrumentsShape,
  measuresShape,
  onFileShape,
  optionsShape,
  outcomesShape,
  productsShape,
  readingShape,
} from './answer-shapes.ts';
import { askSimulate, askWait } from './economy.ts';
import { simulateAnswerShape, simulateShape, waitAnswerShape, waitShape } from './economy-shapes.ts';
import { RECORD_ROUTES, recordOf } from './record-routes.ts';
import { jointShape } from './record-shapes.ts';
import { day, given, type Route, route } from './route.ts';
import { assessmentShape, entryShape, errorShape, readShape } from './shapes.ts';

const basis = {
  known: day.optional().describe('the law as known on this day; default: the newest the pack holds'),
  into: z.string().max(3).optional(),
};
const outcome = { outcome: z.string().max(60).optional(), deadline: day.optional() };

interface Basis {
  readonly known?: string | undefined;
  readonly into?: string | undefined;
  readonly outcome?: string | undefined;
  readonly deadline?: string | undefined;
}

function lawOf(law: Law, { known, outcome: which, deadline }: Basis): LawAt {
  const at = law.as({ known: known ?? newestKnown(law) });
  return which === undefined ? at : at.under(which, deadline === undefined ? {} : { deadline });
}

const entries = z.array(entryShape).max(1000);

function assessOne(law: Law, entry: z.output<typeof entryShape>, line: number): unknown {
  try {
    return law.assess(entry as EntryInput);
  } catch (error) {
    if (error instanceof TariffError) return { error: { ...error.toJSON(), line } };
    throw error;
  }
}

export type { Route } from './route.ts';

/** One reader for each opened law: the language model loads with the first text. */
const readers = new WeakMap<Law, Promise<Reader>>();

export function readerOf(law: Law): Promise<Reader> {
  const kept = readers.get(law) ?? recordOf().then((record) => openReader(law, record));
  readers.set(law, kept);
  return kept;
}

export const ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/assess',
    summary: 'Assess one entry, or up to 1,000; a bad one gives its error in its place',
    body: z.union([entryShape, entries]),
    answer: z.union([assessmentShape, z.array(z.union([assessmentShape, errorShape]))]),
    answerTo: (law, { body }) =>
      Array.isArray(body)
        ? body.map((entry, index) => assessOne(law, entry, index + 1))
        : law.assess(body as EntryInput),
  }),
  route({
    method: 'post',
    path: '/v1/options',
    summary: 'Every lawful way to enter the same goods: preferences and exceptions side by side',
    body: entryShape,
    answer: optionsShape,
    answerTo: (law, { body }) => {
      const { known, ...entry } = body as EntryInput;
      return optionsOf(law.as({ known: known ?? newestKnown(law) }), entry);
    },
  }),
  route({
    method: 'get',
    path: '/v1/deadlines',
    summary: 'What changes next if nobody acts',
    query: z.strictObject({
      ...basis,
      ...outcome,
      on: day.optional(),
      into: z
        .string()
        .max(20)
        .optional()
        .describe('US, CN, EU or CA; several with commas put changes of one moment together'),
    }),
    answer: z.union([deadlinesShape, jointShape]),
    answerTo: (law, { query: { into = '', on, ...rest } }) => {
      const at = lawOf(law, rest);
      const territories = territoriesIn(into);
      if (territories.length > 1) return jointAnswer(law, at, territories, on);
      return deadlinesAnswer(at, given({ into: territories[0], on }) as never);
    },
  }),
  route({
    method: 'get',
    path: '/v1/history',
    summary: 'What one product of one origin paid and will pay',
    query: z.strictObject({ ...basis, ...outcome, code: z.string().max(20), from: z.string().max(3) }),
    answer: historyShape,
    answerTo: (law, { query }) =>
      historyAnswer(
        lawOf(law, query),
        given({ code: query.code, from: query.from, into: query.into }) as never,
      ),
  }),
  route({
    method: 'post',
    path: '/v1/outcomes',
    summary: 'What each outcome of a deadline costs a book of shipments',
    body: z.strictObject({
      known: day.optional(),
      deadline: day.optional(),
      outcomes: z.array(z.string().max(60)).max(12).optional(),
      entries: z.array(entryShape.extend({ on: day.optional() })).max(1000),
    }),
    answer: outcomesShape,
    answerTo: (law, { body }) => {
      const at = lawOf(law, given({ known: body.known }));
      const options = given({ deadline: body.deadline, outcomes: body.outcomes });
      const shipments = body.entries.map((entry, index) => ({
        line: index + 1,
        name: entry.code,
        entry: entry as never,
      }));
      return outcomesAnswer(law, at, shipments, options as never);
    },
  }),
  route({
    method: 'get',
    path: '/v1/outcomes',
    summary: 'The outcomes on file',
    answer: onFileShape,
    answerTo: (law) =>
      law.pack.outcomes.map(({ id, title, summary, deadlineOf }) => ({ id, title, summary, deadlineOf })),
  }),
  route({
    method: 'post',
    path: '/v1/simulate',
    summary: 'What each outcome of a deadline costs each region: the long run and this year side by side',
    body: simulateShape,
    answer: simulateAnswerShape,
    answerTo: (law, { body }) => askSimulate(law, body, newestKnown(law)),
  }),
  route({
    method: 'post',
    path: '/v1/wait',
    summary: "What a day's delay of a deal costs two sides, and who has more room to wait",
    body: waitShape,
    answer: waitAnswerShape,
    answerTo: (law, { body }) => askWait(law, body, newestKnown(law)),
  }),
  route({
    method: 'get',
    path: '/v1/changes',
    summary: 'What the law learned between two days',
    query: z.strictObject({ before: day, after: day, into: z.string().max(3).optional() }),
    answer: changesShape,
    answerTo: (law, { query }) => changesAnswer(law, query.before, query.after, query.into),
  }),
  route({
    method: 'get',
    path: '/v1/measures',
    summary: 'The measures in force and suspended at a basis',
    query: z.strictObject({
      ...basis,
      ...outcome,
      on: day.optional(),
      from: z.string().max(3).optional().describe('only those that concern goods of this origin'),
      program: z.string().max(60).optional(),
    }),
    answer: measuresShape,
    answerTo: (law, { query: { into, on, from, program, ...rest } }) =>
      measuresAnswer(lawOf(law, { ...rest, into }), given({ into, on, from, program }) as never),
  }),
  route({
    method: 'get',
    path: '/v1/instruments',
    summary: 'The legal texts of the pack',
    answer: instrumentsShape,
    answerTo: instrumentsAnswer,
  }),
  route({
    method: 'get',
    path: '/v1/instruments/{id}',
    summary: 'One legal text and its acts; the id is path-like and is written with %2F',
    answer: instrumentShape,
    answerTo: (law, { params }) => instrumentAnswer(law, params.id ?? ''),
  }),
  route({
    method: 'get',
    path: '/v1/search',
    summary: 'Products of the catalogue and of the imported schedule by words or by code',
    query: z.strictObject({ words: z.string().min(1).max(200) }),
    answer: productsShape,
    answerTo: (law, { query }) => searchAnswer(law, query.words, 100),
  }),
  route({
    method: 'get',
    path: '/v1/coverage',
    summary: 'What the pack covers and how it was checked',
    answer: coverageShape,
    answerTo: coverageAnswer,
  }),
  ...RECORD_ROUTES,
  route({
    method: 'post',
    path: '/v1/read',
    summary: 'A news text against the law and record of its day, claim by claim',
    body: readShape,
    answer: readingShape,
    answerTo: async (law, { body: { text, ...options } }) => {
      const read = await readerOf(law);
      return jsonOf(read(text, given(options) as { date?: string; known?: string }));
    },
  }),
];
