// The analytic Jacobian of the world's equations in the logarithms of wages and spending.
import type { Flows, Scenario } from './flows.ts';
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
}

function addTrade(world: World, scenario: Scenario, flows: Flows, out: Float64Array): void {
  const { n, profits } = world;
  const size = 2 * n;
  const empty = () => new Float64Array(n * n);
  const sums: Sums = {
    labourByWage: empty(),
    labourBySpending: empty(),
    salesByWage: empty(),
    salesBySpending: empty(),
    dutyByWage: empty(),
    flow: empty(),
    share: empty(),
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

function addSector(world: World, { pull, net }: Scenario, flows: Flows, k: number, sums: Sums): void {
  const { n, profits, labourPart, table } = world;
  const { cost, price, demand, revenue, paid } = flows;
  const { labourByWage, labourBySpending, salesByWage, salesBySpending, dutyByWage, flow, share } = sums;
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
      salesBySpending[c]! += f;
      dutyByWage[c]! += bend * (f - paid[j]! * a);
    }
  }
  for (let i = 0, c = 0; i < n; i++) {
    const from = i * n;
    for (let m = 0, b = 0; m < n; m++, c++) {
      let sum = m === i ? -revenue[row + i]! : 0;
      for (let a = from; a < from + n; a++, b++) sum += flow[a]! * share[b]!;
      labourByWage[c]! += part * bend * sum;
      if (profits) salesByWage[c]! += bend * sum;
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
