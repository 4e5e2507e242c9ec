// The results of a book: outcomes side by side, last day to enter, by origin, product and program, lines, refused rows, files.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ErrorShape } from '../../../../src/core/errors.ts';
import type { Money } from '../../../../src/outlook/exposure.ts';
import { books } from '../../book/loaded.ts';
import type { BookResult, Group, Line, Refused } from '../../book/result.ts';
import type { Progress } from '../../engine.worker.ts';
import { bars } from '../../parts/bars.ts';
import { Chart } from '../../parts/chart.tsx';
import { Refusal } from '../../parts/notice.tsx';
import { useLabels } from '../../parts/programs.ts';
import { csvText, saveAs } from '../../parts/save.ts';
import { type Column, Table } from '../../parts/table.tsx';
import { change, param } from '../../state.ts';
import {
  country,
  day,
  dollarSpan,
  dollars,
  outcomeName,
  percent,
  roundDollars,
  roundSpan,
  whole,
} from '../../words.ts';

type Total = BookResult['scenarios'][number];

const DAY = 86_400_000;
const plus = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The answer in one sentence: what it costs if nobody acts. */
function Headline({ result }: { readonly result: BookResult }) {
  const before = result.scenarios.find(({ id }) => id === 'before');
  const lapse = result.scenarios.find(({ id }) => id === 'lapse') ?? result.scenarios[0]!;
  const more = before ? Number(lapse.total.high) - Number(before.total.high) : 0;
  return (
    <p class="total">
      <strong>
        {before ? `${more < 0 ? '−' : '+'}${dollars(Math.abs(more))}` : dollarSpan(lapse.total)}
      </strong>
      {before && result.deadline
        ? `if nobody acts on ${day(result.deadline)}: ${dollars(lapse.total.high)} instead of ${dollars(before.total.high)} on goods of ${dollars(result.value)}`
        : `on goods of ${dollars(result.value)}, by the law as known on ${day(result.known)}`}
    </p>
  );
}

/** Until when to enter and to ship, for goods that shall still come under the law before the deadline. */
function LastDay({ deadline }: { readonly deadline: string }) {
  const last = plus(deadline, -1);
  const left = daysFrom(param('on') < last ? param('on') : param('known'), last);
  const transit = param('transit') === '' ? undefined : Number(param('transit'));
  const ship = transit === undefined ? undefined : plus(last, -transit);
  return (
    <p class="lead">
      Last day to enter before the change: <strong>{day(last)}</strong>
      {left >= 0 && `, in ${left} days`}.
      {ship !== undefined &&
        (ship >= param('known')
          ? ` With ${transit} days of transit the goods must leave by ${day(ship)}.`
          : ` With ${transit} days of transit goods that leave now arrive after it: they should have left by ${day(ship)}.`)}
    </p>
  );
}

const totalColumns = (value: string): readonly Column<Total>[] => [
  { title: 'outcome', of: ({ id }) => outcomeName(id), heads: true },
  {
    title: 'duty',
    of: ({ id, total }) => <span data-figure={`book-${id}`}>{dollarSpan(total)}</span>,
    text: ({ total }) => total.high,
    number: true,
  },
  {
    title: 'of the value',
    of: ({ total }) => (Number(value) > 0 ? percent(Number(total.high) / Number(value)) : ''),
    number: true,
  },
  { title: 'what', of: ({ title }) => title },
];

const moneyColumn = <R extends { readonly duty: Readonly<Record<string, Money>> }>(
  id: string,
): Column<R> => ({
  title: outcomeName(id),
  of: ({ duty }) => (duty[id] ? dollarSpan(duty[id]) : '–'),
  text: ({ duty }) => duty[id]?.high ?? '',
  number: true,
});

const groupColumns = (
  ids: readonly string[],
  title: string,
  name: (key: string) => string,
): readonly Column<Group>[] => [
  { title, of: ({ key }) => name(key), text: ({ key }) => key, heads: true },
  { title: 'lines', of: ({ rows }) => whole(rows), text: ({ rows }) => String(rows), number: true },
  { title: 'value', of: ({ value }) => dollars(value), text: ({ value }) => value, number: true },
  ...ids.map((id) => moneyColumn<Group>(id)),
];

const lineColumns = (ids: readonly string[]): readonly Column<Line>[] => [
  { title: 'line', of: ({ line }) => String(line), number: true },
  { title: 'product', of: ({ name }) => name, heads: true },
  { title: 'code', of: ({ code }) => <code>{code}</code>, text: ({ code }) => code },
  { title: 'from', of: ({ from }) => from },
  { title: 'entered', of: ({ on }) => on },
  { title: 'value', of: ({ value }) => dollars(value), text: ({ value }) => value, number: true },
  ...ids.map((id) => moneyColumn<Line>(id)),
];

const REFUSED_COLUMNS: readonly Column<Refused>[] = [
  { title: 'line', of: ({ line }) => String(line), number: true },
  { title: 'why', of: ({ message, hint }) => `${message}. ${hint}` },
  { title: 'row', of: ({ row }) => row },
];

const GROUPS = [
  ['origin', 'By origin'],
  ['product', 'By product'],
  ['program', 'By program'],
  ['line', 'Line by line'],
] as const;

function Groups({ result }: { readonly result: BookResult }) {
  const label = useLabels();
  const by = param('by', 'origin');
  const ids = result.scenarios.map(({ id }) => id);
  const chapters = result.byChapter ? 'chapter' : 'product';
  const tables: Readonly<Record<string, () => ComponentChildren>> = {
    origin: () => (
      <Table
        caption="By origin"
        hidden
        columns={groupColumns(ids, 'origin', country)}
        rows={result.origins}
      />
    ),
    product: () => (
      <Table
        caption="By product"
        hidden
        columns={groupColumns(ids, chapters, (key) => (result.byChapter ? `chapter ${key}` : key))}
        rows={result.products}
      />
    ),
    program: () => (
      <Table
        caption="By program, nothing claimed"
        columns={[
          { title: 'program', of: ({ key }: BookResult['programs'][number]) => label(key), heads: true },
          ...ids.map((id) => ({
            title: outcomeName(id),
            of: ({ duty }: BookResult['programs'][number]) => dollars(duty[id] ?? '0'),
            number: true,
          })),
        ]}
        rows={result.programs}
      />
    ),
    line: () => (
      <>
        {result.lines.length < result.rows && (
          <p class="note">The first {whole(result.lines.length)} lines; the files have all.</p>
        )}
        <Table caption="Line by line" hidden columns={lineColumns(ids)} rows={result.lines} most={50} />
      </>
    ),
  };
  return (
    <section class="card" aria-label="The book by groups">
      <fieldset class="row tabs noprint" aria-label="Group by">
        {GROUPS.map(([name, title]) => (
          <button
            key={name}
            type="button"
            aria-pressed={by === name}
            onClick={() => change({ by: name }, true)}
          >
            {title}
          </button>
        ))}
      </fieldset>
      {(tables[by] ?? tables.origin!)()}
    </section>
  );
}

function Files({ result }: { readonly result: BookResult }) {
  const [step, setStep] = useState<Progress>();
  const [error, setError] = useState<ErrorShape>();
  const save = async (kind: 'csv' | 'parquet') => {
    try {
      setError(undefined);
      setStep({ done: 0, total: 1 });
      const blob = await books.watch({ progress: setStep }, kind);
      saveAs(`outcomes-${result.deadline ?? result.known}.${kind}`, blob, blob.type);
    } catch (problem) {
      setError(problem as ErrorShape);
    } finally {
      setStep(undefined);
    }
  };
  return (
    <div class="noprint">
      <div class="row">
        <button type="button" disabled={step !== undefined} onClick={() => save('csv')}>
          Save all lines as CSV
        </button>
        <button type="button" disabled={step !== undefined} onClick={() => save('parquet')}>
          as Parquet
        </button>
      </div>
      {step && <progress value={step.done} max={step.total} aria-label="Writing the file" />}
      {error && <Refusal error={error} />}
    </div>
  );
}

function RefusedRows({ result }: { readonly result: BookResult }) {
  if (result.refusedCount === 0) return null;
  const save = () =>
    saveAs(
      'not-counted.csv',
      csvText([
        ['line', 'error', 'row'],
        ...result.refused.map(({ line, message, row }) => [String(line), message, row]),
      ]),
      'text/csv',
    );
  return (
    <section class="card" aria-labelledby="refused">
      <h2 id="refused">Not counted: {whole(result.refusedCount)} lines</h2>
      <Table
        caption="Lines that could not be worked out"
        hidden
        stack
        columns={REFUSED_COLUMNS}
        rows={result.refused}
        most={10}
      />
      <button type="button" class="noprint more" onClick={save}>
        Save them as CSV
      </button>
    </section>
  );
}

export function Results({ result }: { readonly result: BookResult }) {
  const drawn = result.scenarios.map(({ id, total }) => ({
    name: outcomeName(id),
    low: Number(total.low),
    high: Number(total.high),
    shown: dollarSpan(total),
    brief: roundSpan(total),
    marked: id === 'lapse',
  }));
  return (
    <>
      <section class="card" aria-label="Outcomes">
        <Headline result={result} />
        {result.deadline && <LastDay deadline={result.deadline} />}
        <Chart
          title={
            result.deadline
              ? `Duty on the whole book by outcome of ${day(result.deadline)}`
              : 'Duty on the whole book'
          }
          note={`${whole(result.rows)} lines worth ${roundDollars(result.value)}. A paler part is what facts not given may add.`}
          name={`book-${result.deadline ?? result.known}`}
          columns={totalColumns(result.value)}
          rows={result.scenarios}
          on={JSON.stringify(drawn)}
          draw={(width) => bars(drawn, width)}
        />
        <Table caption="Outcomes" stack hidden columns={totalColumns(result.value)} rows={result.scenarios} />
        <Files result={result} />
        <p class="note speed">
          {result.kernel > 0
            ? `${whole(result.rows)} lines in ${result.seconds.toFixed(1)} s, ${percent(result.kernel)} of them by the compiled rate book.`
            : `${whole(result.rows)} lines, each assessed with all its reasons, in ${result.seconds.toFixed(1)} s.`}
        </p>
      </section>
      <Groups result={result} />
      <RefusedRows result={result} />
    </>
  );
}
