// Trade-weighted average duty by partner since 2018 as steps, with the outcomes of the next deadline fanning out after it.

import { questions } from '../../ask.ts';
import { Chart } from '../../parts/chart.tsx';
import { Answered } from '../../parts/notice.tsx';
import { plotted } from '../../parts/plot.ts';
import type { Column } from '../../parts/table.tsx';
import type { Averages as Answer, Point } from '../../questions/rates.ts';
import { change, param } from '../../state.ts';
import { country, day, percent, roundPercent, shortDay } from '../../words.ts';

const rates = questions<typeof import('../../questions/rates.ts')>('rates', { slow: true });

const DRAWN = ['CN', 'EU', 'MX', 'CA', 'JP', 'VN', 'KR', 'IN'];
const colour = (partner: string): string => `var(--c${DRAWN.indexOf(partner) + 1})`;
const date = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

const COLUMNS: readonly Column<Point>[] = [
  { title: 'from', of: ({ on }) => shortDay(on), text: ({ on }) => on },
  { title: 'partner', of: ({ partner }) => country(partner), text: ({ partner }) => partner },
  { title: 'outcome', of: ({ outcome }) => outcome },
  { title: 'all claimed', of: ({ low }) => percent(low), text: ({ low }) => String(low), number: true },
  {
    title: 'nothing claimed',
    of: ({ high }) => percent(high),
    text: ({ high }) => String(high),
    number: true,
  },
];

interface Line {
  readonly partner: string;
  readonly outcome: string;
  readonly points: readonly Point[];
}

/** Lines drawn to the end of the chart; an outcome begins where the law stood before the deadline. */
function linesOf({ points, until }: Answer): readonly Line[] {
  const names = [...new Set(points.map(({ partner, outcome }) => `${partner} ${outcome}`))];
  return names.map((name) => {
    const [partner = '', outcome = ''] = name.split(' ');
    const own = points.filter((one) => one.partner === partner && one.outcome === outcome);
    const start = own[0]!.on;
    const before = points
      .filter((one) => one.partner === partner && one.outcome === 'lapse' && one.on < start)
      .at(-1);
    const joined = outcome === 'lapse' || !before ? own : [{ ...before, on: start, outcome }, ...own];
    return { partner, outcome, points: [...joined, { ...joined.at(-1)!, on: until }] };
  });
}

const LABEL = 13;

/** Labels at the ends of lines, moved apart where they would lie on one another; in pixels. */
function spread(ends: readonly { readonly at: number }[]): readonly number[] {
  const order = ends.map((_, index) => index).sort((a, b) => ends[a]!.at - ends[b]!.at);
  const places: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    last = Math.max(ends[index]!.at, last + LABEL);
    places[index] = last;
  }
  return places;
}

const HEIGHT = 380;
const MARGIN = { top: 18, bottom: 28, left: 42 };

async function drawing(answer: Answer, width: number, focus: string): Promise<SVGSVGElement> {
  const lines = linesOf(answer);
  const narrow = width < 560;
  const right = narrow ? 64 : 150;
  const top = Math.max(0.1, ...answer.points.map(({ high }) => high)) * 1.05;
  const y = (rate: number) => MARGIN.top + (1 - rate / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const outcomeOf = ({ partner, outcome }: Line) => (outcome === 'lapse' ? country(partner) : outcome);
  const ends = lines.map((line) => ({ line, at: y(line.points.at(-1)!.high) }));
  const fan = lines.some(({ outcome }) => outcome !== 'lapse');
  const shown = ends.filter(({ line }) => !(narrow && line.outcome !== 'lapse'));
  const places = spread(shown);
  const faded = (partner: string) => focus !== '' && partner !== focus;
  return plotted((Plot) => ({
    width,
    height: HEIGHT,
    marginRight: right,
    marginLeft: MARGIN.left,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: { type: 'utc', label: null, domain: [date('2018-07-01'), date(answer.until)] },
    y: {
      domain: [0, top],
      label: null,
      grid: true,
      tickFormat: (rate: number) => roundPercent(rate),
      ticks: 6,
    },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--strong)' }),
      Plot.ruleX([date(param('known'))], { stroke: 'var(--soft)', strokeDasharray: '2 3' }),
      Plot.text([param('known')], {
        x: (iso: string) => date(iso),
        frameAnchor: 'top',
        text: () => 'known',
        dy: -14,
        fill: 'var(--soft)',
      }),
      ...(answer.deadline === undefined
        ? []
        : [Plot.ruleX([date(answer.deadline)], { stroke: 'var(--warn)', strokeWidth: 1 })]),
      ...lines.map((line) =>
        Plot.line(line.points, {
          x: ({ on }: Point) => date(on),
          y: 'high',
          curve: 'step-after',
          stroke: faded(line.partner) ? 'var(--line)' : colour(line.partner),
          strokeWidth: line.partner === (focus || 'CN') ? 2.2 : 1.5,
          ...(line.outcome === 'lapse' ? {} : { strokeDasharray: '5 3' }),
        }),
      ),
      ...shown.map(({ line, at }, index) =>
        Plot.text([line.points.at(-1)!], {
          x: ({ on }: Point) => date(on),
          y: 'high',
          text: () =>
            `${narrow ? line.partner : outcomeOf(line)}${line.outcome === 'lapse' && fan && line.partner === 'CN' && !narrow ? ' · nobody acts' : ''} ${roundPercent(line.points.at(-1)!.high)}`,
          textAnchor: 'start',
          dx: 6,
          dy: places[index]! - at,
          fill: faded(line.partner) ? 'var(--soft)' : colour(line.partner),
          fontWeight: line.outcome === 'lapse' ? 600 : 400,
        }),
      ),
      Plot.tip(
        answer.points,
        Plot.pointer({
          x: ({ on }: Point) => date(on),
          y: 'high',
          title: ({ partner, on, high, low, outcome }: Point) =>
            `${country(partner)}${outcome === 'lapse' ? '' : `, ${outcome}`}\nfrom ${day(on)}\n${percent(high)}${low === high ? '' : ` (${percent(low)} with every claim)`}`,
          fill: 'var(--card)',
          stroke: 'var(--strong)',
        }),
      ),
    ],
  }));
}

function Focus({ partners }: { readonly partners: readonly string[] }) {
  const focus = param('partner');
  return (
    <fieldset class="row focus noprint" aria-label="Partner to point out">
      {partners.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={focus === one}
          onClick={() => change({ partner: focus === one ? '' : one }, true)}
        >
          <i class="dot" style={{ background: colour(one) }} />
          {country(one)}
        </button>
      ))}
    </fieldset>
  );
}

export function Averages() {
  const asked = rates.use('averages', param('known'), param('on'), DRAWN);
  return (
    <section class="card" aria-label="Average duties">
      <h2 class="unseen">Average duties since 2018</h2>
      <Answered asked={asked}>
        {(answer) => (
          <>
            <Chart
              title="Average duty by partner, weighed by the imports of 2024"
              note={`With the base duty, nothing claimed: goods under USMCA or an exclusion pay less, see the table. Beyond ${day(param('known'))}: what the law then held${answer.deadline ? `, and each outcome of ${day(answer.deadline)}` : ''}.`}
              name={`averages-${param('known')}`}
              columns={COLUMNS}
              rows={answer.points}
              on={param('partner') + param('known')}
              draw={(width) => drawing(answer, width, param('partner'))}
            />
            <Focus partners={DRAWN} />
          </>
        )}
      </Answered>
    </section>
  );
}
