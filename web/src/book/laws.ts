// The laws under which a book of shipments is worked out: before the deadline, nobody acts, and each outcome.

import { type Day, parseDay } from '../../../src/core/day.ts';
import { TariffError } from '../../../src/core/errors.ts';
import type { Law, LawAt } from '../../../src/law.ts';
import { compileInputOf } from '../../../src/outlook/compile-input.ts';
import type { Scenario } from '../../../src/outlook/exposure.ts';
import { scenariosOf } from '../../../src/outlook/scenarios.ts';
import { compile } from '../../../src/ratebook/compile.ts';
import { openDesk } from '../../../src/ratebook/desk.ts';
import type { BatchLaw } from '../../../src/store/batch-work.ts';
import { answerOf } from '../../../src/store/batch-write.ts';

export interface Ways {
  readonly deadline?: string;
  readonly scenarios: readonly Scenario[];
}

/** The scenarios of the deadline asked for or the next; where no truce is about to end, the law itself from `on`. */
export function waysOf(law: Law, known: string, on: string, deadline?: string): Ways {
  const at = law.as({ known });
  try {
    return scenariosOf(law, at, deadline ? { deadline } : {});
  } catch (error) {
    if (!(error instanceof TariffError) || error.code !== 'no-deadline') throw error;
    return { scenarios: [{ id: 'law', title: 'The law as known', notBefore: on, assess: at.assess }] };
  }
}

/** Scenarios as laws of a batch, their books compiled for the origins that the file has; one book for those of one law. */
export function* batchLaws(
  law: Law,
  known: string,
  { deadline, scenarios }: Ways,
  origins: readonly string[],
): Generator<number, readonly BatchLaw[]> {
  const plain = law.as({ known });
  const from: Day = Math.min(...scenarios.map(({ notBefore }) => parseDay(notBefore)));
  const made = new Map<LawAt, Pick<BatchLaw, 'book' | 'desk'>>();
  const laws: BatchLaw[] = [];
  for (const { id, notBefore, assess } of scenarios) {
    const supposed = !['before', 'lapse', 'law'].includes(id);
    const at = supposed ? plain.under(id, deadline === undefined ? {} : { deadline }) : plain;
    if (!made.has(at)) {
      yield laws.length;
      const input = compileInputOf(law, at, { origins, from });
      const book = compile(input);
      made.set(at, { book, desk: openDesk(book, input, at.calendar()) });
    }
    laws.push({
      label: id,
      known,
      ...made.get(at)!,
      notBefore: { day: parseDay(notBefore), text: notBefore },
      reference: (entry) => answerOf(assess(entry)),
    });
  }
  return laws;
}
