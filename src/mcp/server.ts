// The MCP server: the engine's questions as tools, small answers with their basis and citations.

import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { ENGINE } from '../assess/assess.ts';
import type { EntryInput } from '../assess/entry.ts';
import { askSimulate, askWait } from '../http/economy.ts';
import { simulateShape, waitShape } from '../http/economy-shapes.ts';
import { readerOf } from '../http/routes.ts';
import { entryShape, readShape } from '../http/shapes.ts';
import type { Law } from '../law.ts';
import {
  changesAnswer,
  deadlinesAnswer,
  historyAnswer,
  instrumentAnswer,
  newestKnown,
  outcomesAnswer,
  searchAnswer,
} from '../outlook/answers.ts';
import { jointAnswer, territoriesIn } from '../outlook/joint.ts';
import { optionsOf } from '../outlook/options.ts';
import { jsonOf } from '../reading/show.ts';
import { answer } from './answer.ts';
import { addRecordTools } from './record-tools.ts';

const day = z.string().max(10);
const MOST_CHANGES = 12;

function addDuty(server: McpServer, law: Law): void {
  const inputSchema = {
    ...entryShape.shape,
    outcome: z.string().max(60).optional().describe('suppose an outcome, for example extend-90-days'),
  };
  const description =
    'What is owed on one product on a day, by the law known on a day: duty, headings, reasons, questions. Always state the basis {known, on} with the figure.';
  server.registerTool(
    'duty',
    { title: 'Duty on a product', description, inputSchema, annotations: { readOnlyHint: true } },
    ({ outcome, ...entry }) =>
      answer(() => {
        const at = law.as({ known: entry.known ?? newestKnown(law) });
        return (outcome === undefined ? at : at.under(outcome)).assess(entry as EntryInput);
      }),
  );
}

function addOptions(server: McpServer, law: Law): void {
  const description =
    'Every lawful way to enter the same goods: no claim, each preference the line gives to the origin, each exception that a fact would open, with what it requires. Never advise an option whose requirement is not met.';
  server.registerTool(
    'options',
    {
      title: 'Lawful options for an entry',
      description,
      inputSchema: entryShape.shape,
      annotations: { readOnlyHint: true },
    },
    ({ known, ...entry }) =>
      answer(() => optionsOf(law.as({ known: known ?? newestKnown(law) }), entry as EntryInput)),
  );
}

/** A deadline with its first changes, and how many more there are. */
const shortened = <T extends { readonly changes: readonly unknown[] }>(one: T) => ({
  ...one,
  changes: one.changes.slice(0, MOST_CHANGES),
  more: Math.max(0, one.changes.length - MOST_CHANGES),
});

function addTime(server: McpServer, law: Law): void {
  const inputSchema = {
    known: day.optional(),
    on: day.optional(),
    into: z
      .string()
      .max(20)
      .optional()
      .describe('US, CN, EU or CA; US,CN puts what both laws change at one moment into one deadline'),
  };
  server.registerTool(
    'deadlines',
    {
      title: 'What changes if nobody acts',
      description: 'Future changes that the law known on a day already holds, soonest first.',
      inputSchema,
      annotations: { readOnlyHint: true },
    },
    ({ known, on, into = '' }) =>
      answer(() => {
        const at = law.as({ known: known ?? newestKnown(law) });
        const territories = territoriesIn(into);
        if (territories.length > 1) {
          const joint = jointAnswer(law, at, territories, on);
          const deadlines = joint.deadlines.map((one) => ({ ...one, sides: one.sides.map(shortened) }));
          return { ...joint, deadlines };
        }
        const { basis, deadlines } = deadlinesAnswer(at, {
          ...(on ? { on } : {}),
          ...(into ? { into } : {}),
        });
        return { basis, deadlines: deadlines.map(shortened) };
      }),
  );
  const product = {
    code: z.string().max(20),
    from: z.string().max(3),
    known: day.optional(),
    into: z.string().max(3).optional(),
  };
  server.registerTool(
    'history',
    {
      title: 'What a product paid and will pay',
      description: 'Steps of the duty on one product of one origin.',
      inputSchema: product,
      annotations: { readOnlyHint: true },
    },
    ({ code, from, known, into }) =>
      answer(() => {
        const at = law.as({ known: known ?? newestKnown(law) });
        return historyAnswer(at, { code, from, ...(into ? { into } : {}) });
      }),
  );
  server.registerTool(
    'changes',
    {
      title: 'What became law between two days',
      description: 'Where measures say something else as known on the later day.',
      inputSchema: { before: day, after: day },
      annotations: { readOnlyHint: true },
    },
    ({ before, after }) =>
      answer(() => {
        const { differences, ...rest } = changesAnswer(law, before, after);
        return {
          ...rest,
          differences: differences.slice(0, 100),
          more: Math.max(0, differences.length - 100),
        };
      }),
  );
}

function addOutcomes(server: McpServer, law: Law): void {
  const inputSchema = {
    entries: z.array(entryShape.extend({ on: day.optional() })).max(100),
    known: day.optional(),
    deadline: day.optional(),
  };
  const description =
    'What each outcome of a deadline costs the given shipments: before it, lapse (nobody acts), and the outcomes on file.';
  server.registerTool(
    'outcomes',
    { title: 'Outcomes of a deadline', description, inputSchema, annotations: { readOnlyHint: true } },
    ({ entries, known, deadline }) =>
      answer(() => {
        const at = law.as({ known: known ?? newestKnown(law) });
        const shipments = entries.map((entry, index) => ({
          line: index + 1,
          name: entry.code,
          entry: entry as never,
        }));
        return outcomesAnswer(law, at, shipments, deadline === undefined ? {} : { deadline });
      }),
  );
}

/** Regions of the four sides of the talks, when none are named: an answer for all is long. */
const SIDES = ['US', 'CN', 'EU', 'JP'];

function addEconomy(server: McpServer, law: Law): void {
  server.registerTool(
    'simulate',
    {
      title: 'What outcomes cost economies',
      description:
        'Real income, prices, wages, trade and duty by region under each outcome of a deadline, in the long run with bands, beside what buyers pay this year. Never give a long-run figure without this year’s and the limits.',
      inputSchema: simulateShape.shape,
      annotations: { readOnlyHint: true },
    },
    (asked) =>
      answer(() => askSimulate(law, { ...asked, parties: asked.parties ?? SIDES }, newestKnown(law))),
  );
  server.registerTool(
    'wait',
    {
      title: 'Who can wait',
      description:
        "What a day's delay of a deal costs two sides, with a chance of lapse; give the band and the limits with it.",
      inputSchema: waitShape.shape,
      annotations: { readOnlyHint: true },
    },
    (asked) => answer(() => askWait(law, asked, newestKnown(law))),
  );
}

function addInstruments(server: McpServer, law: Law): void {
  const template = new ResourceTemplate('rosenbad://instrument/{+id}', {
    list: () => ({
      resources: law.pack.instruments.map(({ id, title }) => ({
        uri: `rosenbad://instrument/${id}`,
        name: id,
        title,
        mimeType: 'application/json',
      })),
    }),
  });
  server.registerResource(
    'instrument',
    template,
    { title: 'A legal text and its acts', mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType: 'application/json',
          text: JSON.stringify(instrumentAnswer(law, String(id))),
        },
      ],
    }),
  );
  server.registerTool(
    'search',
    {
      title: 'Find a product',
      description: 'Tariff codes by words (mistyped ones too), or the lines and suffixes of a code.',
      inputSchema: { words: z.string().max(200) },
      annotations: { readOnlyHint: true },
    },
    ({ words }) => answer(() => searchAnswer(law, words, 20)),
  );
}

function addReading(server: McpServer, law: Law): void {
  server.registerTool(
    'read',
    {
      title: 'Read a text against the record',
      description:
        'Finds the checkable claims of a news text (rates, deadlines, returns, deals, meetings, offices, statements, controls) and says of each what law and record of its day bear out, with the clause. Always state the basis.',
      inputSchema: readShape.shape,
      annotations: { readOnlyHint: true },
    },
    ({ text, date, known }) =>
      answer(async () => {
        const read = await readerOf(law);
        return jsonOf(read(text, { ...(date ? { date } : {}), ...(known ? { known } : {}) }));
      }),
  );
}

/** A server with every tool and resource; the caller connects a transport. */
export function createMcpServer(law: Law): McpServer {
  const server = new McpServer({ name: 'rosenbad', version: ENGINE });
  addDuty(server, law);
  addOptions(server, law);
  addTime(server, law);
  addOutcomes(server, law);
  addEconomy(server, law);
  addInstruments(server, law);
  addReading(server, law);
  addRecordTools(server, law);
  return server;
}
