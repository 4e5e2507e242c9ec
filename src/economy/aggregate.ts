// Merges regions and sectors of a table: flows add up, tariffs are averaged by trade, elasticities by spending.
import { incorrect } from '../core/errors.ts';
import { checkTable, type Table } from './table.ts';

/** New name of every old region and sector, in the order in which the new ones shall stand. */
export interface Merging {
  readonly regions: ReadonlyMap<string, string>;
  readonly sectors: ReadonlyMap<string, string>;
}

/** The table with merged regions and sectors. Trade between merged regions becomes home trade, without duty. */
export function mergeTable(table: Table, { regions, sectors }: Merging): Table {
  const region = indexOf('region', table.regions, regions);
  const sector = indexOf('sector', table.sectors, sectors);
  const n = region.names.length;
  const m = table.regions.length;
  const trade = new Float64Array(sector.names.length * n * n);
  const duty = new Float64Array(trade.length);
  const sigma = new Float64Array(sector.names.length);
  const weight = new Float64Array(sector.names.length);
  table.trade.forEach((x, c) => {
    const s = Math.floor(c / m / m);
    const i = region.at[Math.floor(c / m) % m]!;
    const j = region.at[c % m]!;
    const to = (sector.at[s]! * n + i) * n + j;
    trade[to]! += x;
    if (i !== j) duty[to]! += x * table.tariff[c]!;
    sigma[sector.at[s]!]! += x * table.sigma[s]!;
    weight[sector.at[s]!]! += x;
  });
  return checkTable({
    regions: region.names,
    sectors: sector.names,
    trade,
    tariff: duty.map((d, c) => (trade[c]! > 0 ? d / trade[c]! : 0)),
    sigma: sigma.map((x, s) => x / weight[s]!),
    ...(table.source ? { source: table.source } : {}),
  });
}

function indexOf(what: string, old: readonly string[], names: ReadonlyMap<string, string>) {
  const order = [...new Set(names.values())];
  const at = old.map((name) => {
    const target = names.get(name);
    if (target !== undefined) return order.indexOf(target);
    throw incorrect('economy/merging', `The merging has no place for ${what} ${name}.`, 'Name every one.');
  });
  return { names: order, at };
}
