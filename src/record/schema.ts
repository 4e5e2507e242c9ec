// Readers of the record's YAML files: text in, plain data out, every fault with a code and a hint.

import { z } from 'zod';
import { isCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { parseDuty } from '../core/duty-text.ts';
import { incorrect } from '../core/errors.ts';
import { idText, oneOrMany, textAs } from '../law/scalars.ts';
import { RANKS, STATUSES } from './model.ts';

const isoDay = textAs((text) => {
  parseDay(text);
  return text;
});

const party = textAs((text) => {
  if (text === 'EU' || text === 'all' || isCountry(text)) return text;
  throw incorrect('unknown-party', `"${text}" is neither a country code nor EU`, 'Use ISO 3166 alpha-2.');
});

const instrumentText = textAs((text) => {
  if (/^[a-z]{2}\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
  throw incorrect('bad-instrument', `"${text}" is not an instrument id`, 'Write for example us/eo-14298.');
});

const decimal = textAs((text) => {
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  throw incorrect('bad-number', `"${text}" is not a number`, 'Write digits with at most one point.');
});

const url = textAs((text) => {
  if (/^https?:\/\/[^\s]+$/.test(text)) return text;
  throw incorrect('bad-url', `"${text}" is not a web address`, 'Write http:// or https:// and the address.');
});

const dutyWording = textAs((text) => {
  parseDuty(text);
  return text;
});

const names = z.array(z.string()).default([]);
const ids = z.array(idText).default([]);

const entry = {
  id: idText,
  sources: oneOrMany(idText),
  confidence: z.enum(RANKS),
  instruments: z.array(instrumentText).default([]),
  note: z.string().optional(),
};

const source = z.strictObject({
  title: z.string(),
  publisher: z.string(),
  date: isoDay,
  rank: z.enum(RANKS),
  url: url.optional(),
});

export const sourcesSchema = z.record(idText, source);

const round = z
  .strictObject({
    ...entry,
    kind: z.enum(['talks', 'working-level', 'leaders', 'call']),
    parties: z.array(party),
    from: isoDay,
    until: isoDay,
    precision: z.enum(['week', 'month']).optional(),
    city: z.string().optional(),
    country: party.optional(),
    venue: z.string().optional(),
    heads: z.record(party, z.array(idText)),
    outcome: z.string(),
    later: z
      .array(
        z.strictObject({ on: isoDay, what: z.string(), instruments: z.array(instrumentText).default([]) }),
      )
      .default([]),
    text: z.enum(['joint', 'two-lists', 'none']),
    'joint-text': idText.optional(),
    numbers: z.array(z.strictObject({ by: z.string(), number: z.string() })).default([]),
    hours: z.array(z.strictObject({ on: isoDay, 'at-least': decimal, source: idText })).default([]),
  })
  .transform(({ 'joint-text': jointText, hours, ...rest }) => ({
    ...rest,
    jointText,
    hours: hours.map((one) => ({ on: one.on, atLeast: Number(one['at-least']), source: one.source })),
  }));

export const roundsSchema = z.array(round);

export const agreementsSchema = z.array(
  z.strictObject({
    ...entry,
    partner: party,
    with: z.array(party).default([]),
    title: z.string(),
    names,
    kind: z.enum(['truce', 'framework', 'agreement']),
    rate: dutyWording.optional(),
    terms: z.string(),
    rounds: ids,
    status: z
      .array(
        z.strictObject({
          on: isoDay,
          is: z.enum(STATUSES),
          by: idText.optional(),
          note: z.string().optional(),
        }),
      )
      .min(1),
  }),
);

export const statementsSchema = z.array(
  z.strictObject({
    ...entry,
    on: isoDay,
    speaker: idText.optional(),
    office: idText,
    medium: z.string().optional(),
    said: z.string(),
    topics: names,
    about: ids,
  }),
);

const figure = z.strictObject({
  amount: decimal,
  unit: z.string(),
  per: z.literal('year').optional(),
  bound: z.enum(['at-least', 'at-most', 'exactly']).optional(),
  from: isoDay.optional(),
  until: isoDay.optional(),
});

export const undertakingsSchema = z.array(
  z.strictObject({
    ...entry,
    by: party,
    to: party,
    title: z.string(),
    in: idText,
    made: isoDay,
    figures: z.array(figure),
    kept: z.array(z.strictObject({ on: isoDay, finding: z.string(), source: idText })).default([]),
  }),
);

export const conflictsSchema = z.array(
  z
    .strictObject({
      ...entry,
      sources: oneOrMany(idText).optional(),
      kind: z.enum(['differs', 'silent-edit']),
      title: z.string(),
      about: ids,
      from: isoDay,
      source: idText.optional(),
      sides: z.array(z.strictObject({ source: idText, says: z.string() })).default([]),
      versions: z
        .array(z.strictObject({ seen: isoDay, reads: z.string(), fingerprint: z.string().optional() }))
        .default([]),
    })
    .transform(({ source: one, sources, ...rest }) => ({
      ...rest,
      sources: sources ?? (one === undefined ? rest.sides.map((side) => side.source) : [one]),
    })),
);

export const officialsSchema = z.strictObject({
  offices: z.record(
    idText,
    z.strictObject({
      title: z.string(),
      party,
      words: z.array(z.string()),
      institution: z
        .literal('true')
        .optional()
        .transform((text) => text === 'true'),
    }),
  ),
  people: z.array(
    z.strictObject({
      ...entry,
      name: z.string(),
      names,
      offices: z.array(z.strictObject({ office: idText, from: isoDay, until: isoDay.optional() })).min(1),
    }),
  ),
});
