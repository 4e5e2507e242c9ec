// A worker thread of `rosenbad batch`: blocks of the file in, written answers out.

import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import shipped from '#law-pack';
import { TariffError } from '../core/errors.ts';
import { openLaw } from '../index.ts';
import type { Law, LawAt } from '../law.ts';
import { compileInputOf } from '../outlook/compile-input.ts';
import { type Desk, openDesk } from '../ratebook/desk.ts';
import { decodeBook } from '../ratebook/kernel-encode.ts';
import { withAccepted } from '../store/accepted-law.ts';
import type { Block } from '../store/batch-source.ts';
import type { Vectors } from '../store/batch-vectors.ts';
import { type BatchLaw, type BatchPlan, openWork } from '../store/batch-work.ts';
import { answerOf, type RowWriter } from '../store/batch-write.ts';
import { importedSchedule } from '../store/schedule-folder.ts';
import { type LawName, lawNamed } from './books.ts';

export interface WorkerStart {
  /** The file, for those who read it themselves. */
  readonly path: string;
  /** Whether answers are packed. */
  readonly gzip: boolean;
  readonly plan: BatchPlan;
  readonly laws: readonly (LawName & { readonly bytes: Uint8Array })[];
  /** Bytes of answers that a block has room for. */
  readonly size: number;
}

/** A block and the room for its answers, shared with the lead. */
export interface WorkerBlock {
  readonly number: number;
  readonly block: Block;
  readonly out: Uint8Array;
}

/** `end`: finish the block at hand, leave the others and go. A thread that is stopped amid its work can take the process with it. */
export type WorkerMessage = WorkerBlock | 'end';

/** The law itself is opened when the first row needs it: rows that the kernel answers do not. */
function lawsOf({ laws }: WorkerStart): readonly BatchLaw[] {
  let opened: Law | undefined;
  const open = (): Law => {
    if (opened) return opened;
    const schedule = importedSchedule();
    const { pack } = withAccepted(shipped);
    opened = openLaw(schedule ? { pack, schedule } : { pack });
    return opened;
  };
  return laws.map((name): BatchLaw => {
    const book = decodeBook(name.bytes);
    let at: LawAt | undefined;
    let desk: Desk | undefined;
    const own = (): LawAt => {
      at ??= lawNamed(open(), name);
      return at;
    };
    const asked = (known: string | undefined): LawAt =>
      known === undefined || known === '' ? own() : open().as({ known });
    return {
      label: name.label,
      known: name.known,
      book,
      desk: {
        answer(entry) {
          desk ??= openDesk(book, compileInputOf(open(), own()), own().calendar());
          return desk.answer(entry);
        },
      },
      reference: (entry) => answerOf(asked(entry.known).assess(entry)),
    };
  });
}

/** Bad rows are told by code and message; long stacks would cost more than the rows. */
Error.stackTraceLimit = 4;

const start = workerData as WorkerStart;
const laws = lawsOf(start);
const { plan } = start;

/** What Parquet needs is loaded with the first file of that kind. */
async function openVectors(): Promise<Vectors | undefined> {
  if (plan.input !== 'parquet') return undefined;
  const own = await import('../store/batch-vectors.ts');
  return own.openVectors(start.path, plan.layout);
}

async function openWriter(): Promise<RowWriter | undefined> {
  if (plan.output !== 'parquet') return undefined;
  const own = await import('../store/batch-parquet.ts');
  return own.newGroupWriter(plan, laws);
}

const vectors = await openVectors();
const work = openWork(plan, laws, start.size, { vectors, writer: await openWriter() });

async function answer({ number, block, out }: WorkerBlock): Promise<void> {
  try {
    const done =
      'bytes' in block
        ? work.work(block.bytes, block.firstLine, out)
        : await work.workRows(block.first, block.count, out);
    const packed = start.gzip ? gzipSync(done.out, { level: 4 }) : done.out;
    parentPort!.postMessage({ number, ...done, out: packed });
  } catch (error) {
    const refused = error instanceof TariffError ? { refused: error.toJSON() } : {};
    parentPort!.postMessage({ number, fault: (error as Error).stack ?? String(error), ...refused });
  }
}

/** One block after the other, also where a block waits for its rows. */
let turn: Promise<void> = Promise.resolve();
let ended = false;
parentPort!.on('message', (message: WorkerMessage) => {
  if (message === 'end') {
    ended = true;
    turn = turn.then(() => {
      vectors?.close();
      parentPort!.close();
    });
  } else turn = turn.then(() => (ended ? undefined : answer(message)));
});
