// Runs the built command line as a user would: a whole process, its output and its exit code.

import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/embedded.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A data folder that nobody fills: the user's own schedule must not change a test. */
const NOBODY = join(tmpdir(), 'rosenbad-tests-have-no-data');

export function rosenbad(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/rosenbad.js', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', XDG_DATA_HOME: NOBODY, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}
