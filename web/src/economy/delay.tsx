// A day's delay: what it costs each side, who has more room, and how that turns on the chance of a lapse.

import type { PartyAnswer, WaitAnswer } from '../../../src/economy/answers.ts';
import { Chart } from '../parts/chart.tsx';
import { plotted } from '../parts/plot.ts';
import { type Column, Table } from '../parts/table.tsx';
import type { HazardPoint } from '../questions/economy.ts';
import { percent } from '../words.ts';
import { band, millions, regionName } from './words.ts';

const COLUMNS: readonly Column<PartyAnswer>[] = [
  { title: 'side', of: ({ region }) => regionName(region), heads: true },
  {
    title: 'forgone, million $ a day',
    of: ({ forgone }) => band(forgone, 1e-6, 1),
    number: true,
  },
  { title: 'risk', of: ({ risk }) => band(risk, 1e-6, 1), number: true },
  {
    title: 'cost of a day',
    of: ({ region, cost }) => <span data-figure={`cost-${region}`}>{band(cost, 1e-6, 1)}</span>,
    text: ({ cost }) => band(cost, 1e-6, 1),
    number: true,
  },
  { title: '% of its GDP', of: ({ costOfGdp }) => band(costOfGdp, 100, 4), number: true },
  { title: 'part of the gains', of: ({ split }) => band(split, 1, 2), number: true },
  {
    title: 'this year: buyers pay if it lapses, million $ a day',
    of: ({ buyersPayIfLapsed }) =>
      buyersPayIfLapsed === null ? 'no imports at hand' : millions(buyersPayIfLapsed),
    number: true,
  },
];

const POINTS: readonly Column<HazardPoint>[] = [
  { title: 'chance of a lapse a day', of: ({ hazard }) => percent(hazard), heads: true },
  { title: 'side', of: ({ region }) => regionName(region) },
  { title: 'cost of a day, % of GDP', of: (point) => band(point, 100, 4), number: true },
];

const roomOf = ({ moreRoom, ratio }: WaitAnswer): string =>
  moreRoom === null
    ? 'In the band over elasticities neither side clearly has more room to wait.'
    : `${regionName(moreRoom)} has more room to wait${ratio === null ? '' : `: a day costs the other side ${ratio.toFixed(1)} times as much of its GDP`}.`;

const lines =
  (points: readonly HazardPoint[], parties: readonly string[], hazard: number) => (width: number) =>
    plotted((Plot) => {
      const common = { x: (p: HazardPoint) => p.hazard * 100, z: 'region' };
      const colour = (p: HazardPoint) => regionName(p.region);
      const ends = [...points.slice(-2)].sort((a, b) => b.central - a.central);
      return {
        width,
        height: 280,
        marginLeft: 60,
        marginRight: 110,
        x: { label: 'chance of a lapse a day, %' },
        y: { label: '% of a day’s GDP', grid: true },
        color: {
          domain: parties.map(regionName),
          range: ['var(--c1, var(--bar))', 'var(--c2, var(--mark))'],
        },
        marks: [
          Plot.ruleY([0]),
          Plot.ruleX([hazard * 100], { strokeDasharray: '4 3' }),
          Plot.areaY(points, {
            ...common,
            y1: (p: HazardPoint) => p.low * 100,
            y2: (p: HazardPoint) => p.high * 100,
            fill: colour,
            fillOpacity: 0.2,
          }),
          Plot.lineY(points, {
            ...common,
            y: (p: HazardPoint) => p.central * 100,
            stroke: colour,
            strokeWidth: 2,
          }),
          ...ends.map((end, k) =>
            Plot.text([end], {
              ...common,
              y: (p: HazardPoint) => p.central * 100,
              text: colour,
              fill: colour,
              textAnchor: 'start',
              dx: 6,
              dy: k === 0 ? -8 : 8,
            }),
          ),
        ],
      };
    });

export function Delay({
  answer,
  points,
}: {
  readonly answer: WaitAnswer;
  readonly points: readonly HazardPoint[] | undefined;
}) {
  const { question, parties } = answer;
  const same = parties.every(({ forgone }) => Number(forgone.central) === 0);
  return (
    <div class="delay">
      <h2>What a day’s delay costs</h2>
      <p>
        Waiting for “{question.deal}”, with a chance of {percent(question.hazard)} a day that nobody acts and
        the truce lapses for {question.lapseDays} days.{' '}
        {same && 'The deal leaves duties as they are: what it brings is an end of the risk. '}
        <strong data-figure="room">{roomOf(answer)}</strong>
      </p>
      <Table caption="Cost of a day’s delay by side" columns={COLUMNS} rows={parties} />
      {points && (
        <Chart
          title="Cost of a day against the chance of a lapse"
          note="Long-run real income as a share of a day’s GDP; the shade is the band over elasticities, the dashed line the chance chosen."
          name="delay"
          columns={POINTS}
          rows={points}
          draw={lines(points, question.parties, question.hazard)}
          on={JSON.stringify([points, question.hazard])}
        />
      )}
    </div>
  );
}
