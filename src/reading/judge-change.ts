// Verdicts on changes of a rate: `cut by 10 points` is held against the steps of the law, then against promises.

import { parseDay } from '../core/day.ts';
import type { Claim, Judgement } from './model.ts';
import { entry, judge, nameOf, near, plain, type Setting } from './verdict.ts';

/** How long ago a change may lie, and how far ahead, in days. */
const PAST = 400;
const AHEAD = 60;

export function judgeChange(
  claim: Claim,
  { oracle, on }: Setting,
  importer: string,
  partner: string,
): Judgement {
  const { rate = 0, change } = claim.slots;
  const steps = oracle.steps(importer, partner);
  const found = steps
    .flatMap(({ from, points }, index) => {
      const before = steps[index - 1]?.points;
      const days = parseDay(on) - parseDay(from);
      if (before === undefined || days > PAST || -days > AHEAD) return [];
      const moved = change === 'up' ? points - before : before - points;
      return near(moved, rate) ? [{ from, points, before, days: Math.abs(days) }] : [];
    })
    .sort((a, b) => a.days - b.days)[0];
  if (found)
    return judge(
      'supported',
      `${nameOf(importer)} on goods of ${nameOf(partner)}: from ${plain(found.before)} to ${plain(found.points)} points above the normal duty on ${found.from}.`,
      oracle.duty({ importer, partner, on: found.from })?.parts.map(({ instrument, clause, cite }) => ({
        is: 'instrument',
        id: instrument,
        clause,
        cite,
      })),
    );
  const promise = oracle.record.undertakings.find(
    ({ by, to, made, figures }) =>
      by === importer &&
      (to === partner || to === 'all') &&
      made <= on &&
      figures.some(({ amount, unit }) => unit === 'points' && near(Number(amount), rate)),
  );
  if (promise)
    return judge(
      'supported-with-difference',
      `Promised on ${promise.made} (${promise.title}), and not yet in the law of ${on}.`,
      [entry(oracle, 'agreement', { id: promise.in, sources: promise.sources })],
    );
  return judge(
    'not-in-record',
    `The law of ${on} has no step of ${plain(rate)} points for goods of ${nameOf(partner)} about that day.`,
  );
}
