// The world with input-output linkages: every sector buys from every sector, so a duty on steel is a cost of cars.
// Caliendo and Parro (2015), Review of Economic Studies 82: their equations (2) to (7) in changes.
import { incorrect } from '../core/errors.ts';
import { accelerator } from './anderson.ts';
import { addDown, sumAcross } from './block.ts';
import { exp, log } from './exp-log.ts';
import { checkTable, checkTariffs, type Table } from './table.ts';

/** A table with the use of inputs. In `sigma` stands 1 + θ, θ being the sector's trade elasticity. */
export interface LinkedTable extends Table {
  /** Value added by sector and region, index s * n + i. */
  readonly valueAdded: Float64Array;
  /** Use of input k by sector s in region i, index (k * S + s) * n + i. */
  readonly inputs: Float64Array;
  /** What consumers spend by sector and region; only its composition matters. */
  readonly finalUse: Float64Array;
  /** Spending above income by region, in the currency of the table. */
  readonly deficit: Float64Array;
}

/** A solved linked world, all ratios against the benchmark, and values in the table's currency. */
export interface LinkedEquilibrium {
  readonly wage: Float64Array;
  /** Unit cost by sector and region. */
  readonly cost: Float64Array;
  /** Price index of a sector's goods by region. */
  readonly price: Float64Array;
  /** Consumer prices of a region. */
  readonly consumerPrice: Float64Array;
  /** Value of trade before duty, a cube. */
  readonly trade: Float64Array;
  readonly tariff: Float64Array;
  readonly income: Float64Array;
  readonly residual: number;
  readonly steps: number;
}

interface Shares {
  readonly n: number;
  readonly s: number;
  /** Value added over gross output, and inputs over gross output. */
  readonly labour: Float64Array;
  readonly input: Float64Array;
  readonly taste: Float64Array;
  readonly wages: Float64Array;
  readonly spending: Float64Array;
  readonly pull: Float64Array;
  readonly net: Float64Array;
}

export interface LinkedOptions {
  /** Deficits in the new equilibrium; the table's own by default. */
  readonly deficit?: Float64Array;
  readonly tolerance?: number;
  readonly maxSteps?: number;
}

/** The linked world at `tariff`. Throws `incorrect` as `checkTable` does, and when no equilibrium is reached. */
export function solveLinkedWorld(
  table: LinkedTable,
  tariff: Float64Array,
  { deficit = table.deficit, tolerance = 1e-12, maxSteps = 3000 }: LinkedOptions = {},
): LinkedEquilibrium {
  checkTable(table);
  checkTariffs(table, tariff);
  const shares = prepare(table, tariff);
  const { n, s } = shares;
  const point = new Float64Array(n + 2 * s * n);
  point.set(shares.spending.map(Math.log), n + s * n);
  const mixer = accelerator(point.length, 12);
  let x: Float64Array = point;
  for (let steps = 1; steps <= maxSteps; steps++) {
    const image = new Float64Array(x.length);
    const work = step(table, shares, deficit, x, image);
    if (work.gap <= tolerance) return finish(table, shares, tariff, x, work, steps);
    if (steps === maxSteps || !Number.isFinite(work.gap)) throw notConverged(table, x, image, steps);
    x = mixer.next(x, image);
  }
  throw notConverged(table, x, x, maxSteps);
}

function notConverged(table: LinkedTable, x: Float64Array, image: Float64Array, steps: number) {
  const gaps = x.map((v, c) => Math.abs(v - image[c]!));
  const worst = gaps.indexOf(Math.max(...gaps));
  const n = table.regions.length;
  const at = worst < n ? worst : worst - n;
  const sector =
    worst < n ? 'all sectors' : `sector ${table.sectors[Math.floor(at / n) % table.sectors.length]}`;
  return incorrect(
    'economy/no-convergence',
    `The linked world found no equilibrium in ${steps} steps: ${table.regions[at % n]}, ${sector}, still moves.`,
    'Check the tariffs, the input shares and the deficit of that region.',
  );
}

function prepare(table: LinkedTable, tariff: Float64Array): Shares {
  const n = table.regions.length;
  const s = table.sectors.length;
  const { valueAdded, inputs, finalUse } = table;
  const output = valueAdded.slice();
  for (let k = 0; k < s; k++) for (let c = 0; c < s * n; c++) output[c]! += inputs[k * s * n + c]!;
  checkOutput(table, output);
  const wages = sumBySector(valueAdded, n, s);
  const consumed = sumBySector(finalUse, n, s);
  const spending = new Float64Array(s * n);
  const pull = new Float64Array(table.trade.length);
  const net = new Float64Array(table.trade.length);
  for (let k = 0; k < s; k++) {
    const theta = table.sigma[k]! - 1;
    for (let i = 0, c = k * n * n; i < n; i++)
      for (let j = 0; j < n; j++, c++) spending[k * n + j]! += table.trade[c]! * (1 + table.tariff[c]!);
    for (let i = 0, c = k * n * n; i < n; i++)
      for (let j = 0; j < n; j++, c++) {
        const ratio = (1 + tariff[c]!) / (1 + table.tariff[c]!);
        const share = (table.trade[c]! * (1 + table.tariff[c]!)) / spending[k * n + j]!;
        pull[c] = ratio === 1 ? share : share * exp(-theta * log(ratio));
        net[c] = pull[c]! / (1 + tariff[c]!);
      }
  }
  return {
    n,
    s,
    labour: valueAdded.map((v, c) => v / output[c]!),
    input: inputs.map((v, c) => v / output[c % (s * n)]!),
    taste: finalUse.map((v, c) => v / consumed[c % n]!),
    wages,
    spending,
    pull,
    net,
  };
}

function checkOutput({ regions, sectors }: LinkedTable, output: Float64Array): void {
  const n = regions.length;
  output.forEach((value, c) => {
    if (value > 0) return;
    throw incorrect(
      'economy/zero-row',
      `Sector ${sectors[Math.floor(c / n)]} of ${regions[c % n]} has neither value added nor inputs.`,
      'Merge the sector or the region with another one.',
    );
  });
}

/** Sums of an array by sector and region over sectors. */
export function sumBySector(values: Float64Array, n: number, s: number): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < s; k++) for (let i = 0; i < n; i++) out[i]! += values[k * n + i]!;
  return out;
}

interface Work {
  readonly gap: number;
  readonly cost: Float64Array;
  readonly demand: Float64Array;
  readonly income: Float64Array;
}

/** One round: from logs of wages, prices and spending to where each of them wants to be, written into `image`. */
function step(
  table: LinkedTable,
  shares: Shares,
  deficit: Float64Array,
  x: Float64Array,
  image: Float64Array,
): Work {
  const { n, s, labour, input, taste, wages, pull, net } = shares;
  const sn = s * n;
  const power = new Float64Array(sn);
  const logCost = new Float64Array(sn);
  for (let k = 0; k < s; k++)
    for (let u = 0, c = k * sn; u < s; u++)
      for (let i = 0; i < n; i++, c++) logCost[u * n + i]! += input[c]! * x[n + k * n + i]!;
  const index = new Float64Array(sn);
  const paid = new Float64Array(sn);
  for (let k = 0; k < s; k++) {
    const theta = table.sigma[k]! - 1;
    for (let i = 0, at = k * n; i < n; i++, at++) {
      logCost[at]! += labour[at]! * x[i]!;
      power[at] = Math.exp(-theta * logCost[at]!);
    }
    addDown(pull, n, k * n, power, index);
    addDown(net, n, k * n, power, paid);
  }
  const income = new Float64Array(n);
  const demand = new Float64Array(sn);
  for (let j = 0; j < n; j++) income[j] = Math.exp(x[j]!) * wages[j]! + deficit[j]!;
  for (let k = 0; k < s; k++) {
    const theta = table.sigma[k]! - 1;
    for (let j = 0; j < n; j++) {
      const c = k * n + j;
      const spent = Math.exp(x[n + sn + c]!);
      demand[c] = spent / index[c]!;
      income[j]! += spent - demand[c]! * paid[c]!;
      image[n + c] = -Math.log(index[c]!) / theta;
    }
  }
  const output = new Float64Array(sn);
  const hired = new Float64Array(n);
  for (let k = 0; k < s; k++) {
    sumAcross(net, n, k * n, demand, output);
    for (let i = 0, at = k * n; i < n; i++, at++) {
      output[at]! *= power[at]!;
      hired[i]! += labour[at]! * output[at]!;
    }
  }
  for (let k = 0; k < s; k++) {
    const want = new Float64Array(n);
    for (let u = 0, c = k * sn; u < s; u++)
      for (let i = 0; i < n; i++, c++) want[i]! += input[c]! * output[u * n + i]!;
    for (let i = 0; i < n; i++)
      image[n + sn + k * n + i] = Math.log(want[i]! + taste[k * n + i]! * income[i]!);
  }
  return { gap: moveWages(shares, x, image, hired), cost: logCost, demand, income };
}

/** Wages rise where labour is short; world wage income stays. Returns the largest gap of any equation. */
function moveWages({ n, wages }: Shares, x: Float64Array, image: Float64Array, hired: Float64Array): number {
  let before = 0;
  let after = 0;
  let gap = 0;
  for (let i = 0; i < n; i++) {
    const excess = Math.log(hired[i]! / wages[i]!) - x[i]!;
    gap = Math.max(gap, Math.abs(excess));
    image[i] = x[i]! + excess / 3;
    before += wages[i]!;
    after += wages[i]! * Math.exp(image[i]!);
  }
  const level = Math.log(after / before);
  for (let i = 0; i < n; i++) image[i]! -= level;
  for (let c = n; c < x.length; c++) gap = Math.max(gap, Math.abs(image[c]! - x[c]!));
  return Number.isNaN(level) ? Number.NaN : gap;
}

function finish(
  table: LinkedTable,
  shares: Shares,
  tariff: Float64Array,
  x: Float64Array,
  { gap, cost, demand, income }: Work,
  steps: number,
): LinkedEquilibrium {
  const { n, s, taste, net } = shares;
  const trade = new Float64Array(net.length);
  const logPrice = new Float64Array(n);
  for (let k = 0, c = 0; k < s; k++) {
    const theta = table.sigma[k]! - 1;
    for (let i = 0; i < n; i++) {
      logPrice[i]! += taste[k * n + i]! * x[n + k * n + i]!;
      const v = Math.exp(-theta * cost[k * n + i]!);
      for (let j = 0; j < n; j++, c++) trade[c] = net[c]! * v * demand[k * n + j]!;
    }
  }
  return {
    wage: x.slice(0, n).map(Math.exp),
    cost: cost.map(Math.exp),
    price: x.slice(n, n + s * n).map(Math.exp),
    consumerPrice: logPrice.map(Math.exp),
    trade,
    tariff,
    income,
    residual: gap,
    steps,
  };
}
