// Who uses what as an input: shares of a sector's revenue spent on the goods of others, fitted to a table and its GDP.
import { incorrect, notFound } from '../core/errors.ts';
import type { LinkedTable } from './linked.ts';
import { cell, type Table } from './table.ts';

/** Input shares as read: of the revenue of sector `user` in `region`, the part paid for goods of sector `input`. */
export interface Linkages {
  readonly source?: string;
  readonly shares: readonly {
    readonly region: string;
    readonly user: string;
    readonly input: string;
    readonly share: number;
  }[];
}

/** Reads lines `source,TEXT` and `input,REGION,USER,INPUT,SHARE`; # begins a remark. @throws TariffError with the line */
export function parseLinkages(text: string): Linkages {
  const sources: string[] = [];
  const shares: Linkages['shares'][number][] = [];
  text.split(/\r?\n/).forEach((line, k) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const [kind, ...fields] = line.split(',').map((field) => field.trim());
    if (kind === 'source') sources.push(line.slice(line.indexOf(',') + 1).trim());
    else shares.push(readShare(kind, fields, k + 1));
  });
  return { shares, ...(sources.length > 0 ? { source: sources.join(' ') } : {}) };
}

function readShare(kind: string | undefined, fields: readonly string[], at: number) {
  const [region, user, input, text, ...rest] = fields;
  const share = Number(text);
  if (kind === 'input' && region && user && input && text && rest.length === 0 && share >= 0 && share < 1)
    return { region, user, input, share };
  throw incorrect(
    'economy/linkages-text',
    `Line ${at} of the input shares reads "${[kind, ...fields].join(',')}".`,
    'Write input,REGION,USER,INPUT,SHARE with a share from 0 up to 1.',
  );
}

/** At most so much of what a region buys of a sector goes into inputs, and of a sector's revenue into paying for them. */
const MOST_USED = 0.95;
const MOST_PAID = 0.9;
const ROUNDS = 40;

/**
 * The table with inputs. Shares are scaled region by region so that value added is its GDP (where the table gives it), then held below
 * what the region buys of each sector; so flows stay exactly those of the table. Throws `not-found` for a region or sector it lacks.
 */
export function linkTable(table: Table, linkages: Linkages): LinkedTable {
  const { regions, sectors, trade, tariff, gdp } = table;
  const [n, s] = [regions.length, sectors.length];
  const output = new Float64Array(s * n);
  const bought = new Float64Array(s * n);
  const duty = new Float64Array(n);
  for (let k = 0; k < s; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const c = cell(n, k, i, j);
        output[k * n + i]! += trade[c]!;
        bought[k * n + j]! += trade[c]! * (1 + tariff[c]!);
        duty[j]! += trade[c]! * tariff[c]!;
      }
  const inputs = rawInputs(table, linkages, output);
  for (let i = 0; i < n; i++) fitRegion({ n, s, i, inputs, output, bought, gdp: gdp?.[i] });
  return { ...table, ...accounts(n, s, { inputs, output, bought, duty }) };
}

function rawInputs({ regions, sectors }: Table, { shares }: Linkages, output: Float64Array): Float64Array {
  const [n, s] = [regions.length, sectors.length];
  const inputs = new Float64Array(s * s * n);
  const place = (names: readonly string[], what: string) => {
    const at = new Map(names.map((name, k) => [name, k]));
    return (name: string): number => {
      const index = at.get(name);
      if (index !== undefined) return index;
      throw notFound(
        `economy/${what}`,
        `The input shares name the ${what} ${name}, which the table lacks.`,
        `The table has: ${names.join(', ')}.`,
      );
    };
  };
  const [region, sector] = [place(regions, 'region'), place(sectors, 'sector')];
  for (const one of shares) {
    const [i, u, k] = [region(one.region), sector(one.user), sector(one.input)];
    inputs[(k * s + u) * n + i] = one.share * output[u * n + i]!;
  }
  return inputs;
}

interface Fit {
  readonly n: number;
  readonly s: number;
  readonly i: number;
  readonly inputs: Float64Array;
  readonly output: Float64Array;
  readonly bought: Float64Array;
  readonly gdp: number | undefined;
}

/** Scales one region's inputs in place: to its GDP, then each row and column below its limit, again and again. */
function fitRegion({ n, s, i, inputs, output, bought, gdp }: Fit): void {
  const at = (k: number, u: number): number => (k * s + u) * n + i;
  let revenue = 0;
  for (let u = 0; u < s; u++) revenue += output[u * n + i]!;
  for (let round = 0; round < ROUNDS; round++) {
    let used = 0;
    for (let k = 0; k < s; k++) for (let u = 0; u < s; u++) used += inputs[at(k, u)]!;
    const wanted = gdp === undefined ? used : revenue - gdp;
    const factor = used > 0 && wanted > 0 ? wanted / used : 1;
    for (let k = 0; k < s; k++) {
      let row = 0;
      for (let u = 0; u < s; u++) row += inputs[at(k, u)]! *= factor;
      const down = Math.min(1, (MOST_USED * bought[k * n + i]!) / row);
      if (down < 1) for (let u = 0; u < s; u++) inputs[at(k, u)]! *= down;
    }
    for (let u = 0; u < s; u++) {
      let column = 0;
      for (let k = 0; k < s; k++) column += inputs[at(k, u)]!;
      const down = Math.min(1, (MOST_PAID * output[u * n + i]!) / column);
      if (down < 1) for (let k = 0; k < s; k++) inputs[at(k, u)]! *= down;
    }
  }
}

interface Sums {
  readonly inputs: Float64Array;
  readonly output: Float64Array;
  readonly bought: Float64Array;
  readonly duty: Float64Array;
}

/** What is left of revenue is value added, what is left of purchases is final use, and what is spent above income the deficit. */
function accounts(n: number, s: number, { inputs, output, bought, duty }: Sums) {
  const valueAdded = output.slice();
  const finalUse = bought.slice();
  const deficit = duty.map((x) => -x);
  for (let k = 0; k < s; k++)
    for (let u = 0; u < s; u++)
      for (let i = 0; i < n; i++) {
        const used = inputs[(k * s + u) * n + i]!;
        valueAdded[u * n + i]! -= used;
        finalUse[k * n + i]! -= used;
      }
  for (let c = 0; c < s * n; c++) deficit[c % n]! += finalUse[c]! - valueAdded[c]!;
  return { inputs, valueAdded, finalUse, deficit };
}
