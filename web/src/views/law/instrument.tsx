// One instrument: what it is, how it was checked, and each act in words.

import { useEffect } from 'preact/hooks';
import { questions } from '../../ask.ts';
import { Source } from '../../parts/cite.tsx';
import { Answered } from '../../parts/notice.tsx';
import { originsInWords, useLabels } from '../../parts/programs.ts';
import { type Column, Table } from '../../parts/table.tsx';
import { addressOf, param } from '../../state.ts';
import { day, moment, whole } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

type Json = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const scope = (value: unknown): string => {
  const { all, of, except } = object(value);
  const names = list(of).join(', ');
  return originsInWords(
    all ? `all${list(except).length > 0 ? ` except ${list(except).join(', ')}` : ''}` : names,
  );
};

/** Codes of a list act, however they are written. */
const codes = (act: Json): number => list(act.add).length + list(act.remove).length + list(act.codes).length;

/** What an act sets, in a few words. */
function effect(act: Json): string {
  const { duty, origins, heading } = object(act.fields);
  const headings = list(heading)
    .map((one) => text(object(one).heading))
    .filter((one) => one !== '')
    .join(', ');
  return [
    duty === undefined ? '' : text(duty),
    origins === undefined ? '' : `goods of ${scope(origins)}`,
    headings === '' ? '' : `heading ${headings}`,
    act.key === undefined ? '' : `exception ${text(act.key)}`,
    codes(act) > 0 ? `${whole(codes(act))} codes` : '',
    text(act.note),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const targets = (act: Json): string =>
  text(act.target ?? act.list ?? (list(act.targets).length > 0 ? list(act.targets).join(', ') : ''));

const columns = (clause: string): readonly Column<Json>[] => [
  {
    title: 'act',
    of: (act) => <strong class={act.clause === clause ? 'here' : undefined}>{text(act.act)}</strong>,
    text: (act) => text(act.act),
  },
  { title: 'what', of: (act) => <code>{targets(act)}</code>, text: targets },
  { title: 'sets', of: effect },
  { title: 'from', of: (act) => moment(text(act.from)) },
  { title: 'until', of: (act) => (act.until === undefined ? 'further notice' : moment(text(act.until))) },
  { title: 'clause', of: (act) => text(act.clause) },
];

function Head({ one }: { readonly one: Json }) {
  const label = useLabels();
  const verified = object(one.verified);
  const programs = [
    ...new Set(
      list(one.acts)
        .map((act) => text(object(act).program))
        .filter((name) => name !== ''),
    ),
  ];
  return (
    <dl class="facts">
      <dt>Citation</dt>
      <dd>
        <Source title={text(one.cite) || 'none'} {...(one.url ? { url: text(one.url) } : {})} />
      </dd>
      <dt>Signed</dt>
      <dd>{day(text(one.signed))}</dd>
      <dt>Known from</dt>
      <dd>{moment(text(one.published))}</dd>
      <dt>Authority</dt>
      <dd>{text(one.authority)}</dd>
      {programs.length > 0 && (
        <>
          <dt>Programs</dt>
          <dd>{programs.map(label).join(', ')}</dd>
        </>
      )}
      <dt>Checked against</dt>
      <dd>
        {text(verified.against)}, {day(text(verified.on))}{' '}
        {verified.mark !== undefined && <mark>{text(verified.mark)}</mark>}
        {verified.note !== undefined && <div class="note">{text(verified.note)}</div>}
      </dd>
    </dl>
  );
}

export function Instrument({ id }: { readonly id: string }) {
  const asked = core.use('instrument', id);
  const found = asked.answer !== undefined;
  useEffect(() => {
    document.querySelector('.here')?.scrollIntoView({ block: 'center' });
  }, [found, id]);
  return (
    <>
      <p>
        <a href={addressOf('law')}>← All instruments</a>
      </p>
      <Answered asked={asked}>
        {(one) =>
          one.id === undefined ? (
            <p class="refusal">
              There is no instrument <code>{id}</code> in the pack.
            </p>
          ) : (
            <>
              <h1>{text(one.title)}</h1>
              <p class="lead">
                {text(one.kind).replaceAll('-', ' ')} · <code>{id}</code>
              </p>
              <div class="stack">
                <section class="card" aria-label="What it is">
                  <Head one={one} />
                </section>
                <section class="card" aria-label="Acts">
                  <h2>{whole(list(one.acts).length)} acts</h2>
                  <Table
                    stack
                    hidden
                    caption="Acts"
                    columns={columns(param('clause'))}
                    rows={list(one.acts).map(object)}
                    most={60}
                  />
                </section>
              </div>
            </>
          )
        }
      </Answered>
    </>
  );
}
