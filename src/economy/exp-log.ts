// Exponential and logarithm from tables, about twice as fast as the engine's: a model takes a power for every tariff.

const STEPS = 2048;
const STEP = Math.LN2 / STEPS;
/** What ln 2 has beyond the digits of `Math.LN2`. */
const LN2_REST = 2.319046813846299e-17;
/** The step in two parts: a whole number of steps times the first is exact. */
const STEP_HIGH = Math.fround(STEP);
const STEP_LOW = STEP - STEP_HIGH + LN2_REST / STEPS;
const LARGEST = 80;
const HIGHEST_POWER = 128;

/** 2^(i / 2048), and 2^(i − 128). */
const roots = Float64Array.from({ length: STEPS }, (_, i) => 2 ** (i / STEPS));
const powers = Float64Array.from({ length: 2 * HIGHEST_POWER }, (_, i) => 2 ** (i - HIGHEST_POWER));

/** e^x to two units in the last place: the nearest 2048th power of 2, times a cubic for what is left. */
export function exp(x: number): number {
  if (!(x > -LARGEST && x < LARGEST)) return Math.exp(x);
  const k = Math.floor(x * (1 / STEP) + 0.5) | 0;
  const r = x - k * STEP_HIGH - k * STEP_LOW;
  const power = roots[k & (STEPS - 1)]! * powers[(k >> 11) + HIGHEST_POWER]!;
  return power + power * (r + r * r * (0.5 + r * (1 / 6)));
}

const CELLS = 512;

/** For the cells of [0, 2): one over their middle, and the logarithm of that middle. */
const inverses = Float64Array.from({ length: 2 * CELLS }, (_, i) => CELLS / (i + 0.5));
const logs = inverses.map((x) => -Math.log(x));

/** ln x to 4e-16, between 1/2 and 2 from the nearest middle of a cell and a quintic. */
export function log(x: number): number {
  if (!(x >= 0.5 && x < 2)) return Math.log(x);
  const i = (x * CELLS) | 0;
  const r = x * inverses[i]! - 1;
  const q = r * r;
  return logs[i]! + (r - q * (0.5 - r * (1 / 3) + q * (0.25 - r * 0.2)));
}
