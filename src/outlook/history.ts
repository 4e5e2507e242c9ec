// What one product of one origin paid and will pay: the additional duty at every turn of the law.

import type { Assessment, DutyLine } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { parseCode, prefixesOf } from '../core/code.ts';
import { type Day, printDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import { dayAt, type Moment } from '../core/moment.ts';
import type { Territory } from '../law/instrument.ts';
import type { ResolvedLaw } from '../law/resolve.ts';
import type { Calendar } from '../law/view.ts';

/** A product and its origin; an entry without the day. The value matters to duties by quantity and to small items in the post. */
export type ProductQuestion = Omit<EntryInput, 'on' | 'value' | 'known'> & Partial<Pick<EntryInput, 'value'>>;

export interface HistoryStep {
  /** First day on which this holds. */
  readonly from: string;
  /** Duty with the base duty, and what the measures add, as fractions of the value. */
  readonly rate: Assessment['rate'];
  readonly additional: Assessment['additional'];
  readonly lines: readonly Pick<DutyLine, 'measure' | 'heading' | 'rate' | 'cite' | 'mark'>[];
  /** A refusal for these days (the code did not exist, for example). */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Turns of the law that can concern the code: of measures, and of its own membership in lists. */
function turnsOf(code: string, calendar: Calendar, law: ResolvedLaw): readonly Moment[] {
  const prefixes = prefixesOf(code);
  const ofLists = [...law.lists.values()].flatMap((list) =>
    prefixes.flatMap((prefix) => (list.entries.get(prefix) ?? []).slice(1).map(({ from }) => from)),
  );
  return [...calendar.turns, ...ofLists];
}

const shown = ({ measure, heading, rate, cite, mark }: DutyLine) => ({
  measure,
  heading,
  rate,
  cite,
  ...(mark ? { mark } : {}),
});

/** Where no value is given: rates do not depend on it unless duties are specific, and then a quantity is asked for. */
const VALUE = 10_000;

function stepOn(
  day: Day,
  entry: Omit<EntryInput, 'on'>,
  assess: (entry: EntryInput) => Assessment,
  refused: (error: TariffError) => void,
): HistoryStep {
  try {
    const { rate, additional, lines } = assess({ ...entry, on: printDay(day) });
    return { from: printDay(day), rate, additional, lines: lines.map(shown) };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    refused(error);
    const none = { low: 0, high: 0 };
    return {
      from: printDay(day),
      rate: none,
      additional: none,
      lines: [],
      error: { code: error.code, message: error.message },
    };
  }
}

/** Two refusals are alike when their words differ by the day alone. */
const dayless = (words: string): string => words.replace(/\d{4}-\d\d-\d\d/g, '');

const likeness = ({ rate, lines, error }: HistoryStep): string =>
  JSON.stringify([
    rate,
    lines.map(({ measure, heading, rate: duty }) => [measure, heading, duty]),
    error && dayless(error.message),
  ]);

/**
 * Steps from the first day covered; neighbours that charge the same are one step.
 * @throws TariffError the first refusal, where every day is refused: the question itself is wrong
 */
export function historyOf(
  question: ProductQuestion,
  territory: Territory,
  calendar: Calendar,
  law: ResolvedLaw,
  assess: (entry: EntryInput) => Assessment,
  /** Days on which something beside the measures turned: the base duty, the code itself, the rules of the post. */
  others: readonly Day[] = [],
): readonly HistoryStep[] {
  const days = turnsOf(parseCode(question.code), calendar, law).map((moment) =>
    dayAt(moment, territory.zone),
  );
  const asked = [
    ...new Set([territory.from, ...[...days, ...others].filter((day) => day > territory.from)]),
  ].sort((a, b) => a - b);
  const entry = { value: VALUE, ...question };
  const refusals: TariffError[] = [];
  const steps = asked.map((day) => stepOn(day, entry, assess, (error) => refusals.push(error)));
  if (refusals.length === steps.length) throw refusals[0]!;
  return steps.filter((step, index) => index === 0 || likeness(step) !== likeness(steps[index - 1]!));
}
