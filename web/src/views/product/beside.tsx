// The same entry beside itself: from other origins, and under each outcome of the next deadline.

import type { Assessment } from '../../../../src/assess/assessment.ts';
import type { EntryInput } from '../../../../src/assess/entry.ts';
import { questions } from '../../ask.ts';
import { bars } from '../../parts/bars.ts';
import { Chart } from '../../parts/chart.tsx';
import { Answered } from '../../parts/notice.tsx';
import type { Column } from '../../parts/table.tsx';
import { basis, change, param } from '../../state.ts';
import {
  day,
  dollarSpan,
  outcomeName,
  PARTNERS,
  partner,
  percent,
  rateSpan,
  roundSpan,
} from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

interface Origin {
  readonly from: string;
  readonly answer: Assessment;
}

const ORIGIN_COLUMNS: readonly Column<Origin>[] = [
  {
    title: 'origin',
    heads: true,
    of: ({ from }) => (
      <button type="button" class="link" onClick={() => change({ from })}>
        {partner(from)}
      </button>
    ),
    text: ({ from }) => from,
  },
  {
    title: 'duty',
    of: ({ answer }) => dollarSpan(answer.total),
    text: ({ answer }) => answer.total.high,
    number: true,
  },
  {
    title: 'rate',
    of: ({ answer }) => rateSpan(answer.rate),
    text: ({ answer }) => String(answer.rate.high),
    number: true,
  },
  {
    title: 'made of',
    of: ({ answer }) => answer.lines.map(({ heading, rate }) => `${heading} ${rate}`).join(' + '),
  },
];

export function Origins({ asked }: { readonly asked: EntryInput }) {
  const { claims: _, ...plain } = asked;
  const origins = [...new Set([asked.from, ...PARTNERS])];
  const found = core.use('origins', plain, basis(), origins);
  return (
    <section class="card" aria-label="Origins">
      <h2 class="unseen">Other origins</h2>
      <Answered asked={found}>
        {(answer) => {
          const rows = [...answer].sort((a, b) => b.answer.rate.high - a.answer.rate.high);
          const drawn = rows.map(({ from, answer: { rate } }) => ({
            name: partner(from),
            ...rate,
            shown: rateSpan(rate),
            marked: from === asked.from,
          }));
          return (
            <Chart
              title="The same product from other origins"
              note="Nothing claimed; choose an origin in the table to go there."
              name={`origins-${asked.code}-${param('on')}`}
              columns={ORIGIN_COLUMNS}
              rows={rows}
              on={asked.from}
              draw={(width) => bars(drawn, width)}
            />
          );
        }}
      </Answered>
    </section>
  );
}

interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly total: { readonly low: string; readonly high: string };
}

const outcomeColumns = (value: number): readonly Column<Outcome>[] => [
  { title: 'outcome', of: ({ id }) => outcomeName(id), heads: true },
  { title: 'duty', of: ({ total }) => dollarSpan(total), text: ({ total }) => total.high, number: true },
  { title: 'rate', of: ({ total }) => (value > 0 ? percent(Number(total.high) / value) : ''), number: true },
  { title: 'what', of: ({ title }) => title },
];

/** What each outcome of the next deadline costs this entry; nothing when no truce is about to end. */
export function Outcomes({ asked }: { readonly asked: EntryInput }) {
  const { on: _, into: _into, ...rest } = asked;
  const shipment = { line: 1, name: asked.code, entry: rest };
  const { answer } = core.use('exposure', [shipment], param('known'));
  if (!answer || asked.into !== 'US' || answer.rows[0]?.error) return null;
  const drawn = answer.scenarios.map(({ id, total }) => ({
    name: outcomeName(id),
    low: Number(total.low),
    high: Number(total.high),
    shown: dollarSpan(total),
    brief: roundSpan(total),
    marked: id === 'lapse',
  }));
  return (
    <section class="card" aria-label="Outcomes">
      <h2 class="unseen">Outcomes</h2>
      <Chart
        title={`What each outcome of ${day(answer.deadline)} costs this entry`}
        note="Before: entered on the last day before. The others: entered on the day."
        name={`outcomes-${asked.code}-${asked.from}`}
        columns={outcomeColumns(Number(asked.value))}
        rows={answer.scenarios}
        on={JSON.stringify(drawn)}
        draw={(width) => bars(drawn, width)}
      />
    </section>
  );
}
