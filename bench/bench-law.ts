// The law that the rate book's benches compile.

import { readFileSync } from 'node:fs';
import { openLaw } from '../src/index.ts';
import type { ScheduleRow } from '../src/law/pack.ts';
import type { Law } from '../src/law.ts';

export const BENCH_KNOWN = '2026-11-01';

/** The law with the lines of `file` as its schedule. */
export function lawOver(file: string | undefined): Law {
  const plain = openLaw();
  if (file === undefined) return plain;
  const us = JSON.parse(readFileSync(file, 'utf8')) as readonly ScheduleRow[];
  return openLaw({ pack: { ...plain.pack, schedules: { ...plain.pack.schedules, us } } });
}
