// The engine in a worker: opens the law once, loads each module of questions when it is first asked, answers by number.

import packUrl from '../../generated/law-pack.json?url';
import { type ErrorShape, TariffError } from '../../src/core/errors.ts';
import { type Law, openPack } from '../../src/law.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: ErrorShape;
  readonly progress?: Progress;
}

interface Asked {
  readonly id: number;
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly cancel?: boolean;
}

type Answers = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const files = import.meta.glob<{ readonly default: (law: Law) => Answers | Promise<Answers> }>(
  './questions/*.ts',
);

async function opened(): Promise<Law> {
  const response = await fetch(packUrl);
  if (!response.ok) throw new Error(`the law could not be loaded (${response.status})`);
  return openPack(await response.json());
}

const law = opened();
const modules = new Map<string, Promise<Answers>>();
const cancelled = new Set<number>();
const running = new Set<number>();

function moduleNamed(name: string): Promise<Answers> {
  const load = files[`./questions/${name}.ts`];
  if (!load) throw new Error(`there is no module of questions "${name}"`);
  const known = modules.get(name) ?? Promise.all([load(), law]).then(([file, law]) => file.default(law));
  modules.set(name, known);
  return known;
}

/** Lets messages in, so that other questions are answered and a cancel is heard. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

type Steps = Generator<Progress, unknown> | AsyncGenerator<Progress, unknown>;

const isSteps = (value: unknown): value is Steps =>
  typeof value === 'object' && value !== null && 'next' in value && 'return' in value;

const CANCELLED: ErrorShape = {
  category: 'incorrect',
  code: 'cancelled',
  message: 'stopped before the end',
  hint: 'Start again when you like.',
};

/** A question answered in steps: each step is progress, what it returns is the answer. */
async function walk(id: number, steps: Steps): Promise<unknown> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
    self.postMessage({ id, progress: step.value } satisfies Reply);
    await breathe();
    if (!cancelled.delete(id)) continue;
    await steps.return(undefined);
    throw CANCELLED;
  }
}

function shapeOf(error: unknown): ErrorShape {
  if (error === CANCELLED) return CANCELLED;
  if (error instanceof TariffError) return error.toJSON();
  return { category: 'fault', code: 'fault', message: (error as Error).message, hint: 'Please report it.' };
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  const { id, module, name, args, cancel } = data;
  if (cancel) {
    if (running.has(id)) cancelled.add(id);
    return;
  }
  running.add(id);
  try {
    const run = (await moduleNamed(module))[name];
    if (!run) throw new Error(`"${module}" has no question "${name}"`);
    const found = run(...args);
    self.postMessage({ id, answer: await (isSteps(found) ? walk(id, found) : found) } satisfies Reply);
  } catch (error) {
    self.postMessage({ id, error: shapeOf(error) } satisfies Reply);
  } finally {
    running.delete(id);
    cancelled.delete(id);
  }
};
