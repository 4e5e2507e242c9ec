// The entry as a form: origin, territory and value; what else an answer may depend on is folded away.

import { COUNTRIES } from '../../../../src/core/country.ts';
import { change, param } from '../../state.ts';
import { country } from '../../words.ts';
import { FIRST_CODE, METALS } from './entry.ts';

const set = (name: string) => (event: Event) =>
  change({ [name]: (event.currentTarget as HTMLInputElement).value.trim() }, true);
const choose = (name: string) => (event: Event) =>
  change({ [name]: (event.currentTarget as HTMLSelectElement).value });

function Field({
  name,
  label,
  otherwise = '',
  hint = '',
  type = 'text',
}: {
  readonly name: string;
  readonly label: string;
  readonly otherwise?: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date';
}) {
  return (
    <label>
      {label}
      <input
        name={name}
        {...(type === 'date' ? { type: 'date' as const } : { inputMode: 'text' as const })}
        value={param(name, otherwise)}
        placeholder={hint}
        autocomplete="off"
        onChange={set(name)}
      />
    </label>
  );
}

function Choice({
  name,
  label,
  otherwise,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly otherwise: string;
  readonly options: readonly (readonly [string, string])[];
}) {
  return (
    <label>
      {label}
      <select name={name} value={param(name, otherwise)} onChange={choose(name)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const ORIGINS = COUNTRIES.map((code) => [code, `${country(code)} (${code})`] as const).sort(([, a], [, b]) =>
  a.localeCompare(b),
);
const TERRITORIES = ['US', 'CN', 'EU', 'CA'].map((code) => [code, country(code)] as const);
const MODES = [
  ['', 'not said'],
  ...['vessel', 'air', 'truck', 'rail', 'post'].map((mode) => [mode, mode] as const),
] as const;
const FOLDED = ['quantity', 'mode', 'loaded', 'usContent', 'claims', ...METALS];

export function Form() {
  return (
    <form class="entry" aria-label="The entry" onSubmit={(event) => event.preventDefault()}>
      <Field name="code" label="Code" otherwise={FIRST_CODE} />
      <Choice name="from" label="Origin" otherwise="CN" options={ORIGINS} />
      <Choice name="into" label="Into" otherwise="US" options={TERRITORIES} />
      <Field name="value" label="Value in dollars" otherwise="10000" />
      <details class="wide-field" open={FOLDED.some((name) => param(name) !== '')}>
        <summary>Quantity, metals, claims and more</summary>
        <div class="entry">
          <Field name="quantity" label="Quantity" />
          <Field name="unit" label="Unit" otherwise="kg" />
          {METALS.map((metal) => (
            <Field
              key={metal}
              name={metal}
              label={`${metal[0]!.toUpperCase()}${metal.slice(1)}, share of value`}
              hint="60%"
            />
          ))}
          <Field name="usContent" label="US content, share" hint="25%" />
          <Choice name="mode" label="Carried by" otherwise="" options={MODES} />
          <Field name="loaded" label="Loaded on" type="date" />
          <Field name="claims" label="Claims" hint="usmca" />
        </div>
      </details>
    </form>
  );
}
