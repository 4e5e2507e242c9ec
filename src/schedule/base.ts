// The base duty of an entry: column 1 general, a preference that was claimed, or column 2.

import { printCode } from '../core/code.ts';
import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import type { Duty } from '../core/duty.ts';
import { unsupported } from '../core/errors.ts';
import type { Moment } from '../core/moment.ts';
import type { ScheduleRow } from '../law/pack.ts';
import type { Preference } from '../law/preference.ts';
import { type GroupTable, originIn } from '../law/scope.ts';
import type { Catalogue } from './catalogue.ts';
import { claimOf } from './preferences.ts';
import { readRate } from './rate.ts';

export interface BaseDuty {
  readonly known: boolean;
  readonly duty: Duty;
  readonly column: string;
  readonly cite: string;
}

export interface BaseQuestion {
  readonly code: string;
  readonly origin: Country;
  readonly onDay: Day;
  readonly on: Moment;
  readonly claims: readonly string[];
  /** The law as known on this day; missing = all that the pack holds. */
  readonly known?: Day;
}

const COLUMN_2 = { all: false, of: ['group:us/column-2'], except: [] };

/** A rate text of the schedule; a text that is not a number is refused with its words, never taken as zero. */
function rateOf(text: string, code: string): Duty {
  const rate = readRate(text);
  if (rate.kind === 'duty') return rate.duty;
  throw unsupported(
    'text-rate',
    `the base duty of ${printCode(code)} is a text: "${rate.text}"`,
    'This rate depends on more than value and quantity; work it out by hand.',
  );
}

const column = (row: ScheduleRow, text: string, name: string): BaseDuty => ({
  known: true,
  duty: rateOf(text, row.code),
  column: name,
  cite: `HTS ${printCode(row.code)}, ${name}`,
});

/** The first claim that names a preference and gives a rate; other claims are not about the base duty. */
function preferred(
  row: ScheduleRow,
  question: BaseQuestion,
  preferences: readonly Preference[],
): BaseDuty | undefined {
  for (const name of question.claims) {
    const preference = preferences.find((one) => one.name === name);
    if (!preference) continue;
    const line = { ...row, code: printCode(row.code) };
    const offer = claimOf(line, preference, preferences, question);
    if (!offer) continue;
    const found = column(row, offer.text, `column 1 special, ${offer.symbol}`);
    return { ...found, cite: `${found.cite}; ${preference.cite}` };
  }
  return undefined;
}

/** Provisions of chapters 98 and 99 say how other lines are charged; by themselves they have no duty that could be worked out here. */
function refuseSpecial(code: string): void {
  if (!/^9[89]/.test(code)) return;
  throw unsupported(
    'special-provision',
    `${printCode(code)} is a special provision of chapter ${code.slice(0, 2)}, which the pack does not work out`,
    'Give the line of chapters 1 to 97 that describes the goods; declare chapter 98 with --fact chapter-98=yes, chapter 99 with --claim HEADING.',
  );
}

/**
 * The base duty of an entry on its day.
 * @throws TariffError `unknown-code`, `text-rate`, `claim-refused`, `claim-undecided`
 */
export function baseDutyOf(
  catalogue: Catalogue,
  question: BaseQuestion,
  table: GroupTable,
  preferences: readonly Preference[] = [],
): BaseDuty {
  refuseSpecial(question.code);
  const row = catalogue.find(question.code, question.onDay);
  if (table.groups['us/column-2'] && originIn(COLUMN_2, question.origin, question.on, table))
    return column(row, row.column2, 'column 2');
  return preferred(row, question, preferences) ?? column(row, row.general, 'column 1 general');
}
