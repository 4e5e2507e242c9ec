// What a solved linked world means: Caliendo and Parro's parts of welfare, and the table to go on from.
import { type LinkedEquilibrium, type LinkedTable, sumBySector } from './linked.ts';
import { cell } from './table.ts';

/** The table read off a solved linked world: the base for the next question, with `deficit` as it was imposed. */
export function linkedTableAt(
  table: LinkedTable,
  solved: LinkedEquilibrium,
  deficit: Float64Array,
): LinkedTable {
  const n = table.regions.length;
  const s = table.sectors.length;
  const output = new Float64Array(s * n);
  for (let c = 0; c < solved.trade.length; c++) output[Math.floor(c / n)]! += solved.trade[c]!;
  const old = table.valueAdded.slice();
  for (let k = 0; k < s; k++) for (let c = 0; c < s * n; c++) old[c]! += table.inputs[k * s * n + c]!;
  const scale = output.map((x, c) => x / old[c]!);
  return {
    ...table,
    trade: solved.trade,
    tariff: solved.tariff,
    valueAdded: table.valueAdded.map((v, c) => v * scale[c]!),
    inputs: table.inputs.map((v, c) => v * scale[c % (s * n)]!),
    deficit,
  };
}

/** Welfare of a region in percent: the paper's first-order sum and its two parts, the real wage, and the exact change. */
export interface LinkedWelfare {
  readonly region: string;
  readonly welfare: number;
  readonly termsOfTrade: number;
  readonly volume: number;
  readonly realWage: number;
  /** Income over consumer prices, exactly. */
  readonly exact: number;
}

/** Caliendo and Parro's decomposition (their equation 15) between a benchmark table and a solved world. */
export function decomposeWelfare(table: LinkedTable, solved: LinkedEquilibrium): LinkedWelfare[] {
  const n = table.regions.length;
  const income = sumBySector(table.valueAdded, n, table.sectors.length).map((w, j) => w + table.deficit[j]!);
  const terms = new Float64Array(n);
  const volume = new Float64Array(n);
  table.trade.forEach((x, c) => {
    income[c % n]! += x * table.tariff[c]!;
  });
  for (let k = 0; k < table.sectors.length; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const c = cell(n, k, i, j);
        const x = table.trade[c]!;
        if (x === 0 || i === j) continue;
        const cost = solved.cost[k * n + i]! - 1;
        terms[i]! += x * cost;
        terms[j]! -= x * cost;
        volume[j]! += x * table.tariff[c]! * (solved.trade[c]! / x - 1 - cost);
      }
  return table.regions.map((region, j) => {
    const termsOfTrade = (100 * terms[j]!) / income[j]!;
    const volumeEffect = (100 * volume[j]!) / income[j]!;
    const price = solved.consumerPrice[j]!;
    return {
      region,
      welfare: termsOfTrade + volumeEffect,
      termsOfTrade,
      volume: volumeEffect,
      realWage: 100 * (solved.wage[j]! / price - 1),
      exact: 100 * (solved.income[j]! / income[j]! / price - 1),
    };
  });
}
