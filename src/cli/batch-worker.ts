// A worker thread of `rosenbad batch`: blocks of the file in, written answers out.

import { parentPort, workerData } from 'node:worker_threads';
import shipped from '#law-pack';
import { openLaw } from '../index.ts';
import type { Law, LawAt } from '../law.ts';
import { compileInputOf } from '../outlook/compile-input.ts';
import { type Desk, openDesk } from '../ratebook/desk.ts';
import { decodeBook } from '../ratebook/kernel-encode.ts';
import { withAccepted } from '../store/accepted-law.ts';
import { type BatchLaw, type BatchPlan, openWork } from '../store/batch-work.ts';
import { answerOf } from '../store/batch-write.ts';
import { importedSchedule } from '../store/schedule-folder.ts';
import { type LawName, lawNamed } from './books.ts';

export interface WorkerStart {
  readonly plan: BatchPlan;
  readonly laws: readonly (LawName & { readonly bytes: Uint8Array })[];
  /** Bytes of answers that a block has room for. */
  readonly size: number;
}

/** A block and the room for its answers, both shared with the lead. */
export interface WorkerBlock {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly firstLine: number;
  readonly out: Uint8Array;
}

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
const work = openWork(start.plan, lawsOf(start), start.size);
parentPort!.on('message', ({ number, bytes, firstLine, out }: WorkerBlock) => {
  try {
    parentPort!.postMessage({ number, ...work.work(bytes, firstLine, out) });
  } catch (error) {
    parentPort!.postMessage({ number, fault: (error as Error).stack ?? String(error) });
  }
});
