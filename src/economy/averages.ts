// From duties on products to tariffs of a table: trade-weighted averages by sector and pair of regions.
import { notFound } from '../core/errors.ts';
import { cell, checkTariffs, type Table } from './table.ts';

/** What the law charges on one import: the only thing that the model needs from it. */
export interface DutyLine {
  readonly importer: string;
  readonly exporter: string;
  readonly sector: string;
  /** Value imported a year, the weight. */
  readonly value: number;
  /** Ad valorem duty as a fraction, everything included. */
  readonly rate: number;
}

/**
 * The tariffs of `table` with every cell that `lines` reach replaced by their weighted average. Cells that no line
 * reaches keep the table's tariff. Throws `not-found` for an unknown region or sector.
 */
export function averageTariffs(table: Table, lines: Iterable<DutyLine>): Float64Array {
  const weight = new Float64Array(table.tariff.length);
  const duty = new Float64Array(table.tariff.length);
  const find = finder(table);
  for (const { importer, exporter, sector, value, rate } of lines) {
    const c = find(sector, exporter, importer);
    weight[c]! += value;
    duty[c]! += value * rate;
  }
  const tariff = table.tariff.map((t, c) => (weight[c]! > 0 ? duty[c]! / weight[c]! : t));
  checkTariffs(table, tariff);
  return tariff;
}

/** A change of duty on everything that an importer buys from an exporter, or on some sectors of it. */
export interface TariffChange {
  readonly importer: string;
  readonly exporter: string;
  /** All goods sectors when left out: those named in `goods`. */
  readonly sectors?: readonly string[];
  /** Percentage points as a fraction: 0.25 adds 25 points. */
  readonly add?: number;
  /** The new rate itself. */
  readonly set?: number;
}

/** The tariffs of `table` after the changes, applied in order. `goods` are the sectors that cross a border as goods. */
export function changeTariffs(
  table: Table,
  changes: readonly TariffChange[],
  goods: readonly string[] = table.sectors.filter((name) => name !== 'services'),
): Float64Array {
  const tariff = table.tariff.slice();
  const find = finder(table);
  for (const { importer, exporter, sectors = goods, add = 0, set } of changes)
    for (const sector of sectors) {
      const c = find(sector, exporter, importer);
      tariff[c] = (set ?? tariff[c]!) + add;
    }
  checkTariffs(table, tariff);
  return tariff;
}

function finder({ regions, sectors }: Table): (sector: string, exporter: string, importer: string) => number {
  const regionAt = new Map(regions.map((name, k) => [name, k]));
  const sectorAt = new Map(sectors.map((name, k) => [name, k]));
  const at = (map: ReadonlyMap<string, number>, what: string, name: string): number => {
    const index = map.get(name);
    if (index !== undefined) return index;
    throw notFound(
      `economy/${what}`,
      `The table has no ${what} ${name}.`,
      `It has: ${[...map.keys()].join(', ')}.`,
    );
  };
  return (sector, exporter, importer) =>
    cell(
      regions.length,
      at(sectorAt, 'sector', sector),
      at(regionAt, 'region', exporter),
      at(regionAt, 'region', importer),
    );
}
