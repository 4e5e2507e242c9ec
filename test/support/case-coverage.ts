// Which measures of a territory the legal cases reach: each is charged, or for a ban refuses the entry, in a case.

import type { Assessment } from '../../src/assess/assessment.ts';
import { printDay } from '../../src/core/day.ts';
import { printDuty } from '../../src/core/duty.ts';
import { TariffError } from '../../src/core/errors.ts';
import type { Moment } from '../../src/core/moment.ts';
import { at } from '../../src/core/timeline.ts';
import type { Measure } from '../../src/law/measure.ts';
import type { Law } from '../../src/law.ts';
import { entryOfCase, type LegalCase } from './cases.ts';

/** What the law of the case's own day says to it; a refusal is an answer. */
export function answerOf(
  law: Law,
  { entry, outcome, deadline, ...rest }: LegalCase,
): Assessment | TariffError {
  try {
    const at = law.as({ known: entry.known });
    const under = outcome === undefined ? at : at.under(outcome, deadline === undefined ? {} : { deadline });
    return under.assess(entryOfCase({ entry, ...rest }));
  } catch (error) {
    if (error instanceof TariffError) return error;
    throw error;
  }
}

export interface CaseCoverage {
  /** Every measure that the pack holds for the territory, at any time. */
  readonly measures: readonly string[];
  readonly reached: ReadonlySet<string>;
  /** `measure rate` for every rate that a measure in force has had or is to have, those of its exceptions too. */
  readonly rates: readonly string[];
  readonly charged: ReadonlySet<string>;
}

const stepsOf = ({ duty, state }: Measure): readonly Moment[] => [
  ...new Set([...duty, ...state].map(({ from }) => from)),
];

function ratesOf(measure: Measure): readonly string[] {
  const { id, duty, state, exceptions } = measure;
  const own = stepsOf(measure).flatMap((moment) =>
    ['in-force', 'void'].includes(at(state, moment).is) ? [at(duty, moment).value] : [],
  );
  const excepted = [...exceptions.values()].flatMap((line) =>
    line.flatMap(({ value }) => value?.value.duty ?? []),
  );
  return [...new Set([...own, ...excepted].map((one) => `${id} ${printDuty(one)}`))];
}

export function caseCoverage(law: Law, cases: readonly LegalCase[], jurisdiction: string): CaseCoverage {
  const own = law
    .as({ known: printDay(law.territory(jurisdiction).through) })
    .resolved(jurisdiction)
    .measures.filter((measure) => measure.jurisdiction === jurisdiction);
  const held = new Set(own.map(({ id }) => id));
  const bans = own.filter(({ prohibits }) => prohibits !== undefined);
  const reached = new Set<string>();
  const charged = new Set<string>();
  for (const one of cases) {
    const answer = answerOf(law, one);
    if (answer instanceof TariffError) {
      for (const { id, prohibits } of bans) if (answer.message.includes(`: ${prohibits}`)) reached.add(id);
      continue;
    }
    for (const { measure, rate } of answer.lines.filter((line) => held.has(line.measure))) {
      reached.add(measure);
      charged.add(`${measure} ${rate}`);
    }
  }
  const rates = own.filter(({ prohibits }) => prohibits === undefined).flatMap(ratesOf);
  return { measures: [...held], reached, rates, charged };
}

/** The sums as docs/verification.md states them: by program, what is reached of what the pack holds. */
export function coverageFigures({ measures, reached, rates, charged }: CaseCoverage): string {
  const ours = rates.filter((rate) => charged.has(rate));
  const programs = new Map<string, { held: number; reached: number }>();
  for (const id of measures) {
    const family = id.split('/').slice(0, 2).join('/');
    const sum = programs.get(family) ?? { held: 0, reached: 0 };
    programs.set(family, {
      held: sum.held + 1,
      reached: sum.reached + (reached.has(id) ? 1 : 0),
    });
  }
  const rows = [...programs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, sum]) => `| ${family} | ${sum.held} | ${sum.reached} |`);
  return [
    `The cases reach ${reached.size} of the ${measures.length} measures of the United States, and charge ${ours.length} of their ${rates.length} rates; the others are brackets of the agricultural safeguards.`,
    '',
    '| measures | in the pack | reached |',
    '|---|---:|---:|',
    ...rows,
  ].join('\n');
}
