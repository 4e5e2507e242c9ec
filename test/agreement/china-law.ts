// China's law as the agreement tests see it: the additional duty of a code on a day, as a range, straight from the fold.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { at } from '../../src/core/timeline.ts';
import type { SourceFile } from '../../src/law/files.ts';
import type { Measure } from '../../src/law/measure.ts';
import { readLaw } from '../../src/law/read.ts';
import { resolve } from '../../src/law/resolve.ts';
import { askOn, goodsIn } from '../../src/law/scope.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const walk = (folder: string): SourceFile[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
  });

/** The files that China's law needs. */
const files = () => [
  ...walk('law/cn'),
  ...walk('law/facts.d').filter(({ path }) => path.endsWith('/other.yaml')),
];

export const moment = (day: string) => lastMinute(parseDay(day), 'Asia/Shanghai');

/** What a measure charges on a code: points, surely (`low`) and at most (`high`). */
export interface Charge {
  readonly measure: string;
  readonly low: number;
  readonly high: number;
}

const points = (measure: Measure, on: number): number => {
  const duty = at(measure.duty, on).value;
  if (duty.kind !== 'ad-valorem') throw new Error(`${measure.id} is not ad valorem`);
  return duty.rate / 10_000;
};

/** Opens China's law as known on a day; throws when the files have diagnostics. */
export function openChina(known: string): (code: string, day: string) => readonly Charge[] {
  const { pack, diagnostics } = readLaw(files(), 'agreement');
  if (!pack) throw new Error(diagnostics.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  const law = resolve(pack, moment(known));
  return (code, day) => {
    const on = moment(day);
    return law.measures
      .filter((measure) => at(measure.state, on).is === 'in-force')
      .flatMap((measure) => {
        const truth = goodsIn(at(measure.goods, on).value, code, law.lists, askOn(code, on));
        if (truth === 'no') return [];
        const high = points(measure, on);
        return [{ measure: measure.id, low: truth === 'yes' ? high : 0, high }];
      });
  };
}

/** Sum of the charges: surely and at most. */
export const total = (charges: readonly Charge[]) => ({
  low: charges.reduce((sum, { low }) => sum + low, 0),
  high: charges.reduce((sum, { high }) => sum + high, 0),
});

/** The change between two days: what is open on both days counts on neither. */
export function step(before: readonly Charge[], after: readonly Charge[]) {
  const open = (charges: readonly Charge[]) => charges.filter(({ low, high }) => low < high);
  const both = new Set(
    open(before)
      .filter((one) => open(after).some((other) => other.measure === one.measure && other.high === one.high))
      .map(({ measure }) => measure),
  );
  const a = total(before.filter(({ measure }) => !both.has(measure)));
  const b = total(after.filter(({ measure }) => !both.has(measure)));
  return { low: b.low - a.high, high: b.high - a.low };
}
