// Sentences with their offsets, by wink-nlp; the model is given by the caller, so that nothing loads unasked.

import type { WinkMethods } from 'wink-nlp';
import type { Span } from './context.ts';

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
        spans.push({ text: line.slice(start, start + sentence.length), start: offset + start });
        from = start + sentence.length;
      }
    offset += line.length + 1;
  }
  return spans;
}
