// Words that the parts of this view share: names of parties, kinds of events, spans of days.

import type { EventKind } from '../../../../src/record/timeline.ts';
import { day } from '../../words.ts';

const regions = new Intl.DisplayNames(undefined, { type: 'region' });

/** `China`, `European Union`; a word that is no code stays. */
export const partyName = (code: string): string => {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
};

export const KIND_WORDS: Readonly<Record<EventKind, string>> = {
  round: 'Talks',
  agreement: 'Agreements',
  statement: 'Statements',
  undertaking: 'Undertakings',
  conflict: 'Sources differ',
  law: 'Law',
  control: 'Controls',
};

export const KIND_LABELS: Readonly<Record<EventKind, string>> = {
  round: 'talks',
  agreement: 'agreement',
  statement: 'statement',
  undertaking: 'undertaking',
  conflict: 'dispute',
  law: 'law',
  control: 'control',
};

export const span = (from: string, until?: string): string =>
  until === undefined || until === from ? day(from) : `${day(from)} – ${day(until)}`;
