// Zod readers of the record's scalars that new files of the record share.

import { z } from 'zod';
import { isCountry } from '../core/country.ts';
import { parseDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { idText, oneOrMany, textAs } from '../law/scalars.ts';

export const isoDayText = textAs((text) => {
  parseDay(text);
  return text;
});

export const partyText = textAs((text) => {
  if (text === 'EU' || isCountry(text)) return text;
  throw incorrect('unknown-party', `"${text}" is neither a country code nor EU`, 'Use ISO 3166 alpha-2.');
});

export const entryFields = {
  id: idText,
  sources: oneOrMany(idText),
  became: idText.optional(),
  note: z.string().optional(),
};
