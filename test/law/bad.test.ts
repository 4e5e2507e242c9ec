// Law files with seeded faults: each file says in its first lines which diagnostics it must give, and on which line.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLaw } from '../../src/law/read.ts';
import { ROOT } from '../support/embedded.ts';
import { BASICS, TRUCE } from '../support/mini-law.ts';

const FOLDER = join(ROOT, 'test', 'law', 'bad');

/** `# expect: 7 bad-duty` lines of a file. */
const expected = (text: string): readonly string[] =>
  [...text.matchAll(/^# expect: (\d+ \S+)$/gm)].map((match) => match[1]!);

function target(name: string): string {
  if (name.startsWith('outcome')) return `outcomes/${name}`;
  if (name.startsWith('groups')) return `law/groups.d/${name}`;
  if (name.startsWith('fees')) return 'law/us/fees.yaml';
  return name.endsWith('.csv') ? 'law/us/schedule/chapter-99.csv' : `law/us/2025/${name}`;
}

describe('law files with faults', () => {
  const names = readdirSync(FOLDER)
    .filter((name) => /\.(yaml|csv)$/.test(name))
    .sort();

  it.each(names)('%s gives exactly its diagnostics', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    expect(expected(text).length).toBeGreaterThan(0);
    const path = target(name);
    const { pack, diagnostics } = readLaw([...BASICS, ...TRUCE, { path, text }], 'test');
    expect(pack).toBeUndefined();
    expect(
      diagnostics.map(({ file, line, code }) => `${file === path ? '' : `${file} `}${line} ${code}`),
    ).toEqual(expected(text));
    for (const { message } of diagnostics) expect(message.length).toBeGreaterThan(10);
  });
});
