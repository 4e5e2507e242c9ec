// Two workers and one order: blocks go out as workers are free, answers come back in the order of the file.

import { Worker } from 'node:worker_threads';
import { type ErrorShape, fault, TariffError } from '../core/errors.ts';
import type { Block, Room } from '../store/batch-source.ts';
import type { BlockDone } from '../store/batch-work.ts';
import type { WorkerMessage, WorkerStart } from './batch-worker.ts';

type Reply = { readonly number: number } & (
  | BlockDone
  | { readonly fault: string; readonly refused?: ErrorShape }
);

/** Blocks on their way for each worker: the one it works on, those that wait, one that is being written. */
const AHEAD = 4;
/** Room beyond what a block asks for: the next one carries a few bytes more. */
const SLACK = 1 << 16;

/** Memory that lead and workers share: a block on its way in, its answers on their way out. */
interface Slot {
  input: Uint8Array;
  readonly out: Uint8Array;
}

const shared = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

interface Sent {
  readonly block: Block;
  readonly slot: Slot;
}

/**
 * Works all blocks; `done` is called in their order. `blocksIn` is given the lender of room for blocks: it waits until a slot is free.
 */
export async function workAll(
  start: WorkerStart,
  workers: number,
  blocksIn: (room: Room) => AsyncIterable<Block>,
  done: (block: Block, result: BlockDone) => void,
): Promise<void> {
  const pool = Array.from(
    { length: workers },
    () => new Worker(new URL('./batch-worker.js', import.meta.url), { workerData: start }),
  );
  const exits = pool.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
  const free = Array.from({ length: workers * AHEAD }, (): Slot => {
    return { input: shared(0), out: shared(start.size) };
  });
  const sent = new Map<number, Sent>();
  const ready = new Map<number, BlockDone>();
  const load = pool.map(() => 0);
  let count = 0;
  let finished = 0;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;

  const until = async (holds: () => boolean): Promise<void> => {
    while (!failure && !holds())
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (failure) throw failure;
  };

  const flush = (): void => {
    for (let result = ready.get(finished); result; result = ready.get(finished)) {
      const { block, slot } = sent.get(finished)!;
      done(block, result);
      free.push(slot);
      sent.delete(finished);
      ready.delete(finished);
      finished++;
    }
  };

  pool.forEach((worker, index) => {
    worker.on('message', (reply: Reply) => {
      load[index]!--;
      try {
        if ('fault' in reply)
          throw reply.refused ? new TariffError(reply.refused) : fault('batch-worker', reply.fault);
        ready.set(reply.number, reply);
        if (!failure) flush();
      } catch (error) {
        failure ??= error as Error;
      }
      wake();
    });
    worker.on('error', (error) => {
      failure ??= error;
      wake();
    });
  });

  /** The slot lent for the block that is being read, until that is sent. */
  let lent: Slot | undefined;
  const room: Room = async (length) => {
    await until(() => lent !== undefined || free.length > 0);
    lent ??= free.pop()!;
    if (lent.input.length < length) lent.input = shared(length + SLACK);
    return lent.input;
  };

  try {
    for await (const block of blocksIn(room)) {
      const index = load.indexOf(Math.min(...load));
      load[index]!++;
      sent.set(count, { block, slot: lent! });
      const message: WorkerMessage = { number: count++, block, out: lent!.out };
      lent = undefined;
      pool[index]!.postMessage(message);
    }
    await until(() => finished === count);
  } finally {
    for (const worker of pool) worker.postMessage('end' satisfies WorkerMessage);
    await Promise.all(exits);
  }
}
