// Outcomes by side: the long run and this year in one table and two charts that stand side by side.

import type { LongRun, SimulateAnswer } from '../../../src/economy/answers.ts';
import type { LinesThisYear } from '../../../src/economy/line-runs.ts';
import { Chart } from '../parts/chart.tsx';
import { plotted } from '../parts/plot.ts';
import { type Column, Table } from '../parts/table.tsx';
import { day, percent } from '../words.ts';
import { band, billions, regionName } from './words.ts';

interface Row {
  readonly outcome: string;
  readonly side: string;
  readonly long: LongRun;
  readonly year: LinesThisYear | undefined;
  readonly duty: string;
}

const NOT_HERE = 'no imports at hand';

/** The figure as it is written and, for tests and readers of the page's text, what it is. */
const figure = (name: string, text: string) => <span data-figure={name}>{text}</span>;

const COLUMNS: readonly Column<Row>[] = [
  { title: 'outcome', of: ({ outcome }) => outcome, heads: true },
  { title: 'side', of: ({ side }) => regionName(side) },
  { title: 'its duty on the other', of: ({ duty }) => duty, number: true },
  {
    title: 'long run: real income, %',
    of: ({ outcome, side, long }) => figure(`income-${outcome}-${side}`, band(long.realIncome, 100, 3)),
    text: ({ long }) => band(long.realIncome, 100, 3),
    number: true,
  },
  {
    title: 'long run: million $ a day',
    of: ({ outcome, side, long }) => figure(`day-${outcome}-${side}`, band(long.realIncomeDay, 1e-6, 0)),
    text: ({ long }) => band(long.realIncomeDay, 1e-6, 0),
    number: true,
  },
  {
    title: 'this year: buyers pay, billion $, all passed on',
    of: ({ outcome, side, year }) =>
      figure(`pay-${outcome}-${side}`, year ? billions(year.complete.buyersPay) : NOT_HERE),
    text: ({ year }) => (year ? billions(year.complete.buyersPay) : NOT_HERE),
    number: true,
  },
  {
    title: 'this year: part passed on',
    of: ({ outcome, side, year }) =>
      figure(`part-${outcome}-${side}`, year ? billions(year.chosen.buyersPay) : NOT_HERE),
    text: ({ year }) => (year ? billions(year.chosen.buyersPay) : NOT_HERE),
    number: true,
  },
  { title: 'long run: prices, %', of: ({ long }) => band(long.prices, 100, 2), number: true },
  { title: 'wages, %', of: ({ long }) => band(long.wages, 100, 2), number: true },
  { title: 'exports, %', of: ({ long }) => band(long.exports, 100, 1), number: true },
  { title: 'imports, %', of: ({ long }) => band(long.imports, 100, 1), number: true },
  { title: 'duty, billion $ a year', of: ({ long }) => band(long.revenueYear, 1e-9, 1), number: true },
];

function rowsOf({ outcomes }: SimulateAnswer, sides: readonly [string, string]): readonly Row[] {
  return outcomes
    .filter(({ changes }) => changes)
    .flatMap(({ outcome, longRun, thisYear, duties }) =>
      sides.map((side, index): Row => {
        const other = sides[1 - index];
        const duty = duties.find(({ importer, exporter }) => importer === side && exporter === other);
        return {
          outcome,
          side,
          long: longRun.find(({ region }) => region === side)!,
          year: thisYear.find(({ importer }) => importer === side),
          duty: duty
            ? `${percent(duty.before)} → ${percent(duty.rate)}${duty.additionalOnly ? ' above base' : ''}`
            : 'as in the table',
        };
      }),
    );
}

const INCOME: readonly Column<Row>[] = COLUMNS.filter(
  ({ title }) => title === 'outcome' || title === 'side' || title.startsWith('long run: million'),
);
const PAY: readonly Column<Row>[] = COLUMNS.filter(
  ({ title }) => title === 'outcome' || title === 'side' || title.startsWith('this year'),
);

const heightOf = (rows: readonly Row[]): number => 70 + 34 * rows.length;
const colours = (sides: readonly string[]) => ({
  domain: sides.map(regionName),
  range: ['var(--c1, var(--bar))', 'var(--c2, var(--mark))'],
});

const income = (rows: readonly Row[], sides: readonly string[]) => (width: number) =>
  plotted((Plot) => ({
    width,
    height: heightOf(rows),
    marginLeft: 110,
    marginRight: 100,
    x: { label: 'million $ a day', nice: true, grid: true },
    y: { label: null },
    fy: { label: null },
    color: colours(sides),
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY(rows, {
        fy: 'outcome',
        y: (row: Row) => regionName(row.side),
        x1: (row: Row) => Number(row.long.realIncomeDay.low) / 1e6,
        x2: (row: Row) => Number(row.long.realIncomeDay.high) / 1e6,
        stroke: (row: Row) => regionName(row.side),
        strokeWidth: 3,
      }),
      Plot.dot(rows, {
        fy: 'outcome',
        y: (row: Row) => regionName(row.side),
        x: (row: Row) => Number(row.long.realIncomeDay.central) / 1e6,
        fill: (row: Row) => regionName(row.side),
        r: 5,
      }),
    ],
  }));

const pay = (rows: readonly Row[], sides: readonly string[]) => (width: number) =>
  plotted((Plot) => {
    const known = rows.filter(({ year }) => year);
    return {
      width,
      height: heightOf(rows),
      marginLeft: 110,
      marginRight: 100,
      x: { label: 'billion $ this year', nice: true, grid: true },
      y: { label: null },
      fy: { label: null },
      color: colours(sides),
      marks: [
        Plot.barX(known, {
          fy: 'outcome',
          y: (row: Row) => regionName(row.side),
          x: (row: Row) => Number(row.year!.complete.buyersPay) / 1e9,
          fill: (row: Row) => regionName(row.side),
          fillOpacity: 0.35,
        }),
        Plot.barX(known, {
          fy: 'outcome',
          y: (row: Row) => regionName(row.side),
          x: (row: Row) => Number(row.year!.chosen.buyersPay) / 1e9,
          fill: (row: Row) => regionName(row.side),
          insetTop: 5,
          insetBottom: 5,
        }),
        Plot.ruleX([0]),
      ],
    };
  });

export function Outcomes({
  answer,
  sides,
}: {
  readonly answer: SimulateAnswer;
  readonly sides: readonly [string, string];
}) {
  const rows = rowsOf(answer, sides);
  const same = answer.outcomes.filter(({ changes }) => !changes).map(({ outcome }) => outcome);
  const on = JSON.stringify(rows);
  return (
    <>
      <h2>What each outcome of {day(answer.deadline)} costs</h2>
      {same.length > 0 && (
        <p data-figure="unchanged">
          Under {same.join(' and ')} every duty stays as it is on the day before: nothing changes.
        </p>
      )}
      {rows.length > 0 && (
        <div class="outcomes">
          <div class="beside">
            <Chart
              title="In the long run: real income"
              note="Wages, prices and trade have adjusted; the line is the band over elasticities."
              name="long-run"
              columns={INCOME}
              rows={rows}
              draw={income(rows, sides)}
              on={on}
            />
            <Chart
              title="This year: what buyers pay more"
              note={`The purchases of 2024 at the new duty: light if all is passed on, dark if ${percent(answer.settings.passThrough)} is.`}
              name="this-year"
              columns={PAY}
              rows={rows}
              draw={pay(rows, sides)}
              on={on}
            />
          </div>
          <Table caption="Outcomes by side, against the day before" columns={COLUMNS} rows={rows} />
        </div>
      )}
    </>
  );
}
