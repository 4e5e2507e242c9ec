// Times the economy models on the data sets of the papers: first correctness, then the best and the median of runs, one thread.
// Run after a build: node dist/bench/economy.js [--save]. The data sets live outside the project: set ROSENBAD_FIXTURES.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { computeFlows, emptyFlows, prepareScenario } from '../src/economy/flows.ts';
import {
  calibrateWeights,
  cell,
  linkedTableAt,
  measure,
  nashTariffs,
  negotiateTariffs,
  optimalTariffs,
  type PolicyOptions,
  prepareWorld,
  solveEquilibrium,
  solveLabourWorld,
  solveLinkedWorld,
  type World,
  withoutDeficits,
} from '../src/economy/index.ts';
import { factorise, isSingular, solve } from '../src/economy/linear.ts';
import {
  available,
  fixtureFolder,
  icioScenarios,
  icioTable,
  liberationDay,
  nafta,
  numbers,
} from '../test/economy/fixtures.ts';
import * as published from '../test/economy/published.ts';
import { solveInOctave } from './octave.ts';

/** One timed case: milliseconds of its runs against the goal, which the best must meet. `checked` says that its answer is right. */
export interface Timing {
  readonly name: string;
  readonly goal: number;
  readonly best: number;
  /** Processor time of one run on average, all threads: beside the best, what a quiet machine would need. */
  readonly processor: number;
  readonly milliseconds: number;
  readonly checked: boolean;
}

interface Case {
  readonly name: string;
  readonly goal: number;
  readonly runs: number;
  readonly run: () => unknown;
  readonly check: () => boolean;
}

let kept: unknown;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const holds = (results: readonly published.Result[]): boolean => results.every((r) => r.matched === r.total);

function cases(): Case[] {
  const ossa = published.ossaWorld();
  const everyone = ossa.table.regions.map((_, j) => j);
  const war = nashTariffs(ossa).tariff;
  const icio = prepareWorld(withoutDeficits(icioTable()));
  const icioTariffs = published.icioTariffs(icio, 'chn145_recip');
  const expected = new Map(
    icioScenarios()
      .filter((row) => row[0] === 'chn145_recip')
      .map((row) => [row[1]!, Number(row[2])]),
  );
  const labour = liberationDay();
  const { table, after } = nafta();
  const zero = new Float64Array(table.regions.length);
  const linked = linkedTableAt(table, solveLinkedWorld(table, table.tariff, { deficit: zero }), zero);
  return [
    {
      name: 'Ossa 7 x 33, one equilibrium (all tariffs to Nash, cold)',
      goal: 0.15,
      runs: 2000,
      run: () => solveEquilibrium(ossa, war),
      check: () => solveEquilibrium(ossa, war).residual <= 1e-12,
    },
    {
      name: 'ICIO 81 x 28, one counterfactual to 1e-12',
      goal: 5,
      runs: 100,
      run: () => solveEquilibrium(icio, icioTariffs),
      check: () => {
        const solved = solveEquilibrium(icio, icioTariffs);
        const gap = (c: { region: string; realIncome: number }) =>
          Math.abs(100 * (c.realIncome - 1) - expected.get(c.region)!);
        return solved.residual <= 1e-12 && measure(solved).every((c) => gap(c) < 1e-9);
      },
    },
    {
      name: 'the same through a general solver (no analytic Jacobian)',
      goal: Number.POSITIVE_INFINITY,
      runs: 5,
      run: () => generalSolver(icio, icioTariffs),
      check: () => {
        const own = solveEquilibrium(icio, icioTariffs).flows.wage;
        return generalSolver(icio, icioTariffs).every((w, i) => Math.abs(w / own[i]! - 1) < 1e-9);
      },
    },
    {
      name: 'Liberation Day 194 x 1',
      goal: 20,
      runs: 100,
      run: () => solveLabourWorld(labour.world, labour.tariff),
      check: () => holds(published.liberationDayMap()),
    },
    {
      name: 'Caliendo-Parro 31 x 40 with linkages',
      goal: 50,
      runs: 60,
      run: () => solveLinkedWorld(linked, after),
      check: () => holds(published.naftaWelfare()),
    },
    {
      name: 'Ossa, seven optimal tariff schedules',
      goal: 500,
      runs: 20,
      run: () => everyone.map((j) => optimalTariffs(ossa, j)),
      check: () => holds(published.ossaOptima(false)),
    },
    {
      name: 'Ossa, Nash tariffs',
      goal: 1500,
      runs: 20,
      run: () => nashTariffs(ossa),
      check: () => holds(published.ossaNash(false)),
    },
    {
      name: 'Ossa, talks from Nash',
      goal: 1500,
      runs: 10,
      run: () => negotiateTariffs(ossa, war),
      check: () => holds(published.ossaTalks(false)),
    },
    {
      name: 'Ossa, 10 000 equilibria under drawn elasticities, each from the last',
      goal: 2000,
      runs: 1,
      run: () => draws(10_000),
      check: () => true,
    },
    {
      name: 'Ossa, whole programme (5 elasticities x welfare and politics, weights, MFN)',
      goal: 300_000,
      runs: 1,
      run: programme,
      check: () =>
        holds([...published.ossaElasticities(), ...published.ossaMfn(), ...published.ossaWeights()]),
    },
  ];
}

/** Equilibria at the war's tariffs with elasticities scaled by a fixed pseudo-random sequence between 0.8 and 1.2. */
function draws(count: number): number {
  const base = published.ossaWorld();
  const war = nashTariffs(base).tariff;
  let seed = 1;
  let sum = 0;
  let last = solveEquilibrium(base, war).flows;
  for (let k = 0; k < count; k++) {
    seed = (seed * 48271) % 2147483647;
    const factor = 0.8 + (0.4 * seed) / 2147483647;
    const table = { ...base.table, sigma: base.table.sigma.map((s) => 1 + (s - 1) * factor) };
    last = solveEquilibrium(prepareWorld(table, { profits: true }), war, { start: last }).flows;
    sum += last.wage[0]!;
  }
  return sum;
}

/** The same equations as a general solver meets them: Newton with a Jacobian from differences, one run of the model for each unknown. */
function generalSolver(world: World, tariff: Float64Array): Float64Array {
  const { n } = world;
  const scenario = prepareScenario(world, tariff);
  const flows = emptyFlows(world);
  const residualAt = (x: Float64Array): Float64Array => {
    for (let i = 0; i < n; i++) {
      flows.wage[i] = Math.exp(x[i]!);
      flows.spending[i] = world.spending[i]! * Math.exp(x[n + i]!);
    }
    computeFlows(world, scenario, flows);
    const out = flows.residual.slice();
    out[2 * n - 1] = flows.wage.reduce((total, w, i) => total + w * world.labourIncome[i]!, -1);
    return out;
  };
  const x = new Float64Array(2 * n);
  for (let step = 0; step < 20; step++) {
    const residual = residualAt(x);
    if (residual.every((r) => Math.abs(r) < 1e-14)) break;
    const jacobian = new Float64Array(4 * n * n);
    for (let column = 0; column < 2 * n; column++) {
      const moved = x.slice();
      moved[column]! += 1e-7;
      residualAt(moved).forEach((r, row) => {
        jacobian[row * 2 * n + column] = (r - residual[row]!) / 1e-7;
      });
    }
    const factors = factorise(jacobian, 2 * n);
    if (isSingular(factors)) break;
    solve(factors, residual).forEach((by, c) => {
      x[c]! -= by;
    });
  }
  residualAt(x);
  return flows.wage;
}

/** Everything the author's programme does: optimal, Nash and negotiated tariffs in every variant. */
function programme(): number {
  let solved = 0;
  for (let column = 0; column < 5; column++) {
    const world = published.ossaWorld(column);
    const politics = weightsOf(world);
    for (const options of [
      {},
      { politics },
      ...(column === 0 ? [{ mfn: true }, { mfn: true, politics }] : []),
    ])
      solved += solveAll(world, options);
  }
  return solved;
}

function solveAll(world: World, options: PolicyOptions): number {
  const free = new Float64Array(world.table.tariff.length);
  let solved = 0;
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      const result = work();
      solved++;
      return result;
    } catch {
      return undefined;
    }
  };
  for (let j = 0; j < world.n; j++) attempt(() => optimalTariffs(world, j, world.table.tariff, options));
  const nash = attempt(() => nashTariffs(world, options));
  for (const threat of [nash?.tariff, world.table.tariff, free])
    if (threat) attempt(() => negotiateTariffs(world, threat, options));
  return solved;
}

function weightsOf(world: World): Float64Array {
  const { n, s, table } = world;
  const politics = new Float64Array(n * s).fill(1);
  const noncooperative = numbers(['ossa2014', 'tariff_noncoop.csv']);
  for (let j = 0; j < n; j++) {
    const stated = Float64Array.from(noncooperative, (row) => row[j]!);
    const applied = stated.map((_, k) => {
      let [duty, trade] = [0, 0];
      for (let i = 0; i < n; i++) {
        const x = i === j ? 0 : table.trade[cell(n, k, i, j)]!;
        duty += x * table.tariff[cell(n, k, i, j)]!;
        trade += x;
      }
      return duty / trade;
    });
    politics.set(calibrateWeights(world, j, stated.some((t) => t > 0) ? stated : applied).weights, j * s);
  }
  return politics;
}

/** Checks, warms up and times every case. */
export function benchEconomy(): Timing[] {
  return cases().map(({ name, goal, runs, run, check }) => {
    const checked = check();
    const times: number[] = [];
    const used = process.cpuUsage();
    for (let k = 0; k < runs; k++) {
      const from = performance.now();
      kept = run();
      times.push(performance.now() - from);
    }
    const { user, system } = process.cpuUsage(used);
    const processor = (user + system) / 1000 / runs;
    return { name, goal, best: Math.min(...times), processor, milliseconds: median(times), checked };
  });
}

/** The same case through Octave, checked against our answer to 1e-9 points; undefined where it is not installed. */
function octaveRatio(own: Timing): Record<string, number> | undefined {
  const world = prepareWorld(withoutDeficits(icioTable()));
  const tariff = published.icioTariffs(world, 'chn145_recip');
  const theirs = solveInOctave(world, tariff);
  if (!theirs) return undefined;
  const mine = measure(solveEquilibrium(world, tariff));
  const gap = Math.max(...mine.map((one, j) => Math.abs(100 * (one.realIncome - theirs.realIncome[j]!))));
  if (!(gap < 1e-7)) throw new Error(`Octave finds another equilibrium: ${gap} points apart.`);
  return { milliseconds: theirs.milliseconds, gapInPoints: gap, ratio: theirs.milliseconds / own.processor };
}

function save(timings: readonly Timing[], octave: Record<string, number> | undefined): void {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version };
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const results = Object.fromEntries(
    timings.map(({ name, goal, best, processor, milliseconds, checked }) => [
      name,
      {
        best: Number(best.toPrecision(4)),
        median: Number(milliseconds.toPrecision(4)),
        processor: Number(processor.toPrecision(4)),
        unit: 'ms',
        ...(Number.isFinite(goal) ? { goal: `≤ ${goal}` } : {}),
        checked,
      },
    ]),
  );
  const text = JSON.stringify({ commit, machine, results, ...(octave ? { octave } : {}) }, null, 2);
  writeFileSync('bench/results/economy.json', `${text}\n`);
}

function main(): void {
  if (!available) {
    console.error(`No data sets in ${fixtureFolder}: the economy bench did not run. Set ROSENBAD_FIXTURES.`);
    process.exitCode = 2;
    return;
  }
  const timings = benchEconomy();
  for (const { name, goal, best, processor, milliseconds, checked } of timings) {
    const verdict = !checked ? 'WRONG' : Math.min(best, processor) <= goal ? 'ok' : 'SLOW';
    console.log(
      `${verdict.padEnd(5)} ${name.padEnd(78)} best ${best.toFixed(3).padStart(10)} ms, median ${milliseconds.toFixed(3).padStart(10)}, processor ${processor.toFixed(3).padStart(10)}  ${Number.isFinite(goal) ? `goal ${goal}` : ''}`,
    );
    if (!checked) process.exitCode = 1;
  }
  const own = timings.find(({ name }) => name.includes('one counterfactual'))!;
  const general = timings.find(({ name }) => name.includes('general solver'))!;
  console.log(
    `A general solver in the same language takes ${(general.best / own.best).toFixed(0)} times as long.`,
  );
  const octave = octaveRatio(own);
  console.log(
    octave
      ? `Octave's fsolve takes ${octave.milliseconds!.toFixed(0)} ms of processor time, ${octave.ratio!.toFixed(0)} times as long; real incomes ${octave.gapInPoints!.toExponential(1)} points apart.`
      : 'octave-cli is not installed: no ratio against it.',
  );
  console.log(
    `The whole programme solved ${String(kept)} of its 132 problems; the others have no solution that was found.`,
  );
  if (process.argv.includes('--save')) save(timings, octave);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
