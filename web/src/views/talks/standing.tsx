// Where things stand with a partner: the end of the truce on both sides, the duties of each, what was agreed, what comes back.

import type { Side, Table as Standing } from '../../../../src/outlook/talks.ts';
import { day, percent } from '../../words.ts';
import { partyName, span } from './words.ts';

const points = (rate: number): string => percent(rate);

function Truce({ truce }: { readonly truce: NonNullable<Standing['truce']> }) {
  return (
    <div class="truce">
      <h3>
        The truce ends on {day(truce.day)} <span class="count">in {truce.days} days</span>
      </h3>
      <p>{truce.sides.length > 1 ? 'On both sides at one moment' : 'On one side'}, unless it is prolonged.</p>
      <ul>
        {truce.sides.map((side) => (
          <li key={side.into} data-figure={`truce-${side.into}`}>
            {partyName(side.into)} on goods of {partyName(side.from)}: {points(side.before)} becomes{' '}
            <strong>{points(side.after)}</strong> at {side.at}{' '}
            <small>{side.changes.map(({ cite, clause }) => `${cite}, ${clause}`).join('; ')}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Duties({ side }: { readonly side: Side }) {
  return (
    <div>
      <h3>
        {partyName(side.into)} on goods of {partyName(side.from)}
      </h3>
      <ul>
        {side.duties.length === 0 && <li>No duty on all goods.</li>}
        {side.duties.map(({ measure, effect, cite }) => (
          <li key={measure}>
            <code>{measure}</code>: {effect} <small>{cite}</small>
          </li>
        ))}
        {side.listed.length > 0 && (
          <li>
            On listed goods:{' '}
            {side.listed
              .map(
                ({ program, duties }) =>
                  `${program} (${[...new Set([duties.at(-1), duties[0]])].join(' … ')})`,
              )
              .join(', ')}
          </li>
        )}
      </ul>
    </div>
  );
}

function Returning({ returning }: Pick<Standing, 'returning'>) {
  const days = [...new Set(returning.map((one) => one.day))];
  return (
    <>
      <h3>Controls that come back by themselves</h3>
      {returning.length === 0 && <p>None that the record holds.</p>}
      {days.map((on) => (
        <details key={on}>
          <summary>
            {day(on)}: {returning.filter((one) => one.day === on).length} controls
          </summary>
          <ul>
            {returning
              .filter((one) => one.day === on)
              .map(({ control, exporter, title, licence, fee }) => (
                <li key={control}>
                  {partyName(exporter)}: {title} ({fee ?? licence})
                </li>
              ))}
          </ul>
        </details>
      ))}
    </>
  );
}

export function StandingPart({ standing }: { readonly standing: Standing }) {
  const { truce, sides, agreements, lastRound, meetings, returning, partner } = standing;
  return (
    <section class="card" aria-labelledby="standing">
      <h2 id="standing">Where it stands with {partyName(partner)}</h2>
      {truce ? <Truce truce={truce} /> : <p>No suspension of a duty on all goods is running.</p>}
      {sides.map((side) => (
        <Duties key={side.into} side={side} />
      ))}
      <h3>Agreed</h3>
      <ul>
        {agreements.length === 0 && <li>Nothing that is still open.</li>}
        {agreements.map(({ id, title, status }) => (
          <li key={id}>
            {title}: {status.is} since {day(status.on)}
            {status.note && `. ${status.note}`}
          </li>
        ))}
      </ul>
      <Returning returning={returning} />
      {lastRound && (
        <p>
          <strong>Last met</strong> {span(lastRound.from, lastRound.until)}
          {lastRound.city && `, ${lastRound.city}`}: {lastRound.outcome}
        </p>
      )}
      <p>
        <strong>Next meetings:</strong>{' '}
        {meetings.length === 0
          ? 'none announced that the record holds.'
          : meetings
              .map(
                ({ title, from, until, announced }) =>
                  `${title}, expected ${span(from, until)} (announced ${day(announced)})`,
              )
              .join('; ')}
      </p>
    </section>
  );
}
