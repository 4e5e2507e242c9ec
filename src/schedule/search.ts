// Finding a product by words: every word by its beginning or with a slip of the pen, rare words before common ones.

import { nearest } from '../core/nearest.ts';
import type { ScheduleRow } from '../law/pack.ts';

/** What is searched: a line, and all that it is called. */
export interface Named {
  readonly row: ScheduleRow;
  readonly names: readonly string[];
}

export interface Hit {
  readonly row: ScheduleRow;
  /** Above zero; the higher the better. Only comparable within one search. */
  readonly points: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** Words of the question as they were read where they were mistyped: `lithum` → `lithium`. */
  readonly read: Readonly<Record<string, string>>;
  /** Words that no line has; the hits have the others. */
  readonly missing: readonly string[];
}

/** `batteries` and `battery` are one word. */
const singular = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<=[^s\d])s$/, '');

const STOP = new Set(['of', 'the', 'a', 'an', 'for', 'and', 'or', 'in', 'with', 'to', 'other', 'not']);

const wordsOf = (text: string): readonly string[] =>
  (
    text
      .toLowerCase()
      .replace(/(\d)\.(?=\d\d)/g, '$1')
      .match(/[a-z0-9]+/g) ?? []
  ).map(singular);

const WHOLE = 1;
const BEGINNING = 0.6;
const MISTYPED = 0.4;
const SHORTEST_MISTYPED = 4;
const MOST_CORRECTIONS = 3;

/** A word of the later names (the official text) counts less than one of the first (our own), the first word of all more. */
const IN_TEXT = 0.7;
const FIRST_WORD = 1.2;
/** Lines that are no more. */
const ENDED = 0.4;

interface Index {
  readonly named: readonly Named[];
  readonly lengths: readonly number[];
  /** Words of the first name of each line, and which is the first of them. */
  readonly own: readonly { readonly words: ReadonlySet<string>; readonly first: string | undefined }[];
  readonly vocabulary: readonly string[];
  readonly postings: ReadonlyMap<string, readonly number[]>;
}

function indexOf(named: readonly Named[]): Index {
  const postings = new Map<string, number[]>();
  const lengths = named.map(({ row, names }, place) => {
    const shortest = Math.min(...names.map((name) => wordsOf(name).length));
    for (const word of new Set([...names.flatMap(wordsOf), row.code])) {
      const known = postings.get(word);
      if (known) known.push(place);
      else postings.set(word, [place]);
    }
    return shortest;
  });
  const own = named.map(({ row, names }) => {
    const words = wordsOf(names[0]!);
    return { words: new Set([...words, row.code]), first: words[0] };
  });
  return { named, lengths, own, vocabulary: [...postings.keys()].sort(), postings };
}

function beginningWith(vocabulary: readonly string[], start: string): readonly string[] {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle]! < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let place = low; vocabulary[place]?.startsWith(start); place++) found.push(vocabulary[place]!);
  return found;
}

interface Term {
  readonly matches: ReadonlyMap<number, number>;
  /** The word it was taken for, when it was mistyped. */
  readonly read?: string;
}

/** `joined`: the word with its neighbour as one, for `smart phone`. How well each line has a word, weighed by how rare the word is. */
function termOf(term: string, joined: readonly string[], { named, own, vocabulary, postings }: Index): Term {
  const matches = new Map<number, number>();
  const note = (word: string, quality: number) => {
    const places = postings.get(word)!;
    const weight = quality * Math.log(1 + named.length / places.length);
    for (const place of places) {
      const { words, first } = own[place]!;
      const here = weight * (words.has(word) ? (first === word ? FIRST_WORD : 1) : IN_TEXT);
      matches.set(place, Math.max(matches.get(place) ?? 0, here));
    }
  };
  for (const word of joined) if (postings.has(word)) note(word, WHOLE);
  for (const word of beginningWith(vocabulary, term)) note(word, word === term ? WHOLE : BEGINNING);
  if (matches.size > 0 || /\d/.test(term) || term.length < SHORTEST_MISTYPED) return { matches };
  const words = vocabulary.filter((word) => !/\d/.test(word) && Math.abs(word.length - term.length) <= 2);
  const near = nearest(term, words, MOST_CORRECTIONS);
  for (const word of near) note(word, MISTYPED);
  return near[0] === undefined ? { matches } : { matches, read: near[0] };
}

/** A search over lines; the index is made by the first question. */
export function searchOver(lines: () => readonly Named[]): (question: string) => Found {
  let kept: Index | undefined;
  return (question) => {
    const asked = [...new Set(wordsOf(question))];
    const telling = asked.filter((word) => !STOP.has(word));
    const terms = telling.length > 0 ? telling : asked;
    if (terms.length === 0) return { hits: [], read: {}, missing: [] };
    kept ??= indexOf(lines());
    const index = kept;
    const byCode = terms.every((term) => /^\d+$/.test(term));
    const found = terms.map((term, place) => {
      const [before, after] = [terms[place - 1], terms[place + 1]];
      const joined = [...(before ? [before + term] : []), ...(after ? [term + after] : [])];
      return { term, ...termOf(term, joined, index) };
    });
    const present = found.filter(({ matches }) => matches.size > 0);
    const missing = found.filter(({ matches }) => matches.size === 0).map(({ term }) => term);
    const [first, ...others] = [...present].sort((a, b) => a.matches.size - b.matches.size);
    const hits = [...(first?.matches ?? [])].flatMap(([place, weight]): readonly Hit[] => {
      let points = weight;
      for (const { matches } of others) {
        const more = matches.get(place);
        if (more === undefined) return [];
        points += more;
      }
      const { row } = index.named[place]!;
      const still = row.until === undefined ? 1 : ENDED;
      return [{ row, points: still * points * (1 + 1 / (2 + index.lengths[place]!)) }];
    });
    return {
      hits: hits.sort((a, b) => (byCode ? 0 : b.points - a.points) || (a.row.code < b.row.code ? -1 : 1)),
      read: Object.fromEntries(found.flatMap(({ term, read }) => (read ? [[term, read]] : []))),
      missing: hits.length === 0 ? terms : missing,
    };
  };
}
