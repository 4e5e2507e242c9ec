// A table made ready to solve: shares, incomes and deficits of the benchmark, scaled so that world labour income is 1.
import { room } from './room.ts';
import { checkTable, type Table } from './table.ts';

export interface WorldOptions {
  /** Fixed entry and profits (Ossa 2014) instead of perfect competition. */
  readonly profits?: boolean;
}

/** The benchmark in shares. All money is in units of benchmark world labour income; `unit` turns it back. */
export interface World {
  readonly table: Table;
  readonly n: number;
  readonly s: number;
  readonly profits: boolean;
  readonly unit: number;
  /** Share of origin i in what j spends on s, duty included. */
  readonly share: Float64Array;
  /** The part of `share` that reaches the producer: share over 1 + tariff. */
  readonly netShare: Float64Array;
  /** Share of sector s in what j spends: index s * n + j. */
  readonly budget: Float64Array;
  /** Part of producers' revenue that is paid to labour, by sector: (σ − 1)/σ with profits, else 1. */
  readonly labourPart: Float64Array;
  readonly labourIncome: Float64Array;
  readonly spending: Float64Array;
  /** Spending above income, held constant in units of world labour income. */
  readonly deficit: Float64Array;
}

/** Checks a table and derives the benchmark; throws `incorrect` as `checkTable` does. */
export function prepareWorld(table: Table, { profits = false }: WorldOptions = {}): World {
  checkTable(table);
  const n = table.regions.length;
  const s = table.sectors.length;
  const labourPart = table.sigma.map((sigma) => (profits ? (sigma - 1) / sigma : 1));
  const flows = addUp(table, labourPart);
  const unit = flows.labour.reduce((a, b) => a + b, 0);
  const scaled = (values: Float64Array) => values.map((x) => x / unit);
  const income = flows.revenue.map((x, j) => x + flows.duty[j]!);
  return {
    table,
    n,
    s,
    profits,
    unit,
    share: flows.share,
    netShare: flows.netShare,
    budget: flows.budget,
    labourPart,
    labourIncome: scaled(flows.labour),
    spending: scaled(flows.spending),
    deficit: scaled(flows.spending.map((x, j) => x - income[j]!)),
  };
}

function addUp({ regions, sectors, trade, tariff }: Table, labourPart: Float64Array) {
  const n = regions.length;
  const revenue = new Float64Array(n);
  const labour = new Float64Array(n);
  const duty = new Float64Array(n);
  const spending = new Float64Array(n);
  const take = room(2 * trade.length + sectors.length * n);
  const share = take(trade.length);
  const netShare = take(trade.length);
  const budget = take(sectors.length * n);
  for (let s = 0; s < sectors.length; s++) {
    const row = s * n;
    for (let i = 0, c = row * n; i < n; i++) {
      let sold = 0;
      for (let j = 0; j < n; j++, c++) {
        const x = trade[c]!;
        const levied = x * tariff[c]!;
        sold += x;
        duty[j]! += levied;
        budget[row + j]! += x + levied;
      }
      revenue[i]! += sold;
      labour[i]! += labourPart[s]! * sold;
    }
    for (let j = 0; j < n; j++) {
      const spent = budget[row + j]!;
      spending[j]! += spent;
      for (let c = row * n + j; c < (row + n) * n; c += n) {
        const x = trade[c]! / spent;
        netShare[c] = x;
        share[c] = x + x * tariff[c]!;
      }
    }
  }
  for (let c = 0; c < budget.length; c += n) for (let j = 0; j < n; j++) budget[c + j]! /= spending[j]!;
  return { revenue, labour, duty, spending, share, netShare, budget };
}
