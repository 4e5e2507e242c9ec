// L-BFGS within bounds: minimises a smooth function of many variables from its gradient.

/** Writes the gradient at x into `gradient` and returns the value; NaN where the function is not defined. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface MinimumOptions {
  /** Stop when the largest projected gradient is below this. Default 1e-9. */
  readonly tolerance?: number;
  readonly maxSteps?: number;
  readonly memory?: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Largest component of the gradient that does not push against a bound. */
  readonly slope: number;
  readonly steps: number;
  readonly converged: boolean;
}

interface Pair {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/** Minimises `objective` from `start` by projected L-BFGS steps with a backtracking line search. */
export function minimise(
  objective: Objective,
  start: Float64Array,
  bounds: Bounds,
  { tolerance = 1e-9, maxSteps = 1000, memory = 12 }: MinimumOptions = {},
): Minimum {
  let x = clip(start, bounds);
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const pairs: Pair[] = [];
  for (let steps = 0; ; steps++) {
    const free = freeVariables(x, gradient, bounds);
    const slope = largest(gradient, free);
    if (slope <= tolerance || steps >= maxSteps)
      return { x, value, slope, steps, converged: slope <= tolerance };
    const found = search(objective, x, value, gradient, free, pairs, bounds);
    if (!found) {
      if (pairs.length === 0) return { x, value, slope, steps, converged: false };
      pairs.length = 0;
      continue;
    }
    remember(pairs, found.x, x, found.gradient, gradient, memory);
    ({ x, value, gradient } = found);
  }
}

interface Point {
  readonly x: Float64Array<ArrayBuffer>;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

function search(
  objective: Objective,
  x: Float64Array,
  value: number,
  gradient: Float64Array,
  free: Uint8Array,
  pairs: readonly Pair[],
  bounds: Bounds,
): Point | undefined {
  const direction = descent(gradient, free, pairs);
  const first = pairs.length > 0 ? 1 : Math.min(1, 0.1 / largest(gradient, free));
  for (let length = first, tries = 0; tries < 30; length /= 2, tries++) {
    const at = clip(
      x.map((v, c) => v + length * direction[c]!),
      bounds,
    );
    let promised = 0;
    for (let c = 0; c < x.length; c++) promised += gradient[c]! * (at[c]! - x[c]!);
    if (promised >= 0) return undefined;
    const slope = new Float64Array(x.length);
    const reached = objective(at, slope);
    if (reached <= value + 1e-4 * promised) return { x: at, value: reached, gradient: slope };
  }
  return undefined;
}

/** Two-loop recursion on the free variables. */
function descent(gradient: Float64Array, free: Uint8Array, pairs: readonly Pair[]): Float64Array {
  const d = gradient.map((g, c) => (free[c] ? -g : 0));
  const weights: number[] = [];
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { move, change, curvature } = pairs[k]!;
    const weight = dot(move, d) / curvature;
    weights[k] = weight;
    for (let c = 0; c < d.length; c++) d[c]! -= weight * change[c]!;
  }
  const last = pairs[pairs.length - 1];
  if (last) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let c = 0; c < d.length; c++) d[c]! *= scale;
  }
  pairs.forEach(({ move, change, curvature }, k) => {
    const weight = weights[k]! - dot(change, d) / curvature;
    for (let c = 0; c < d.length; c++) d[c]! += weight * move[c]!;
  });
  return d.map((v, c) => (free[c] ? v : 0));
}

function remember(
  pairs: Pair[],
  x: Float64Array,
  before: Float64Array,
  gradient: Float64Array,
  gradientBefore: Float64Array,
  memory: number,
): void {
  const move = x.map((v, c) => v - before[c]!);
  const change = gradient.map((v, c) => v - gradientBefore[c]!);
  const curvature = dot(move, change);
  if (!(curvature > 1e-12 * dot(change, change) * 1e-6)) return;
  pairs.push({ move, change, curvature });
  if (pairs.length > memory) pairs.shift();
}

function freeVariables(x: Float64Array, gradient: Float64Array, { lower, upper }: Bounds): Uint8Array {
  const free = new Uint8Array(x.length);
  for (let c = 0; c < x.length; c++)
    free[c] = gradient[c]! > 0 ? Number(x[c]! > lower[c]!) : Number(x[c]! < upper[c]!);
  return free;
}

const clip = (x: Float64Array, { lower, upper }: Bounds): Float64Array<ArrayBuffer> =>
  Float64Array.from(x, (v, c) => Math.min(upper[c]!, Math.max(lower[c]!, v)));

function largest(x: Float64Array, free: Uint8Array): number {
  let most = 0;
  for (let c = 0; c < x.length; c++) if (free[c]) most = Math.max(most, Math.abs(x[c]!));
  return most;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}
