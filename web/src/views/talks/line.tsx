// One line of days: every event with its kind, its words and where it was read.

import type { Line } from '../../../../src/outlook/timeline.ts';
import { Source } from '../../parts/cite.tsx';
import { addressOf } from '../../state.ts';
import { day } from '../../words.ts';
import { KIND_LABELS, span } from './words.ts';

const MONTH = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthOf = (iso: string): string => MONTH.format(new Date(`${iso}T00:00:00Z`));

function Read({ event }: { readonly event: Line }) {
  return (
    <small class="read">
      {event.confidence !== 'primary' && <mark>{event.confidence} </mark>}
      {event.instruments.map((id) => (
        <a key={id} href={addressOf('law', { id })}>
          {id}
        </a>
      ))}
      {event.sources.map(({ title, publisher, url }) => (
        <Source
          key={`${title}${url ?? ''}`}
          title={title}
          publisher={publisher}
          {...(url === undefined ? {} : { url })}
        />
      ))}
    </small>
  );
}

function Event({ event }: { readonly event: Line }) {
  return (
    <li class={`event ${event.kind}`} data-key={event.key}>
      <p class="when">
        <time dateTime={event.day}>{span(event.day, event.until)}</time>{' '}
        <span class="tag">{KIND_LABELS[event.kind]}</span>
      </p>
      <div>
        <p class="what">
          <strong>{event.title}</strong>
          {event.place && `, ${event.place}`}
        </p>
        {event.detail && <p>{event.detail}</p>}
        <Read event={event} />
      </div>
    </li>
  );
}

function Months({ events }: { readonly events: readonly Line[] }) {
  const months = [...new Set(events.map((event) => monthOf(event.day)))];
  return (
    <>
      {months.map((month) => (
        <div key={month}>
          <h3 class="month">{month}</h3>
          <ol class="line">
            {events
              .filter((event) => monthOf(event.day) === month)
              .map((event) => (
                <Event key={event.key} event={event} />
              ))}
          </ol>
        </div>
      ))}
    </>
  );
}

/** Past events, then those that are set for later days. */
export function LinePart({ events, known }: { readonly events: readonly Line[]; readonly known: string }) {
  const past = events.filter((event) => event.day <= known);
  const ahead = events.filter((event) => event.day > known);
  return (
    <>
      <section aria-labelledby="past">
        <h2 id="past">Up to {day(known)}</h2>
        {past.length === 0 ? <p>Nothing in this choice.</p> : <Months events={past} />}
      </section>
      <section aria-labelledby="ahead">
        <h2 id="ahead">Set for later days</h2>
        {ahead.length === 0 ? <p>Nothing in this choice.</p> : <Months events={ahead} />}
      </section>
    </>
  );
}
