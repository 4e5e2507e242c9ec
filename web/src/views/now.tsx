// Now: what is in force at the basis, what changes next if nobody acts, how it came to this, and both sides of the table.

import { questions } from '../ask.ts';
import { basis, param } from '../state.ts';
import { country, day, PARTNERS, percent } from '../words.ts';
import './now.css';
import { Averages } from './now/averages.tsx';
import { Deadlines } from './now/deadlines.tsx';
import { InForce, PLAIN } from './now/in-force.tsx';
import { RateMap } from './now/map.tsx';
import { Sides } from './now/sides.tsx';

const core = questions<typeof import('../questions/core.ts')>('core');

/** The answer in one sentence: the heaviest origin of the large partners, and what comes next. */
function Lead() {
  const { answer } = core.use('origins', PLAIN, basis(), PARTNERS);
  const next = core.use('deadlines', basis()).answer?.[0];
  if (!answer || answer.length === 0) return <p class="lead">&nbsp;</p>;
  const most = answer.reduce((a, b) => (b.answer.additional.high > a.answer.additional.high ? b : a));
  return (
    <p class="lead">
      Of the large partners, goods of {country(most.from)} bear most:{' '}
      <strong>{percent(most.answer.additional.high)}</strong> above the base duty for a product on no list.
      {next && (
        <>
          {' '}
          If nobody acts, the law changes next on <strong>{day(next.day)}</strong>.
        </>
      )}
    </p>
  );
}

function Through() {
  const { answer } = core.use('about');
  const through = answer?.through.US;
  return through !== undefined && param('known') > through ? (
    <p class="note">Law published after {day(through)} is not in this copy.</p>
  ) : null;
}

export default function Now() {
  return (
    <>
      <h1>
        The law on {day(param('on'))}
        {param('on') !== param('known') && `, as known on ${day(param('known'))}`}
      </h1>
      <Lead />
      <Through />
      <div class="now-top">
        <InForce />
        <Deadlines />
      </div>
      <Averages />
      <Sides />
      <RateMap />
    </>
  );
}
