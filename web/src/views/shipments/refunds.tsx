// Refund candidates: what past entries were charged at entry and do not owe by the law as known.

import { useState } from 'preact/hooks';
import type { ErrorShape } from '../../../../src/core/errors.ts';
import type { Refunds as Found, RefundLine, RowRefund } from '../../../../src/outlook/refunds.ts';
import { books } from '../../book/loaded.ts';
import type { Progress } from '../../engine.worker.ts';
import { Refusal } from '../../parts/notice.tsx';
import { useLabels } from '../../parts/programs.ts';
import { type Column, Table } from '../../parts/table.tsx';
import { param } from '../../state.ts';
import { day, dollars } from '../../words.ts';

type Row = Pick<RowRefund, 'line' | 'name' | 'on'> & RefundLine;

const columns = (label: (name: string) => string): readonly Column<Row>[] => [
  { title: 'line', of: ({ line }) => String(line), number: true },
  { title: 'product', of: ({ name }) => name, heads: true },
  { title: 'entered', of: ({ on }) => on },
  { title: 'measure', of: ({ measure }) => label(measure) },
  { title: 'charged', of: ({ charged }) => dollars(charged), number: true },
  { title: 'owed', of: ({ owed }) => dollars(owed), number: true },
  { title: 'refund', of: ({ refund }) => dollars(refund), number: true },
  {
    title: 'why',
    of: ({ why, cite, until }) => `${why}${cite ? ` (${cite})` : ''}${until ? `; claim by ${until}` : ''}`,
  },
];

export function Refunds() {
  const label = useLabels();
  const [found, setFound] = useState<Found>();
  const [step, setStep] = useState<Progress>();
  const [error, setError] = useState<ErrorShape>();
  const look = async () => {
    try {
      setError(undefined);
      setStep({ done: 0, total: 1 });
      setFound(await books.watch({ progress: setStep }, 'refunds'));
    } catch (problem) {
      setError(problem as ErrorShape);
    } finally {
      setStep(undefined);
    }
  };
  const rows =
    found?.rows.flatMap(({ lines, ...row }) => lines.map((line): Row => ({ ...row, ...line }))) ?? [];
  return (
    <section class="card" aria-labelledby="refunds">
      <h2 id="refunds">What past entries may claim back</h2>
      <p class="note">
        Lines entered up to {day(param('known'))}: the law as known on the day of entry against the law as
        known on {day(param('known'))}.
      </p>
      {!found && (
        <button type="button" disabled={step !== undefined} onClick={look}>
          Look for refunds
        </button>
      )}
      {step && <progress value={step.done} max={step.total} aria-label="Looking for refunds" />}
      {error && <Refusal error={error} />}
      {found && (
        <>
          <p class="total" data-figure="refunds">
            <strong>{dollars(found.total)}</strong>
            {rows.length === 0
              ? 'Nothing that was charged has fallen.'
              : `on ${new Set(rows.map(({ line }) => line)).size} lines`}
          </p>
          {rows.length > 0 && (
            <Table caption="Refund candidates" hidden columns={columns(label)} rows={rows} most={50} />
          )}
        </>
      )}
    </section>
  );
}
