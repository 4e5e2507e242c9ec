// The page's side of the worker: questions as promises, and a hook that keeps the latest answer.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorShape } from '../../src/core/errors.ts';
import type { Questions } from './questions.ts';

type Name = keyof Questions;
type Answer<N extends Name> = ReturnType<Questions[N]>;

const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
const waiting = new Map<number, { resolve(value: unknown): void; reject(error: ErrorShape): void }>();
let count = 0;

worker.onmessage = ({ data }: MessageEvent<{ id: number; answer?: unknown; error?: ErrorShape }>) => {
  const one = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.error) one?.reject(data.error);
  else one?.resolve(data.answer);
};

/** Asks the engine; rejects with the error's shape. */
export function ask<N extends Name>(name: N, ...args: Parameters<Questions[N]>): Promise<Answer<N>> {
  const id = ++count;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    worker.postMessage({ id, name, args });
  });
}

export interface Asked<T> {
  readonly answer?: T;
  readonly error?: ErrorShape;
}

/** The answer to a question; asked anew when its arguments change, and the old answer is kept meanwhile. */
export function useAnswer<N extends Name>(name: N, ...args: Parameters<Questions[N]>): Asked<Answer<N>> {
  const [state, setState] = useState<Asked<Answer<N>>>({});
  const key = JSON.stringify(args);
  useEffect(() => {
    let live = true;
    ask(name, ...args).then(
      (answer) => live && setState({ answer }),
      (error: ErrorShape) => live && setState({ error }),
    );
    return () => {
      live = false;
    };
  }, [name, key]);
  return state;
}
