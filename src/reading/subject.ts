// What a text is about: its partners, its deadlines, the instruments and programs it was held against.

import { parseDay, printDay } from '../core/day.ts';
import type { Reading } from './model.ts';

export interface Subject {
  readonly date: string;
  /** Parties other than the United States, the most named first. */
  readonly partners: readonly string[];
  /** The first coming day that text and law both name as a deadline. */
  readonly deadline?: string;
  /** Every coming day the text names as a deadline and the law holds too. */
  readonly deadlines: readonly string[];
  readonly instruments: readonly string[];
  readonly programs: readonly string[];
}

/** The day the law changes: the text may name it or the last day before it. */
const comingDays = ({ date, claims }: Reading): readonly string[] => {
  const days = claims.flatMap(({ kind, slots: { day }, verdict, why }) => {
    if (kind !== 'deadline' || verdict !== 'supported' || day === undefined) return [];
    const next = printDay(parseDay(day) + 1);
    return why.includes(`changes on ${next}`) ? [next] : [day];
  });
  return [...new Set(days)].filter((day) => day > date).sort();
};

/** For a brief or a book of shipments. */
export function subjectOf(reading: Reading): Subject {
  const { date, claims } = reading;
  const count = new Map<string, number>();
  for (const { slots } of claims)
    if (slots.partner !== undefined && slots.partner !== 'US')
      count.set(slots.partner, (count.get(slots.partner) ?? 0) + 1);
  const deadlines = comingDays(reading);
  const instruments = claims.flatMap(({ against }) =>
    against.filter(({ is }) => is === 'instrument').map(({ id }) => id),
  );
  return {
    date,
    partners: [...count].sort((a, b) => b[1] - a[1]).map(([partner]) => partner),
    ...(deadlines[0] === undefined ? {} : { deadline: deadlines[0] }),
    deadlines,
    instruments: [...new Set(instruments)].sort(),
    programs: [...new Set(claims.flatMap(({ slots: { program } }) => program ?? []))].sort(),
  };
}
