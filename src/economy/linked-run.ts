// The outcomes in a world with input-output linkages, measured as `simulate` measures the plain one.
import { type Linkages, linkTable } from './linkages.ts';
import { type LinkedEquilibrium, type LinkedTable, solveLinkedWorld } from './linked.ts';
import { linkedTableAt } from './linked-welfare.ts';
import type { RegionChange } from './measures.ts';
import type { Run } from './run.ts';
import type { Table } from './table.ts';

/** Exports, imports and duty of each region in a solved linked world. */
function trade({ regions }: Table, { trade: flows, tariff }: LinkedEquilibrium) {
  const n = regions.length;
  const [sold, bought, duty] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  flows.forEach((x, c) => {
    const j = c % n;
    const i = Math.floor(c / n) % n;
    if (i === j) return;
    sold[i]! += x;
    bought[j]! += x;
    duty[j]! += x * tariff[c]!;
  });
  return { sold, bought, duty };
}

function changeOf(table: LinkedTable, before: LinkedEquilibrium, after: LinkedEquilibrium): RegionChange[] {
  const [was, is] = [trade(table, before), trade(table, after)];
  return table.regions.map((region, j) => {
    const price = after.consumerPrice[j]! / before.consumerPrice[j]!;
    return {
      region,
      realIncome: after.income[j]! / before.income[j]! / price,
      price,
      wage: after.wage[j]! / before.wage[j]!,
      profit: 1,
      exports: is.sold[j]! / was.sold[j]!,
      imports: is.bought[j]! / was.bought[j]!,
      revenue: is.duty[j]!,
      revenueBefore: was.duty[j]!,
    };
  });
}

/** One set of elasticities: deficits purged, then every outcome against the reference tariffs. Spending is final spending. */
export function runLinked(
  table: Table,
  linkages: Linkages,
  base: Float64Array,
  tariffs: Readonly<Record<string, Float64Array>>,
): Run {
  const linked = linkTable(table, linkages);
  const none = new Float64Array(table.regions.length);
  const balanced = linkedTableAt(linked, solveLinkedWorld(linked, table.tariff, { deficit: none }), none);
  const before = solveLinkedWorld(balanced, base);
  return {
    meanElasticity: table.sigma.reduce((a, b) => a + b, 0) / table.sigma.length,
    changes: new Map(
      Object.entries(tariffs).map(([name, tariff]) => [
        name,
        changeOf(balanced, before, solveLinkedWorld(balanced, tariff)),
      ]),
    ),
    spending: before.income,
  };
}
