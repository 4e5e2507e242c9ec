// What each outcome means for each region: long run and this year side by side, with bands over elasticities.
import { incorrect } from '../core/errors.ts';
import { type Band, bandOf, MEAN_ELASTICITIES, withMeanElasticity } from './bands.ts';
import { solveEquilibrium } from './equilibrium.ts';
import type { Linkages } from './linkages.ts';
import { runLinked } from './linked-run.ts';
import { measure, type RegionChange } from './measures.ts';
import { withoutDeficits } from './rebase.ts';
import type { Run } from './run.ts';
import { type ImportLine, shortRun } from './short-run.ts';
import { cell, checkTariffs, type Table } from './table.ts';
import { prepareWorld } from './world.ts';

export interface SimulationOptions {
  /** Outcome with which the others are compared. Without it: the table's own tariffs. */
  readonly reference?: string;
  /** Mean elasticities tried beside the table's own. Default 3.5, 5 and 6.5. */
  readonly meanElasticities?: readonly number[];
  /** Sectors that buy inputs from each other (Caliendo and Parro) instead of inputs counted as final use. */
  readonly linkages?: Linkages;
  /** Fixed entry and profits (Ossa) instead of perfect competition. */
  readonly profits?: boolean;
  /** Mean elasticity of the central figure. Without it: the table's own elasticities. */
  readonly elasticity?: number;
  /** Pass-through shown beside complete pass-through in the short run. Default 0.5. */
  readonly passThrough?: number;
}

/** One region under one outcome. Percent and million US dollars (the table's currency) against the reference. */
export interface RegionOutcome {
  readonly region: string;
  /** Long run: real income in percent of all spending in the table (with linkages: of final spending), in money a year and a day, in percent of GDP. */
  readonly realIncome: Band;
  readonly realIncomeYear: Band;
  readonly realIncomeDay: Band;
  readonly realIncomeOfGdp: Band;
  readonly prices: Band;
  /** Wages against world wages. */
  readonly wages: Band;
  readonly exports: Band;
  readonly imports: Band;
  /** Duty collected a year, less that of the reference. */
  readonly revenue: Band;
  readonly thisYear: ThisYear;
}

/** Short run, at complete and at the chosen pass-through: `complete` assumes that buyers bear the whole duty. */
export interface ThisYear {
  readonly buyersPay: PassThroughPair;
  readonly revenue: PassThroughPair;
  /** Change in sales to other regions before duty. */
  readonly salesAbroad: PassThroughPair;
}

export interface PassThroughPair {
  readonly complete: number;
  readonly chosen: number;
}

export interface Simulation {
  readonly table: Table;
  readonly reference: string | undefined;
  readonly outcomes: ReadonlyMap<string, readonly RegionOutcome[]>;
  /** First the table's own elasticities, then the scaled ones. */
  readonly runs: readonly Run[];
  readonly limits: readonly string[];
}

/** Printed with every answer. */
export const LIMITS: readonly string[] = [
  'Long-run comparison of two resting states: no path between them, no unemployment, no capital moving.',
  'Terms-of-trade model: a tariff alone can come out as a gain; read it beside what buyers pay this year.',
  'Levels depend on the elasticities; the band shows mean elasticities of 3.5, 5 and 6.5 beside the table’s own.',
  'No supply-chain choke points, export controls, finance, exchange-rate policy, uncertainty or politics.',
];
const PLAIN_LIMIT =
  'The table counts inputs as final use: money is percent of all spending, which exceeds GDP; linkages are left out.';
const LINKED_LIMIT =
  'Inputs: which sector buys what is that of 1993, how much is fitted to the GDP of 2023; real income is percent of final spending.';

const DAYS = 365;

/**
 * Solves every outcome (a name and a cube of tariffs laid out as `table.tariff`) and compares it with the reference.
 * Deficits are purged first. Pure: the same input gives the same answer, in a browser or a worker too.
 */
export function simulate(
  table: Table,
  tariffsByOutcome: Readonly<Record<string, Float64Array>>,
  options: SimulationOptions = {},
): Simulation {
  const { reference, meanElasticities = MEAN_ELASTICITIES, elasticity } = options;
  const names = Object.keys(tariffsByOutcome);
  for (const tariff of Object.values(tariffsByOutcome)) checkTariffs(table, tariff);
  if (options.linkages && options.profits) throw twoSwitches();
  const base = reference === undefined ? table.tariff : tariffsByOutcome[reference];
  if (!base) throw unknownReference(reference, names);
  const own = elasticity === undefined ? [table] : [withMeanElasticity(table, elasticity), table];
  const tables = [...own, ...meanElasticities.map((mean) => withMeanElasticity(table, mean))];
  const runs = tables.map((t) => runOutcomes(t, base, tariffsByOutcome, options));
  const outcomes = new Map(
    names.map((name) => [name, regionsUnder(table, name, base, tariffsByOutcome[name]!, runs, options)]),
  );
  const limits = [...LIMITS, options.linkages ? LINKED_LIMIT : PLAIN_LIMIT];
  return { table, reference, outcomes, runs, limits };
}

const twoSwitches = () =>
  incorrect(
    'economy/switches',
    'Linkages and profits are two models: they are not combined.',
    'Choose one of them.',
  );

const unknownReference = (reference: string | undefined, names: readonly string[]) =>
  incorrect(
    'economy/outcome',
    `The reference ${reference} is not among the outcomes.`,
    `The outcomes are: ${names.join(', ')}.`,
  );

function runOutcomes(
  table: Table,
  base: Float64Array,
  tariffs: Readonly<Record<string, Float64Array>>,
  { profits = false, linkages }: SimulationOptions,
): Run {
  if (linkages) return runLinked(table, linkages, base, tariffs);
  const world = prepareWorld(withoutDeficits(table, { profits }), { profits });
  const reference = solveEquilibrium(world, base);
  const before = measure(reference);
  const changes = new Map(
    Object.entries(tariffs).map(([name, tariff]) => {
      const after = measure(solveEquilibrium(world, tariff, { start: reference.flows }));
      return [name, after.map((change, j) => compare(change, before[j]!))];
    }),
  );
  const meanElasticity = table.sigma.reduce((a, b) => a + b, 0) / table.sigma.length;
  return { meanElasticity, changes, spending: world.spending.map((x) => x * world.unit) };
}

const compare = (after: RegionChange, before: RegionChange): RegionChange => ({
  region: after.region,
  realIncome: after.realIncome / before.realIncome,
  price: after.price / before.price,
  wage: after.wage / before.wage,
  profit: after.profit / before.profit,
  exports: after.exports / before.exports,
  imports: after.imports / before.imports,
  revenue: after.revenue,
  revenueBefore: before.revenue,
});

function regionsUnder(
  table: Table,
  name: string,
  base: Float64Array,
  tariff: Float64Array,
  runs: readonly Run[],
  { passThrough = 0.5 }: SimulationOptions,
): RegionOutcome[] {
  const complete = table.regions.map((_, j) => importsOf(table, j, base, tariff, 1));
  const chosen = table.regions.map((_, j) => importsOf(table, j, base, tariff, passThrough));
  return table.regions.map((region, j) => {
    const band = (f: (change: RegionChange, run: Run) => number): Band =>
      bandOf(runs.map((run) => f(run.changes.get(name)![j]!, run)));
    const percent = (key: 'realIncome' | 'price' | 'wage' | 'exports' | 'imports'): Band =>
      band((change) => 100 * (change[key] - 1));
    const gained = (change: RegionChange, run: Run): number => (change.realIncome - 1) * run.spending[j]!;
    const gdp = table.gdp?.[j] ?? Number.NaN;
    const pair = (f: (all: readonly ImportSide[]) => number): PassThroughPair => ({
      complete: f(complete),
      chosen: f(chosen),
    });
    return {
      region,
      realIncome: percent('realIncome'),
      realIncomeYear: band(gained),
      realIncomeDay: band((change, run) => gained(change, run) / DAYS),
      realIncomeOfGdp: band((change, run) => (100 * gained(change, run)) / gdp),
      prices: percent('price'),
      wages: percent('wage'),
      exports: percent('exports'),
      imports: percent('imports'),
      revenue: band((change) => change.revenue - change.revenueBefore),
      thisYear: {
        buyersPay: pair((all) => all[j]!.buyersPay),
        revenue: pair((all) => all[j]!.revenue),
        salesAbroad: pair((all) => all.reduce((sum, side, m) => sum + (m === j ? 0 : side.sales[j]!), 0)),
      },
    };
  });
}

interface ImportSide {
  readonly buyersPay: number;
  readonly revenue: number;
  /** Change in value bought from each region. */
  readonly sales: readonly number[];
}

/** Importer j's purchases, sector by sector and origin by origin, home goods among them, as short-run lines. */
export function importLines(
  table: Table,
  j: number,
  before: Float64Array,
  after: Float64Array,
): ImportLine[] {
  const n = table.regions.length;
  return table.sectors.flatMap((product, s) =>
    table.regions.map((origin, i) => {
      const c = cell(n, s, i, j);
      const substitution = table.sigma[s]!;
      return { product, origin, value: table.trade[c]!, before: before[c]!, after: after[c]!, substitution };
    }),
  );
}

function importsOf(
  table: Table,
  j: number,
  before: Float64Array,
  after: Float64Array,
  passThrough: number,
): ImportSide {
  const { buyersPay, revenue, diversion } = shortRun(importLines(table, j, before, after), {
    passThrough,
    demand: 1,
  });
  return { buyersPay, revenue, sales: table.regions.map((region) => diversion.get(region) ?? 0) };
}
