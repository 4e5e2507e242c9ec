// Two workers and one order: blocks go out as workers are free, answers come back in the order of the file.

import { Worker } from 'node:worker_threads';
import { fault } from '../core/errors.ts';
import type { Block } from '../store/batch-blocks.ts';
import type { BlockDone } from '../store/batch-work.ts';
import type { WorkerStart } from './batch-worker.ts';

type Reply = { readonly number: number } & (BlockDone | { readonly fault: string });

/** Blocks waiting for each worker besides the one it works on. */
const AHEAD = 2;

/** Works all blocks; `done` is called in their order. */
export async function workAll(
  start: WorkerStart,
  workers: number,
  blocks: AsyncIterable<Block>,
  done: (block: Block, result: BlockDone) => void,
): Promise<void> {
  const pool = Array.from(
    { length: workers },
    () => new Worker(new URL('./batch-worker.js', import.meta.url), { workerData: start }),
  );
  const waiting = new Map<number, Block>();
  const ready = new Map<number, BlockDone>();
  const load = pool.map(() => 0);
  let sent = 0;
  let finished = 0;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const settle = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });

  const flush = (): void => {
    for (let result = ready.get(finished); result; result = ready.get(finished)) {
      done(waiting.get(finished)!, result);
      waiting.delete(finished);
      ready.delete(finished);
      finished++;
    }
  };

  pool.forEach((worker, index) => {
    worker.on('message', (reply: Reply) => {
      load[index]!--;
      try {
        if ('fault' in reply) throw fault('batch-worker', reply.fault);
        ready.set(reply.number, reply);
        flush();
      } catch (error) {
        failure = error as Error;
      }
      wake();
    });
    worker.on('error', (error) => {
      failure = error;
      wake();
    });
  });

  try {
    for await (const block of blocks) {
      while (!failure && Math.min(...load) >= AHEAD) await settle();
      if (failure) throw failure;
      const index = load.indexOf(Math.min(...load));
      load[index]!++;
      const { bytes, firstLine } = block;
      waiting.set(sent, { ...block, bytes: new Uint8Array(0) });
      pool[index]!.postMessage({ number: sent++, bytes, firstLine }, [bytes.buffer as ArrayBuffer]);
    }
    while (!failure && finished < sent) await settle();
    if (failure) throw failure;
  } finally {
    await Promise.all(pool.map((worker) => worker.terminate()));
  }
}
