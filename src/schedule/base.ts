// The base duty of an entry: column 1 general, a preference that was claimed, or column 2.

import { printCode } from '../core/code.ts';
import type { Country } from '../core/country.ts';
import type { Day } from '../core/day.ts';
import { type Duty, printDuty } from '../core/duty.ts';
import { incorrect, unsupported } from '../core/errors.ts';
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
  /** The imported schedule that was read, with its hash; missing for the embedded catalogue. */
  readonly schedule?: string;
  /** What was taken for granted, for the receipt. */
  readonly notes: readonly string[];
}

export interface BaseQuestion {
  readonly code: string;
  readonly origin: Country;
  readonly onDay: Day;
  readonly on: Moment;
  readonly claims: readonly string[];
  /** The law as known on this day; missing = all that the pack holds. */
  readonly known?: Day;
  /** The importer's own working of a rate that the schedule gives in words, or the rate of a provision of chapter 98. */
  readonly baseDuty?: Duty;
  readonly facts?: Readonly<Record<string, boolean>>;
}

const COLUMN_2 = { all: false, of: ['group:us/column-2'], except: [] };

/** A rate text of the schedule; words are refused unless the importer says what they come to, and never taken as zero. */
function rateOf(text: string, code: string, declared: Duty | undefined): Duty {
  const rate = readRate(text);
  if (rate.kind === 'text' && declared) return declared;
  if (rate.kind === 'duty' && declared)
    throw incorrect(
      'base-duty-fixed',
      `the base duty of ${printCode(code)} is ${printDuty(rate.duty)} by the schedule; another cannot be declared`,
      'Leave --base-duty out; it answers rates that the schedule gives in words.',
    );
  if (rate.kind === 'duty') return rate.duty;
  throw unsupported(
    'text-rate',
    `the base duty of ${printCode(code)} is a text: "${rate.text}"`,
    'This rate depends on more than value and quantity. Work it out and give it: --base-duty "5.1%" (in a file: baseDuty).',
  );
}

const column = (row: ScheduleRow, text: string, name: string, declared: Duty | undefined): BaseDuty => ({
  known: true,
  duty: rateOf(text, row.code, declared),
  column: name,
  cite: `${row.release ? `${row.release},` : 'HTS'} ${printCode(row.code)}, ${name}`,
  notes: declared ? [`base duty as the importer works it out from "${text}"`] : [],
});

/** Whether entry is made under a provision of chapter 98 (the fact of that name). */
const underChapter98 = ({ facts }: BaseQuestion): boolean => facts?.['chapter-98'] === true;

/**
 * Goods entered under chapter 98 pay what its provision says, which the importer gives; a line that is free by itself
 * needs none. @throws TariffError `chapter-98-duty`
 */
function chapter98Duty(row: ScheduleRow, printed: () => BaseDuty, { baseDuty }: BaseQuestion): BaseDuty {
  if (baseDuty)
    return {
      known: true,
      duty: baseDuty,
      column: 'chapter 98, as declared',
      cite: `HTS chapter 98, as declared for ${printCode(row.code)}`,
      notes: ['base duty of the provision of chapter 98 as the importer gives it'],
    };
  const own = printed();
  if (printDuty(own.duty) === 'free') return own;
  throw unsupported(
    'chapter-98-duty',
    `${printCode(row.code)} is entered under chapter 98, and the base duty of its provision is not known here`,
    'Give it: --base-duty free (as for 9801.00.10), or its rate (in a file: baseDuty).',
  );
}

/** What an imported schedule lets one say of a line beside its rate. */
function withSchedule(
  base: BaseDuty,
  row: ScheduleRow,
  catalogue: Catalogue,
  question: BaseQuestion,
): BaseDuty {
  const { imported } = catalogue;
  if (row.release === undefined || !imported) return base;
  const { code, known } = question;
  const suffixes = catalogue.suffixesOf(row.code);
  const newest = imported.releases.at(-1)!.title === row.release;
  const strange =
    newest && code.length === 10 && suffixes.length > 0 && !suffixes.some(([two]) => code.endsWith(two));
  const from = imported.releases.find(({ title }) => title === row.release)?.from;
  const later = known !== undefined && from !== undefined && from > known;
  return {
    ...base,
    schedule: `${row.release} (${imported.hash})`,
    notes: [
      ...base.notes,
      ...(later ? [`base duty read from ${row.release}, which came out after the day known`] : []),
      ...(strange ? [`${printCode(code)} is no statistical number of ${row.release}`] : []),
    ],
  };
}

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
    const found = column(row, offer.text, `column 1 special, ${offer.symbol}`, question.baseDuty);
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

/** Whether goods of the origin pay column 2, which no preference softens. */
export const isColumn2 = ({ origin, on }: Pick<BaseQuestion, 'origin' | 'on'>, table: GroupTable): boolean =>
  table.groups['us/column-2'] !== undefined && originIn(COLUMN_2, origin, on, table);

/**
 * The base duty of an entry on its day.
 * @throws TariffError `unknown-code`, `text-rate`, `base-duty-fixed`, `chapter-98-duty`, `claim-refused`, `claim-undecided`
 */
export function baseDutyOf(
  catalogue: Catalogue,
  question: BaseQuestion,
  table: GroupTable,
  preferences: readonly Preference[] = [],
): BaseDuty {
  refuseSpecial(question.code);
  const row = catalogue.find(question.code, question.onDay);
  const { baseDuty } = question;
  const printed = () =>
    isColumn2(question, table)
      ? column(row, row.column2, 'column 2', baseDuty)
      : (preferred(row, question, preferences) ?? column(row, row.general, 'column 1 general', baseDuty));
  const base = underChapter98(question) ? chapter98Duty(row, printed, question) : printed();
  return withSchedule(base, row, catalogue, question);
}
