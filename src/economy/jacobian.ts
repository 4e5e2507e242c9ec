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

function addTrade(world: World, { pull, net }: Scenario, flows: Flows, out: Float64Array): void {
  const { n, s, profits, labourPart, table } = world;
  const { cost, price, demand, revenue, paid } = flows;
  const size = 2 * n;
  const flow = new Float64Array(n * n);
  const share = new Float64Array(n * n);
  for (let k = 0; k < s; k++) {
    const row = k * n;
    const bend = table.sigma[k]! - 1;
    const part = labourPart[k]!;
    for (let i = 0, c = 0, at = row * n; i < n; i++) {
      const v = cost[row + i]!;
      for (let j = row; j < row + n; j++, c++, at++) {
        flow[c] = net[at]! * v * demand[j]!;
        share[c] = (pull[at]! * v) / price[j]!;
      }
    }
    for (let i = 0; i < n; i++) {
      const labourRow = i * size;
      const budgetRow = (n + i) * size;
      for (let m = 0; m < n; m++) {
        let sum = 0;
        for (let j = 0, a = i * n, b = m * n; j < n; j++, a++, b++) sum += flow[a]! * share[b]!;
        const byWage = bend * (m === i ? sum - revenue[row + i]! : sum);
        const bySpending = flow[i * n + m]!;
        const dutyByWage = bend * (flow[m * n + i]! - paid[row + i]! * share[m * n + i]!);
        out[labourRow + m]! += part * byWage;
        out[labourRow + n + m]! += part * bySpending;
        out[budgetRow + m]! -= profits ? dutyByWage + byWage : dutyByWage;
        if (profits) out[budgetRow + n + m]! -= bySpending;
      }
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
