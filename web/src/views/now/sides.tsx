// Both sides of the table: the duties each side puts on all goods of the other, what is agreed, what returns, who meets next.

import type { Side, Table } from '../../../../src/outlook/talks.ts';
import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { useLabels } from '../../parts/programs.ts';
import { change, param } from '../../state.ts';
import { country, day, percent, shortDay } from '../../words.ts';

const tables = questions<typeof import('../../questions/table.ts')>('table');
const MOST_DUTIES = 4;
const PARTNERS = ['CN', 'EU', 'CA', 'MX', 'JP', 'KR', 'GB', 'IN', 'CH', 'BR', 'VN'];

function SideCard({ side }: { readonly side: Side }) {
  const label = useLabels();
  return (
    <div>
      <h3>
        {country(side.into)} on all goods of {country(side.from)}
      </h3>
      {side.duties.length === 0 ? (
        <p class="note">No duty on all goods: only on lists of goods.</p>
      ) : (
        <ul class="duties">
          {side.duties.map(({ measure, effect, cite }) => (
            <li key={measure} class={effect.startsWith('suspended') ? 'resting' : undefined}>
              <strong>{label(measure)}</strong> {effect}
              <br />
              <small title={measure}>{cite}</small>
            </li>
          ))}
        </ul>
      )}
      {side.listed.length > 0 && (
        <>
          <p class="note listed">On lists of goods</p>
          <ul class="duties">
            {side.listed.map(({ program, measures, duties }) => (
              <li key={program}>
                <strong>{label(program)}</strong> {duties.slice(0, MOST_DUTIES).join(', ')}
                {duties.length > MOST_DUTIES && ', …'}
                {measures > 1 && <small> ({measures} measures)</small>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The end of the truce as one deadline for both sides, with what goods of each pay before and after. */
function Truce({ truce: { day: last, days, sides } }: { readonly truce: NonNullable<Table['truce']> }) {
  return (
    <p class="truce">
      The truce ends on <strong>{day(last)}</strong>, in {days} days. If nobody acts:{' '}
      {sides.map(({ into, before, after }, index) => (
        <span key={into}>
          {index > 0 && '; '}
          {country(into)} {percent(before)} → <strong>{percent(after)}</strong>
        </span>
      ))}
      , in the programs that change.
    </p>
  );
}

function Talks({ table }: { readonly table: Table }) {
  const { agreements, lastRound, meetings, returning } = table;
  return (
    <div>
      <h3>The talks</h3>
      <ul class="duties">
        {agreements.map((one) => (
          <li key={one.id}>
            <strong>{one.title}</strong>: {one.status.is} since {shortDay(one.status.on)}
          </li>
        ))}
        {lastRound && (
          <li>
            Last met {shortDay(lastRound.until)}
            {lastRound.city && ` in ${lastRound.city}`}. {lastRound.outcome}
          </li>
        )}
        {meetings.length === 0 ? (
          <li>No next meeting is announced that the record holds.</li>
        ) : (
          meetings.map((one) => (
            <li key={one.id}>
              Next: {one.title}, {shortDay(one.from)}
              {one.until !== one.from && ` to ${shortDay(one.until)}`}
              {one.place && `, ${one.place}`}
            </li>
          ))
        )}
        {returning.length > 0 && (
          <li>
            Controls that come back:{' '}
            {returning.map((one) => `${one.title} (${shortDay(one.day)})`).join('; ')}
          </li>
        )}
      </ul>
    </div>
  );
}

export function Sides() {
  const partner = param('with', 'CN');
  const asked = tables.use('table', param('known'), partner);
  return (
    <section class="card" aria-labelledby="sides">
      <div class="row heading">
        <h2 id="sides">Both sides of the table</h2>
        <label>
          <span class="unseen">Partner</span>
          <select
            name="with"
            value={partner}
            onChange={(event) => change({ with: event.currentTarget.value }, true)}
          >
            {PARTNERS.map((one) => (
              <option key={one} value={one}>
                {country(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="note">By what was published up to {day(param('known'))}.</p>
      <Answered asked={asked}>
        {(table) => (
          <>
            {table.truce && <Truce truce={table.truce} />}
            <div class="grid sides">
              {table.sides.map((side) => (
                <SideCard key={side.into} side={side} />
              ))}
              <Talks table={table} />
            </div>
          </>
        )}
      </Answered>
    </section>
  );
}
