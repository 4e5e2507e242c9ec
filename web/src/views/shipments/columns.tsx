// The columns of the file matched to ours: guessed, shown with a first row, and changed by hand.

import { type DateOrder, missing, TARGETS } from '../../book/columns.ts';
import { loaded } from '../../book/loaded.ts';

const set = (change: Partial<NonNullable<typeof loaded.value>>) => {
  if (loaded.value) loaded.value = { ...loaded.value, ...change };
};

function Choice({
  name,
  label,
  needed,
}: {
  readonly name: string;
  readonly label: string;
  readonly needed: boolean;
}) {
  const { opened, matching } = loaded.value!;
  const chosen = matching[name] ?? '';
  const first = opened.sample
    .map((row) => row[opened.columns.indexOf(chosen)] ?? '')
    .find((cell) => cell !== '');
  return (
    <label>
      {label}
      {needed && ' (needed)'}
      <select
        name={`column-${name}`}
        value={chosen}
        onChange={(event) => set({ matching: { ...matching, [name]: event.currentTarget.value } })}
      >
        <option value="">not in the file</option>
        {opened.columns.map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </select>
      <small>{chosen === '' ? ' ' : `e.g. ${first ?? 'empty'}`}</small>
    </label>
  );
}

function Order() {
  const { order } = loaded.value!;
  return (
    <label>
      Days are written
      <select
        name="order"
        value={order}
        onChange={(event) => set({ order: event.currentTarget.value as DateOrder })}
      >
        <option value="mdy">month/day/year</option>
        <option value="dmy">day/month/year</option>
      </select>
      <small>This file's own days do not tell which.</small>
    </label>
  );
}

export function Columns() {
  const { opened, matching } = loaded.value!;
  const gaps = missing(matching);
  const used = new Set(Object.values(matching));
  const unused = opened.columns.filter((column) => !used.has(column));
  const unclear = opened.order === 'unclear';
  return (
    <details class="card columns noprint" open={gaps.length > 0 || unclear}>
      <summary>
        Columns: {used.size - (used.has('') ? 1 : 0)} of {opened.columns.length} matched
        {gaps.length > 0 && ` (missing: ${gaps.map(({ label }) => label).join(', ')})`}
      </summary>
      <div class="choices">
        {unclear && <Order />}
        {TARGETS.map(({ name, label, needed = false }) => (
          <Choice key={name} name={name} label={label} needed={needed} />
        ))}
      </div>
      {unused.length > 0 && <p class="note">Not used: {unused.join(', ')}.</p>}
    </details>
  );
}
