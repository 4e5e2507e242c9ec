// A trade table: who sells how much of what to whom, at which duty. The one input that every model here starts from.
import { incorrect } from '../core/errors.ts';

/**
 * Trade of N regions in S sectors. Cubes are flat, sector by sector, exporter by exporter: cell (s, i, j) is at
 * `(s * N + i) * N + j`, where i sells and j buys. Home sales are on the diagonal.
 */
export interface Table {
  readonly regions: readonly string[];
  readonly sectors: readonly string[];
  /** Value of each flow before duty, one currency unit throughout (million USD in the shipped table). */
  readonly trade: Float64Array;
  /** Duty on each flow as a fraction of its value: 0.25 is 25 %. */
  readonly tariff: Float64Array;
  /** Elasticity of substitution between origins, one for each sector, above 1. */
  readonly sigma: Float64Array;
  /** Gross domestic product by region, in `currency`, to turn percent into money. */
  readonly gdp?: Float64Array;
  /** Where the figures come from, with the year. */
  readonly source?: string;
}

export type Shape = Pick<Table, 'regions' | 'sectors'>;

/** Position of cell (sector, exporter, importer) in a cube of n regions. */
export const cell = (n: number, s: number, i: number, j: number): number => (s * n + i) * n + j;

/** Names a cell of a cube for a message: `steel, CN to US`. */
export function nameCell({ regions, sectors }: Shape, index: number): string {
  const n = regions.length;
  const j = index % n;
  const i = ((index - j) / n) % n;
  const s = Math.floor(index / (n * n));
  return `sector ${sectors[s]}, ${regions[i]} to ${regions[j]}`;
}

/** Returns the table, or throws `incorrect` naming the sector and region that make it unusable. */
export function checkTable(table: Table): Table {
  checkSizes(table);
  checkCells(table);
  checkMargins(table);
  return table;
}

/** Throws `incorrect` for a duty that is not a number above −100 %. */
export function checkTariffs(shape: Shape, tariff: Float64Array): void {
  const cells = shape.sectors.length * shape.regions.length ** 2;
  if (tariff.length !== cells) throw wrongSize('tariff', tariff.length, cells);
  for (let c = 0; c < cells; c++) {
    const t = tariff[c]!;
    if (!(t > -1) || t === Number.POSITIVE_INFINITY) throw badTariff(shape, c, t);
  }
}

/** The error for a tariff that no equilibrium can have. */
export const badTariff = (shape: Shape, index: number, t: number) =>
  incorrect(
    'economy/tariff',
    `The tariff in ${nameCell(shape, index)} is ${Number.isNaN(t) ? 'not a number' : `${100 * t} %`}.`,
    'A tariff must lie above -100 %: at -100 % the good is free to the buyer and no equilibrium exists.',
  );

const wrongSize = (what: string, found: number, wanted: number) =>
  incorrect(
    'economy/size',
    `The table has ${found} values for ${what}; its regions and sectors need ${wanted}.`,
    'Give one value for each sector, exporter and importer (for sigma: one for each sector).',
  );

function checkSizes({ regions, sectors, trade, tariff, sigma, gdp }: Table): void {
  const n = regions.length;
  if (n < 2) throw wrongSize('regions', n, 2);
  if (sectors.length < 1) throw wrongSize('sectors', 0, 1);
  const cells = sectors.length * n * n;
  if (trade.length !== cells) throw wrongSize('trade', trade.length, cells);
  if (tariff.length !== cells) throw wrongSize('tariff', tariff.length, cells);
  if (sigma.length !== sectors.length) throw wrongSize('sigma', sigma.length, sectors.length);
  if (gdp && gdp.length !== n) throw wrongSize('gdp', gdp.length, n);
}

function checkCells(table: Table): void {
  checkTariffs(table, table.tariff);
  for (let c = 0; c < table.trade.length; c++) {
    const x = table.trade[c]!;
    if (!(x >= 0) || x === Number.POSITIVE_INFINITY)
      throw incorrect(
        'economy/trade',
        `The trade in ${nameCell(table, c)} is ${x}.`,
        'A flow is a number that is zero or more.',
      );
  }
  table.sigma.forEach((value, s) => {
    if (!(value > 1) || value === Number.POSITIVE_INFINITY)
      throw incorrect(
        'economy/sigma',
        `The elasticity of substitution of sector ${table.sectors[s]} is ${value}.`,
        'It must be a number above 1.',
      );
  });
}

/** A region that buys nothing in a sector, or sells nothing at all, leaves a price or a wage undetermined. */
function checkMargins({ regions, sectors, trade }: Table): void {
  const n = regions.length;
  const sales = new Float64Array(n);
  for (let s = 0, c = 0; s < sectors.length; s++) {
    const bought = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++, c++) {
        sales[i]! += trade[c]!;
        bought[j]! += trade[c]!;
      }
    }
    const j = bought.indexOf(0);
    if (j >= 0) throw zeroRow(`${regions[j]} buys nothing in sector ${sectors[s]}`);
  }
  const i = sales.indexOf(0);
  if (i >= 0) throw zeroRow(`${regions[i]} sells nothing in any sector (first: ${sectors[0]})`);
}

const zeroRow = (what: string) =>
  incorrect('economy/zero-row', `In the table ${what}.`, 'Merge the sector or the region with another one.');
