// The controls of the economy: two sides, the deadline, the deal, and sliders for what nobody knows.

import { questions } from '../ask.ts';
import { change } from '../state.ts';
import type { EconomySettings } from './settings.ts';
import { regionName } from './words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

const read = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
const set = (name: string) => (event: Event) => change({ [name]: read(event) }, true);

function Side({
  name,
  label,
  value,
  regions,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly regions: readonly string[];
}) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} value={value} onChange={set(name)}>
        {regions.map((region) => (
          <option key={region} value={region}>
            {regionName(region)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Slider({
  name,
  label,
  value,
  shown,
  low,
  high,
  step,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly shown: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}) {
  return (
    <label>
      <span>
        {label}: <strong>{shown}</strong>
      </span>
      <input
        type="range"
        name={name}
        min={low}
        max={high}
        step={step}
        value={value}
        aria-valuetext={shown}
        onInput={set(name)}
      />
    </label>
  );
}

function Elasticity({ elasticity }: { readonly elasticity: number | undefined }) {
  return (
    <>
      <label>
        <span>Elasticities</span>
        <select
          name="own"
          value={elasticity === undefined ? 'own' : 'mean'}
          onChange={(event) => change({ elasticity: read(event) === 'own' ? '' : '5' }, true)}
        >
          <option value="own">the table’s own, by sector</option>
          <option value="mean">scaled to a mean</option>
        </select>
      </label>
      {elasticity !== undefined && (
        <Slider
          name="elasticity"
          label="Mean elasticity"
          value={elasticity}
          shown={elasticity.toFixed(1)}
          low={2.5}
          high={10}
          step={0.5}
        />
      )}
    </>
  );
}

export function Controls({
  settings: { sides, deadline, deal, hazard, days, passThrough, elasticity, linkages },
  regions,
  next,
}: {
  readonly settings: EconomySettings;
  readonly regions: readonly string[];
  /** The deadline that the answer is about, when none was chosen. */
  readonly next: string;
}) {
  const { answer } = core.use('about');
  return (
    <form class="economy" aria-label="Sides and assumptions" onSubmit={(event) => event.preventDefault()}>
      <Side name="a" label="One side" value={sides[0]} regions={regions} />
      <Side name="b" label="Other side" value={sides[1]} regions={regions} />
      <label>
        <span>Deadline</span>
        <input type="date" name="deadline" value={deadline || next} onChange={set('deadline')} />
      </label>
      <label>
        <span>Deal on the table</span>
        <select name="deal" value={deal} onChange={set('deal')}>
          {answer?.outcomes.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Slider
        name="hazard"
        label="Chance of a lapse a day"
        value={Number((hazard * 100).toFixed(2))}
        shown={`${(hazard * 100).toFixed(1)} %`}
        low={0}
        high={5}
        step={0.1}
      />
      <label>
        <span>A lapse lasts, days</span>
        <input type="number" name="days" min={1} max={3650} value={days} onChange={set('days')} />
      </label>
      <Slider
        name="pass"
        label="Part of a duty that reaches buyers this year"
        value={Math.round(passThrough * 100)}
        shown={`${Math.round(passThrough * 100)} %`}
        low={0}
        high={100}
        step={5}
      />
      <Elasticity elasticity={elasticity} />
      <label class="tick">
        <input
          type="checkbox"
          name="linkages"
          checked={linkages}
          onChange={(event) => change({ linkages: event.currentTarget.checked ? 'yes' : '' }, true)}
        />
        <span>Sectors buy inputs from each other</span>
      </label>
    </form>
  );
}
