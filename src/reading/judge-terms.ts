// Verdicts on deadlines, extensions and returns: asked of the law, never looked up in prose.

import { parseDay, printDay } from '../core/day.ts';
import type { Claim, Judgement } from './model.ts';
import type { Lapse, Oracle, Prolongation } from './oracle.ts';
import {
  entry,
  gap,
  type Judge,
  judge,
  law,
  nameOf,
  near,
  plain,
  type Setting,
  unsettled,
} from './verdict.ts';

const sidesOf = (claim: Claim): readonly (readonly [string, string])[] => {
  const partner = claim.slots.partner;
  if (partner === undefined) return [];
  if (claim.slots.importer !== undefined) return [[claim.slots.importer, partner]];
  return [
    ['US', partner],
    [partner, 'US'],
  ];
};

const lapsesOf = (claim: Claim, oracle: Oracle): readonly Lapse[] =>
  sidesOf(claim).flatMap(([importer, partner]) => oracle.lapses(importer, partner));

const toDay = (lapse: Lapse): string =>
  `${nameOf(lapse.importer)}: ${plain(lapse.before)} points until ${lapse.at}, then ${plain(lapse.after)}`;

export const judgeDeadline: Judge = (claim, { oracle, on }) => {
  const { day, month, partner } = claim.slots;
  if (partner === undefined) return judge('not-in-record', 'The text does not say whose deadline it is.');
  const known = [
    ...lapsesOf(claim, oracle).map((one) => ({ day: one.day, why: toDay(one), cited: law(one) })),
    ...oracle.prolongations(partner).map((one) => ({
      day: one.until,
      why: `the suspension of ${one.signed} ran to ${one.until}`,
      cited: law(one),
    })),
  ];
  const exact = known.find((one) => (month === undefined ? one.day === day : one.day.startsWith(month)));
  if (exact) return judge('supported', `${exact.day}: ${exact.why}.`, [exact.cited]);
  const eve = known.find((one) => day !== undefined && one.day === printDay(parseDay(day) + 1));
  if (eve)
    return judge('supported', `The last full day is ${day}; the law changes on ${eve.day}: ${eve.why}.`, [
      eve.cited,
    ]);
  const ahead = known.filter((one) => one.day > on);
  const only = new Set(ahead.map((one) => one.day)).size === 1 ? ahead[0] : undefined;
  if (
    only &&
    claim.slots.named === true &&
    day !== undefined &&
    day > on &&
    claim.mood === 'fact' &&
    gap(only.day, day) <= 45
  )
    return judge(
      'contradicted',
      `The only deadline with ${nameOf(partner)} in the law is ${only.day}: ${only.why}.`,
      [only.cited],
    );
  return judge('not-in-record', `The law of ${on} sets no such day for ${nameOf(partner)}.`);
};

const fits = (claim: Claim, one: Prolongation): boolean =>
  (claim.slots.days === undefined ||
    Math.abs(one.days - claim.slots.days) <= (claim.slots.days > 100 ? 10 : 4)) &&
  (claim.slots.day === undefined || gap(one.until, claim.slots.day) <= 1);

export const judgeExtension: Judge = (claim, { oracle, on }) => {
  const open = unsettled(claim);
  if (open) return open;
  if (claim.slots.partner === undefined) return judge('not-in-record', 'The text does not say with whom.');
  const all = oracle.prolongations(claim.slots.partner);
  const recent = all.filter((one) => one.signed <= on && gap(one.signed, on) <= 400);
  if (claim.mood === 'negated')
    return judge(
      'not-in-record',
      'Said not to be; the law holds only what was prolonged.',
      recent.slice(-1).map(law),
    );
  const match = [...recent].reverse().find((one) => fits(claim, one));
  if (match)
    return judge(
      'supported',
      `Signed ${match.signed}: suspended from ${match.from} to ${match.until}, ${match.days} days.`,
      [law(match)],
    );
  const last = recent.at(-1);
  if (last && (claim.slots.days !== undefined || claim.slots.day !== undefined) && gap(last.signed, on) <= 30)
    return judge(
      'supported-with-difference',
      `The latest suspension, signed ${last.signed}, runs to ${last.until} (${last.days} days).`,
      [law(last)],
    );
  return judge('not-in-record', `No instrument up to ${on} prolongs it so.`);
};

function judgeDigits(claim: Claim, lapse: Lapse, oracle: Oracle): Judgement {
  const [floor, ceiling, word] =
    claim.slots.bound === 'triple-digit' ? [100, 1000, 'triple'] : [10, 100, 'double'];
  const facts = `If nobody acts, goods of ${nameOf(lapse.partner)} on no list go from ${plain(lapse.before)} to ${plain(lapse.after)} points on ${lapse.day}${lapse.returned === undefined ? '' : `, for ${plain(lapse.returned)} points come back`}`;
  if (lapse.after >= floor && lapse.after < ceiling) return judge('supported', `${facts}.`, [law(lapse)]);
  const steep = claim.slots.bound === 'triple-digit' ? oracle.steep(lapse) : undefined;
  const some =
    steep === undefined
      ? ''
      : `; ${steep.count} of ${steep.of} products in the catalogue pass 100 percent, ${steep.already} of them already before${steep.examples.length > 0 ? ` (${steep.examples.map(({ name, percent }) => `${name} ${plain(percent)}`).join(', ')})` : ''}`;
  return judge('contradicted', `${facts}: not ${word} digits${some}.`, [law(lapse)]);
}

export const judgeReturn: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const lapses = lapsesOf(claim, oracle);
  const lapse = lapses[0];
  if (!lapse)
    return judge(
      'not-in-record',
      `The law of ${on} has no suspension that ends${claim.slots.partner === undefined ? '' : ` for ${nameOf(claim.slots.partner)}`}.`,
    );
  const { rate } = claim.slots;
  const found = rate === undefined ? judgeDigits(claim, lapse, oracle) : judgeLevel(rate, lapses, setting);
  return found.verdict === 'contradicted' && claim.slots.named !== true
    ? judge(
        'not-in-record',
        `It is not said whose goods; if those of ${nameOf(lapse.partner)}: ${found.why}`,
        found.against,
      )
    : found;
};

function judgeLevel(rate: number, lapses: readonly Lapse[], { oracle }: Setting): Judgement {
  const cited = lapses.map(law);
  for (const lapse of lapses) {
    if (lapse.returned !== undefined && near(lapse.returned, rate))
      return judge(
        'supported',
        `${plain(rate)} points come back on ${lapse.day}, ${plain(lapse.after)} in all above the base duty.`,
        cited,
      );
    if (near(lapse.after, rate))
      return judge('supported', `${toDay(lapse)}, in all above the base duty.`, cited);
    if (near(lapse.after - lapse.before, rate))
      return judge('supported', `The lapse adds ${plain(rate)} points: ${toDay(lapse)}.`, cited);
    const duty = oracle.duty({ importer: lapse.importer, partner: lapse.partner, on: lapse.day });
    if (duty && near(duty.total, rate))
      return judge('supported', `${plain(rate)} with the base duty: ${toDay(lapse)}.`, cited);
  }
  return judge('contradicted', `${lapses.map(toDay).join('; ')}: not ${plain(rate)}.`, cited);
}

export { entry };
