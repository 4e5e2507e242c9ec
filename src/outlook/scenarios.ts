// The ways a deadline can go: before it, nobody acts, and each outcome on file.

import { parseDay, printDay } from '../core/day.ts';
import { notFound } from '../core/errors.ts';
import { dayAt, lastMinute, parseMoment } from '../core/moment.ts';
import type { Law, LawAt } from '../law.ts';
import { nextLapse } from './deadlines.ts';
import type { Scenario } from './exposure.ts';

export interface ScenarioOptions {
  readonly deadline?: string;
  readonly outcomes?: readonly string[];
}

/** A scenario with the law that holds under it, for those who ask more than one entry of it. */
export interface LawScenario extends Scenario {
  readonly at: LawAt;
}

/** Days after `known` on which a suspension ends that some outcome on file is about; the earliest of them. */
export function nextDeadline(law: Law, at: LawAt): string {
  const { zone } = law.territory();
  const moments = law.pack.outcomes
    .map((outcome) => nextLapse(at.resolved(), outcome.deadlineOf, parseMoment(`${at.known}T23:59`, zone)))
    .filter((moment) => moment !== undefined);
  if (moments.length > 0) return printDay(dayAt(Math.min(...moments), zone));
  throw notFound(
    'no-deadline',
    `as known on ${at.known}, no truce ends later`,
    'Name a day with --deadline, or ask as known on another day.',
  );
}

/** Outcomes about a suspension that ends on the deadline; all of them when the day is nobody's. */
function outcomesAbout(law: Law, at: LawAt, deadline: string): readonly string[] {
  const { zone } = law.territory();
  const day = parseDay(deadline, 'deadline');
  const ids = law.pack.outcomes
    .filter(({ deadlineOf }) => {
      const lapse = nextLapse(at.resolved(), deadlineOf, lastMinute(day - 1, zone));
      return lapse !== undefined && lapse <= lastMinute(day, zone);
    })
    .map(({ id }) => id);
  return ids.length > 0 ? ids : law.pack.outcomes.map(({ id }) => id);
}

/** `before` the deadline, `lapse` (the law itself), then the outcomes, each with the law that holds under it. */
export function scenariosOf(
  law: Law,
  at: LawAt,
  options: ScenarioOptions = {},
): { readonly deadline: string; readonly scenarios: readonly LawScenario[] } {
  const deadline = options.deadline ?? nextDeadline(law, at);
  const before = printDay(parseDay(deadline, 'deadline') - 1);
  const ids = options.outcomes ?? outcomesAbout(law, at, deadline);
  const under = ids
    .filter((id) => id !== 'lapse')
    .map((id): LawScenario => {
      const own = at.under(id, { deadline });
      return {
        id,
        title: law.outcome(id).title,
        notBefore: deadline,
        assess: own.assess,
        at: own,
      };
    });
  const now: LawScenario = {
    id: 'before',
    title: `Entered by ${before}, the last day before the deadline`,
    notBefore: before,
    assess: (entry) => at.assess({ ...entry, on: before }),
    at,
  };
  const lapse: LawScenario = {
    id: 'lapse',
    title: 'Nobody acts',
    notBefore: deadline,
    assess: at.assess,
    at,
  };
  return { deadline, scenarios: [now, lapse, ...under] };
}
