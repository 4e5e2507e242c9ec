// The engine in a worker: the page asks by name, the answers come back by number.

import { TariffError } from '../../src/core/errors.ts';
import { openLaw } from '../../src/index.ts';
import { answers, type Questions } from './questions.ts';

const ask = answers(openLaw());

interface Asked {
  readonly id: number;
  readonly name: keyof Questions;
  readonly args: readonly unknown[];
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  const { id, name, args } = data;
  try {
    const run = ask[name] as (...args: readonly unknown[]) => unknown;
    self.postMessage({ id, answer: await run(...args) });
  } catch (error) {
    const shape =
      error instanceof TariffError
        ? error.toJSON()
        : { category: 'fault', code: 'fault', message: (error as Error).message, hint: '' };
    self.postMessage({ id, error: shape });
  }
};
