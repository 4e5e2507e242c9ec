// Now: what is in force from each partner at the basis, and what changes next if nobody acts.

import type { Deadline } from '../../../src/outlook/deadlines.ts';
import { questions } from '../ask.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { addressOf, basis, param } from '../state.ts';
import { day, PARTNERS, rateSpan } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

const SIDES: Readonly<Record<string, string>> = {
  US: 'the United States',
  CN: 'China',
  EU: 'the European Union',
  CA: 'Canada',
};
/** Toys: free of base duty and on no list. */
const PLAIN = { code: '95030000', from: 'CN', on: '', value: '10000' };

const CAUSES: Readonly<Record<Deadline['cause'], string>> = {
  'suspension-ends': 'a suspension ends',
  starts: 'duties start',
  step: 'a rate steps',
  'suspension-begins': 'a suspension begins',
  ends: 'duties end',
  'exclusion-ends': 'exceptions end',
  'exclusion-begins': 'exceptions begin',
  'list-changes': 'lists change',
};

function InForce() {
  const { answer, error } = core.use('origins', PLAIN, basis(), Object.keys(PARTNERS));
  if (error) return <Refusal error={error} />;
  if (!answer) return <Waiting />;
  return (
    <table>
      <caption>A product on no list, by origin: points above the base duty</caption>
      <thead>
        <tr>
          <th>origin</th>
          <th class="number">above base</th>
          <th>made of</th>
          <th>suspended</th>
        </tr>
      </thead>
      <tbody>
        {answer.map(({ from, answer: one }) => (
          <tr key={from}>
            <th scope="row">
              <a href={addressOf('product', { code: '9503.00.00', from })}>{PARTNERS[from]}</a>
            </th>
            <td class="number" data-figure={`plain-${from}`}>
              {rateSpan(one.additional)}
            </td>
            <td>
              {one.lines
                .filter(({ program }) => program !== 'base')
                .map((line) => `${line.heading} ${line.rate}`)
                .join(', ')}
            </td>
            <td>
              {one.suppressed
                .filter(({ why }) => why.startsWith('suspended'))
                .map((line) => `${line.measure} ${line.why}`)
                .join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DeadlineCard({ deadline }: { readonly deadline: Deadline }) {
  const { changes } = deadline;
  return (
    <li class="deadline">
      <h3>
        {day(deadline.day)} <span class="count">in {deadline.days} days</span>
      </h3>
      <p>
        {CAUSES[deadline.cause]} at {deadline.at}
      </p>
      <details open={changes.length <= 3}>
        <summary>
          {changes.length} {changes.length === 1 ? 'change' : 'changes'}
        </summary>
        <ul>
          {changes.slice(0, 60).map((change) => (
            <li key={change.what}>
              <code>{change.what}</code> {change.origins && `[${change.origins}]`}: {change.before} →{' '}
              <strong>{change.after}</strong>{' '}
              <small>
                {change.cite}, {change.clause}
              </small>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Deadlines({ into }: { readonly into: string }) {
  const { answer, error } = core.use('deadlines', basis(), into);
  if (error) return <Refusal error={error} />;
  if (!answer) return <Waiting />;
  return answer.length === 0 ? (
    <p>Nothing that the law already holds.</p>
  ) : (
    <ul class="deadlines">
      {answer.slice(0, 12).map((one) => (
        <DeadlineCard key={`${one.at}${one.cause}`} deadline={one} />
      ))}
    </ul>
  );
}

export default function Now() {
  return (
    <>
      <h1>
        The law on {day(param('on'))}, as known on {day(param('known'))}
      </h1>
      <section aria-labelledby="in-force">
        <h2 id="in-force">In force on goods into the United States</h2>
        <InForce />
      </section>
      {Object.entries(SIDES).map(([into, name]) => (
        <section key={into} aria-label={`Deadlines of ${name}`}>
          <h2>What changes next in the law of {name}, if nobody acts</h2>
          <Deadlines into={into} />
        </section>
      ))}
    </>
  );
}
