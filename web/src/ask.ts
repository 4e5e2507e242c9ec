// The page's side of the worker: questions by module and name, answered as promises or kept by a hook.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorShape } from '../../src/core/errors.ts';
import type { Progress, Reply } from './engine.worker.ts';

type Asking = (...args: never[]) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: a module may take the law or nothing
type Module = { readonly default: (law: any) => object };
type Names<M extends Module> = keyof Awaited<ReturnType<M['default']>> & string;
type Of<M extends Module, N extends Names<M>> = Awaited<ReturnType<M['default']>>[N] extends infer F extends
  Asking
  ? F
  : never;
type Returned<R> = R extends Generator<unknown, infer A> | AsyncGenerator<unknown, infer A> ? A : Awaited<R>;
type Answer<M extends Module, N extends Names<M>> = Returned<ReturnType<Of<M, N>>>;
type Args<M extends Module, N extends Names<M>> = Parameters<Of<M, N>>;

export interface Asked<T> {
  readonly answer?: T;
  readonly error?: ErrorShape;
  /** The answer shown is of the question before: a new one is being worked out. */
  readonly working: boolean;
  readonly progress?: Progress;
}

export interface Watch {
  progress?(progress: Progress): void;
  /** When it is aborted the worker stops, and the promise is rejected with the code `cancelled`. */
  readonly signal?: AbortSignal;
}

interface Waiting extends Watch {
  resolve(value: unknown): void;
  reject(error: ErrorShape): void;
}

const waiting = new Map<number, Waiting>();
let count = 0;

let tellFirst: () => void = () => undefined;
/** The second engine starts after the first answer, so that it does not hold that up. */
const firstHeard = new Promise<void>((resolve) => {
  tellFirst = resolve;
});

function heard({ data }: MessageEvent<Reply>): void {
  tellFirst();
  const one = waiting.get(data.id);
  if (data.progress) {
    one?.progress?.(data.progress);
    return;
  }
  waiting.delete(data.id);
  if (data.error) one?.reject(data.error);
  else one?.resolve(data.answer);
}

function broke({ message }: ErrorEvent): void {
  const error = {
    category: 'fault',
    code: 'no-engine',
    message: `the engine did not start: ${message || 'the browser cannot run it'}`,
    hint: 'Load the page again with a network, or use a newer browser.',
  } as const;
  for (const one of waiting.values()) one.reject(error);
  waiting.clear();
}

function engine(): Worker {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = heard;
  worker.onerror = broke;
  return worker;
}

/** One engine answers at once; a second, started when first needed, does what takes seconds. */
const quick = engine();
let second: Worker | undefined;

function slowEngine(): Worker {
  second = second ?? engine();
  return second;
}

interface Where {
  readonly module: string;
  /** Its questions take seconds: asked of the second engine, so that the rest of the page does not wait. */
  readonly slow: boolean;
}

const CANCELLED: ErrorShape = {
  category: 'incorrect',
  code: 'cancelled',
  message: 'stopped before it began',
  hint: 'Start again when you like.',
};

function post(where: Where, name: string, args: readonly unknown[], watch: Watch): Promise<unknown> {
  const id = ++count;
  const worker = () => (where.slow ? slowEngine() : quick);
  watch.signal?.addEventListener('abort', () => worker().postMessage({ id, cancel: true }));
  return new Promise((resolve, reject) => {
    waiting.set(id, { ...watch, resolve, reject });
    const send = () => {
      if (watch.signal?.aborted) reject(CANCELLED);
      else worker().postMessage({ id, module: where.module, name, args });
    };
    if (where.slow) firstHeard.then(send);
    else send();
  });
}

const MOST_KEPT = 100;
const kept = new Map<string, unknown>();

/** Keeps the newest answers, so that going back shows them at once. */
function keep(key: string, answer: unknown): void {
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
}

/**
 * The questions of one module of the worker (`questions/MODULE.ts`), which is loaded with the first of them.
 * @example const talks = questions<typeof import('../questions/talks.ts')>('talks');
 * const { answer, error } = talks.use('timeline', param('known'));
 */
export function questions<M extends Module>(module: string, { slow = false } = {}) {
  const where = { module, slow };
  return {
    /** Asks once; rejects with the error's shape. */
    ask: <N extends Names<M>>(name: N, ...args: Args<M, N>): Promise<Answer<M, N>> =>
      post(where, name, args, {}) as Promise<Answer<M, N>>,
    /** Asks something long: told about progress, stopped by a signal. */
    watch: <N extends Names<M>>(watch: Watch, name: N, ...args: Args<M, N>): Promise<Answer<M, N>> =>
      post(where, name, args, watch) as Promise<Answer<M, N>>,
    /** A hook: asked anew when its arguments change; the old answer stays meanwhile. */
    use: <N extends Names<M>>(name: N, ...args: Args<M, N>): Asked<Answer<M, N>> =>
      useAnswer<Answer<M, N>>(where, name, args),
  };
}

function useAnswer<T>(where: Where, name: string, args: readonly unknown[]): Asked<T> {
  const key = JSON.stringify([where.module, name, args]);
  const [state, setState] = useState<{ key: string; answer?: T; error?: ErrorShape }>({ key: '' });
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (kept.has(key)) return;
    let live = true;
    const stop = new AbortController();
    setProgress(undefined);
    post(where, name, args, { progress: setProgress, signal: stop.signal }).then(
      (answer) => {
        keep(key, answer);
        if (live) setState({ key, answer: answer as T });
      },
      (error: ErrorShape) => live && setState({ key, error }),
    );
    return () => {
      live = false;
      stop.abort();
    };
  }, [key]);
  if (kept.has(key)) return { answer: kept.get(key) as T, working: false };
  const { answer, error } = state;
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(error && state.key === key ? { error } : {}),
    working: state.key !== key,
    ...(progress && state.key !== key ? { progress } : {}),
  };
}
