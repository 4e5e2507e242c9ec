// The book of shipments that the page holds: kept while the reader looks at other views, gone when the page is closed.

import { signal } from '@preact/signals';
import type { ErrorShape } from '../../../src/core/errors.ts';
import { questions } from '../ask.ts';
import type { Progress } from '../engine.worker.ts';
import type { Asked, Opened } from '../questions/book.ts';
import type { DateOrder, Matching } from './columns.ts';
import type { BookResult } from './result.ts';

const books = questions<typeof import('../questions/book.ts')>('book', { slow: true });

export interface Loaded {
  readonly name: string;
  readonly opened: Opened;
  readonly matching: Matching;
  readonly order: DateOrder;
}

export const loaded = signal<Loaded | undefined>(undefined);
/** The last result; other views may read it. */
export const result = signal<BookResult | undefined>(undefined);
export const failure = signal<ErrorShape | undefined>(undefined);
export const progress = signal<Progress | undefined>(undefined);

let running: AbortController | undefined;
/** What the result answers: not worked out again when the reader comes back. */
let answered = '';

export async function openBook(name: string, blob: Blob): Promise<void> {
  running?.abort();
  failure.value = undefined;
  answered = '';
  try {
    const opened = await books.ask('open', blob);
    result.value = undefined;
    const order = opened.order === 'dmy' ? 'dmy' : 'mdy';
    loaded.value = { name, opened, matching: opened.matching, order };
  } catch (error) {
    failure.value = error as ErrorShape;
  }
}

/** Works the open book out anew; a run under way is stopped. */
export async function workBook(asked: Asked): Promise<void> {
  const key = JSON.stringify([loaded.value?.name, asked]);
  if (key === answered) return;
  answered = key;
  running?.abort();
  const own = new AbortController();
  running = own;
  failure.value = undefined;
  progress.value = { done: 0, total: 1 };
  try {
    const found = await books.watch(
      {
        signal: own.signal,
        progress: (step) => {
          progress.value = step;
        },
      },
      'work',
      asked,
    );
    if (running === own) result.value = found;
  } catch (error) {
    const shape = error as ErrorShape;
    if (running === own && shape.code !== 'cancelled') failure.value = shape;
    if (running === own) answered = '';
  } finally {
    if (running === own) progress.value = undefined;
  }
}

export function cancelBook(): void {
  running?.abort();
  answered = '';
  progress.value = undefined;
}

export { books };
