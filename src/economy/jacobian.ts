// The analytic Jacobian of the world's equations in the logarithms of wages and spending.
import { timesTransposed } from './block.ts';
import type { Flows, Scenario } from './flows.ts';
import { room } from './room.ts';
import type { World } from './world.ts';

/**
 * Derivatives of the 2n residuals, row by row. The last budget equation follows from the others (Walras) and gives
 * its row to the numeraire: world labour income stays 1.
 */
export function computeJacobian(world: World, scenario: Scenario, flows: Flows): Float64Array {
  const { n } = world;
  const size = 2 * n;
  const out = new Float64Array(size * size);
  addTrade(world, scenario, flows, out);
  addIncome(world, flows, out);
  const last = (size - 1) * size;
  out.fill(0, last, last + size);
  for (let i = 0; i < n; i++) out[last + i] = flows.wage[i]! * world.labourIncome[i]!;
  return out;
}

/** Sums over sectors, each n by n: the kernel works on these and the Jacobian is put together from them. */
interface Sums {
  /** Revenue of i by wage of m and by spending of m, weighted by the labour part and plain. */
  readonly labourByWage: Float64Array;
  readonly labourBySpending: Float64Array;
  readonly salesByWage: Float64Array;
  readonly salesBySpending: Float64Array;
  /** Duty of j by wage of m, at m * n + j. */
  readonly dutyByWage: Float64Array;
  /** Of the sector at hand. */
  readonly flow: Float64Array;
  readonly share: Float64Array;
  readonly product: Float64Array;
}

function addTrade(world: World, scenario: Scenario, flows: Flows, out: Float64Array): void {
  const { n, profits } = world;
  const size = 2 * n;
  const cells = n * n;
  const take = room(8 * cells);
  const sums: Sums = {
    labourByWage: take(cells),
    labourBySpending: take(cells),
    salesByWage: take(cells),
    salesBySpending: take(cells),
    dutyByWage: take(cells),
    flow: take(cells),
    share: take(cells),
    product: take(cells),
  };
  for (let k = 0; k < world.s; k++) addSector(world, scenario, flows, k, sums);
  for (let i = 0, c = 0; i < n; i++) {
    const budgetRow = (n + i) * size;
    for (let m = 0; m < n; m++, c++) {
      out[i * size + m] = sums.labourByWage[c]!;
      out[i * size + n + m] = sums.labourBySpending[c]!;
      out[budgetRow + m] = -sums.dutyByWage[m * n + i]! - (profits ? sums.salesByWage[c]! : 0);
      if (profits) out[budgetRow + n + m] = -sums.salesBySpending[c]!;
    }
  }
}

function addSector(world: World, scenario: Scenario, flows: Flows, k: number, sums: Sums): void {
  const { n, profits, labourPart, table } = world;
  const { labourByWage, salesByWage, flow, share, product } = sums;
  const bend = table.sigma[k]! - 1;
  const part = labourPart[k]! * bend;
  addSpending(world, scenario, flows, k, sums);
  timesTransposed(flow, share, n, product);
  for (let i = 0, at = k * n; i < n; i++, at++) product[i * n + i]! -= flows.revenue[at]!;
  for (let c = 0; c < product.length; c++) {
    labourByWage[c]! += part * product[c]!;
    if (profits) salesByWage[c]! += bend * product[c]!;
  }
}

/** Flows and shares of a sector, and what they add to the derivatives in spending and of duty. */
function addSpending(world: World, { pull, net }: Scenario, flows: Flows, k: number, sums: Sums): void {
  const { n, profits, labourPart, table } = world;
  const { cost, price, demand, paid } = flows;
  const { labourBySpending, salesBySpending, dutyByWage, flow, share } = sums;
  const row = k * n;
  const bend = table.sigma[k]! - 1;
  const part = labourPart[k]!;
  for (let i = 0, c = 0, at = row * n; i < n; i++) {
    const v = cost[row + i]!;
    for (let j = row; j < row + n; j++, c++, at++) {
      const f = net[at]! * v * demand[j]!;
      const a = (pull[at]! * v) / price[j]!;
      flow[c] = f;
      share[c] = a;
      labourBySpending[c]! += part * f;
      if (profits) salesBySpending[c]! += f;
      dutyByWage[c]! += bend * (f - paid[j]! * a);
    }
  }
}

function addIncome(
  { n, profits, labourIncome }: World,
  { wage, spending, duty }: Flows,
  out: Float64Array,
): void {
  const size = 2 * n;
  for (let i = 0; i < n; i++) {
    const wages = wage[i]! * labourIncome[i]!;
    out[i * size + i]! -= wages;
    out[(n + i) * size + n + i]! += spending[i]! - duty[i]!;
    if (!profits) out[(n + i) * size + i]! -= wages;
  }
}
