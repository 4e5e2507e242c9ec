// What an equilibrium means for each region: changes against the benchmark.
import type { Equilibrium } from './equilibrium.ts';
import { computeFlows, emptyFlows, type Flows, prepareScenario } from './flows.ts';
import type { World } from './world.ts';

/** Changes of one region as ratios to the benchmark (1 = no change), and its duty revenue in the table's currency. */
export interface RegionChange {
  readonly region: string;
  readonly realIncome: number;
  readonly price: number;
  readonly wage: number;
  /** Profits over wages; 1 when the world has no profits. */
  readonly profit: number;
  readonly exports: number;
  readonly imports: number;
  readonly revenue: number;
  readonly revenueBefore: number;
}

/** Consumer price index of each region, 1 in the benchmark. */
export function priceIndex({ n, s, budget, table }: World, { price }: Flows): Float64Array {
  const log = new Float64Array(n);
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++)
      log[j]! += (budget[k * n + j]! / (1 - table.sigma[k]!)) * Math.log(price[k * n + j]!);
  return log.map(Math.exp);
}

/** Real income (spending over prices) of each region, 1 in the benchmark. */
export function realIncome(world: World, flows: Flows): Float64Array {
  const price = priceIndex(world, flows);
  return price.map((p, j) => flows.spending[j]! / world.spending[j]! / p);
}

const benchmarks = new WeakMap<World, Flows>();

/** Flows of the benchmark itself, computed once for each world. */
export function benchmark(world: World): Flows {
  const known = benchmarks.get(world);
  if (known) return known;
  const flows = emptyFlows(world);
  flows.spending.set(world.spending);
  computeFlows(world, prepareScenario(world, world.table.tariff), flows);
  benchmarks.set(world, flows);
  return flows;
}

/** All changes, region by region. Wages are relative to world labour income, the numeraire. */
export function measure(equilibrium: Equilibrium): RegionChange[] {
  const { world, flows } = equilibrium;
  const before = benchmark(world);
  const price = priceIndex(world, flows);
  const welfare = realIncome(world, flows);
  const home = (f: Flows, net: Float64Array) => homeSales(world, f, net);
  const homeAfter = home(flows, equilibrium.scenario.net);
  const homeBefore = home(before, prepareScenario(world, world.table.tariff).net);
  const spent = (f: Flows, j: number) => f.spending[j]! - f.duty[j]!;
  return world.table.regions.map((region, j) => ({
    region,
    realIncome: welfare[j]!,
    price: price[j]!,
    wage: flows.wage[j]!,
    profit: profits(flows, j) / profits(before, j) / flows.wage[j]! || 1,
    exports: (flows.sales[j]! - homeAfter[j]!) / (before.sales[j]! - homeBefore[j]!),
    imports: (spent(flows, j) - homeAfter[j]!) / (spent(before, j) - homeBefore[j]!),
    revenue: world.unit * flows.duty[j]!,
    revenueBefore: world.unit * before.duty[j]!,
  }));
}

const profits = ({ sales, labourDemand }: Flows, j: number): number => sales[j]! - labourDemand[j]!;

function homeSales({ n, s }: World, { cost, demand }: Flows, net: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < s; k++)
    for (let j = 0; j < n; j++) out[j]! += net[(k * n + j) * n + j]! * cost[k * n + j]! * demand[k * n + j]!;
  return out;
}
