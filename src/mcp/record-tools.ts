// The tools about the talks: rounds and where things stand, one line of days, agreements, controls.

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { recordOf } from '../http/record-routes.ts';
import { partyOf } from '../http/route.ts';
import type { Law } from '../law.ts';
import { newestKnown } from '../outlook/answers.ts';
import {
  agreementsAnswer,
  controlsAnswer,
  roundAnswer,
  type TimelineAnswer,
  talksAnswer,
  timelineAnswer,
} from '../outlook/record-answers.ts';
import { shipmentOf } from '../record/ask-text.ts';
import { EVENT_KINDS } from '../record/timeline.ts';
import { answer } from './answer.ts';

const day = z.string().max(10);
const known = day.optional().describe('what was known on this day');
const party = z.string().max(3);
const readOnly = { readOnlyHint: true };
const MOST_EVENTS = 60;

const given = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;

/** The events nearest to the day known: two thirds of them past, a third ahead; `more` counts the rest. */
function nearest(whole: TimelineAnswer, most: number): TimelineAnswer & { readonly more: number } {
  const { events, basis } = whole;
  const ahead = events.filter((one) => one.day > basis.known);
  const past = events.slice(0, events.length - ahead.length);
  const shown = [
    ...past.slice(-Math.max(1, most - Math.min(ahead.length, Math.floor(most / 3)))),
    ...ahead.slice(0, Math.floor(most / 3)),
  ];
  return { ...whole, events: shown, more: events.length - shown.length };
}

function addTalks(server: McpServer, law: Law): void {
  server.registerTool(
    'talks',
    {
      title: 'Who met, and where things stand',
      description:
        'Meetings and calls as known on a day. With a partner: what each side charges, the end of the truce on both sides, agreements, controls that come back, next meetings. With a round (id or city): what was said about it.',
      inputSchema: { known, partner: party.optional(), round: z.string().max(60).optional() },
      annotations: readOnly,
    },
    ({ known: then = newestKnown(law), partner, round }) =>
      answer(async () => {
        const record = await recordOf();
        if (round !== undefined) return roundAnswer(record, round, then);
        return talksAnswer(law, record, {
          known: then,
          ...(partner === undefined ? {} : { partner: partyOf(partner) }),
        });
      }),
  );
}

function addTimeline(server: McpServer, law: Law): void {
  server.registerTool(
    'timeline',
    {
      title: 'One line of days',
      description:
        'Law, rounds, statements, agreements, controls and disputes of sources in order of days, as known on a day; days that the law has already set come too. Each event names where it was read. `more` counts events left out.',
      inputSchema: {
        known,
        partner: party.optional(),
        program: z.string().max(60).optional(),
        kinds: z.array(z.enum(EVENT_KINDS)).optional(),
        from: day.optional(),
        until: day.optional(),
        most: z.number().int().min(1).max(400).optional().describe(`events at most (${MOST_EVENTS})`),
      },
      annotations: readOnly,
    },
    ({ known: then = newestKnown(law), partner, most = MOST_EVENTS, ...filter }) =>
      answer(async () => {
        const whole = timelineAnswer(law, await recordOf(), {
          ...given(filter),
          ...(partner === undefined ? {} : { partner: partyOf(partner) }),
          known: then,
        });
        return nearest(whole, most);
      }),
  );
}

function addAgreements(server: McpServer, law: Law): void {
  server.registerTool(
    'agreements',
    {
      title: 'What was agreed, and what is known of its keeping',
      description:
        'Agreements as known on a day with their status, undertakings in figures, findings about their keeping, and where sources differ.',
      inputSchema: { known, name: z.string().max(80).describe('an id, a partner or a word of the title') },
      annotations: readOnly,
    },
    ({ known: then = newestKnown(law), name }) =>
      answer(async () => agreementsAnswer(await recordOf(), then, name)),
  );
}

function addControls(server: McpServer, law: Law): void {
  server.registerTool(
    'controls',
    {
      title: 'May this be shipped',
      description:
        'Export controls, entity lists, import bans and port fees on a shipment at a basis: under which licence, and what comes back on which day if nobody acts. Name elements, a tariff code or a chip; a code alone never decides.',
      inputSchema: {
        from: party,
        to: party,
        code: z.string().max(20).optional(),
        elements: z.array(z.string().max(2)).max(20).optional(),
        chip: z
          .string()
          .max(40)
          .optional()
          .describe('H200, or total processing performance and bandwidth: 15832,4800'),
        known,
        on: day.optional(),
      },
      annotations: readOnly,
    },
    ({ from, to, code, elements, chip, known: then = newestKnown(law), on = then }) =>
      answer(async () => {
        const record = await recordOf();
        const shipment = shipmentOf(record, {
          from: partyOf(from),
          to: partyOf(to),
          ...given({ code, elements, chip }),
        });
        return controlsAnswer(record, shipment, { known: then, on });
      }),
  );
}

/** Adds the tools about the talks to a server. */
export function addRecordTools(server: McpServer, law: Law): void {
  addTalks(server, law);
  addTimeline(server, law);
  addAgreements(server, law);
  addControls(server, law);
}
