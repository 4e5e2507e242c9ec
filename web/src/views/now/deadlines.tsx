// The next changes the law already holds, of every territory: when, what each does if nobody acts, and by which act.

import { useState } from 'preact/hooks';
import type { Change, Deadline } from '../../../../src/outlook/deadlines.ts';
import { questions } from '../../ask.ts';
import { Cite } from '../../parts/cite.tsx';
import { Answered } from '../../parts/notice.tsx';
import { originsInWords, useLabels } from '../../parts/programs.ts';
import { basis } from '../../state.ts';
import { country, moment, shortDay, whole } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

const CAUSES: Readonly<Record<Deadline['cause'], string>> = {
  'suspension-ends': 'A suspension ends',
  starts: 'Duties start',
  step: 'A rate steps',
  'suspension-begins': 'A suspension begins',
  ends: 'Duties end',
  'exclusion-ends': 'Exceptions end',
  'exclusion-begins': 'Exceptions begin',
  'list-changes': 'Lists of goods change',
};

const FIRST = 5;
const MOST_CHANGES = 80;
const SIDES: Readonly<Record<string, string>> = { us: 'US', cn: 'CN', eu: 'EU', ca: 'CA' };

/** What changes and what it does: for a list of goods the codes that join and leave. */
function ChangeLine({ change }: { readonly change: Change }) {
  const label = useLabels();
  const origins = originsInWords(change.origins);
  const cited = change.cite === '' ? null : <Cite {...change} />;
  if (change.what.startsWith('list '))
    return (
      <li>
        {change.what.replace('list ', 'List ')}: {change.before}, {change.after} {cited}
      </li>
    );
  return (
    <li>
      <span title={change.what}>
        {label(change.program)}
        {change.what.includes(' exception ') && `, exception ${change.heading}`}
      </span>
      {origins !== '' && <> on goods of {origins}</>}
      {change.codes !== null && <> ({whole(change.codes)} codes)</>}: {change.before} →{' '}
      <strong>{change.after}</strong> {cited}
    </li>
  );
}

function Cause({ deadline: { cause, changes, at, jurisdiction } }: { readonly deadline: Deadline }) {
  const [first, ...rest] = changes;
  return (
    <div class="cause">
      <p title={moment(at)}>
        <strong>{CAUSES[cause]}</strong>{' '}
        <span class="tag">{country(SIDES[jurisdiction] ?? jurisdiction.toUpperCase())}</span>
      </p>
      <ul class="changes">{first && <ChangeLine change={first} />}</ul>
      {rest.length > 0 && (
        <details>
          <summary>and {whole(rest.length)} more</summary>
          <ul class="changes">
            {rest.slice(0, MOST_CHANGES).map((change) => (
              <ChangeLine key={change.what} change={change} />
            ))}
            {rest.length > MOST_CHANGES && (
              <li>… {whole(rest.length - MOST_CHANGES)} more of the same kind.</li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}

/** All that the laws change on one day, of whichever side. */
function DayCard({ deadlines }: { readonly deadlines: readonly Deadline[] }) {
  const { day } = deadlines[0]!;
  const days = Math.max(0, ...deadlines.map((one) => one.days));
  return (
    <li class="deadline">
      <p class="count">
        <strong class="number">{whole(days)}</strong> {days === 1 ? 'day' : 'days'}
      </p>
      <div>
        <h3>{shortDay(day)}</h3>
        {deadlines.map((one) => (
          <Cause key={one.jurisdiction + one.at + one.cause} deadline={one} />
        ))}
      </div>
    </li>
  );
}

function byDay(deadlines: readonly Deadline[]): readonly (readonly Deadline[])[] {
  const days = new Map<string, Deadline[]>();
  for (const one of deadlines) {
    days.set(one.day, [...(days.get(one.day) ?? []), one]);
  }
  return [...days.values()];
}

export function Deadlines() {
  const [all, setAll] = useState(false);
  const asked = core.use('deadlines', basis());
  return (
    <section class="card" aria-labelledby="deadlines">
      <h2 id="deadlines">What changes next if nobody acts</h2>
      <Answered asked={asked}>
        {(answer) => {
          const days = byDay(answer);
          if (days.length === 0) return <p>Nothing that the law already holds.</p>;
          return (
            <>
              <ul class="deadlines">
                {(all ? days : days.slice(0, FIRST)).map((one) => (
                  <DayCard key={one[0]!.day} deadlines={one} />
                ))}
              </ul>
              {!all && days.length > FIRST && (
                <button type="button" onClick={() => setAll(true)}>
                  Show all {days.length} days
                </button>
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
