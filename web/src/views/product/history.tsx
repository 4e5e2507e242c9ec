// What the product paid and will pay: its duty as steps since the law pack begins.

import type { EntryInput } from '../../../../src/assess/entry.ts';
import type { HistoryStep } from '../../../../src/outlook/history.ts';
import { questions } from '../../ask.ts';
import { Chart } from '../../parts/chart.tsx';
import { Answered } from '../../parts/notice.tsx';
import { plotted } from '../../parts/plot.ts';
import { useLabels } from '../../parts/programs.ts';
import type { Column } from '../../parts/table.tsx';
import { basis, param } from '../../state.ts';
import { day, partner, rateSpan, roundPercent, shortDay } from '../../words.ts';
import { productOf } from './entry.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

const date = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const plusDays = (iso: string, days: number): string =>
  new Date(date(iso).getTime() + days * 86_400_000).toISOString().slice(0, 10);

const columns = (label: (name: string) => string): readonly Column<HistoryStep>[] => [
  { title: 'from', of: ({ from }) => shortDay(from), text: ({ from }) => from },
  {
    title: 'duty',
    of: ({ rate, error }) => (error ? '–' : rateSpan(rate)),
    text: ({ rate, error }) => (error ? '' : String(rate.high)),
    number: true,
  },
  { title: 'above base', of: ({ additional, error }) => (error ? '–' : rateSpan(additional)), number: true },
  {
    title: 'made of',
    of: ({ lines, error }) =>
      error?.message ??
      lines
        .map((one) => `${one.measure.includes('/') ? label(one.measure) : 'base'} ${one.rate} (${one.cite})`)
        .join(' + '),
  },
];

/** Steps with the last drawn to the end; a gap where the code was refused. */
function drawn(steps: readonly HistoryStep[]) {
  const on = param('on');
  const last = [plusDays(on, 200), plusDays(steps.at(-1)!.from, 120)].sort().at(-1)!;
  const points = steps.map(({ from, rate, error }) => ({
    at: date(from),
    from,
    low: error ? Number.NaN : rate.low,
    high: error ? Number.NaN : rate.high,
  }));
  return [...points, { ...points.at(-1)!, at: date(last) }];
}

function drawing(steps: readonly HistoryStep[], width: number): Promise<SVGSVGElement> {
  const points = drawn(steps);
  const top = Math.max(0.1, ...points.map(({ high }) => high || 0)) * 1.1;
  return plotted((Plot) => ({
    width,
    height: 260,
    marginLeft: 42,
    marginTop: 20,
    x: { type: 'utc', label: null },
    y: {
      domain: [0, top],
      label: null,
      grid: true,
      ticks: 5,
      tickFormat: (rate: number) => roundPercent(rate),
    },
    marks: [
      Plot.areaY(points, {
        x: 'at',
        y1: 0,
        y2: 'high',
        curve: 'step-after',
        fill: 'var(--c1)',
        fillOpacity: 0.12,
      }),
      Plot.line(points, {
        x: 'at',
        y: 'low',
        curve: 'step-after',
        stroke: 'var(--c1)',
        strokeDasharray: '3 3',
      }),
      Plot.line(points, { x: 'at', y: 'high', curve: 'step-after', stroke: 'var(--c1)', strokeWidth: 2 }),
      Plot.ruleY([0], { stroke: 'var(--strong)' }),
      Plot.ruleX([date(param('on'))], { stroke: 'var(--warn)', strokeDasharray: '3 3' }),
      Plot.text([param('on')], {
        x: (iso: string) => date(iso),
        frameAnchor: 'top',
        dy: -14,
        text: (iso: string) => shortDay(iso),
        fill: 'var(--warn)',
      }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'at',
          y: 'high',
          title: ({ from, low, high }) => `from ${day(from)}\n${rateSpan({ low, high })}`,
          fill: 'var(--card)',
          stroke: 'var(--strong)',
        }),
      ),
    ],
  }));
}

export function History({ asked }: { readonly asked: EntryInput }) {
  const label = useLabels();
  const past = core.use('history', asked.code, asked.from, basis(), productOf(asked));
  return (
    <section class="card" aria-label="History">
      <h2 class="unseen">History</h2>
      <Answered asked={past}>
        {(steps) => (
          <Chart
            title={`What ${asked.code} from ${partner(asked.from)} paid and will pay`}
            note={`By the law as known on ${day(param('known'))}. Dashed: with every exception that can be claimed.`}
            name={`history-${asked.code}-${asked.from}`}
            columns={columns(label)}
            rows={steps}
            on={param('on')}
            draw={(width) => drawing(steps, width)}
          />
        )}
      </Answered>
    </section>
  );
}
