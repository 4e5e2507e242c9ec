// Reads the published data sets that verification needs. They live outside the project: several state no licence.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Table } from '../../src/economy/table.ts';

/** Folder of the data sets; set ROSENBAD_FIXTURES (or ROSENBAD_SHARED, the folder above) to read them from elsewhere. */
export const fixtureFolder =
  process.env.ROSENBAD_FIXTURES ??
  join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'data', 'models');

/** Whether the folder is there. Without it the tests on published numbers do not run. */
export const available = existsSync(join(fixtureFolder, 'ossa2014', 'trade_ijs.csv'));

const text = (...path: string[]): string => readFileSync(join(fixtureFolder, ...path), 'utf8');

/** Rows of numbers of a CSV file; `header` rows are left out. */
export const numbers = (path: readonly string[], header = 0): number[][] =>
  text(...path)
    .trim()
    .split(/\r?\n/)
    .slice(header)
    .map((line) => line.split(',').map(Number));

const rows = (...path: string[]): string[][] =>
  text(...path)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((field) => field.replaceAll('"', '')));

/** Ossa (2014): 7 regions, 33 sectors; `column` picks the elasticities: 0 main, 1 to 3 mean 3.5, 5, 6.5, 4 uniform. */
export function ossaTable(column = 0): Table {
  const trade = Float64Array.from(numbers(['ossa2014', 'trade_ijs.csv']).flat());
  const tariff = Float64Array.from(numbers(['ossa2014', 'tariff_ijs.csv']).flat());
  const sigma = Float64Array.from(numbers(['ossa2014', 'sigma_s.csv']).map((row) => row[column]!));
  const regions = rows('ossa2014', 'regions.csv')
    .slice(1)
    .map((row) => row[1]!);
  const sectors = rows('ossa2014', 'labels.csv').map((row) => row[0]!);
  return { regions, sectors, trade, tariff, sigma };
}

/** Published tables 3a, 3b, 4a, 4b, ... and the same at full digits. */
export const ossaTables = () =>
  JSON.parse(text('ossa2014', 'tables.json')) as {
    readonly published_1dp: Record<string, number[][]>;
    readonly full_digits_computed_here_from_published_tariffs: Record<string, number[][]>;
  };

/** OECD inter-country table 2022, 81 regions and 28 sectors, with goods tariffs; the file counts flows with duty. */
export function icioTable(): Table {
  const header = JSON.parse(text('icio2022', 'header.json')).ICIO2022;
  const bytes = gunzipSync(readFileSync(join(fixtureFolder, 'icio2022', 'ICIO2022.f64le.bin.gz')));
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const cells = header.N * header.N * header.S;
  const tariff = values.slice(cells, 2 * cells);
  return {
    regions: header.countries,
    sectors: header.sectors,
    trade: values.slice(0, cells).map((paid, c) => paid / (1 + tariff[c]!)),
    tariff,
    sigma: values.slice(2 * cells, 2 * cells + header.S),
  };
}

/** Published welfare changes in percent: scenario, country, value. */
export const icioScenarios = () => rows('icio2022', 'icio2022_IS_scenarios.csv').slice(1);

export { rows, text };

/** Liberation Day (2025): 194 countries, one sector; built from trade and GDP as the paper's appendix describes. */
export function liberationDay() {
  const iso = rows('liberation-day', 'country_labels.csv')
    .slice(1)
    .map((row) => row[0]!);
  const us = iso.indexOf('USA');
  const trade = numbers(['liberation-day', 'trade_cepii.csv'], 1);
  const gdp = numbers(['liberation-day', 'gdp.csv'], 1).map((row) => row[0]! / 1000);
  const rates = numbers(['liberation-day', 'tariffs.csv'], 1).map((row) => Math.max(0.1, row[0]!));
  const part = destinationParts(trade, gdp, us);
  const nu = iso.map((_, j) => (j === us ? part.us : part.others));
  const n = iso.length;
  const flat = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const imports = trade.reduce((sum, row) => sum + row[j]!, 0);
    const earnedAbroad = trade[j]!.reduce((sum, x, m) => sum + (1 - nu[m]!) * x, 0);
    const spending = gdp[j]! + (1 - nu[j]!) * (imports - earnedAbroad);
    for (let i = 0; i < n; i++) flat[i * n + j] = i === j ? Math.max(0, spending - imports) : trade[i]![j]!;
  }
  const tariff = new Float64Array(n * n);
  for (let i = 0; i < n; i++) if (i !== us) tariff[i * n + us] = rates[i]!;
  const elasticity = 4;
  const theta = elasticity / 0.67;
  const world = {
    regions: iso,
    trade: flat,
    destinationPart: Float64Array.from(nu),
    passThrough: Float64Array.from(nu, (x) => (1 + theta) / ((1 - x) * theta) - 1 / theta),
    elasticity,
    labourSupply: 0.5,
    scale: 0.67 / elasticity,
    rebate: 'income-tax' as 'income-tax' | 'lump-sum',
  };
  const published = rows('liberation-day', 'output_map.csv')
    .slice(1)
    .map((row) => row.slice(1).map(Number));
  return { world, tariff, published, us, iso };
}

/** Solves for the two local parts of sales that meet the paper's targets: 0.26 in the US, 0.12 elsewhere. */
function destinationParts(trade: number[][], gdp: number[], us: number) {
  let toUs = 0;
  let fromUs = 0;
  trade.forEach((row, i) => {
    row.forEach((x, j) => {
      if (j === us && i !== us) toUs += x;
      if (i === us && j !== us) fromUs += x;
    });
  });
  let within = 0;
  trade.forEach((row, i) => {
    row.forEach((x, j) => {
      if (i !== us && j !== us) within += x;
    });
  });
  const total = gdp.reduce((a, b) => a + b, 0);
  const gaps = ([others, home]: readonly [number, number]): [number, number] => {
    const e0 = total - gdp[us]! + (1 - others) * (others * within + fromUs - (1 - home) * toUs);
    const e1 = gdp[us]! + (1 - home) * (toUs - (1 - others) * fromUs);
    const r0 = (e0 - fromUs) / (e0 - fromUs + toUs);
    const r1 = (e1 - toUs) / (e1 - toUs + fromUs);
    return [(1 - r0) * home + r0 * others - 0.12, r1 * home + (1 - r1) * others - 0.26];
  };
  let x: [number, number] = [0.1, 0.24];
  for (let step = 0; step < 50; step++) {
    const [f, g] = gaps(x);
    const h = 1e-6;
    const [fa, ga] = gaps([x[0] + h, x[1]]);
    const [fb, gb] = gaps([x[0], x[1] + h]);
    const [a, b, c, d] = [(fa - f) / h, (fb - f) / h, (ga - g) / h, (gb - g) / h];
    const det = a * d - b * c;
    x = [x[0] - (d * f - b * g) / det, x[1] - (a * g - c * f) / det];
  }
  return { others: x[0], us: x[1] };
}

/** Caliendo and Parro (2015): 31 regions, 40 sectors, 1993, with the tariffs before and after NAFTA. */
export function nafta() {
  const records = (name: string) => rows('caliendo-parro', `cp2015_nafta_${name}.csv`).slice(1);
  const theta = records('theta');
  const balance = records('deficit');
  const sectors = theta.map((row) => row[0]!);
  const regions = balance.map((row) => row[0]!);
  const n = regions.length;
  const s = sectors.length;
  const sectorAt = new Map(sectors.map((name, k) => [name, k]));
  const regionAt = new Map(regions.map((name, i) => [name, i]));
  const trade = new Float64Array(s * n * n);
  const tariff = new Float64Array(s * n * n);
  const after = new Float64Array(s * n * n);
  for (const [sector, exporter, importer, value, , before, later] of records('trade')) {
    const c = (sectorAt.get(sector!)! * n + regionAt.get(exporter!)!) * n + regionAt.get(importer!)!;
    trade[c] = Number(value);
    tariff[c] = Number(before);
    after[c] = Number(later);
  }
  const bySector = (name: string) => {
    const out = new Float64Array(s * n);
    for (const [sector, region, value] of records(name))
      out[sectorAt.get(sector!)! * n + regionAt.get(region!)!] = Number(value);
    return out;
  };
  const inputs = new Float64Array(s * s * n);
  for (const [input, sector, region, value] of records('intermediate_consumption'))
    inputs[(sectorAt.get(input!)! * s + sectorAt.get(sector!)!) * n + regionAt.get(region!)!] = Number(value);
  const table = {
    regions,
    sectors,
    trade,
    tariff,
    sigma: Float64Array.from(theta, (row) => 1 + Number(row[1])),
    valueAdded: bySector('value_added'),
    finalUse: bySector('final_consumption'),
    inputs,
    deficit: Float64Array.from(balance, (row) => Number(row[1])),
  };
  const expected = JSON.parse(text('caliendo-parro', 'expected_nafta_all_regions.json')) as Record<
    string,
    number[]
  >;
  return { table, after, expected };
}

/** GSIM (Francois and Hall 2003): the worked example of four regions. */
export const gsimExample = () =>
  JSON.parse(text('gsim', 'francois_hall_4x4.json')) as {
    readonly regions: string[];
    readonly Em: number;
    readonly Ex: number;
    readonly Es: number;
    readonly M_export_row_import_col: number[][];
    readonly T0: number[][];
    readonly published_world_price_change: number[];
    readonly computed_here: Record<'PS' | 'CS' | 'Rev' | 'Net', number[]>;
  };

/** GDP in US dollars of 2023 by country (ISO alpha-3). */
export const gdpByCountry = (): [string, number][] => {
  const gdp = numbers(['liberation-day', 'gdp.csv'], 1).map((row) => row[0]!);
  return rows('liberation-day', 'country_labels.csv')
    .slice(1)
    .map((row, i) => [row[0]!, gdp[i]!]);
};
