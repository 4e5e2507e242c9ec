// The same entry beside itself: from other origins, and under each outcome of the next deadline.

import type { Assessment } from '../../../../src/assess/assessment.ts';
import type { EntryInput } from '../../../../src/assess/entry.ts';
import { questions } from '../../ask.ts';
import { Chart } from '../../parts/chart.tsx';
import { Answered } from '../../parts/notice.tsx';
import { plotted } from '../../parts/plot.ts';
import type { Column } from '../../parts/table.tsx';
import { basis, change, param } from '../../state.ts';
import { day, dollarSpan, dollars, PARTNERS, partner, percent, rateSpan } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

interface Bar {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly shown: string;
  readonly marked: boolean;
}

/** Bars with their figures at the end; what is not certain is paler. */
function bars(rows: readonly Bar[], width: number): Promise<SVGSVGElement> {
  const narrow = width < 480;
  return plotted((Plot) => ({
    width,
    height: rows.length * 26 + 12,
    marginLeft: narrow ? 110 : 170,
    marginRight: narrow ? 96 : 170,
    marginTop: 4,
    marginBottom: 6,
    x: { axis: null, domain: [0, Math.max(1e-9, ...rows.map(({ high }) => high))] },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0, padding: 0.35 },
    marks: [
      Plot.barX(rows, { x: 'high', y: 'name', fill: 'var(--c1)', fillOpacity: 0.35, rx: 2 }),
      Plot.barX(rows, {
        x: 'low',
        y: 'name',
        fill: ({ marked }: Bar) => (marked ? 'var(--c2)' : 'var(--c1)'),
        rx: 2,
      }),
      Plot.text(rows, {
        x: 'high',
        y: 'name',
        text: 'shown',
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--ink)',
      }),
      Plot.ruleX([0], { stroke: 'var(--strong)' }),
    ],
  }));
}

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

const NAMES: Readonly<Record<string, string>> = { before: 'before', lapse: 'nobody acts' };

const outcomeColumns = (value: number): readonly Column<Outcome>[] => [
  { title: 'outcome', of: ({ id }) => NAMES[id] ?? id, heads: true },
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
    name: NAMES[id] ?? id,
    low: Number(total.low),
    high: Number(total.high),
    shown: total.low === total.high ? dollars(total.high) : dollarSpan(total),
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
