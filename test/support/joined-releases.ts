// Each release against the schedule joined of many: on the day it came out, every line has the rates that it prints.

import type { ScheduleRow } from '../../src/law/pack.ts';
import type { ReleaseTable } from '../../src/law/release.ts';
import { holdsOn } from '../../src/schedule/catalogue.ts';
import { type Compiled, compileSchedule, openCompiled } from '../../src/schedule/compiled.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { joinReleases } from '../../src/schedule/revisions.ts';
import { parseSpecial } from '../../src/schedule/special.ts';
import type { KeptRelease } from '../../src/store/schedule-folder.ts';

/** Symbols whose coming and going has no effect of its own, or is doubted on purpose. */
const APART = ['A', 'A*', 'CA', 'MX'];

export interface Compared {
  readonly release: string;
  readonly lines: number;
  /** Rates of all columns that are duties, and those that are words. */
  readonly duties: number;
  readonly words: number;
  /** Rates that the joined schedule leaves unsettled on that very day. */
  readonly unsettled: number;
  /** Rates read as free that do not say so. */
  readonly silent: readonly string[];
  readonly differing: readonly string[];
}

const said = (text: string | undefined): string => {
  if (text === undefined) return '';
  const rate = readRate(text);
  return rate.kind === 'duty' ? JSON.stringify(rate.duty) : rate.text;
};

const columnsOf = ({ general, column2, special }: ScheduleRow): ReadonlyMap<string, string> =>
  new Map([
    ['general', general],
    ['column 2', column2],
    ...parseSpecial(special).flatMap(({ text, programs }) =>
      programs.map((symbol) => [symbol, text] as const),
    ),
  ]);

const isSilent = (text: string): boolean => {
  const rate = readRate(text);
  return rate.kind === 'duty' && rate.duty.kind === 'free' && !/^free$/i.test(text);
};

export function joined(kept: readonly KeptRelease[], table: ReleaseTable) {
  const { rows, ...head } = joinReleases(kept, table);
  return {
    rows,
    opened: openCompiled(compileSchedule(rows, { hash: '', jurisdiction: 'us', ...head })),
    ...head,
  };
}

/** `day`: one on which the release was surely the law. */
export function compareRelease(
  { release, lines }: Pick<KeptRelease, 'release' | 'lines'>,
  opened: Compiled,
  { slips }: ReleaseTable,
): Compared {
  const mended = new Set(slips.map(({ code }) => code));
  const products = lines.filter(({ code }) => code < '98' && !mended.has(code));
  let [duties, words, unsettled] = [0, 0, 0];
  const silent: string[] = [];
  const differing: string[] = [];
  for (const line of products) {
    const printed = columnsOf(line);
    for (const text of printed.values()) {
      if (readRate(text).kind === 'duty') duties++;
      else words++;
      if (isSilent(text)) silent.push(`${line.code} ${text}`);
    }
    const row = opened.rowsOf(line.code).find((one) => holdsOn(one, release.through));
    if (!row) {
      differing.push(`${line.code} is gone`);
      continue;
    }
    const ours = columnsOf(row);
    for (const column of new Set([...ours.keys(), ...printed.keys()])) {
      if (APART.includes(column)) continue;
      if (ours.get(column)?.startsWith('unsettled')) unsettled++;
      else if (said(ours.get(column)) !== said(printed.get(column)))
        differing.push(`${line.code} ${column}: ${ours.get(column)}, printed ${printed.get(column)}`);
    }
  }
  return { release: release.id, lines: products.length, duties, words, unsettled, silent, differing };
}
