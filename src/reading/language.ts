// The English model that splits sentences, loaded only when a text is read.

import type { WinkMethods } from 'wink-nlp';

let kept: Promise<WinkMethods> | undefined;

async function load(): Promise<WinkMethods> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  return winkNLP(model, ['sbd']);
}

/** Loads the model once. */
export function language(): Promise<WinkMethods> {
  kept ??= load();
  return kept;
}
