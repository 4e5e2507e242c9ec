// Law: every instrument with its acts, what changed between two days, what is covered and what is not verified.

import { questions } from '../ask.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { addressOf, go, param } from '../state.ts';
import { day } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

function Instrument({ id }: { readonly id: string }) {
  const { answer } = core.use('instrument', id);
  if (!answer) return <Waiting />;
  const acts = (answer.acts ?? []) as readonly Readonly<Record<string, unknown>>[];
  const verified = (answer.verified ?? {}) as Readonly<Record<string, string>>;
  return (
    <section aria-label={id}>
      <h2>{String(answer.title)}</h2>
      <p>
        {String(answer.kind)}, {String(answer.cite)}. Verified against {verified.against}
        {verified.mark && <mark> {verified.mark}</mark>}. {verified.note}
      </p>
      <ol>
        {acts.slice(0, 100).map((act, index) => (
          <li key={index}>
            <strong>{String(act.act)}</strong>{' '}
            {String(
              act.target ?? act.list ?? (act.targets as readonly string[] | undefined)?.join(', ') ?? '',
            )}{' '}
            ({String(act.clause)}) from {String(act.from)}
            {act.until !== undefined && ` until ${String(act.until)}`}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes() {
  const before = param('before', '2025-07-29');
  const after = param('after', '2025-08-12');
  const { answer, error } = core.use('changes', before, after, 'US');
  return (
    <section aria-label="What the law learned">
      <h2>What the law learned between two days</h2>
      <form class="clocks" onSubmit={(event) => event.preventDefault()}>
        <label>
          Known on
          <input
            type="date"
            name="before"
            value={before}
            onChange={(event) => go('law', { before: event.currentTarget.value }, true)}
          />
        </label>
        <label>
          and on
          <input
            type="date"
            name="after"
            value={after}
            onChange={(event) => go('law', { after: event.currentTarget.value }, true)}
          />
        </label>
      </form>
      {error && <Refusal error={error} />}
      <table>
        <thead>
          <tr>
            <th>measure</th>
            <th>from</th>
            <th>until</th>
            <th>was</th>
            <th>is</th>
            <th>by</th>
          </tr>
        </thead>
        <tbody>
          {answer?.slice(0, 200).map((one) => (
            <tr key={one.measure + one.from}>
              <td>{one.measure}</td>
              <td>{one.from.slice(0, 16)}</td>
              <td>{one.until.slice(0, 16)}</td>
              <td>{one.before}</td>
              <td>{one.after}</td>
              <td>{one.cite}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function Law() {
  const { answer } = core.use('instruments');
  const coverage = core.use('coverage');
  const id = param('id');
  return (
    <>
      <h1>The law in the pack</h1>
      {id !== '' && <Instrument id={id} />}
      <Changes />
      <section aria-label="Instruments">
        <h2>Instruments</h2>
        <table>
          <thead>
            <tr>
              <th>known from</th>
              <th>instrument</th>
              <th>title</th>
              <th class="number">acts</th>
              <th>checked</th>
            </tr>
          </thead>
          <tbody>
            {answer?.map((one) => (
              <tr key={one.id}>
                <td>{day(one.published)}</td>
                <td>
                  <a href={addressOf('law', { id: one.id })}>{one.id}</a>
                </td>
                <td>{one.title}</td>
                <td class="number">{one.acts}</td>
                <td>{one.mark === '' ? 'in the text' : <mark>{one.mark}</mark>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-label="Coverage">
        <h2>What is covered</h2>
        <dl>
          {coverage.answer?.map((one) => (
            <div key={one.program}>
              <dt>
                {one.program}: {one.status}
              </dt>
              <dd>
                {one.verified}
                <ul>
                  {one.gaps.map((gap) => (
                    <li key={gap}>{gap}</li>
                  ))}
                </ul>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
