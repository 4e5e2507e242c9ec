// One index of names over record and lexicon: parties, people, places, goods and programs, found in a single pass.

import type { TalksRecord } from '../record/model.ts';
import { GOODS, PARTY_NAMES, PROGRAMS } from './lexicon.ts';

export type MentionKind = 'party' | 'person' | 'city' | 'venue' | 'goods' | 'program';

export interface Mention {
  readonly is: MentionKind;
  readonly id: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Gazetteer {
  /** Every name in a text, longest first where they overlap, in order of place. */
  mentions(text: string): readonly Mention[];
}

const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[\\s]+');

/** A word boundary that also works beside `U.S.` and letters with accents. */
const bounded = (words: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])(?:${words.map(literal).join('|')})(?![\\p{L}\\p{N}])`;

interface Named {
  readonly is: MentionKind;
  readonly id: string;
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

function namesOf(record: TalksRecord): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  const add = (is: MentionKind, id: string, words: readonly string[]) => {
    for (const word of words) if (!names.has(word)) names.set(word, { is, id });
  };
  for (const { id, name, names: others } of record.officials) add('person', id, [name, ...others]);
  for (const { city, venue } of record.rounds) {
    if (venue !== undefined) add('venue', venue, [venue]);
    if (city !== undefined) add('city', city, [city]);
  }
  for (const [id, words] of Object.entries(PARTY_NAMES)) add('party', id, words);
  for (const [id, { words }] of Object.entries(GOODS)) add('goods', id, words);
  for (const [id, words] of Object.entries(PROGRAMS)) add('program', id, words);
  return names;
}

/** A capital can mean its government or a place of talks: `Washington` and `Beijing` stay parties unless "in" stands before. */
function cityOrParty(mention: Mention, before: string, cities: ReadonlySet<string>): Mention {
  if (mention.is !== 'city' && mention.is !== 'party') return mention;
  const place = /\b(?:in|at|near|to)\s+$/i.test(before) && cities.has(mention.text);
  if (place) return { ...mention, is: 'city', id: mention.text };
  const party = Object.entries(PARTY_NAMES).find(([, words]) => words.includes(mention.text));
  return party ? { ...mention, is: 'party', id: party[0] } : mention;
}

/** Builds the index; the record's people, cities and venues come first, then the lexicon. */
export function gazetteerOf(record: TalksRecord): Gazetteer {
  const names = namesOf(record);
  const insensitive = new Map(
    [...names].filter(([, { is }]) => is === 'goods').map(([word, named]) => [folded(word), named]),
  );
  const longest = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length);
  const exact = new RegExp(
    bounded(longest([...names].filter(([, { is }]) => is !== 'goods').map(([word]) => word))),
    'gu',
  );
  const goods = new RegExp(bounded(longest(insensitive.keys())), 'giu');
  const cities = new Set(record.rounds.flatMap(({ city }) => (city === undefined ? [] : [city])));
  return {
    mentions(text) {
      const found = [
        ...[...text.matchAll(exact)].flatMap((match) => {
          const named = names.get(match[0].replace(/\s+/g, ' '));
          if (!named) return [];
          const at = { text: match[0], start: match.index, end: match.index + match[0].length };
          return [cityOrParty({ ...named, ...at }, text.slice(0, match.index), cities)];
        }),
        ...[...text.matchAll(goods)].flatMap((match) => {
          const named = insensitive.get(folded(match[0]));
          return named
            ? [{ ...named, text: match[0], start: match.index, end: match.index + match[0].length }]
            : [];
        }),
      ];
      return found.sort((a, b) => a.start - b.start);
    },
  };
}
