// Product: one entry with every reason, its history, and other origins beside it.

import { useState } from 'preact/hooks';
import type { Assessment, DutyLine } from '../../../src/assess/assessment.ts';
import type { EntryInput } from '../../../src/assess/entry.ts';
import { questions } from '../ask.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { HistoryTable, StepChart } from '../parts/steps.tsx';
import { Wide } from '../parts/table.tsx';
import { basis, go, param } from '../state.ts';
import { day, dollarSpan, dollars, PARTNERS, percent, rateSpan } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

function entry(): EntryInput {
  const quantity = param('quantity') === '' ? {} : { quantity: { [param('unit', 'kg')]: param('quantity') } };
  const metals = Object.fromEntries(
    ['steel', 'aluminum', 'copper']
      .filter((metal) => param(metal) !== '')
      .map((metal) => [metal, param(metal)]),
  );
  return {
    code: param('code', '8507.60.00'),
    from: param('from', 'CN'),
    on: param('on'),
    value: param('value', '10000'),
    into: param('into', 'US'),
    ...quantity,
    ...(Object.keys(metals).length > 0 ? { metals } : {}),
    ...(param('claims') === '' ? {} : { claims: param('claims').split(/\s+/) }),
  };
}

const FIELDS: readonly (readonly [string, string, string])[] = [
  ['from', 'Origin', 'CN'],
  ['value', 'Value in dollars', '10000'],
  ['quantity', 'Quantity', ''],
  ['unit', 'Unit', 'kg'],
  ['steel', 'Steel share', ''],
  ['aluminum', 'Aluminum share', ''],
  ['copper', 'Copper share', ''],
  ['claims', 'Claims', ''],
];

function Search() {
  const [words, setWords] = useState('');
  const { answer } = core.use('search', words);
  return (
    <div class="search">
      <label>
        Product by words or code
        <input
          type="search"
          name="words"
          value={words}
          placeholder="lithium battery"
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
      {words !== '' && (
        <ul class="found">
          {answer?.map((one) => (
            <li key={one.code}>
              <button
                type="button"
                onClick={() => {
                  go('product', { code: one.code });
                  setWords('');
                }}
              >
                <code>{one.code}</code> {one.name} <small>{one.general}</small>
              </button>
            </li>
          ))}
          {answer?.length === 0 && <li>Nothing in the catalogue has these words.</li>}
        </ul>
      )}
    </div>
  );
}

function Form() {
  return (
    <form class="fields" aria-label="The entry" onSubmit={(event) => event.preventDefault()}>
      <label>
        Code
        <input
          name="code"
          value={param('code', '8507.60.00')}
          onChange={(event) => go('product', { code: event.currentTarget.value }, true)}
        />
      </label>
      {FIELDS.map(([name, label, otherwise]) => (
        <label key={name}>
          {label}
          <input
            name={name}
            value={param(name, otherwise)}
            onChange={(event) => go('product', { [name]: event.currentTarget.value }, true)}
          />
        </label>
      ))}
    </form>
  );
}

/** The duty as a waterfall: each line begins where the one before it ended. */
function Waterfall({ answer }: { readonly answer: Assessment }) {
  const total = Math.max(
    1,
    answer.lines.reduce((sum, line) => sum + Number(line.amount), 0),
  );
  const starts = answer.lines.map((_, index) =>
    answer.lines.slice(0, index).reduce((sum, line) => sum + Number(line.amount), 0),
  );
  const bar = (line: DutyLine, index: number) => ({
    marginLeft: `${(starts[index]! / total) * 100}%`,
    width: `${Math.max(0.5, (Number(line.amount) / total) * 100)}%`,
  });
  return (
    <table class="waterfall">
      <caption>What is charged, and by which act</caption>
      <thead>
        <tr>
          <th>heading</th>
          <th>measure</th>
          <th class="number">duty</th>
          <th class="number">amount</th>
          <th class="bars">
            <span class="unseen">share</span>
          </th>
          <th>by</th>
        </tr>
      </thead>
      <tbody>
        {answer.lines.map((line, index) => (
          <tr key={line.measure + line.heading}>
            <td>{line.heading}</td>
            <td>{line.measure}</td>
            <td class="number">
              {line.rate}
              {line.base.share !== 1 && <small> on {percent(line.base.share)}</small>}
            </td>
            <td class="number">{dollars(line.amount)}</td>
            <td class="bars" aria-hidden="true">
              <span class="bar" style={bar(line, index)} />
            </td>
            <td>
              {line.cite}, {line.clause} {line.mark && <mark>{line.mark}</mark>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return items.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}

function Answer({ answer }: { readonly answer: Assessment }) {
  const filing = answer.filing.join(', ');
  return (
    <>
      <p class="total" data-figure="total">
        <strong>{dollarSpan(answer.total)}</strong> {rateSpan(answer.rate)} of the value,{' '}
        {rateSpan(answer.additional)} above the base duty
      </p>
      <Wide label="What is charged">
        <Waterfall answer={answer} />
      </Wide>
      <List
        title="Not charged, and why"
        items={answer.suppressed.map((one) => `${one.heading} ${one.measure}: ${one.why}`)}
      />
      {filing !== '' && (
        <p>
          To declare: <code>{filing}</code>{' '}
          <button type="button" onClick={() => navigator.clipboard.writeText(filing)}>
            Copy
          </button>
        </p>
      )}
      <List
        title="What would change it"
        items={answer.questions.map((one) => `${one.ask} ${dollars(one.low)} to ${dollars(one.high)}`)}
      />
      <List
        title="Fees, apart from duty"
        items={answer.fees.map((fee) => `${fee.label} ${fee.rate}: ${dollars(fee.amount)} (${fee.cite})`)}
      />
      <List title="Taken for granted" items={answer.receipt.assumptions} />
    </>
  );
}

function Origins() {
  const { answer } = core.use('origins', entry(), basis(), Object.keys(PARTNERS));
  const most = Math.max(0.01, ...(answer ?? []).map((one) => one.answer.rate.high));
  return (
    <table>
      <caption>The same product from other origins</caption>
      <tbody>
        {answer?.map(({ from, answer: one }) => (
          <tr key={from}>
            <th scope="row">{PARTNERS[from]}</th>
            <td class="number">{rateSpan(one.rate)}</td>
            <td class="bars" aria-hidden="true">
              <span class="bar" style={{ width: `${(one.rate.high / most) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function Product() {
  const asked = entry();
  const { answer, error } = core.use('assess', asked, basis());
  const past = core.use('history', asked.code, asked.from, basis(), {
    ...(asked.quantity ? { quantity: asked.quantity } : {}),
    ...(asked.metals ? { metals: asked.metals } : {}),
  });
  return (
    <>
      <h1>
        {asked.code} from {PARTNERS[asked.from] ?? asked.from}, entered {day(param('on'))}
      </h1>
      <Search />
      <Form />
      {error ? <Refusal error={error} /> : answer ? <Answer answer={answer} /> : <Waiting />}
      <section aria-label="History">
        <h2>What it paid and will pay, as known on {day(param('known'))}</h2>
        {past.error ? (
          <Refusal error={past.error} />
        ) : past.answer ? (
          <StepChart steps={past.answer} until={param('on')} title={`Duty on ${asked.code} over time`} />
        ) : (
          <Waiting />
        )}
        {past.answer && (
          <details>
            <summary>As a table</summary>
            <Wide label="History as a table">
              <HistoryTable steps={past.answer} />
            </Wide>
          </details>
        )}
      </section>
      <section aria-label="Origins">
        <Origins />
      </section>
    </>
  );
}
