// Minerals by year and edition, and who depends on whom: published figures side by side, never a score.

import type { MineralDependence } from '../../../../src/record/leverage.ts';
import type { DependenceRow, MineralRow } from '../../../../src/record/model.ts';
import { questions } from '../../ask.ts';
import { Source } from '../../parts/cite.tsx';
import { Answered } from '../../parts/notice.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { change, param } from '../../state.ts';
import { day, percent } from '../../words.ts';
import { partyName } from './words.ts';

const talks = questions<typeof import('../../questions/talks.ts')>('talks');

const figure = (row: MineralRow | undefined): string =>
  row === undefined ? '' : `${row.comparator}${row.value} ${row.unit} (${row.year})`;

const dollars = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 0,
});

const DEPENDENCE: readonly Column<MineralDependence>[] = [
  { title: 'mineral', heads: true, of: ({ mineral }) => mineral },
  { title: 'net import reliance', number: true, of: ({ reliance }) => figure(reliance) },
  { title: 'of imports from partner', number: true, of: ({ fromPartner }) => figure(fromPartner) },
  { title: 'partner leads with', number: true, of: ({ leads }) => figure(leads) },
  { title: 'edition', of: ({ vintage }) => vintage },
];

const SECTORS: readonly Column<DependenceRow>[] = [
  { title: 'sector', heads: true, of: ({ sector }) => sector },
  { title: 'chapters', of: ({ chapters }) => chapters },
  { title: 'year', of: ({ year }) => year },
  { title: 'imports from partner', number: true, of: ({ valueUsd }) => dollars.format(valueUsd) },
  {
    title: 'share of its imports',
    number: true,
    of: ({ share }) => (share === undefined ? 'not known' : percent(share)),
  },
];

const FIGURES: readonly Column<MineralRow>[] = [
  { title: 'mineral', heads: true, of: ({ mineral }) => mineral },
  { title: 'statistic', of: ({ statistic }) => statistic.replaceAll('-', ' ') },
  {
    title: 'country',
    of: ({ country }) => (country.length === 2 ? partyName(country) : country),
  },
  { title: 'year', of: ({ year }) => year },
  {
    title: 'value',
    number: true,
    of: ({ comparator, value }) => `${comparator}${Number(value).toLocaleString()}`,
  },
  { title: 'unit', of: ({ unit }) => unit },
  { title: 'edition', of: ({ vintage }) => vintage },
  { title: 'note', of: ({ note }) => note },
];

function Leverage() {
  const partner = param('partner', 'CN');
  const other = partner === 'all' ? 'CN' : partner;
  const side = param('side', 'US');
  const [a, b] = side === 'US' ? ['US', other] : [other, 'US'];
  const asked = talks.use('leverage', param('known'), a!, b!);
  return (
    <section class="card" aria-labelledby="leverage">
      <h2 id="leverage">
        What {partyName(a!)} needs of {partyName(b!)}
      </h2>
      <label>
        <span>Whose dependence</span>
        <select
          name="side"
          value={side}
          onChange={(event) => change({ side: event.currentTarget.value }, true)}
        >
          <option value="US">{partyName('US')}</option>
          <option value="partner">{partyName(other)}</option>
        </select>
      </label>
      <Answered asked={asked}>
        {({ minerals, sectors, plain, deadline, sources }) => (
          <>
            {plain.length > 0 && deadline && (
              <>
                <h3>At stake at the deadline of {day(deadline)}: points on a product on no list</h3>
                <ul>
                  {plain.map(({ outcome, title, points }) => (
                    <li key={outcome}>
                      {points} points: {title}
                    </li>
                  ))}
                </ul>
              </>
            )}
            <Table caption="Minerals" columns={DEPENDENCE} rows={minerals} most={20} />
            <Table caption="Trade by sector" columns={SECTORS} rows={sectors} most={15} />
            <p>
              {sources.map((one) => (
                <Source key={one.id} {...one} />
              ))}
            </p>
            <p>Side by side, not added up. The reliance is on all foreign sources.</p>
          </>
        )}
      </Answered>
    </section>
  );
}

export function MineralsPart() {
  const words = param('mineral', 'rare earths');
  const asked = talks.use('minerals', {
    known: param('known'),
    words: words.split(/\s+/).filter((word) => word !== ''),
  });
  return (
    <>
      <Leverage />
      <section aria-labelledby="figures">
        <h2 id="figures">Published figures</h2>
        <label>
          <span>Mineral</span>
          <input
            type="search"
            name="mineral"
            value={words}
            onChange={(event) => change({ mineral: event.currentTarget.value }, true)}
          />
        </label>
        <Answered asked={asked}>
          {({ figures, sources }) =>
            figures.length === 0 ? (
              <p>No such figure was published by {day(param('known'))}.</p>
            ) : (
              <>
                <Table caption={`Figures on ${words}`} columns={FIGURES} rows={figures} most={40} />
                <p>
                  {sources.map((one) => (
                    <Source key={one.id} {...one} />
                  ))}
                </p>
              </>
            )
          }
        </Answered>
      </section>
    </>
  );
}
