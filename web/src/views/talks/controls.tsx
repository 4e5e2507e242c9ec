// May this be shipped: a question by element, tariff code or chip, the answer in a sentence, and what comes back when.

import { LICENCE_WORDS } from '../../../../src/record/controls.ts';
import type { ControlAnswer } from '../../../../src/record/controls-ask.ts';
import { questions } from '../../ask.ts';
import { Source } from '../../parts/cite.tsx';
import { Answered } from '../../parts/notice.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { change, param } from '../../state.ts';
import { day } from '../../words.ts';
import { partyName } from './words.ts';

const talks = questions<typeof import('../../questions/talks.ts')>('talks');

const PARTIES = ['CN', 'US', 'EU', 'JP', 'KR', 'TW', 'HK', 'CA'];

const CONCERNS: Readonly<Record<ControlAnswer['concerns'], string>> = {
  yes: 'on these goods',
  perhaps: 'perhaps',
  depends: 'by buyer, use or ship',
};

const COLUMNS: readonly Column<ControlAnswer>[] = [
  { title: 'control', heads: true, of: ({ title }) => title },
  { title: 'of', of: ({ exporter }) => partyName(exporter) },
  { title: 'concerns', of: ({ concerns }) => CONCERNS[concerns] },
  { title: 'state', of: ({ state }) => state.replace('-', ' ') },
  { title: 'licence', of: ({ licence, fee }) => fee ?? licence },
  {
    title: 'next, if nobody acts',
    of: ({ next: [turn] }) => (turn ? `${day(turn.day)}: ${turn.state.replace('-', ' ')}` : ''),
  },
  { title: 'by', of: ({ by }) => [by.instrument, by.clause].filter((text) => text).join(', ') },
  {
    title: 'read in',
    of: ({ sources, confidence }) => (
      <>
        {confidence !== 'primary' && <mark>{confidence} </mark>}
        {sources.map((one) => (
          <Source key={one.title} {...one} />
        ))}
      </>
    ),
    text: ({ sources }) => sources.map(({ url, title }) => url ?? title).join(' '),
  },
];

function Party({
  name,
  label,
  otherwise,
}: {
  readonly name: string;
  readonly label: string;
  readonly otherwise: string;
}) {
  return (
    <label>
      <span>{label}</span>
      <select
        name={name}
        value={param(name, otherwise)}
        onChange={(event) => change({ [name]: event.currentTarget.value }, true)}
      >
        {PARTIES.map((one) => (
          <option key={one} value={one}>
            {partyName(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Field({
  name,
  label,
  example,
}: {
  readonly name: string;
  readonly label: string;
  readonly example: string;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        value={param(name)}
        placeholder={example}
        size={14}
        onChange={(event) => change({ [name]: event.currentTarget.value.trim() }, true)}
      />
    </label>
  );
}

export function ControlsPart() {
  const { answer: about } = talks.use('about');
  const [element, code, chip] = [param('element'), param('code'), param('chip')];
  const asked = talks.use(
    'controls',
    {
      from: param('from', 'CN'),
      to: param('to', 'US'),
      ...(code === '' ? {} : { code }),
      ...(element === '' ? {} : { elements: element.split(/[\s,]+/) }),
      ...(chip === '' ? {} : { chip }),
    },
    { known: param('known'), on: param('on') },
  );
  return (
    <section class="card" aria-labelledby="controls">
      <h2 id="controls">May this be shipped on {day(param('on'))}?</h2>
      <form class="row" aria-label="The shipment" onSubmit={(event) => event.preventDefault()}>
        <Party name="from" label="From" otherwise="CN" />
        <Party name="to" label="To" otherwise="US" />
        <Field name="element" label="Elements in it" example="Dy, Tb" />
        <Field name="code" label="Tariff code" example="2805.30" />
        <Field name="chip" label="Chip" example={about?.chips[0] ?? 'H20'} />
      </form>
      <Answered asked={asked}>
        {({ answer, covered, shipment, returns, controls }) => (
          <>
            {answer && (
              <p class="total" data-figure="verdict">
                <strong>
                  {covered || controls.length > 0
                    ? LICENCE_WORDS[answer.licence]
                    : `Not known: the record holds no export controls of ${partyName(shipment.from)}`}
                </strong>
                {answer.certain === 'perhaps' && ', if the goods are of the kind meant'}
              </p>
            )}
            {returns.length > 0 && (
              <>
                <h3>Comes back if nobody acts</h3>
                <ul>
                  {returns.map((one) => (
                    <li key={one.control}>
                      {day(one.day)}: {one.title} ({one.fee ?? one.licence})
                    </li>
                  ))}
                </ul>
              </>
            )}
            <Table caption="Controls on this way" columns={COLUMNS} rows={controls} />
          </>
        )}
      </Answered>
      <p>A tariff code or an element shows where to look; the wording of a control decides.</p>
    </section>
  );
}
