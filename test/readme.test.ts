// The README's commands are run, so that they cannot rot.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './cli/run.ts';
import { ROOT } from './support/embedded.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) =>
  match[1]!.trim().split('\n'),
);

describe('the README', () => {
  it('begins with the two commands of the project, and the continuous run takes its test command from there', () => {
    expect(commands.slice(0, 2)).toEqual(['npm install && npm start', 'npm install && npm test']);
    expect(readFileSync(join(ROOT, '.ci', 'run'), 'utf8')).toContain(
      "'/^npm install && npm test$/p' README.md",
    );
  });

  it('npm start prints the brief offline', () => {
    const { status, stdout } = spawnSync('npm', ['start', '--silent', '--offline'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    for (const words of [
      'The situation on 29 July 2025',
      'In force now',
      '12 August 2025 in 14 days',
      'us/reciprocal/cn: suspended',
      'lapse',
      'return-to-145',
      'Ask further',
    ])
      expect(stdout).toContain(words);
  });

  it.each(commands.filter((command) => command.startsWith('npx rosenbad')))('%s', (command) => {
    const { code, out } = rosenbad(command.replace(/^npx rosenbad /, '').split(' '));
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(100);
  });

  it('names only files that exist', () => {
    for (const [, path] of readme.matchAll(/\]\(([^)h][^)]*)\)/g))
      expect(spawnSync('test', ['-e', join(ROOT, path!)]).status, path).toBe(0);
  });

  it('the library example gives what the command line gives', async () => {
    const { openLaw } = await import('../src/index.ts');
    const entry = { code: '8507.60.00', from: 'CN', on: '2025-08-13', value: '10000' };
    const law = openLaw().as({ known: '2025-07-29' });
    const told = JSON.parse(
      rosenbad([
        'duty',
        '8507.60.00',
        '--from',
        'CN',
        '--on',
        '2025-08-13',
        '--known',
        '2025-07-29',
        '--json',
      ]).out,
    );
    expect(law.assess(entry).total).toEqual(told.total);
    expect(Number(law.under('extend-90-days').assess(entry).total.high)).toBeLessThan(
      Number(told.total.high),
    );
    expect(law.deadlines().length).toBeGreaterThan(1);
  });
});
