// The two clocks and the outcome supposed, as one sentence of controls above every view.

import { questions } from '../ask.ts';
import { change, param } from '../state.ts';
import { day } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');
const FIRST = '2018-02-07';

/** Days at which the dispute turned, to jump to. */
const MOMENTS: readonly (readonly [string, string, string])[] = [
  ['2025-04-02', '2025-04-09', 'Liberation Day'],
  ['2025-05-12', '2025-05-14', 'Geneva truce'],
  ['2025-07-29', '2025-07-29', 'Stockholm, two weeks of truce left'],
  ['2025-11-10', '2025-11-10', 'Truce of one year'],
  ['2026-02-20', '2026-02-24', 'The ruling on IEEPA'],
];

const read = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

const set = (name: string) => (event: Event) => read(event) !== '' && change({ [name]: read(event) }, true);

function jump(event: Event): void {
  const [known = '', on = ''] = read(event).split('/');
  if (known !== '') change({ known, on, outcome: '' });
}

function Moments() {
  const today = new Date().toLocaleDateString('sv-SE');
  const all = [`${today}/${today}`, ...MOMENTS.map(([known, on]) => `${known}/${on}`)];
  const here = all.find((one) => one === `${param('known')}/${param('on')}`) ?? '';
  return (
    <label class="moments">
      <span>Jump to</span>
      <select name="moment" value={here} onChange={jump}>
        <option value="">a moment…</option>
        <option value={`${today}/${today}`}>Today</option>
        {MOMENTS.map(([known, on, title]) => (
          <option key={known} value={`${known}/${on}`}>
            {day(known)}: {title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Clocks() {
  const { answer } = core.use('about');
  return (
    <form class="clocks" aria-label="The two clocks" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>Law known on</span>
        <input type="date" name="known" value={param('known')} min={FIRST} onChange={set('known')} />
      </label>
      <label>
        <span>Goods entered on</span>
        <input type="date" name="on" value={param('on')} min={FIRST} onChange={set('on')} />
      </label>
      <label class="suppose">
        <span>Suppose</span>
        <select
          name="outcome"
          value={param('outcome')}
          onChange={(event) => change({ outcome: read(event) }, true)}
        >
          <option value="">nobody acts: the law itself</option>
          {answer?.outcomes.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Moments />
    </form>
  );
}
