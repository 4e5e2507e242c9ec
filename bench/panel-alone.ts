// Compiles a book and writes its panel in a process of its own, and tells what each took: `panel-alone.js LINES OUT [FROM UNTIL]`.
// LINES is a JSON file of the schedule's lines, or `-` for the embedded catalogue.

import { readFileSync, writeFileSync } from 'node:fs';
import { compileBook, withoutInlining } from '../src/cli/book-compile.ts';
import { parseDay } from '../src/core/day.ts';
import { compileInputOf } from '../src/outlook/compile-input.ts';
import { writePanel } from '../src/store/panel.ts';
import { BENCH_KNOWN, lawOver } from './bench-law.ts';

/** Milliseconds by the clock and of the processor, all threads. */
export interface Took {
  readonly ms: number;
  readonly cpu: number;
}

export interface Alone {
  readonly compile: Took;
  readonly panel: Took;
  /** The whole process, from its start: Node, the law and the schedule too. */
  readonly process: Took;
  /** Most memory of the process in MB after compiling, and at the end. */
  readonly compileRss: number;
  readonly rss: number;
  readonly rows: number;
}

const processor = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};
/** `maxRSS` also counts what the process that started this one held then; Linux knows the mark of this program alone. */
function memory(): number {
  try {
    return (Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024) / 1e6;
  } catch {
    return process.resourceUsage().maxRSS / 1000;
  }
}

async function took<T>(work: () => T | Promise<T>): Promise<readonly [T, Took]> {
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  const value = await work();
  return [value, { ms: performance.now() - begun, cpu: processor(cpu) }];
}

const [lines, out, from, until] = process.argv.slice(2) as [string, string, string?, string?];
const law = lawOver(lines === '-' ? undefined : lines);
const days = from && until ? { from: parseDay(from, 'from'), until: parseDay(until, 'until') + 1 } : {};
const input = compileInputOf(law, law.as({ known: BENCH_KNOWN }), days);
const [book, compiled] = await took(() => compileBook(input));
const compileRss = memory();
const [rows, written] = await took(() => withoutInlining(() => writePanel(book, out)));
const told: Alone = {
  compile: compiled,
  panel: written,
  process: { ms: performance.now(), cpu: processor() },
  compileRss,
  rss: memory(),
  rows,
};
writeFileSync(1, JSON.stringify(told));
