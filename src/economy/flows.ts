// The kernel: given wages and spending, who sells what to whom, and by how much the equations of the world fail to hold.
import { addDown, sumAcross } from './block.ts';
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
  const pull = share.slice();
  const net = netShare.slice();
  const old = table.tariff;
  for (let s = 0, c = 0; s < table.sigma.length; s++) {
    const power = 1 - table.sigma[s]!;
    for (const end = c + n * n; c < end; c++) {
      const t = tariff[c]!;
      if (t === old[c]!) continue;
      if (!(t > -1 && t < Number.POSITIVE_INFINITY)) throw badTariff(table, c, t);
      if (share[c]! === 0) continue;
      const a = share[c]! * Math.exp(power * Math.log((1 + t) / (1 + old[c]!)));
      pull[c] = a;
      net[c] = a / (1 + t);
    }
  }
  return { tariff, pull, net };
}

export function emptyFlows({ n, s }: World): Flows {
  const sector = () => new Float64Array(s * n);
  const region = () => new Float64Array(n);
  return {
    wage: region().fill(1),
    spending: region(),
    cost: sector(),
    price: sector(),
    demand: sector(),
    revenue: sector(),
    paid: sector(),
    labourDemand: region(),
    sales: region(),
    duty: region(),
    residual: new Float64Array(2 * n),
  };
}

/** Fills `flows` from its own wage and spending. This is where the time goes. */
export function computeFlows(world: World, { pull, net }: Scenario, flows: Flows): void {
  const { n, s, budget, labourPart, table } = world;
  const { wage, spending, cost, price, demand, revenue, paid, labourDemand, sales, duty } = flows;
  const logWage = wage.map(Math.log);
  labourDemand.fill(0);
  sales.fill(0);
  duty.fill(0);
  price.fill(0);
  paid.fill(0);
  for (let k = 0; k < s; k++) {
    const row = k * n;
    const power = 1 - table.sigma[k]!;
    const part = labourPart[k]!;
    for (let i = 0; i < n; i++) cost[row + i] = Math.exp(power * logWage[i]!);
    addDown(pull, n, row, cost, price);
    addDown(net, n, row, cost, paid);
    for (let j = 0, at = row; j < n; j++, at++) {
      const spent = budget[at]! * spending[j]!;
      const b = spent / price[at]!;
      const kept = paid[at]! * b;
      demand[at] = b;
      paid[at] = kept;
      duty[j]! += spent - kept;
    }
    sumAcross(net, n, row, demand, revenue);
    for (let i = 0, at = row; i < n; i++, at++) {
      const r = revenue[at]! * cost[at]!;
      revenue[at] = r;
      sales[i]! += r;
      labourDemand[i]! += part * r;
    }
  }
  fillResidual(world, flows);
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

/** Largest residual, each relative to the wage bill or the spending of its region, and the row where it is. */
export function worstResidual({ n, labourIncome }: World, { wage, spending, residual }: Flows): Worst {
  let size = 0;
  let row = 0;
  for (let i = 0; i < 2 * n; i++) {
    const scale = i < n ? wage[i]! * labourIncome[i]! : spending[i - n]!;
    const gap = Math.abs(residual[i]!) / scale;
    if (gap > size || Number.isNaN(gap)) {
      size = gap;
      row = i;
    }
    if (Number.isNaN(gap)) break;
  }
  return { size, region: row % n };
}
