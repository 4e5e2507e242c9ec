// The 81 × 28 case through Octave's fsolve beside ours, for the ratio: an optional step, where `octave-cli` is installed.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from '../src/economy/index.ts';

export interface OctaveRun {
  readonly milliseconds: number;
  readonly realIncome: Float64Array;
}

const RUNS = '2';

/** The script beside the sources, from the built or the source tree. */
function scriptPath(): string {
  const near = fileURLToPath(new URL('./equilibrium.m', import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL('../../bench/equilibrium.m', import.meta.url));
}

const installed = (): boolean => spawnSync('octave-cli', ['--version']).status === 0;

/** Solves a world at new tariffs in Octave from the same start; undefined where it is not installed. */
export function solveInOctave(world: World, tariff: Float64Array): OctaveRun | undefined {
  if (!installed()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rosenbad-octave-'));
  const columns: Readonly<Record<string, Float64Array>> = {
    n: Float64Array.of(world.n),
    s: Float64Array.of(world.s),
    tariff,
    'tariff-before': world.table.tariff,
    sigma: world.table.sigma,
    share: world.share,
    budget: world.budget,
    spending: world.spending,
    labour: world.labourIncome,
    deficit: world.deficit,
  };
  try {
    for (const [name, values] of Object.entries(columns))
      writeFileSync(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    const said = execFileSync('octave-cli', ['--no-gui', '--quiet', scriptPath(), folder, RUNS], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    });
    const bytes = readFileSync(join(folder, 'real-income'));
    return {
      milliseconds: Number(said.trim().split(' ')[0]),
      realIncome: new Float64Array(new Uint8Array(bytes).buffer),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
