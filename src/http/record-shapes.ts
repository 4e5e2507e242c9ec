// The shapes of the answers about the talks, as OpenAPI shows them and the tests hold the answers against.

import { z } from 'zod';
import { CONTROL_KINDS, LICENCES } from '../record/controls.ts';
import { RANKS, STATUSES } from '../record/model.ts';
import { EVENT_KINDS } from '../record/timeline.ts';
import { change, deadlinesShape } from './answer-shapes.ts';

const text = z.string();
const day = z.string().describe('an ISO day');
const known = z.object({ known: day });
const rank = z.enum(RANKS);

const source = z.object({ id: text, title: text, publisher: text, date: day, rank, url: text.optional() });
const cited = z.object({ title: text, publisher: text, url: text.optional() });
const entry = {
  id: text,
  sources: z.array(text).describe('ids of sources'),
  confidence: rank,
  instruments: z.array(text).describe('ids of legal texts of the pack'),
  note: text.optional(),
};

const round = z.object({
  ...entry,
  kind: z.enum(['talks', 'working-level', 'leaders', 'call']),
  parties: z.array(text),
  from: day,
  until: day,
  precision: text.optional(),
  city: text.optional(),
  country: text.optional(),
  venue: text.optional(),
  heads: z.record(text, z.array(text)).describe('heads of delegation by party, ids of officials'),
  outcome: text,
  later: z.array(z.object({ on: day, what: text, instruments: z.array(text) })),
  text: z.enum(['joint', 'two-lists', 'none']),
  jointText: text.optional(),
  numbers: z.array(z.object({ by: text, number: text })),
  hours: z.array(z.object({ on: day, atLeast: z.number(), source: text })),
});

const returns = z.array(
  z.object({
    control: text,
    title: text,
    exporter: text,
    at: text,
    day,
    state: text,
    licence: z.enum(LICENCES),
    fee: text.optional(),
  }),
);

const status = z.object({ on: day, is: z.enum(STATUSES), by: text.optional(), note: text.optional() });

const standing = z.object({
  known: day,
  partner: text,
  sides: z.array(
    z.object({
      into: text,
      from: text,
      duties: z.array(z.object({ measure: text, effect: text, cite: text })),
      listed: z.array(z.object({ program: text, measures: z.number(), duties: z.array(text) })),
    }),
  ),
  truce: z
    .object({
      at: text,
      day,
      days: z.number(),
      sides: z.array(
        z.object({
          into: text,
          from: text,
          at: text,
          before: z.number(),
          after: z.number(),
          changes: z.array(change),
        }),
      ),
    })
    .optional(),
  agreements: z.array(z.object({ id: text, partner: text, title: text, status })),
  lastRound: z
    .object({
      id: text,
      from: day,
      until: day,
      city: text.optional(),
      outcome: text,
      sources: z.array(text),
    })
    .optional(),
  meetings: z.array(
    z.object({
      id: text,
      title: text,
      parties: z.array(text),
      announced: day,
      from: day,
      until: day,
      precision: text,
      place: text.optional(),
      replaced: day.optional(),
      became: text.optional(),
      sources: z.array(text),
      note: text.optional(),
    }),
  ),
  returning: returns,
});

export const talksShape = z.object({
  basis: known,
  standing: standing.optional(),
  rounds: z.array(round),
  sources: z.array(source),
});

const statement = z.object({
  ...entry,
  on: day,
  speaker: text.optional().describe('missing when an institution speaks'),
  office: text,
  medium: text.optional(),
  said: text.describe('in our words'),
  topics: z.array(text),
  about: z.array(text),
});

export const roundShape = z.object({
  basis: known,
  round,
  statements: z.array(statement),
  sources: z.array(source),
});

export const timelineShape = z.object({
  basis: known,
  filter: z.record(text, z.unknown()),
  standing: standing.optional(),
  events: z.array(
    z.object({
      key: text,
      day,
      until: day.optional(),
      known: day.optional(),
      kind: z.enum(EVENT_KINDS),
      title: text,
      detail: text,
      place: text.optional(),
      parties: z.array(text),
      programs: z.array(text),
      instruments: z.array(text),
      confidence: rank,
      sources: z.array(cited),
    }),
  ),
});

const figure = z.object({
  amount: text,
  unit: text,
  per: text.optional(),
  bound: text.optional(),
  from: day.optional(),
  until: day.optional(),
});

export const agreementsShape = z.object({
  basis: known,
  agreements: z.array(
    z.object({
      ...entry,
      partner: text,
      with: z.array(text),
      title: text,
      names: z.array(text),
      kind: z.enum(['truce', 'framework', 'agreement']),
      rate: text.optional().describe('as the law writes duties'),
      terms: text,
      rounds: z.array(text),
      status: z.array(status),
      undertakings: z.array(
        z.object({
          ...entry,
          by: text,
          to: text,
          title: text,
          in: text,
          made: day,
          figures: z.array(figure),
          kept: z.array(z.object({ on: day, finding: text, source: text })),
        }),
      ),
      conflicts: z.array(
        z.object({
          ...entry,
          kind: z.enum(['differs', 'silent-edit']),
          title: text,
          about: z.array(text),
          from: day,
          sides: z.array(z.object({ source: text, says: text })),
          versions: z.array(z.object({ seen: day, reads: text, fingerprint: text.optional() })),
        }),
      ),
    }),
  ),
  sources: z.array(source),
});

const standingOfControl = z.enum(['not-yet', 'in-force', 'suspended', 'ended']);

export const controlsShape = z.object({
  basis: z.object({ known: day, on: day }),
  shipment: z.object({
    from: text,
    to: text,
    code: text.optional(),
    elements: z.array(text).optional(),
    chip: z.object({ performance: z.number(), bandwidth: z.number() }).optional(),
  }),
  covered: z.boolean().describe('whether the record holds export controls of the sender'),
  answer: z
    .object({
      licence: z.enum([...LICENCES, 'none']),
      certain: z.enum(['yes', 'perhaps']),
      controls: z.array(text),
    })
    .optional(),
  returns,
  controls: z.array(
    z.object({
      control: text,
      title: text,
      exporter: text,
      kind: z.enum(CONTROL_KINDS),
      concerns: z.enum(['yes', 'perhaps', 'depends']),
      state: standingOfControl,
      licence: z.enum(LICENCES),
      fee: text.optional(),
      for: text.optional(),
      goods: z.array(z.object({ code: text, ex: text.optional() })),
      by: z.object({
        instrument: text,
        clause: text.optional(),
        published: day,
        from: text,
        until: text.optional(),
      }),
      next: z.array(
        z.object({
          at: text,
          day,
          state: standingOfControl,
          licence: z.enum(LICENCES),
          fee: text.optional(),
        }),
      ),
      confidence: text,
      note: text.optional(),
      sources: z.array(z.object({ title: text, publisher: text.optional(), url: text.optional() })),
    }),
  ),
});

const mineral = z.object({
  mineral: text,
  statistic: text,
  country: text,
  year: text,
  value: text,
  unit: text,
  comparator: text,
  vintage: text.describe('the edition'),
  source: text,
  note: text,
});

export const mineralsShape = z.object({
  basis: known,
  figures: z.array(mineral),
  sources: z.array(source),
});

export const leverageShape = z.object({
  basis: known,
  side: text,
  partner: text,
  deadline: day.optional(),
  minerals: z.array(
    z.object({
      mineral: text,
      vintage: text,
      reliance: mineral,
      fromPartner: mineral.optional(),
      leads: mineral.optional(),
    }),
  ),
  sectors: z.array(
    z.object({
      importer: text,
      partner: text,
      sector: text,
      chapters: text,
      year: text,
      valueUsd: z.number(),
      share: z.number().optional(),
      dutyUsd: z.number().optional(),
      source: text,
    }),
  ),
  plain: z.array(z.object({ outcome: text, title: text, points: z.number() })),
  atStake: z.array(
    z.object({
      outcome: text,
      importer: text,
      partner: text,
      lowUsd: z.number(),
      dutyUsd: z.number(),
      year: text,
      how: text,
    }),
  ),
  sources: z.array(source),
});

/** Deadlines of several territories: those of one moment are one. */
export const jointShape = z.object({
  basis: z.object({ known: day, on: day }),
  territories: z.array(text),
  deadlines: z.array(
    z.object({
      at: text,
      day,
      days: z.number(),
      cause: text,
      sides: deadlinesShape.shape.deadlines,
    }),
  ),
});
