// One sector, labour that answers to real wages, tariffs that importers' prices absorb in part: the Liberation Day model.
// Ignatenko, Lashkaripour, Macedoni and Simonovska (2025), Journal of International Economics 157, 104138.
import { incorrect } from '../core/errors.ts';
import { accelerator } from './anderson.ts';
import { addDown, sumAcross } from './block.ts';

/** Benchmark of the one-sector world. Matrices are flat, exporter by exporter: cell (i, j) at i * n + j, i sells to j. */
export interface LabourWorld {
  readonly regions: readonly string[];
  /** Value of trade, home sales on the diagonal, no duty in the benchmark. */
  readonly trade: Float64Array;
  /** Part of the value of a sale earned where the good is sold (markups, distribution), by importer. */
  readonly destinationPart: Float64Array;
  /** How strongly prices answer to duty, by importer: 1 is complete, as a power of 1 + t. */
  readonly passThrough: Float64Array;
  /** Trade elasticity ε. */
  readonly elasticity: number;
  /** Elasticity of labour supply κ. */
  readonly labourSupply: number;
  /** Gain in productivity from a larger labour force ψ. */
  readonly scale: number;
  /** Who gets the duty: wage taxes fall, or everyone gets the same sum. */
  readonly rebate: 'income-tax' | 'lump-sum';
}

/** Changes of one region in percent of the benchmark, as the paper's map file has them; `revenue` in parts of spending. */
export interface LabourChange {
  readonly region: string;
  readonly welfare: number;
  readonly deficit: number;
  readonly exports: number;
  readonly imports: number;
  readonly employment: number;
  readonly prices: number;
  readonly revenue: number;
}

export interface LabourOutcome {
  readonly changes: readonly LabourChange[];
  readonly residual: number;
  readonly steps: number;
}

/** Reused arrays: benchmark shares and the unknowns with what follows from them. */
interface State {
  readonly n: number;
  readonly share: Float64Array;
  readonly net: Float64Array;
  readonly income: Float64Array;
  readonly spending: Float64Array;
  readonly transfer: Float64Array;
  readonly worldIncome: number;
  readonly wage: Float64Array;
  readonly labour: Float64Array;
  readonly price: Float64Array;
  readonly pull: Float64Array;
  readonly demand: Float64Array;
  readonly earnedAtOrigin: Float64Array;
  readonly spendingNew: Float64Array;
  readonly duty: Float64Array;
  readonly sales: Float64Array;
  readonly purchases: Float64Array;
}

/**
 * The world at `tariff` (flat like `trade`, fractions; the benchmark has none). Throws `incorrect` for a tariff at or
 * below −100 %, a region without trade, or when no equilibrium is reached.
 */
export function solveLabourWorld(
  world: LabourWorld,
  tariff: Float64Array,
  { tolerance = 1e-13, maxSteps = 2000 } = {},
): LabourOutcome {
  checkWorld(world, tariff);
  const state = prepare(world, tariff);
  const { n, wage, labour } = state;
  const mixer = accelerator(2 * n, 10);
  let gap = Number.POSITIVE_INFINITY;
  for (let steps = 1; steps <= maxSteps; steps++) {
    compute(world, state);
    const { image, worst } = update(world, state);
    const point = join(wage, labour);
    gap = worst;
    if (gap <= tolerance) return { changes: measure(world, state), residual: gap, steps };
    const next = mixer.next(point, image);
    for (let i = 0; i < n; i++) {
      wage[i] = Math.exp(next[i]!);
      labour[i] = Math.exp(next[n + i]!);
    }
  }
  throw incorrect(
    'economy/no-convergence',
    `The one-sector world of ${n} regions is still off by ${gap.toExponential(1)} after ${maxSteps} steps (worst: ${worstRegion(world, state)}).`,
    'Check the tariffs and the benchmark of that region.',
  );
}

function checkWorld({ regions, trade }: LabourWorld, tariff: Float64Array): void {
  const n = regions.length;
  tariff.forEach((t, c) => {
    if (!(t > -1) || t === Number.POSITIVE_INFINITY)
      throw incorrect(
        'economy/tariff',
        `The tariff of ${regions[c % n]} on ${regions[Math.floor(c / n)]} (one sector) is ${100 * t} %.`,
        'A tariff must lie above -100 %.',
      );
  });
  for (let j = 0; j < n; j++) {
    let bought = 0;
    let sold = 0;
    for (let i = 0; i < n; i++) {
      bought += trade[i * n + j]!;
      sold += trade[j * n + i]!;
    }
    if (!(bought > 0 && sold > 0))
      throw incorrect(
        'economy/zero-row',
        `In the one-sector table ${regions[j]} ${bought > 0 ? 'sells' : 'buys'} nothing.`,
        'Drop the region or merge it with another one.',
      );
  }
}

function prepare(world: LabourWorld, tariff: Float64Array): State {
  const { trade, destinationPart, passThrough, elasticity } = world;
  const n = world.regions.length;
  const spending = new Float64Array(n);
  const income = new Float64Array(n);
  for (let i = 0, c = 0; i < n; i++)
    for (let j = 0; j < n; j++, c++) {
      spending[j]! += trade[c]!;
      income[i]! += (1 - destinationPart[j]!) * trade[c]!;
    }
  for (let j = 0; j < n; j++) income[j]! += destinationPart[j]! * spending[j]!;
  const share = new Float64Array(n * n);
  const net = new Float64Array(n * n);
  for (let i = 0, c = 0; i < n; i++)
    for (let j = 0; j < n; j++, c++) {
      const t = tariff[c]!;
      const drag = t === 0 ? 1 : Math.exp(-elasticity * passThrough[j]! * Math.log1p(t));
      share[c] = (trade[c]! / spending[j]!) * drag;
      net[c] = share[c]! / (1 + t);
    }
  const empty = () => new Float64Array(n);
  return {
    n,
    share,
    net,
    income,
    spending,
    transfer: spending.map((x, j) => x - income[j]!),
    worldIncome: income.reduce((a, b) => a + b, 0),
    wage: empty().fill(1),
    labour: empty().fill(1),
    price: empty(),
    pull: empty(),
    demand: empty(),
    earnedAtOrigin: empty(),
    spendingNew: empty(),
    duty: empty(),
    sales: empty(),
    purchases: empty(),
  };
}

/** Fills the state from wages and labour: two passes over the matrix. */
function compute(world: LabourWorld, state: State): void {
  const { destinationPart, elasticity, scale } = world;
  const { n, share, net, income, transfer, worldIncome, wage, labour } = state;
  const { price, pull, demand, earnedAtOrigin, spendingNew, duty, sales, purchases } = state;
  const worldNew = income.reduce((sum, y, i) => sum + y * wage[i]! * labour[i]!, 0) / worldIncome;
  price.fill(0);
  purchases.fill(0);
  for (let i = 0; i < n; i++)
    pull[i] = Math.exp(-elasticity * (Math.log(wage[i]!) - scale * Math.log(labour[i]!)));
  addDown(share, n, 0, pull, price);
  addDown(net, n, 0, pull, purchases);
  for (let j = 0; j < n; j++) {
    const kept = purchases[j]! / price[j]!;
    const spent = (wage[j]! * labour[j]! * income[j]! + transfer[j]! * worldNew) / kept;
    spendingNew[j] = spent;
    duty[j] = spent * (1 - kept);
    demand[j] = spent / price[j]!;
    earnedAtOrigin[j] = (1 - destinationPart[j]!) * demand[j]!;
    purchases[j] = spent * kept;
  }
  sumAcross(net, n, 0, earnedAtOrigin, sales);
  for (let i = 0; i < n; i++) sales[i] = sales[i]! * pull[i]! + destinationPart[i]! * purchases[i]!;
  for (let j = 0; j < n; j++) {
    const markup = (spendingNew[j]! / state.spending[j]! / wage[j]!) ** (1 - world.passThrough[j]!);
    price[j] = markup * price[j]! ** (-1 / elasticity);
  }
}

/** Where wages and labour want to be, in logs, and the largest relative gap of any equation. */
function update({ labourSupply, rebate, elasticity }: LabourWorld, state: State) {
  const { n, income, spending, wage, labour, price, duty, sales } = state;
  const image = new Float64Array(2 * n);
  const level = Math.log(
    price.reduce((sum, p, j) => sum + p * spending[j]!, 0) / spending.reduce((a, b) => a + b, 0),
  );
  let worst = Math.abs(level);
  for (let i = 0; i < n; i++) {
    const earned = wage[i]! * labour[i]! * income[i]!;
    const excess = Math.log(sales[i]! / earned);
    const untaxed = rebate === 'income-tax' ? 1 / (1 - duty[i]! / earned) : 1;
    const offered = labourSupply * Math.log((untaxed * wage[i]!) / price[i]!);
    worst = Math.max(worst, Math.abs(excess), Math.abs(offered - Math.log(labour[i]!)));
    image[i] = Math.log(wage[i]!) + excess / (1 + elasticity / 2) - level;
    image[n + i] = offered;
  }
  return { image, worst };
}

function join(wage: Float64Array, labour: Float64Array): Float64Array {
  const n = wage.length;
  const out = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    out[i] = Math.log(wage[i]!);
    out[n + i] = Math.log(labour[i]!);
  }
  return out;
}

function worstRegion({ regions }: LabourWorld, { sales, wage, labour, income }: State): string | undefined {
  const gaps = regions.map((_, i) => Math.abs(Math.log(sales[i]! / (wage[i]! * labour[i]! * income[i]!))));
  return regions[gaps.indexOf(Math.max(...gaps))];
}

function measure(world: LabourWorld, state: State): LabourChange[] {
  const { labourSupply: kappa, rebate, regions, trade } = world;
  const { n, income, spending, wage, labour, price, spendingNew, duty } = state;
  const before = tradeTotals(n, (c) => trade[c]!);
  const after = tradeTotals(n, (c) => state.net[c]! * state.pull[Math.floor(c / n)]! * state.demand[c % n]!);
  return regions.map((region, i) => {
    const earned = wage[i]! * labour[i]!;
    const tax = rebate === 'income-tax' ? duty[i]! / (earned * income[i]!) : 0;
    const weight = spending[i]! / (spending[i]! - (kappa * (1 - tax) * income[i]!) / (1 + kappa));
    const real = spendingNew[i]! / spending[i]! / price[i]!;
    const deficit = (x: typeof before) => x.imports[i]! - x.exports[i]!;
    const percent = (ratio: number) => 100 * (ratio - 1);
    return {
      region,
      welfare: percent(weight * real + ((1 - weight) * earned) / price[i]!),
      deficit: (100 * (deficit(after) - deficit(before))) / Math.abs(deficit(before)),
      exports: percent(after.exports[i]! / earned / before.exports[i]!),
      imports: percent(after.imports[i]! / earned / before.imports[i]!),
      employment: percent(labour[i]!),
      prices: percent(price[i]!),
      revenue: duty[i]! / spending[i]!,
    };
  });
}

function tradeTotals(n: number, value: (c: number) => number) {
  const exports = new Float64Array(n);
  const imports = new Float64Array(n);
  for (let i = 0, c = 0; i < n; i++)
    for (let j = 0; j < n; j++, c++) {
      if (i === j) continue;
      const x = value(c);
      exports[i]! += x;
      imports[j]! += x;
    }
  return { exports, imports };
}
