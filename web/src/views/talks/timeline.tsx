// The time line with its filters: partner, program, kinds, and how far back.

import { EVENT_KINDS, type EventKind } from '../../../../src/record/timeline.ts';
import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { change, param } from '../../state.ts';
import { LinePart } from './line.tsx';
import { StandingPart } from './standing.tsx';
import { KIND_WORDS, partyName } from './words.ts';

const talks = questions<typeof import('../../questions/talks.ts')>('talks');

const DAY = 86_400_000;
const yearBefore = (iso: string): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) - 365 * DAY).toISOString().slice(0, 10);

const kindsChosen = (): readonly EventKind[] => {
  const given = param('kinds').split(',');
  const found = EVENT_KINDS.filter((kind) => given.includes(kind));
  return found.length > 0 ? found : EVENT_KINDS;
};

function toggle(kind: EventKind, on: boolean): void {
  const next = EVENT_KINDS.filter((one) => (one === kind ? on : kindsChosen().includes(one)));
  change({ kinds: next.length === EVENT_KINDS.length ? '' : next.join(',') }, true);
}

function Filters() {
  const { answer } = talks.use('about');
  const chosen = kindsChosen();
  const read = (event: Event) => (event.currentTarget as HTMLSelectElement).value;
  return (
    <form class="row" aria-label="What the line shows" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>Partner</span>
        <select
          name="partner"
          value={param('partner', 'CN')}
          onChange={(event) => change({ partner: read(event) })}
        >
          <option value="all">all partners</option>
          {(answer?.partners ?? ['CN']).map((one) => (
            <option key={one} value={one}>
              {partyName(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Program of the law</span>
        <select
          name="program"
          value={param('program')}
          onChange={(event) => change({ program: read(event) })}
        >
          <option value="">all programs</option>
          {answer?.programs.map(({ id, label }) => (
            <option key={id} value={id}>
              {label} ({id})
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Going back</span>
        <select
          name="since"
          value={param('since', 'year')}
          onChange={(event) => change({ since: read(event) })}
        >
          <option value="year">a year</option>
          <option value="all">to the first day</option>
        </select>
      </label>
      <fieldset class="kinds">
        <legend>Kinds</legend>
        {EVENT_KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              name={`kind-${kind}`}
              checked={chosen.includes(kind)}
              onChange={(event) => toggle(kind, event.currentTarget.checked)}
            />
            <span>{KIND_WORDS[kind]}</span>
          </label>
        ))}
      </fieldset>
    </form>
  );
}

/** Exceptions that began or ended in the past are many and small. */
const isRelief = (key: string): boolean => /\/exclusion-(?:begins|ends)$/.test(key);

export function TimelinePart() {
  const known = param('known');
  const partner = param('partner', 'CN');
  const program = param('program');
  const asked = talks.use('timeline', {
    known,
    kinds: kindsChosen(),
    ...(partner === 'all' ? {} : { partner }),
    ...(program === '' ? {} : { program }),
    ...(param('since', 'year') === 'year' ? { from: yearBefore(known) } : {}),
  });
  return (
    <>
      <Filters />
      <Answered asked={asked}>
        {({ standing, events }) => (
          <>
            {standing && <StandingPart standing={standing} />}
            <LinePart known={known} events={events.filter(({ day, key }) => day > known || !isRelief(key))} />
          </>
        )}
      </Answered>
    </>
  );
}
