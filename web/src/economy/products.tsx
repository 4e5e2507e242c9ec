// This year, product by product: the lines that move most, and which origins gain or lose.

import type { OutcomeAnswer, SimulateAnswer } from '../../../src/economy/answers.ts';
import type { LinesThisYear, MovedLine } from '../../../src/economy/line-runs.ts';
import { type Column, Table } from '../parts/table.tsx';
import { addressOf, change } from '../state.ts';
import { percent } from '../words.ts';
import { billions, millions, regionName } from './words.ts';

const columnsFor = (importer: string): readonly Column<MovedLine>[] => [
  {
    title: 'product',
    of: ({ code, origin }) =>
      importer === 'US' ? (
        <a href={addressOf('product', { code, from: origin === 'EU' ? 'DE' : origin })}>{code}</a>
      ) : (
        code
      ),
    text: ({ code }) => code,
    heads: true,
  },
  { title: 'what it is', of: ({ name }) => name },
  { title: 'from', of: ({ origin }) => regionName(origin) },
  {
    title: 'duty',
    of: ({ dutyBefore, duty }) => `${percent(dutyBefore)} → ${percent(duty)}`,
    number: true,
  },
  { title: 'price to buyers', of: ({ price }) => percent(price), number: true },
  {
    title: 'bought, million $',
    of: ({ boughtBefore, bought }) => `${millions(boughtBefore)} → ${millions(bought)}`,
    number: true,
  },
];

type Diverted = LinesThisYear['diversion'][number];

const ORIGINS: readonly Column<Diverted>[] = [
  { title: 'origin', of: ({ origin }) => regionName(origin), heads: true },
  { title: 'bought more or less, billion $', of: ({ change: by }) => billions(by), number: true },
];

function Side({ side, outcome }: { readonly side: LinesThisYear; readonly outcome: string }) {
  const { importer, products, diversion, chosen } = side;
  return (
    <>
      <h3>
        Into {regionName(importer)}, {percent(chosen.passThrough)} passed on
      </h3>
      <Table
        caption={`Lines into ${regionName(importer)} that move most under ${outcome}`}
        columns={columnsFor(importer)}
        rows={products}
        most={12}
      />
      <Table
        caption={`Who sells more or less to ${regionName(importer)} under ${outcome}`}
        columns={ORIGINS}
        rows={diversion}
        most={8}
      />
    </>
  );
}

export function Products({ answer, shown }: { readonly answer: SimulateAnswer; readonly shown: string }) {
  const changing = answer.outcomes.filter(({ changes }) => changes);
  const outcome: OutcomeAnswer | undefined = changing.find((one) => one.outcome === shown) ?? changing[0];
  if (!outcome) return null;
  return (
    <>
      <h2>This year, product by product</h2>
      <label>
        <span>Outcome</span>
        <select
          name="shown"
          value={outcome.outcome}
          onChange={(event) => change({ shown: event.currentTarget.value }, true)}
        >
          {changing.map((one) => (
            <option key={one.outcome} value={one.outcome}>
              {one.outcome}
            </option>
          ))}
        </select>
      </label>
      {outcome.thisYear
        .filter(({ products }) => products.length > 0)
        .map((side) => (
          <Side key={side.importer} side={side} outcome={outcome.outcome} />
        ))}
    </>
  );
}
