// Makes data/economy/inputs-1993.csv: which sector buys which inputs, region by region, for the sectors of the shipped table.
// Run after a build: node dist/scripts/economy-linkages.js. It needs data sets that are not part of the project.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTable } from '../src/economy/table-text.ts';
import { nafta } from '../test/economy/fixtures.ts';

const SOURCE =
  'Input shares of revenue by sector and region, 1993, aggregated from the data of Caliendo and Parro (2015, Review of Economic Studies 82; replication data, where they took them from was not checked). Where one sector of theirs is several of the shipped table, its inputs are divided by what the region buys of each. TW, VN, TH, MY and CH have the shares of their rest of the world.';

const MEMBERS =
  'Austria Denmark Finland France Germany Greece Hungary Ireland Italy Netherlands Portugal Spain Sweden'.split(
    ' ',
  );

/** Region of the table → regions of the source whose shares it has. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  US: ['USA'],
  CN: ['China'],
  EU: MEMBERS,
  JP: ['Japan'],
  CA: ['Canada'],
  MX: ['Mexico'],
  KR: ['Korea'],
  ID: ['Indonesia'],
  IN: ['India'],
  GB: ['UK'],
  BR: ['Brazil'],
  AU: ['Australia'],
};
const OTHERS = ['Row'];

/** Sector of the source → sectors of the table; what is not named is services. */
const SECTORS: Readonly<Record<string, readonly string[]>> = {
  Agriculture: ['agriculture'],
  Mining: ['energy', 'ores'],
  Food: ['food'],
  Textile: ['textiles'],
  Wood: ['wood'],
  Paper: ['paper'],
  Petroleum: ['fuels'],
  Chemicals: ['chemicals', 'medicines'],
  Plastic: ['plastics'],
  Minerals: ['minerals'],
  'Basic metals': ['steel', 'metals'],
  'Metal products': ['metal-goods'],
  'Machinery n.e.c': ['machinery'],
  Office: ['electronics'],
  Communication: ['electronics'],
  Medical: ['electronics'],
  Electrical: ['electrical'],
  Auto: ['cars'],
  'Other Transport': ['ships-aircraft'],
  Other: ['other-goods'],
};

const table = parseTable(readFileSync(join('data', 'economy', 'world-2022.csv'), 'utf8'));
const { table: source } = nafta();
const n = table.regions.length;
const s = table.sectors.length;
const m = source.regions.length;

const targets = (sector: string): readonly string[] => SECTORS[sector] ?? ['services'];

/** What a region of the table buys of a sector, at home and abroad. */
function bought(region: number, sector: string): number {
  const k = table.sectors.indexOf(sector);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += table.trade[(k * n + i) * n + region]!;
  return sum;
}

/** Inputs and revenue of one region in the table's sectors, from its regions in the source. */
function sharesOf(region: number, from: readonly string[]): readonly string[] {
  const inputs = new Map<string, number>();
  const revenue = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, value: number) =>
    map.set(key, (map.get(key) ?? 0) + value);
  const count = source.sectors.length;
  for (const name of from) {
    const i = source.regions.indexOf(name);
    if (i < 0) throw new Error(`The source has no region ${name}.`);
    source.sectors.forEach((user, u) => {
      for (const own of targets(user)) add(revenue, own, source.valueAdded[u * m + i]!);
      source.sectors.forEach((input, k) => {
        const value = source.inputs[(k * count + u) * m + i]!;
        const into = targets(input);
        const total = into.reduce((sum, one) => sum + bought(region, one), 0);
        for (const own of targets(user)) {
          add(revenue, own, value);
          for (const one of into) add(inputs, `${own},${one}`, (value * bought(region, one)) / total);
        }
      });
    });
  }
  return table.sectors.flatMap((user) =>
    table.sectors.flatMap((input) => {
      const share = (inputs.get(`${user},${input}`) ?? 0) / (revenue.get(user) ?? 1);
      return share < 0.0005
        ? []
        : [`input,${table.regions[region]},${user},${input},${Number(share.toFixed(4))}`];
    }),
  );
}

const lines = table.regions.flatMap((name, region) => sharesOf(region, REGIONS[name] ?? OTHERS));
const text = [`source,${SOURCE}`, ...lines].join('\n');
writeFileSync(join('data', 'economy', 'inputs-1993.csv'), `${text}\n`);
console.log(`${lines.length} shares of ${n} regions and ${s} sectors, ${text.length} bytes`);
