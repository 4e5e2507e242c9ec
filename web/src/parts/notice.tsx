// What a view shows instead of an answer: a refusal with its hint, or that it is being worked out.

import type { ComponentChildren } from 'preact';
import type { ErrorShape } from '../../../src/core/errors.ts';
import type { Asked } from '../ask.ts';
import type { Progress } from '../engine.worker.ts';

export function Refusal({ error }: { readonly error: ErrorShape }) {
  return (
    <p class="refusal" role="alert">
      <strong>{error.message}.</strong> {error.hint}
    </p>
  );
}

export const Waiting = ({ progress }: { readonly progress?: Progress | undefined }) => (
  <div class="waiting" role="status">
    Working it out…
    {progress && <progress value={progress.done} max={progress.total} aria-label="Progress" />}
  </div>
);

/** The answer to a question, its refusal, or the wait for it; an older answer is dimmed meanwhile. */
export function Answered<T>({
  asked: { answer, error, working, progress },
  children,
}: {
  readonly asked: Asked<T>;
  children(answer: T): ComponentChildren;
}) {
  if (error) return <Refusal error={error} />;
  if (answer === undefined) return <Waiting progress={progress} />;
  return <div aria-busy={working}>{children(answer)}</div>;
}
