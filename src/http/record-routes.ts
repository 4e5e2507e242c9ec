// The routes about the talks: rounds, one line of days, agreements, controls, minerals, leverage.

import { z } from 'zod';
import { newestKnown } from '../outlook/answers.ts';
import {
  agreementsAnswer,
  controlsAnswer,
  leverageAnswer,
  mineralsAnswer,
  roundAnswer,
  talksAnswer,
  timelineAnswer,
} from '../outlook/record-answers.ts';
import { shipmentOf } from '../record/ask-text.ts';
import type { RecordPack } from '../record/pack.ts';
import { EVENT_KINDS } from '../record/timeline.ts';
import {
  agreementsShape,
  controlsShape,
  leverageShape,
  mineralsShape,
  roundShape,
  talksShape,
  timelineShape,
} from './record-shapes.ts';
import { day, given, partyOf, type Route, route } from './route.ts';

/** The embedded record, loaded by the first question about it. */
export const recordOf = async (): Promise<RecordPack> => (await import('#record-pack')).default;

const known = day.optional().describe('what was known on this day; default: the newest the pack holds');
const partner = z.string().max(3).optional().describe('CN, EU, JP …');
const span = { from: day.optional(), until: day.optional() };
const words = (text: string | undefined): readonly string[] | undefined =>
  text === undefined ? undefined : text.split(',').filter((word) => word !== '');

const kinds = z
  .string()
  .max(100)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(EVENT_KINDS)))
  .optional()
  .describe(`with commas between: ${EVENT_KINDS.join(', ')}`);

const party = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : partyOf(text);

export const RECORD_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/talks',
    summary: 'Meetings and calls; with a partner also where things stand',
    query: z.strictObject({ known, partner, ...span }),
    answer: talksShape,
    answerTo: async (law, { query }) =>
      talksAnswer(law, await recordOf(), {
        ...(given({ from: query.from, until: query.until, partner: party(query.partner) }) as object),
        known: query.known ?? newestKnown(law),
      }),
  }),
  route({
    method: 'get',
    path: '/v1/talks/{round}',
    summary: 'One meeting or call by its id or city, with what was said about it',
    query: z.strictObject({ known }),
    answer: roundShape,
    answerTo: async (law, { query, params }) =>
      roundAnswer(await recordOf(), params.round ?? '', query.known ?? newestKnown(law)),
  }),
  route({
    method: 'get',
    path: '/v1/timeline',
    summary: 'Law, talks, words and controls on one line of days; with a partner also where things stand',
    query: z.strictObject({ known, partner, ...span, program: z.string().max(60).optional(), kinds }),
    answer: timelineShape,
    answerTo: async (law, { query }) =>
      timelineAnswer(law, await recordOf(), {
        ...(given({ ...query, partner: party(query.partner) }) as object),
        known: query.known ?? newestKnown(law),
      }),
  }),
  route({
    method: 'get',
    path: '/v1/agreements',
    summary: 'What was agreed, how far it got, what was promised and what is known of its keeping',
    query: z.strictObject({
      known,
      name: z.string().max(80).optional().describe('an id, a partner or a word of the title'),
    }),
    answer: agreementsShape,
    answerTo: async (law, { query }) =>
      agreementsAnswer(await recordOf(), query.known ?? newestKnown(law), query.name),
  }),
  route({
    method: 'get',
    path: '/v1/controls',
    summary: 'May this be shipped, under which licence, and what comes back by itself',
    query: z.strictObject({
      from: z.string().max(3).describe('from where, for example CN'),
      to: z.string().max(3).describe('to where, for example US'),
      code: z.string().max(20).optional().describe('tariff code of four digits or more'),
      element: z
        .string()
        .max(100)
        .optional()
        .describe('symbols of elements with commas between, for example Dy,Tb'),
      chip: z
        .string()
        .max(40)
        .optional()
        .describe('a chip by name, or total processing performance and memory bandwidth: 15832,4800'),
      known,
      on: day.optional().describe('day of shipment; default: the day known'),
    }),
    answer: controlsShape,
    answerTo: async (law, { query }) => {
      const record = await recordOf();
      const then = query.known ?? newestKnown(law);
      const shipment = shipmentOf(record, {
        ...(given({ code: query.code, elements: words(query.element), chip: query.chip }) as object),
        from: partyOf(query.from),
        to: partyOf(query.to),
      });
      return controlsAnswer(record, shipment, { known: then, on: query.on ?? then });
    },
  }),
  route({
    method: 'get',
    path: '/v1/minerals',
    summary: 'Published figures on critical minerals, each with its edition and source',
    query: z.strictObject({
      known,
      words: z.string().max(100).optional().describe('part of a name, for example rare earths'),
      country: z.string().max(5).optional(),
      statistic: z.string().max(60).optional(),
      year: z.string().max(10).optional(),
      edition: z.string().max(40).optional(),
    }),
    answer: mineralsShape,
    answerTo: async (law, { query: { words: text, ...rest } }) =>
      mineralsAnswer(await recordOf(), {
        ...(given({ ...rest, words: text?.split(/\s+/) }) as object),
        known: rest.known ?? newestKnown(law),
      }),
  }),
  route({
    method: 'get',
    path: '/v1/leverage',
    summary: 'Who depends on whom, beside the points that each outcome puts on a plain product',
    query: z.strictObject({
      known,
      side: z.string().max(3).describe('whose dependence'),
      partner: z.string().max(3).describe('on whom'),
      deadline: day.optional(),
    }),
    answer: leverageShape,
    answerTo: async (law, { query }) =>
      leverageAnswer(law, await recordOf(), {
        ...(given({ deadline: query.deadline }) as object),
        known: query.known ?? newestKnown(law),
        side: partyOf(query.side),
        partner: partyOf(query.partner),
      }),
  }),
];
