// A worker thread of `rosenbad batch`: blocks of the file in, written answers out.

import { parentPort, workerData } from 'node:worker_threads';
import shipped from '#law-pack';
import { openLaw } from '../index.ts';
import { openDesk } from '../ratebook/desk.ts';
import { decodeBook } from '../ratebook/kernel-encode.ts';
import { withAccepted } from '../store/accepted-law.ts';
import { type BatchLaw, type BatchPlan, openWork } from '../store/batch-work.ts';
import { answerOf } from '../store/batch-write.ts';
import { importedSchedule } from '../store/schedule-folder.ts';
import { compileInputOf, type LawName, lawNamed } from './books.ts';

export interface WorkerStart {
  readonly plan: BatchPlan;
  readonly laws: readonly (LawName & { readonly bytes: Uint8Array })[];
  readonly size: number;
}

export interface WorkerBlock {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly firstLine: number;
}

function lawsOf({ laws }: WorkerStart): readonly BatchLaw[] {
  const schedule = importedSchedule();
  const { pack } = withAccepted(shipped);
  const law = openLaw(schedule ? { pack, schedule } : { pack });
  return laws.map((name) => {
    const at = lawNamed(law, name);
    const book = decodeBook(name.bytes);
    return {
      label: name.label,
      known: name.known,
      book,
      desk: openDesk(book, compileInputOf(law, at), at.calendar()),
      reference: (entry) =>
        answerOf(
          (entry.known === undefined || entry.known === '' ? at : law.as({ known: entry.known })).assess(
            entry,
          ),
        ),
    };
  });
}

const start = workerData as WorkerStart;
const work = openWork(start.plan, lawsOf(start), start.size);
parentPort!.on('message', ({ number, bytes, firstLine }: WorkerBlock) => {
  try {
    const done = work.work(bytes, firstLine);
    parentPort!.postMessage({ number, ...done }, [done.out.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort!.postMessage({ number, fault: (error as Error).stack ?? String(error) });
  }
});
