// What a text means for the loaded shipments: measures and deadlines it talks about, line by line, with outcomes.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorShape } from '../../../../src/core/errors.ts';
import type { RowExposure, Shipment } from '../../../../src/outlook/exposure.ts';
import type { GoodsMeaning, TouchedMeasure } from '../../../../src/reading/goods-meaning.ts';
import { books, failure, loaded } from '../../book/loaded.ts';
import { Refusal } from '../../parts/notice.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { addressLeft, basis } from '../../state.ts';
import { day, dollarSpan, dollars } from '../../words.ts';
import { openExample } from '../shipments/drop.tsx';

type Scenario = GoodsMeaning['exposure']['scenarios'][number];

const outcomes: readonly Column<Scenario>[] = [
  { title: 'outcome', of: ({ title }) => title, heads: true },
  {
    title: 'duty',
    of: ({ id, total }) => <span data-figure={`goods-${id}`}>{dollarSpan(total)}</span>,
    number: true,
  },
];

const measures = (deadline: string | null): readonly Column<TouchedMeasure>[] => [
  { title: 'measure', of: ({ measure, cite }) => `${measure} (${cite})`, heads: true },
  { title: 'lines', of: ({ lines }) => lines.join(', ') },
  { title: 'now', of: ({ now }) => dollars(now), number: true },
  ...(deadline === null
    ? []
    : [
        {
          title: `on ${day(deadline)} if nobody acts`,
          of: ({ after }: TouchedMeasure) => dollars(after ?? '0.00'),
          number: true,
        },
      ]),
];

const lines = (scenarios: readonly Scenario[]): readonly Column<RowExposure>[] => [
  { title: 'line', of: ({ line }) => line, number: true },
  { title: 'product', of: ({ name }) => name, heads: true },
  { title: 'from', of: ({ from }) => from },
  ...scenarios.map(({ id }) => ({
    title: id,
    of: ({ duty, error }: RowExposure) => (duty ? dollarSpan(duty[id]!) : (error?.message ?? '')),
    number: true,
  })),
];

function Meaning({ meaning }: { readonly meaning: GoodsMeaning }) {
  const { partners, untouched, exposure, deadline } = meaning;
  if (exposure.rows.length === 0)
    return <p>The text speaks of {partners.join(', ')}; no line of the file is of such an origin.</p>;
  const by = deadline === null ? '' : `, by outcome of ${day(deadline)}`;
  return (
    <>
      <Table
        caption={`Duty on the ${exposure.rows.length} lines concerned${by}`}
        columns={outcomes}
        rows={exposure.scenarios}
      />
      {meaning.measures.length > 0 && (
        <Table
          caption="Measures the text talks about, paid by these lines"
          columns={measures(deadline)}
          rows={meaning.measures}
        />
      )}
      <Table caption="Line by line" columns={lines(exposure.scenarios)} rows={exposure.rows} most={50} />
      {untouched.length > 0 && (
        <p class="note">Lines of other origins, left alone: {untouched.join(', ')}.</p>
      )}
    </>
  );
}

type Ask = (shipments: readonly Shipment[]) => Promise<GoodsMeaning>;

/** Asked anew when another text is read or another file is loaded. */
function useMeaning(ask: Ask, about: string) {
  const book = loaded.value;
  const [found, setFound] = useState<{ meaning?: GoodsMeaning; error?: ErrorShape }>({});
  useEffect(() => {
    let live = true;
    setFound({});
    if (!book) return;
    const { matching, order } = book;
    books
      .ask('shipments', { matching, order, ...basis() })
      .then(ask)
      .then(
        (meaning) => live && setFound({ meaning }),
        (error: ErrorShape) => live && setFound({ error }),
      );
    return () => {
      live = false;
    };
  }, [book, about]);
  return found;
}

/** `about` names the text in question. */
export function Goods({ ask, about }: { readonly about: string; readonly ask: Ask }) {
  const { meaning, error } = useMeaning(ask, about);
  const problem = error ?? failure.value;
  return (
    <section aria-label="What this text means for your goods">
      <h2>What this text means for your goods</h2>
      {loaded.value ? (
        <p>
          For {loaded.value.name}. <a href={addressLeft('shipments')}>Another file</a>
        </p>
      ) : (
        <p>
          <a href={addressLeft('shipments')}>Load your shipments</a>, or{' '}
          <button type="button" onClick={openExample}>
            use the example book
          </button>
        </p>
      )}
      {problem && <Refusal error={problem} />}
      {meaning && !problem && <Meaning meaning={meaning} />}
    </section>
  );
}
