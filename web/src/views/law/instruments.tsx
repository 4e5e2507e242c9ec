// The list of instruments, newest first, narrowed by words, side and mark.

import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import type { InstrumentRow } from '../../questions/core.ts';
import { addressOf, change, param } from '../../state.ts';
import { country, shortDay, whole } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

const SIDES = ['us', 'cn', 'eu', 'ca'];
const MARKS = {
  '': 'all',
  none: 'read in the legal text',
  secondary: 'secondary',
  unverified: 'unverified',
} as const;

const COLUMNS: readonly Column<InstrumentRow>[] = [
  { title: 'known from', of: ({ published }) => shortDay(published), text: ({ published }) => published },
  {
    title: 'instrument',
    of: ({ id, title }) => (
      <>
        <a href={addressOf('law', { id })}>{title}</a>
        <br />
        <small>{id}</small>
      </>
    ),
    text: ({ id }) => id,
  },
  { title: 'kind', of: ({ kind }) => kind.replaceAll('-', ' ') },
  { title: 'citation', of: ({ cite }) => cite },
  { title: 'acts', of: ({ acts }) => whole(acts), number: true },
  {
    title: 'checked',
    of: ({ mark }) => (mark === '' ? 'legal text' : <mark>{mark}</mark>),
    text: ({ mark }) => mark,
  },
];

function matches(row: InstrumentRow): boolean {
  const words = param('q').toLowerCase().split(/\s+/);
  const text = `${row.id} ${row.title} ${row.cite} ${row.kind}`.toLowerCase();
  const mark = param('mark');
  return (
    words.every((word) => text.includes(word)) &&
    (param('side') === '' || row.id.startsWith(`${param('side')}/`)) &&
    (mark === '' || (mark === 'none' ? row.mark === '' : row.mark === mark))
  );
}

export function Instruments() {
  const asked = core.use('instruments');
  return (
    <section class="card" aria-label="Instruments">
      <form class="row noprint" aria-label="Narrow the list" onSubmit={(event) => event.preventDefault()}>
        <label class="grow">
          Words
          <input
            type="search"
            name="q"
            value={param('q')}
            onInput={(event) => change({ q: event.currentTarget.value }, true)}
          />
        </label>
        <label>
          Side
          <select
            name="side"
            value={param('side')}
            onChange={(event) => change({ side: event.currentTarget.value })}
          >
            <option value="">all</option>
            {SIDES.map((side) => (
              <option key={side} value={side}>
                {country(side.toUpperCase())}
              </option>
            ))}
          </select>
        </label>
        <label>
          Checked
          <select
            name="mark"
            value={param('mark')}
            onChange={(event) => change({ mark: event.currentTarget.value })}
          >
            {Object.entries(MARKS).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </form>
      <Answered asked={asked}>
        {(rows) => {
          const found = rows.filter(matches);
          return (
            <>
              <p class="note" role="status">
                {whole(found.length)} of {whole(rows.length)} instruments
              </p>
              <Table stack hidden caption="Instruments" columns={COLUMNS} rows={found} most={60} />
            </>
          );
        }}
      </Answered>
    </section>
  );
}
