// Shipments: a file stays in this browser; what each outcome of the deadline costs it, when to enter, what to claim back.

import { useEffect } from 'preact/hooks';
import { cancelBook, failure, loaded, openBook, progress, result, workBook } from '../book/loaded.ts';
import { Refusal } from '../parts/notice.tsx';
import { change, param } from '../state.ts';
import { day, whole } from '../words.ts';
import './shipments.css';
import { Columns } from './shipments/columns.tsx';
import { Drop, openExample } from './shipments/drop.tsx';
import { Refunds } from './shipments/refunds.tsx';
import { Results } from './shipments/results.tsx';

/** The open file in one line, and the choice of the deadline. */
function Bar() {
  const { name, opened } = loaded.value!;
  return (
    <div class="card bookbar">
      <p>
        <strong>{name}</strong>{' '}
        <span class="note">{whole(Math.ceil(opened.bytes / 1024))} KB, held in this browser</span>
      </p>
      <label>
        Deadline
        <input
          type="date"
          name="deadline"
          value={param('deadline') || result.value?.deadline || ''}
          onChange={(event) => change({ deadline: event.currentTarget.value }, true)}
        />
      </label>
      <label>
        Days of transit
        <input
          name="transit"
          inputMode="numeric"
          class="short"
          value={param('transit')}
          placeholder="18"
          onChange={(event) => change({ transit: event.currentTarget.value.replace(/\D/g, '') }, true)}
        />
      </label>
      <button type="button" class="noprint" onClick={close}>
        Another file
      </button>
    </div>
  );
}

function close(): void {
  cancelBook();
  loaded.value = undefined;
  result.value = undefined;
  change({ book: '' });
}

function Working() {
  const step = progress.value;
  if (!step) return null;
  return (
    <div class="card" role="status">
      <p>Working it out… {Math.min(99, Math.floor((step.done / Math.max(1, step.total)) * 100))}%</p>
      <progress value={step.done} max={step.total} aria-label="Progress" />
      <button type="button" onClick={cancelBook}>
        Stop
      </button>
    </div>
  );
}

export default function Shipments() {
  const open = loaded.value;
  const [known, on, deadline] = [param('known'), param('on'), param('deadline')];
  useEffect(() => {
    if (param('book') === 'example' && !loaded.value) openExample();
  }, [param('book')]);
  useEffect(() => {
    if (open)
      workBook({ matching: open.matching, order: open.order, known, on, deadline: deadline || undefined });
  }, [open, known, on, deadline]);
  return (
    <>
      <h1>What each outcome costs your shipments</h1>
      {open ? (
        <Bar />
      ) : (
        <>
          <p class="lead">
            Drop a file of shipments. It stays in this browser: the law as known on {day(known)} comes to it.
          </p>
          <Drop open={openBook} />
        </>
      )}
      {failure.value && <Refusal error={failure.value} />}
      {open && <Columns />}
      <Working />
      {result.value && (
        <div class="stack" aria-busy={progress.value !== undefined}>
          <Results result={result.value} />
          <Refunds key={`${open?.name} ${known}`} />
        </div>
      )}
    </>
  );
}
