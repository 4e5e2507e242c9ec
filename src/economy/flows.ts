// The kernel: given wages and spending, who sells what to whom, and by how much the equations of the world fail to hold.
import { addDown, sumAcross } from './block.ts';
import { exp, log } from './exp-log.ts';
import { room } from './room.ts';
import { badTariff, checkTariffs } from './table.ts';
import type { World } from './world.ts';

/** New tariffs made ready: for each cell the share at benchmark wages (`pull`) and its part net of duty (`net`). */
export interface Scenario {
  readonly tariff: Float64Array;
  readonly pull: Float64Array;
  readonly net: Float64Array;
}

/** Everything that follows from wages and spending. Index of sector arrays: s * n + region. */
export interface Flows {
  readonly wage: Float64Array;
  readonly spending: Float64Array;
  /** Cost of an origin's good to the power 1 − σ. */
  readonly cost: Float64Array;
  /** Price index to the power 1 − σ, by sector and importer; 1 in the benchmark. */
  readonly price: Float64Array;
  /** Spending over `price`, by sector and importer. */
  readonly demand: Float64Array;
  /** Producers' revenue by sector and origin. */
  readonly revenue: Float64Array;
  /** Payments to producers by sector and importer. */
  readonly paid: Float64Array;
  readonly labourDemand: Float64Array;
  readonly sales: Float64Array;
  readonly duty: Float64Array;
  /** 2n equations: labour markets, then budgets. */
  readonly residual: Float64Array;
}

/** Makes tariffs ready; cells that keep the table's tariff are copied. Throws `incorrect` at or below −100 %. */
export function prepareScenario(world: World, tariff: Float64Array): Scenario {
  const { table, n, share, netShare } = world;
  if (tariff.length !== share.length) checkTariffs(table, tariff);
  const take = room(2 * share.length);
  const pull = take(share.length);
  const net = take(share.length);
  fillChanges(world, tariff, pull);
  for (let s = 0, c = 0; s < table.sigma.length; s++) {
    const power = 1 - table.sigma[s]!;
    for (const end = c + n * n; c < end; c++) {
      const change = pull[c]!;
      const a = change === 0 ? share[c]! : share[c]! * exp(power * change);
      pull[c] = a;
      net[c] = change === 0 ? netShare[c]! : a / (1 + tariff[c]!);
    }
  }
  return { tariff, pull, net };
}

/** By how much each cell becomes dearer, in logs. A pass of its own: in one loop with the powers both are slower. */
function fillChanges({ table, share }: World, tariff: Float64Array, out: Float64Array): void {
  const old = table.tariff;
  for (let c = 0; c < out.length; c++) {
    const t = tariff[c]!;
    if (t === old[c]!) continue;
    if (!(t > -1 && t < Number.POSITIVE_INFINITY)) throw badTariff(table, c, t);
    if (share[c]! > 0) out[c] = log((1 + t) / (1 + old[c]!));
  }
}

export function emptyFlows({ n, s }: World): Flows {
  const take = room(5 * s * n + 7 * n);
  return {
    wage: take(n).fill(1),
    spending: take(n),
    cost: take(s * n),
    price: take(s * n),
    demand: take(s * n),
    revenue: take(s * n),
    paid: take(s * n),
    labourDemand: take(n),
    sales: take(n),
    duty: take(n),
    residual: take(2 * n),
  };
}

/** Fills `flows` from its own wage and spending. This is where the time goes. */
export function computeFlows(world: World, { pull, net }: Scenario, flows: Flows): void {
  const { n, s, budget } = world;
  const { spending, cost, price, demand, revenue, paid } = flows;
  fillCosts(world, flows);
  price.fill(0);
  paid.fill(0);
  for (let k = 0; k < s; k++) {
    const row = k * n;
    addDown(pull, n, row, cost, price);
    addDown(net, n, row, cost, paid);
    for (let j = 0, at = row; j < n; j++, at++) {
      const b = (budget[at]! * spending[j]!) / price[at]!;
      demand[at] = b;
      paid[at]! *= b;
    }
    sumAcross(net, n, row, demand, revenue);
  }
  addUp(world, flows);
  fillResidual(world, flows);
}

function fillCosts({ n, s, table }: World, { wage, cost }: Flows): void {
  const { sigma } = table;
  const logWage = new Float64Array(n);
  for (let i = 0; i < n; i++) logWage[i] = Math.log(wage[i]!);
  for (let k = 0, at = 0; k < s; k++) {
    const power = 1 - sigma[k]!;
    for (let i = 0; i < n; i++, at++) cost[at] = exp(power * logWage[i]!);
  }
}

/** Totals of each region over its sectors. Duty is what does not reach producers. */
function addUp({ n, s, labourPart }: World, flows: Flows): void {
  const { spending, cost, revenue, paid, labourDemand, sales, duty } = flows;
  for (let i = 0; i < n; i++) {
    let sold = 0;
    let labour = 0;
    let levied = spending[i]!;
    for (let k = 0, at = i; k < s; k++, at += n) {
      const r = revenue[at]! * cost[at]!;
      revenue[at] = r;
      sold += r;
      labour += labourPart[k]! * r;
      levied -= paid[at]!;
    }
    sales[i] = sold;
    labourDemand[i] = labour;
    duty[i] = levied;
  }
}

function fillResidual({ n, profits, labourIncome, deficit }: World, flows: Flows): void {
  const { wage, spending, labourDemand, sales, duty, residual } = flows;
  for (let i = 0; i < n; i++) {
    const wages = wage[i]! * labourIncome[i]!;
    residual[i] = labourDemand[i]! - wages;
    residual[n + i] = spending[i]! - deficit[i]! - duty[i]! - (profits ? sales[i]! : wages);
  }
}

/** The equation that is furthest from holding: by how much of the region's income, and which region. */
export interface Worst {
  readonly size: number;
  readonly region: number;
}

/** What an equation is measured against: the wage bill of its region for a labour market, its spending for a budget. */
export const scaleOf = ({ n, labourIncome }: World, { wage, spending }: Flows, row: number): number =>
  row < n ? wage[row]! * labourIncome[row]! : spending[row - n]!;

/** Largest residual, each relative to its scale, and the region where it is. */
export function worstResidual(world: World, flows: Flows): Worst {
  const { residual } = flows;
  let size = 0;
  let row = 0;
  for (let i = 0; i < residual.length; i++) {
    const gap = Math.abs(residual[i]!) / scaleOf(world, flows, i);
    if (gap > size || Number.isNaN(gap)) {
      size = gap;
      row = i;
    }
    if (Number.isNaN(gap)) break;
  }
  return { size, region: row % world.n };
}
