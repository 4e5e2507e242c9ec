// Published figures on minerals, chosen by name, country, statistic, year and edition, as a day could read them.

import { incorrect, notFound } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { IsoDay, MineralRow } from './model.ts';
import type { RecordPack } from './pack.ts';

export interface MineralFilter {
  readonly known: IsoDay;
  /** Words that the name must hold. */
  readonly words?: readonly string[];
  readonly country?: string;
  readonly statistic?: string;
  readonly year?: string;
  /** Part of the edition's name: `2025`, `MCS 2026`. */
  readonly edition?: string;
}

const holds = (mineral: string, words: readonly string[]): boolean =>
  words.every((word) => mineral.toLowerCase().includes(word.toLowerCase()));

function named(rows: readonly MineralRow[], words: readonly string[]): readonly MineralRow[] {
  const found = rows.filter(({ mineral }) => holds(mineral, words));
  if (found.length > 0 || rows.length === 0) return found;
  const names = new Set(rows.flatMap(({ mineral }) => mineral.toLowerCase().split(/[^a-z]+/)));
  const near = words.flatMap((word) => nearest(word, names, 2));
  throw notFound(
    'unknown-mineral',
    `no figure on "${words.join(' ')}"`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`rosenbad minerals` lists what is held.',
  );
}

function checkStatistic(rows: readonly MineralRow[], statistic: string): void {
  const all = [...new Set(rows.map((row) => row.statistic))].sort();
  if (all.includes(statistic)) return;
  const near = nearest(statistic, all, 1)[0];
  throw incorrect(
    'bad-option',
    `there is no statistic "${statistic}"`,
    near === undefined ? `Use ${all.join(', ')}.` : `Did you mean ${near}?`,
  );
}

/** @throws TariffError `unknown-mineral`, `bad-option` */
export function figuresKnown({ talks }: RecordPack, filter: MineralFilter): readonly MineralRow[] {
  const { known, words = [], country, statistic, year, edition } = filter;
  const { minerals, sources } = talks;
  if (statistic !== undefined) checkStatistic(minerals, statistic);
  const published = minerals.filter(({ source }) => (sources[source]?.date ?? '') <= known);
  return named(published, words).filter(
    (row) =>
      (statistic === undefined || row.statistic === statistic) &&
      (year === undefined || row.year === year) &&
      (edition === undefined || row.vintage.toLowerCase().includes(edition.toLowerCase())) &&
      (country === undefined || row.country === country.toUpperCase() || row.country === country),
  );
}

/** The editions held, newest last. */
export const editionsOf = ({ talks }: RecordPack): readonly string[] =>
  [...new Set(talks.minerals.map(({ vintage }) => vintage))].sort();
