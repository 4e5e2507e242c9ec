// What the law learned between two days: instruments that came, and where measures say something else.

import type { Difference } from '../../../../src/outlook/changes.ts';
import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { useLabels } from '../../parts/programs.ts';
import { type Column, Table } from '../../parts/table.tsx';
import type { InstrumentRow } from '../../questions/core.ts';
import { addressOf, change, param } from '../../state.ts';
import { country, day, moment, shortDay, whole } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

const columns = (label: (name: string) => string): readonly Column<Difference>[] => [
  {
    title: 'measure',
    of: ({ measure }) => (
      <>
        {label(measure)}
        <br />
        <small>{measure}</small>
      </>
    ),
    text: ({ measure }) => measure,
  },
  { title: 'from', of: ({ from }) => moment(from), text: ({ from }) => from },
  { title: 'until', of: ({ until }) => moment(until), text: ({ until }) => until },
  { title: 'was', of: ({ before }) => before },
  { title: 'is', of: ({ after }) => <strong>{after}</strong>, text: ({ after }) => after },
  { title: 'by', of: ({ cite }) => cite },
];

function Pick({
  name,
  label,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}) {
  return (
    <label>
      {label}
      <input
        type="date"
        name={name}
        value={value}
        onChange={(event) => change({ [name]: event.currentTarget.value }, true)}
      />
    </label>
  );
}

function News({
  rows,
  before,
  after,
  into,
}: {
  readonly rows: readonly InstrumentRow[];
  readonly before: string;
  readonly after: string;
  readonly into: string;
}) {
  const came = rows.filter(
    ({ id, published }) =>
      published > before && published <= after && id.startsWith(`${into.toLowerCase()}/`),
  );
  return came.length === 0 ? (
    <p>No instrument of {country(into)} came between these days.</p>
  ) : (
    <ul>
      {came.map(({ id, title, published, cite }) => (
        <li key={id}>
          {shortDay(published)}: <a href={addressOf('law', { id })}>{title}</a> <small>{cite}</small>
        </li>
      ))}
    </ul>
  );
}

export function Changes() {
  const label = useLabels();
  const [before, after, into] = [
    param('before', '2025-07-29'),
    param('after', '2025-08-12'),
    param('into', 'US'),
  ];
  const asked = core.use('changes', before, after, into);
  const instruments = core.use('instruments').answer ?? [];
  return (
    <section class="card" aria-labelledby="learned">
      <h2 id="learned">
        {country(into)}: what the law learned from {day(before)} to {day(after)}
      </h2>
      <form class="row noprint" aria-label="Two days" onSubmit={(event) => event.preventDefault()}>
        <Pick name="before" label="As known on" value={before} />
        <Pick name="after" label="and as known on" value={after} />
        <label>
          Of
          <select name="into" value={into} onChange={(event) => change({ into: event.currentTarget.value })}>
            {['US', 'CN', 'EU', 'CA'].map((code) => (
              <option key={code} value={code}>
                {country(code)}
              </option>
            ))}
          </select>
        </label>
      </form>
      <h3>Instruments that came</h3>
      <News rows={instruments} before={before} after={after} into={into} />
      <h3>Where measures say something else</h3>
      <Answered asked={asked}>
        {(rows) =>
          rows.length === 0 ? (
            <p>Nowhere.</p>
          ) : (
            <>
              <p class="note">{whole(rows.length)} spans of days</p>
              <Table stack hidden caption="Differences" columns={columns(label)} rows={rows} most={80} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
