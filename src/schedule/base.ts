// The base duty of an entry: column 1 general, a preference that was claimed, or column 2.

import { printCode } from '../core/code.ts';
import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import type { Duty } from '../core/duty.ts';
import { parseDuty } from '../core/duty-text.ts';
import { TariffError, unsupported } from '../core/errors.ts';
import type { Moment } from '../core/moment.ts';
import type { ScheduleRow } from '../law/pack.ts';
import { type GroupTable, originIn } from '../law/scope.ts';
import type { Catalogue } from './catalogue.ts';

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
}

const COLUMN_2 = { all: false, of: ['group:us/column-2'], except: [] };

const parsed = new Map<string, Duty>();

/** A rate text of the schedule; a text that is not a number is refused with its words, never taken as zero. */
function rateOf(text: string, code: string): Duty {
  const kept = parsed.get(text);
  if (kept) return kept;
  try {
    const duty = parseDuty(text);
    parsed.set(text, duty);
    return duty;
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    throw unsupported(
      'text-rate',
      `the base duty of ${printCode(code)} is a text: "${text}"`,
      'This rate depends on more than value and quantity; work it out by hand.',
    );
  }
}

const column = (row: ScheduleRow, text: string, name: string): BaseDuty => ({
  known: true,
  duty: rateOf(text, row.code),
  column: name,
  cite: `HTS ${printCode(row.code)}, ${name}`,
});

/** The base duty of an entry on its day. @throws TariffError `unknown-code`, `text-rate`, … */
export function baseDutyOf(catalogue: Catalogue, question: BaseQuestion, table: GroupTable): BaseDuty {
  const row = catalogue.find(question.code, question.onDay);
  if (table.groups['us/column-2'] && originIn(COLUMN_2, question.origin, question.on, table))
    return column(row, row.column2, 'column 2');
  return column(row, row.general, 'column 1 general');
}
