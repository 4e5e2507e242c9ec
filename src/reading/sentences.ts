// Sentences with their offsets, by wink-nlp; the model is given by the caller, so that nothing loads unasked.

import type { WinkMethods } from 'wink-nlp';
import type { Span } from './context.ts';

/** Longest stretch that is read as one sentence, in characters: no reader means more, and rules stay quick on hostile text. */
const LONGEST_SENTENCE = 1200;

/** Cuts what is too long for a sentence, at a blank where there is one. */
function* pieces({ text, start }: Span): Generator<Span> {
  let from = 0;
  while (text.length - from > LONGEST_SENTENCE) {
    const blank = text.lastIndexOf(' ', from + LONGEST_SENTENCE);
    const cut = blank > from ? blank : from + LONGEST_SENTENCE;
    yield { text: text.slice(from, cut), start: start + from };
    from = cut;
  }
  yield { text: text.slice(from), start: start + from };
}

/** Splits a text; the offsets point into it. Line breaks always end a sentence. */
export function sentencesOf(text: string, nlp: WinkMethods): readonly Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    let from = 0;
    if (line.trim() !== '')
      for (const sentence of nlp.readDoc(line).sentences().out()) {
        const found = line.indexOf(sentence, from);
        const start = found < 0 ? from : found;
        spans.push(...pieces({ text: line.slice(start, start + sentence.length), start: offset + start }));
        from = start + sentence.length;
      }
    offset += line.length + 1;
  }
  return spans;
}
