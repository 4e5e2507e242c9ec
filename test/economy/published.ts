// Every published number that the models are held to, as checks that the verify script prints and the tests run.
import {
  calibrateWeights,
  cell,
  decomposeWelfare,
  governmentWelfare,
  linkedTableAt,
  measure,
  nashTariffs,
  negotiateTariffs,
  optimalTariffs,
  type PolicyOptions,
  type Politics,
  prepareWorld,
  solveEquilibrium,
  solveLabourWorld,
  solveLinkedWorld,
  solveProductMarket,
  type World,
  withoutDeficits,
} from '../../src/economy/index.ts';
import {
  gsimExample,
  icioScenarios,
  icioTable,
  liberationDay,
  nafta,
  numbers,
  ossaTable,
  ossaTables,
} from './fixtures.ts';

/** How many published numbers were met, of how many, and the largest gap in the unit of the source. */
export interface Result {
  readonly name: string;
  readonly matched: number;
  readonly total: number;
  readonly worst: number;
}

const compare = (
  name: string,
  found: readonly number[],
  published: readonly number[],
  within: number,
): Result => {
  const gaps = published.map((x, k) => Math.abs(x - (found[k] ?? Number.NaN)));
  return {
    name,
    matched: gaps.filter((gap) => gap <= within * (1 + 1e-9)).length,
    total: published.length,
    worst: Math.max(...gaps),
  };
};

const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

/** Ossa's world: profits, deficits purged. */
export const ossaWorld = (column = 0): World => {
  const options = { profits: true };
  return prepareWorld(withoutDeficits(ossaTable(column), options), options);
};

export const ossaPolitics = (): Politics =>
  Float64Array.from(numbers(['ossa2014', 'political_weights.csv']).flat());

/** The author's stored tariffs: of one region alone (file with columns by importer), or of all (rows by pair). */
function storedOptimum(world: World, rows: readonly number[][], j: number): Float64Array {
  const { n, s, table } = world;
  const tariff = table.tariff.slice();
  for (let k = 0; k < s; k++)
    for (let i = 0, r = 0; i < n; i++) if (i !== j) tariff[cell(n, k, i, j)] = rows[k * (n - 1) + r++]![j]!;
  return tariff;
}

function storedNash({ n, table }: World, rows: readonly number[][]): Float64Array {
  const tariff = table.tariff.slice();
  for (const [i, j, ...rates] of rows)
    rates.forEach((t, k) => {
      tariff[cell(n, k, i! - 1, j! - 1)] = t;
    });
  return tariff;
}

/** Median tariff of importer j over foreign cells, percent. */
export function medianTariff({ n, s }: World, tariff: Float64Array, j: number): number {
  const values: number[] = [];
  for (let k = 0; k < s; k++) for (let i = 0; i < n; i++) if (i !== j) values.push(tariff[cell(n, k, i, j)]!);
  values.sort((a, b) => a - b);
  const half = values.length / 2;
  return 100 * (half % 1 === 0 ? (values[half - 1]! + values[half]!) / 2 : values[Math.floor(half)]!);
}

/** Columns of tables 3 and 4 by region: government, welfare, wage against the mean wage, profit over wage, percent. */
function effects(world: World, tariff: Float64Array, politics: Politics): number[][] {
  const equilibrium = solveEquilibrium(world, tariff);
  const changes = measure(equilibrium);
  const government = governmentWelfare(world, equilibrium.flows, politics);
  const wage = mean(changes.map((c) => c.wage));
  return changes.map((c, j) =>
    [government[j]! - 1, c.realIncome - 1, c.wage - wage, c.profit - 1].map((x) => 100 * x),
  );
}

function tableThree(world: World, rows: readonly number[][], politics: Politics): number[][] {
  const table = world.table.regions.map((_, j) => {
    const tariff = storedOptimum(world, rows, j);
    const all = effects(world, tariff, politics);
    const others = all.filter((_, m) => m !== j);
    const pairs = [0, 1, 2, 3].flatMap((k) => [all[j]![k]!, mean(others.map((row) => row[k]!))]);
    return [...pairs, medianTariff(world, tariff, j)];
  });
  return withMeans(table);
}

function tableFour(world: World, rows: readonly number[][], politics: Politics): number[][] {
  const tariff = storedNash(world, rows);
  const table = effects(world, tariff, politics).map((row, j) => [...row, medianTariff(world, tariff, j)]);
  return withMeans(table);
}

const withMeans = (rows: readonly number[][]): number[][] => [
  ...rows,
  rows[0]!.map((_, k) => mean(rows.map((row) => row[k]!))),
];

/** Tables 3a, 3b, 4a, 4b from the author's stored tariffs, at the printed digit: 224 cells. */
export function ossaStored(): Result[] {
  const world = ossaWorld();
  const plain = new Float64Array(world.n * world.s).fill(1);
  const political = ossaPolitics();
  const published = ossaTables().published_1dp;
  const file = (name: string) => numbers(['ossa2014', `tariff_${name}.csv`]);
  const found: [string, number[][]][] = [
    ['3a', tableThree(world, file('optimal_welfare'), plain)],
    ['3b', tableThree(world, file('optimal_political'), political)],
    ['4a', tableFour(world, file('nash_welfare'), plain)],
    ['4b', tableFour(world, file('nash_political'), political)],
  ];
  return found.map(([id, rows]) =>
    compare(`Ossa table ${id} from stored tariffs, printed digit`, rows.flat(), published[id]!.flat(), 0.05),
  );
}

/** Own optimal tariffs: gains within 0.05 points, mean of the median tariffs within 1 point. */
export function ossaOptima(political: boolean): Result[] {
  const world = ossaWorld();
  const options: PolicyOptions = political ? { politics: ossaPolitics() } : {};
  const policies = world.table.regions.map((_, j) => optimalTariffs(world, j, world.table.tariff, options));
  const table = ossaTables().full_digits_computed_here_from_published_tariffs[political ? '3b' : '3a']!;
  const medians = policies.map((p, j) => medianTariff(world, p.tariff, j));
  const label = political ? 'political weights' : 'welfare';
  return [
    compare(
      `Ossa own optima (${label}), gain of each, 0.05 points`,
      policies.map((p, j) => 100 * (p.welfare[j]! - 1)),
      table.slice(0, 7).map((row) => row[0]!),
      0.05,
    ),
    compare(`Ossa own optima (${label}), mean median tariff, 1 point`, [mean(medians)], [table[7]![8]!], 1),
    compare(
      `Ossa own optima (${label}), projected gradient`,
      policies.map((p) => p.slope),
      policies.map(() => 0),
      1e-7,
    ),
  ];
}

/** Own Nash equilibrium against tables 4a or 4b, within 0.05 points of the full digits. */
export function ossaNash(political: boolean): Result[] {
  const world = ossaWorld();
  const options: PolicyOptions = political ? { politics: ossaPolitics() } : {};
  const nash = nashTariffs(world, options);
  const table = ossaTables().full_digits_computed_here_from_published_tariffs[political ? '4b' : '4a']!;
  const medians = world.table.regions.map((_, j) => medianTariff(world, nash.tariff, j));
  const gains = world.table.regions.map((_, j) => {
    const alone = optimalTariffs(world, j, nash.tariff, options);
    return alone.welfare[j]! / nash.welfare[j]! - 1;
  });
  const label = political ? 'political weights' : 'welfare';
  return [
    compare(
      `Ossa own Nash (${label}), welfare of each, 0.05 points`,
      [...nash.welfare].map((w) => 100 * (w - 1)),
      table.slice(0, 7).map((row) => row[0]!),
      0.05,
    ),
    compare(`Ossa own Nash (${label}), mean median tariff, 1 point`, [mean(medians)], [table[7]![4]!], 1),
    compare(
      `Ossa own Nash (${label}), gain from moving alone`,
      gains,
      gains.map(() => 0),
      1e-6,
    ),
  ];
}

/** Talks from three threat points against tables 5a or 5b: Nash and factual at one decimal, free trade at two. */
export function ossaTalks(political: boolean): Result[] {
  const world = ossaWorld();
  const options: PolicyOptions = political ? { politics: ossaPolitics() } : {};
  const threats = [
    nashTariffs(world, options).tariff,
    world.table.tariff,
    new Float64Array(world.table.tariff.length),
  ];
  const bargains = threats.map((threat) => negotiateTariffs(world, threat, options));
  const published = ossaTables().published_1dp[political ? '5b' : '5a']![7]!.slice(0, 3);
  const label = political ? '5b, political weights' : '5a';
  const gains = bargains.map((b) => 100 * b.gain);
  return [
    compare(
      `Ossa table ${label}: talks from Nash and factual, printed digit`,
      gains.slice(0, 2),
      published.slice(0, 2),
      0.05,
    ),
    compare(
      `Ossa table ${label}: talks from free trade, printed digit`,
      gains.slice(2),
      published.slice(2),
      0.005,
    ),
    compare(
      `Ossa talks (${label}): spread of gains`,
      bargains.map((b) => b.spread),
      bargains.map(() => 0),
      1e-4,
    ),
  ];
}

/** The abstract: optimal tariffs 62 %, war tariffs 63 %, governments lose 2.9 % in war, gain 0.5 % from talks. */
export function ossaAbstract(): Result[] {
  const world = ossaWorld();
  const options = { politics: ossaPolitics() };
  const optima = world.table.regions.map((_, j) =>
    medianTariff(world, optimalTariffs(world, j, world.table.tariff, options).tariff, j),
  );
  const nash = nashTariffs(world, options);
  const war = world.table.regions.map((_, j) => medianTariff(world, nash.tariff, j));
  const talks = negotiateTariffs(world, world.table.tariff, options);
  return [
    compare('Ossa abstract: 62 % and 63 %, printed digit', [mean(optima), mean(war)], [62, 63], 0.5),
    compare(
      'Ossa abstract: loss 2.9 %, gain 0.5 %, printed digit',
      [100 * (1 - mean([...nash.welfare])), 100 * talks.gain],
      [2.9, 0.5],
      0.05,
    ),
  ];
}

/** Tables 3c, 4c, 5c, welfare part: mean elasticities 3.5, 5, 6.5. The author's Nash is approximate: 0.06 points. */
export function ossaElasticities(): Result[] {
  const read = (id: string) => numbers(['ossa2014', `published_table${id}.csv`]);
  const rows = [1, 2, 3].map((column) => {
    const world = ossaWorld(column);
    const optima = world.table.regions.map((_, j) => optimalTariffs(world, j));
    const nash = nashTariffs(world);
    const talks = [nash.tariff, world.table.tariff, new Float64Array(nash.tariff.length)].map((threat) =>
      negotiateTariffs(world, threat),
    );
    return {
      gain: mean(optima.map((p, j) => 100 * (p.welfare[j]! - 1))),
      median: mean(optima.map((p, j) => medianTariff(world, p.tariff, j))),
      loss: mean([...nash.welfare].map((w) => 100 * (w - 1))),
      war: mean(world.table.regions.map((_, j) => medianTariff(world, nash.tariff, j))),
      talks: talks.map((b) => 100 * b.gain),
    };
  });
  const pick = (id: string, column: number) =>
    read(id)
      .slice(0, 3)
      .map((row) => row[column]!);
  return [
    compare(
      'Ossa table 3c: mean gain',
      rows.map((r) => r.gain),
      pick('3c', 1),
      0.06,
    ),
    compare(
      'Ossa table 3c: mean median tariff, 1 point',
      rows.map((r) => r.median),
      pick('3c', 9),
      1,
    ),
    compare(
      'Ossa table 4c: mean welfare in war',
      rows.map((r) => r.loss),
      pick('4c', 1),
      0.06,
    ),
    compare(
      'Ossa table 4c: mean median tariff, 1 point',
      rows.map((r) => r.war),
      pick('4c', 5),
      1,
    ),
    compare(
      'Ossa table 5c: talks from Nash',
      rows.map((r) => r.talks[0]!),
      pick('5c', 1),
      0.06,
    ),
    compare(
      'Ossa table 5c: talks from factual',
      rows.map((r) => r.talks[1]!),
      pick('5c', 2),
      0.06,
    ),
    compare(
      'Ossa table 5c: talks from free trade',
      rows.map((r) => r.talks[2]!),
      pick('5c', 3),
      0.005,
    ),
  ];
}

/** Tables 8a, 9a, 10a: most-favoured-nation tariffs. */
export function ossaMfn(): Result[] {
  const world = ossaWorld();
  const options = { mfn: true };
  const optima = world.table.regions.map((_, j) => optimalTariffs(world, j, world.table.tariff, options));
  const nash = nashTariffs(world, options);
  const talks = [nash.tariff, world.table.tariff, new Float64Array(nash.tariff.length)].map((threat) =>
    negotiateTariffs(world, threat, options),
  );
  const published = ossaTables().published_1dp;
  const column = (id: string, k: number) => published[id]!.slice(0, 7).map((row) => row[k]!);
  return [
    compare(
      'Ossa table 8a (MFN): gain of each, 0.06 points',
      optima.map((p, j) => 100 * (p.welfare[j]! - 1)),
      column('8a', 2),
      0.06,
    ),
    compare(
      'Ossa table 9a (MFN): war, 0.06 points',
      [...nash.welfare].map((w) => 100 * (w - 1)),
      column('9a', 1),
      0.06,
    ),
    compare(
      'Ossa table 10a (MFN): talks, printed digit',
      talks.slice(0, 2).map((b) => 100 * b.gain),
      published['10a']![7]!.slice(0, 2),
      0.05,
    ),
    compare(
      'Ossa table 10a (MFN): from free trade',
      talks.slice(2).map((b) => 100 * b.gain),
      published['10a']![7]!.slice(2, 3),
      0.005,
    ),
  ];
}

/** Political weights calibrated here against the author's, for the regions whose targets are not prohibitive. */
export function ossaWeights(): Result[] {
  const world = ossaWorld();
  const { n, s, table } = world;
  const own = numbers(['ossa2014', 'political_weights.csv']);
  const noncooperative = numbers(['ossa2014', 'tariff_noncoop.csv']);
  return table.regions.flatMap((region, j) => {
    const target = Float64Array.from(noncooperative, (row) => row[j]!);
    if (target.some((t) => t > 2.25)) return [];
    const applied = Float64Array.from({ length: s }, (_, k) => {
      let duty = 0;
      let trade = 0;
      for (let i = 0; i < n; i++) {
        const c = cell(n, k, i, j);
        if (i !== j) duty += table.trade[c]! * table.tariff[c]!;
        if (i !== j) trade += table.trade[c]!;
      }
      return duty / trade;
    });
    const { weights } = calibrateWeights(world, j, target.every((t) => t === 0) ? applied : target);
    return [compare(`Ossa political weights of ${region}, 0.02`, [...weights], own[j]!, 0.02)];
  });
}

/** Liberation Day: 194 countries, 7 outcomes, within 1e-8 of the authors' file. */
export function liberationDayMap(): Result[] {
  const { world, tariff, published, us } = liberationDay();
  const rows = solveLabourWorld(world, tariff).changes.map((c) => [
    c.welfare,
    c.deficit,
    c.exports,
    c.imports,
    c.employment,
    c.prices,
    c.revenue,
  ]);
  const n = world.regions.length;
  const mirrored = tariff.slice();
  for (let i = 0; i < n; i++) mirrored[us * n + i] = tariff[i * n + us]!;
  const answer = solveLabourWorld(world, mirrored).changes;
  const lump = solveLabourWorld({ ...world, rebate: 'lump-sum' }, tariff).changes[us]!;
  return [
    compare('Liberation Day map, 194 x 7, 1e-8', rows.flat(), published.flat(), 1e-8),
    compare(
      'Liberation Day table 2, reciprocal retaliation, US and China',
      ['USA', 'CHN'].map((iso) => answer[world.regions.indexOf(iso)]!.welfare),
      [-0.36, -0.82],
      0.005,
    ),
    compare(
      'Liberation Day table 1, lump-sum rebate, US, printed digit',
      [10 * lump.welfare, lump.deficit, lump.exports, lump.imports, 10 * lump.employment, lump.prices],
      [-0.1, -18.4, -52.5, -43.3, -4.1, 13.1],
      0.05,
    ),
  ];
}

/** Caliendo and Parro, table 2: 12 numbers at two decimals, and the exact income measure of all 31 regions. */
export function naftaWelfare(): Result[] {
  const { table, after, expected } = nafta();
  const zero = new Float64Array(table.regions.length);
  const balanced = linkedTableAt(table, solveLinkedWorld(table, table.tariff, { deficit: zero }), zero);
  const all = new Map(
    decomposeWelfare(balanced, solveLinkedWorld(balanced, after)).map((row) => [row.region, row]),
  );
  const held = linkedTableAt(table, solveLinkedWorld(table, table.tariff), table.deficit);
  const kept = new Map(decomposeWelfare(held, solveLinkedWorld(held, after)).map((row) => [row.region, row]));
  const parties = ['Mexico', 'Canada', 'USA'];
  const row = (of: typeof all, region: string) => {
    const { welfare, termsOfTrade, volume, realWage } = of.get(region)!;
    return [welfare, termsOfTrade, volume, realWage];
  };
  const published = [1.31, -0.41, 1.72, 1.72, -0.06, -0.11, 0.04, 0.32, 0.08, 0.04, 0.04, 0.11];
  const deficits = [1.17, -0.41, 1.59, 1.64, -0.04, -0.08, 0.04, 0.33, 0.08, 0.05, 0.04, 0.12];
  return [
    compare(
      'Caliendo-Parro table 2, printed digit',
      parties.flatMap((p) => row(all, p)),
      published,
      0.005,
    ),
    compare(
      'Caliendo-Parro with deficits, 0.0055',
      parties.flatMap((p) => row(kept, p)),
      deficits,
      0.0055,
    ),
    compare(
      'Caliendo-Parro exact income, 31 regions, 1e-6 points',
      table.regions.map((r) => all.get(r)!.exact),
      table.regions.map((r) => expected[r]![4]!),
      1e-6,
    ),
  ];
}

/** GSIM: four world prices at four decimals. */
export function gsimPrices(): Result[] {
  const example = gsimExample();
  const before = example.T0.map((row) => row.map((t) => t - 1));
  const after = before.map((row, i) => row.map((t, j) => (i !== j && i % 2 === 0 && j % 2 === 0 ? 0 : t)));
  const changes = solveProductMarket({
    regions: example.regions,
    trade: example.M_export_row_import_col,
    before,
    after,
    demand: example.Em,
    supply: example.Ex,
    substitution: example.Es,
  });
  return [
    compare(
      'GSIM world prices, printed digit',
      changes.map((c) => c.worldPrice),
      example.published_world_price_change,
      5e-5,
    ),
  ];
}

const EU27 =
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
    ' ',
  );

/** Tariffs of a scenario `PARTNERRATE_none` or `_recip`: the US rate on all sectors, mirrored or not. */
export function icioTariffs(world: World, scenario: string): Float64Array {
  const { n, s, table } = world;
  const [, partner, rate, answer] = /^([a-z]+?)(\d+)_(none|recip)$/.exec(scenario)!;
  const us = table.regions.indexOf('USA');
  const partners = table.regions.flatMap((iso, i) => {
    const hit =
      partner === 'uniform'
        ? i !== us
        : partner === 'eu'
          ? EU27.includes(iso)
          : iso.toLowerCase() === partner;
    return hit ? [i] : [];
  });
  const tariff = table.tariff.slice();
  for (let k = 0; k < s; k++)
    for (const i of partners) {
      tariff[cell(n, k, i, us)] = Number(rate) / 100;
      if (answer === 'recip') tariff[cell(n, k, us, i)] = Number(rate) / 100;
    }
  return tariff;
}

/** ICIO 2022: 12 scenarios of 81 countries within 1e-9 points, every equation within 1e-12. */
export function icioWelfare(): Result[] {
  const world = prepareWorld(withoutDeficits(icioTable()));
  const rows = icioScenarios();
  const names = [...new Set(rows.map((row) => row[0]!))];
  const residuals: number[] = [];
  const results = names.map((name) => {
    const equilibrium = solveEquilibrium(world, icioTariffs(world, name));
    residuals.push(equilibrium.residual);
    const found = new Map(measure(equilibrium).map((c) => [c.region, 100 * (c.realIncome - 1)]));
    const wanted = rows.filter((row) => row[0] === name);
    return compare(
      `ICIO 2022 ${name}, 1e-9 points`,
      wanted.map((row) => found.get(row[1]!)!),
      wanted.map((row) => Number(row[2])),
      1e-9,
    );
  });
  return [
    ...results,
    compare(
      'ICIO 2022 relative residuals, 1e-12',
      residuals,
      residuals.map(() => 0),
      1e-12,
    ),
  ];
}
