// Makes data/economy/world-2022.csv: the shipped table, an aggregate of OECD's inter-country table for 2022.
// Run after a build: node dist/scripts/economy-table.js. It needs the full table, which is not part of the project.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTable } from '../src/economy/aggregate.ts';
import { parseTable, writeTable } from '../src/economy/table-text.ts';
import { gdpByCountry, icioTable } from '../test/economy/fixtures.ts';

const SOURCE =
  'Aggregated from the OECD Inter-Country Input-Output tables for 2022 (flows of goods and services; million US dollars before duty) with the applied tariffs of Teti (2024; Global Tariff Database) as joined by Lashkaripour (2021; replication data of 2025); cut at 20 % and without duty on services. Elasticities: 1 + trade elasticities estimated by the Caliendo-Parro method on the same tables for 2011 to 2022 (same replication data). GDP: 2023 as in the data of Ignatenko et al. (2025; World Bank); for TW about 756 billion (IMF World Economic Outlook of April 2024; not checked); million US dollars.';

const EU =
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
    ' ',
  );

const SINGLE: readonly (readonly [string, string])[] = [
  ['USA', 'US'],
  ['CHN', 'CN'],
  ...EU.map((iso) => [iso, 'EU'] as const),
  ['JPN', 'JP'],
  ['CAN', 'CA'],
  ['MEX', 'MX'],
  ['KOR', 'KR'],
  ['TWN', 'TW'],
  ['VNM', 'VN'],
  ['THA', 'TH'],
  ['MYS', 'MY'],
  ['IDN', 'ID'],
  ['IND', 'IN'],
  ['GBR', 'GB'],
  ['CHE', 'CH'],
  ['BRA', 'BR'],
  ['AUS', 'AU'],
];

const SECTORS: readonly (readonly [string, string])[] = [
  ['A01', 'agriculture'],
  ['A02', 'agriculture'],
  ['A03', 'agriculture'],
  ['B05', 'energy'],
  ['B06', 'energy'],
  ['B07', 'ores'],
  ['B08', 'ores'],
  ['B09', 'ores'],
  ['C10T12', 'food'],
  ['C13T15', 'textiles'],
  ['C16', 'wood'],
  ['C17_18', 'paper'],
  ['C19', 'fuels'],
  ['C20', 'chemicals'],
  ['C21', 'medicines'],
  ['C22', 'plastics'],
  ['C23', 'minerals'],
  ['C24A', 'steel'],
  ['C24B', 'metals'],
  ['C25', 'metal-goods'],
  ['C26', 'electronics'],
  ['C27', 'electrical'],
  ['C28', 'machinery'],
  ['C29', 'cars'],
  ['C301', 'ships-aircraft'],
  ['C302T309', 'ships-aircraft'],
  ['C31T33', 'other-goods'],
  ['Services (aggregate)', 'services'],
];

const full = icioTable();
const single = new Map(SINGLE);
const regionOf = (iso: string): string => single.get(iso) ?? 'ROW';
const order = [...SINGLE.map(([iso]) => iso), ...full.regions.filter((iso) => !single.has(iso))];
const merged = mergeTable(full, {
  regions: new Map(order.map((iso) => [iso, regionOf(iso)])),
  sectors: new Map(SECTORS),
});
const gdp = new Float64Array(merged.regions.length);
for (const [iso, value] of gdpByCountry()) gdp[merged.regions.indexOf(regionOf(iso))]! += value / 1e6;

gdp[merged.regions.indexOf('TW')] = 756_000;

/** The source gives simple averages: a few prohibitive lines (tobacco, dairy) pull up food; services pay no duty. */
const CAP = 0.2;
const services = merged.sectors.indexOf('services');
const cells = merged.regions.length ** 2;
const tariff = merged.tariff.map((t, c) => (Math.floor(c / cells) === services ? 0 : Math.min(CAP, t)));

const text = writeTable({ ...merged, tariff, gdp, source: SOURCE });
const folder = join('data', 'economy');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'world-2022.csv'), text);
const check = parseTable(text);
console.log(`${check.regions.length} regions, ${check.sectors.length} sectors, ${text.length} bytes`);
