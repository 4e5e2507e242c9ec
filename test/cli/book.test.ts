// `rosenbad book` asks the evaluator only what no earlier book asked, and says how much that was.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'rosenbad-'));
const answers = join(folder, 'rosenbad', 'answers.json');

/** Questions that a book takes, and its bytes. */
function book(known: string, ...more: readonly string[]) {
  const out = join(folder, `${known}.book`);
  const args = ['book', '--known', known, '--out', out, '--json', ...more];
  const { code, out: printed, err } = rosenbad(args, '', { XDG_CACHE_HOME: folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return { asked: JSON.parse(printed)['questions put to the evaluator'] as number, bytes: readFileSync(out) };
}

describe('rosenbad book', () => {
  it('keeps the answers of one law for the next, and asks all anew when it is told to or they are no good', () => {
    const first = book('2025-03-01');
    expect(first.asked).toBeGreaterThan(100);
    const next = book('2025-04-01');
    expect(next.asked).toBeLessThan(first.asked);
    const anew = book('2025-04-01', '--no-cache');
    expect(anew.asked).toBeGreaterThan(first.asked);
    expect(Buffer.compare(anew.bytes, next.bytes)).toBe(0);
    writeFileSync(answers, readFileSync(answers, 'utf8').slice(0, 1000));
    expect(book('2025-04-01').asked).toBe(anew.asked);
    expect(book('2025-04-01').asked).toBe(0);
  }, 120_000);
});
