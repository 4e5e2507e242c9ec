// Sums of a batch: by origin, chapter and program, for each law; added up block by block and kept in the journal.

import { printCents } from '../core/money.ts';

export const ORIGINS = 676;
export const CHAPTERS = 100;

/** Sums as plain columns, so that they cross threads and the journal as they are. Money in cents. */
export interface Sums {
  rows: number;
  failed: number;
  /** Rows that the kernel answered, and that the desk did; the rest went to the reference. */
  kernel: number;
  desk: number;
  value: number;
  /** By law: least and most. */
  readonly low: number[];
  readonly high: number[];
  /** By origin (26 × first letter + second): rows, value, then least and most by law. */
  readonly origins: number[] | Float64Array;
  readonly chapters: number[] | Float64Array;
  /** By law: what each program takes, silence read as CBP reads it. */
  readonly programs: Record<string, number>[];
}

const stride = (laws: number): number => 2 + 2 * laws;

export const newSums = (laws: number): Sums => ({
  rows: 0,
  failed: 0,
  kernel: 0,
  desk: 0,
  value: 0,
  low: new Array(laws).fill(0),
  high: new Array(laws).fill(0),
  origins: new Array(ORIGINS * stride(laws)).fill(0),
  chapters: new Array(CHAPTERS * stride(laws)).fill(0),
  programs: Array.from({ length: laws }, () => ({})),
});

/** Sums of a block: columns that cross threads as they lie in memory. */
export const blockSums = (laws: number): Sums => ({
  ...newSums(laws),
  origins: new Float64Array(ORIGINS * stride(laws)),
  chapters: new Float64Array(CHAPTERS * stride(laws)),
});

/** Sums by origin and by chapter while a block is worked: columns as in `Sums`, for a loop to add to. */
export interface Tally {
  readonly width: number;
  readonly origins: Float64Array;
  readonly chapters: Float64Array;
}

export const newTally = (laws: number): Tally => ({
  width: stride(laws),
  origins: new Float64Array(ORIGINS * stride(laws)),
  chapters: new Float64Array(CHAPTERS * stride(laws)),
});

/** Counts a row once: its value under its origin and chapter. */
export function countRow(tally: Tally, origin: number, chapter: number, value: number): void {
  const { width, origins, chapters } = tally;
  origins[origin * width]! += 1;
  origins[origin * width + 1]! += value;
  chapters[chapter * width]! += 1;
  chapters[chapter * width + 1]! += value;
}

/** Adds what a row owes under a law. */
export function countDuty(
  tally: Tally,
  law: number,
  origin: number,
  chapter: number,
  low: number,
  high: number,
): void {
  const { width, origins, chapters } = tally;
  const at = 2 + 2 * law;
  origins[origin * width + at]! += low;
  origins[origin * width + at + 1]! += high;
  chapters[chapter * width + at]! += low;
  chapters[chapter * width + at + 1]! += high;
}

/** Moves what was counted into sums; every row has an origin, so the totals are theirs. */
export function emptyTally({ width, origins, chapters }: Tally, sums: Sums): void {
  for (let at = 0; at < origins.length; at += width) {
    sums.value += origins[at + 1]!;
    for (let law = 0; law < sums.low.length; law++) {
      sums.low[law]! += origins[at + 2 + 2 * law]!;
      sums.high[law]! += origins[at + 3 + 2 * law]!;
    }
  }
  addInto(sums.origins, origins);
  addInto(sums.chapters, chapters);
  origins.fill(0);
  chapters.fill(0);
}

const addInto = (to: number[] | Float64Array, from: ArrayLike<number>): void => {
  for (let i = 0; i < to.length; i++) to[i]! += from[i]!;
};

/** Adds the sums of a block. */
export function addSums(to: Sums, from: Sums): void {
  to.rows += from.rows;
  to.failed += from.failed;
  to.kernel += from.kernel;
  to.desk += from.desk;
  to.value += from.value;
  addInto(to.low, from.low);
  addInto(to.high, from.high);
  addInto(to.origins, from.origins);
  addInto(to.chapters, from.chapters);
  from.programs.forEach((programs, law) => {
    for (const [program, amount] of Object.entries(programs))
      to.programs[law]![program] = (to.programs[law]![program] ?? 0) + amount;
  });
}

export interface SummaryRow {
  readonly by: 'total' | 'origin' | 'chapter' | 'program';
  readonly key: string;
  readonly rows: number | null;
  readonly value: string | null;
  /** By law label. */
  readonly duty: Readonly<Record<string, { readonly low: string; readonly high: string }>>;
}

const originName = (slot: number): string =>
  String.fromCharCode(65 + Math.floor(slot / 26), 65 + (slot % 26));

/** Sums as rows for tables, JSON and CSV; the largest value first within each kind. */
export function summaryRows(sums: Sums, labels: readonly string[]): readonly SummaryRow[] {
  const width = stride(labels.length);
  const span = (low: number, high: number) => ({ low: printCents(low), high: printCents(high) });
  const group = (by: 'origin' | 'chapter', column: ArrayLike<number>, name: (slot: number) => string) =>
    Array.from({ length: column.length / width }, (_, slot) => slot)
      .filter((slot) => column[slot * width]! > 0)
      .sort((a, b) => column[b * width + 1]! - column[a * width + 1]! || a - b)
      .map((slot): SummaryRow => {
        const at = slot * width;
        const duty = labels.map(
          (label, law) => [label, span(column[at + 2 + 2 * law]!, column[at + 3 + 2 * law]!)] as const,
        );
        return {
          by,
          key: name(slot),
          rows: column[at]!,
          value: printCents(column[at + 1]!),
          duty: Object.fromEntries(duty),
        };
      });
  const programs = [...new Set(sums.programs.flatMap((one) => Object.keys(one)))].sort();
  return [
    {
      by: 'total',
      key: '',
      rows: sums.rows - sums.failed,
      value: printCents(sums.value),
      duty: Object.fromEntries(labels.map((label, law) => [label, span(sums.low[law]!, sums.high[law]!)])),
    },
    ...group('origin', sums.origins, originName),
    ...group('chapter', sums.chapters, (slot) => String(slot).padStart(2, '0')),
    ...programs.map((key): SummaryRow => {
      const duty = labels.map((label, law) => {
        const amount = sums.programs[law]![key] ?? 0;
        return [label, span(amount, amount)] as const;
      });
      return { by: 'program', key, rows: null, value: null, duty: Object.fromEntries(duty) };
    }),
  ];
}
