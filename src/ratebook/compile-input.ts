// What a rate book is compiled from.

import type { Country } from '../core/country.ts';
import { type Day, dayOf } from '../core/day.ts';
import type { Territory } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import type { ResolvedLaw } from '../law/resolve.ts';
import type { Catalogue } from '../schedule/catalogue.ts';
import type { Answers } from './answers.ts';
import type { Declared } from './probe.ts';

export interface CompileInput {
  readonly pack: Pack;
  readonly law: ResolvedLaw;
  readonly territory: Territory;
  readonly catalogue: Catalogue;
  readonly known: string;
  readonly outcome?: string;
  /** First day, and the day after the last; default the territory's first day to the end of 2030. */
  readonly from?: Day;
  readonly until?: Day;
  readonly origins?: readonly Country[];
  /** Facts that every entry is taken to declare. */
  readonly declared?: Declared;
  /** What the evaluator said before, of this law or another; default: what this pack was asked. New answers are added. */
  readonly answers?: Answers;
}

/** The day after the last of a book for which none was named. */
export const LAST_DAY: Day = dayOf({ year: 2031, month: 1, day: 1 });
export const COLUMN_2_GROUP = 'us/column-2';
