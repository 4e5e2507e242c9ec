// What the columns of a batch file mean, found once from its header.

import { checkColumns, isFree } from '../assess/row.ts';
import { unitName } from '../core/duty-text.ts';
import { KIND, type Layout } from './batch-columns.ts';

const QUANTITY = 'quantity.';

function kindOfColumn(name: string): number {
  if (name === 'code' || name === 'from' || name === 'on' || name === 'value') return KIND[name];
  if (name === 'mode') return KIND.mode;
  if (name === 'into') return KIND.into;
  if (name === 'known') return KIND.known;
  if (name.startsWith(QUANTITY)) return KIND.quantity;
  return isFree(name) ? KIND.free : KIND.declared;
}

/** Columns of a CSV file by what they mean, with the units of its quantities. @throws TariffError `unknown-column`, `missing-column` */
export function layoutOf(columns: readonly string[]): {
  readonly layout: Layout;
  readonly units: readonly string[];
} {
  checkColumns(columns);
  const units = [
    ...new Set(
      columns
        .filter((name) => name.startsWith(QUANTITY))
        .map((name) => unitName(name.slice(QUANTITY.length))),
    ),
  ];
  return {
    units,
    layout: {
      columns,
      code: columns.indexOf('code'),
      from: columns.indexOf('from'),
      on: columns.indexOf('on'),
      value: columns.indexOf('value'),
      kinds: Uint8Array.from(columns, (name) =>
        columns.indexOf(name) === columns.lastIndexOf(name) ? kindOfColumn(name) : KIND.declared,
      ),
      units: Int32Array.from(columns, (name) =>
        name.startsWith(QUANTITY) ? units.indexOf(unitName(name.slice(QUANTITY.length))) : -1,
      ),
    },
  };
}

/** Of a file that has no columns. */
export const NO_LAYOUT: Layout = {
  columns: [],
  code: -1,
  from: -1,
  on: -1,
  value: -1,
  kinds: new Uint8Array(0),
  units: new Int32Array(0),
};
