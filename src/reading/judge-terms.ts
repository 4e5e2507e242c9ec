// Verdicts on deadlines, extensions and returns: asked of the law, never looked up in prose.

import { parseDay, printDay } from '../core/day.ts';
import { concerns } from './engine-terms.ts';
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

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** `00:01 in New York`, from `2025-08-12T00:01 America/New_York`. */
const clock = (at: string): string => {
  const [, time = '', place = ''] = /T(\S+) .*\/(.+)$/.exec(at) ?? [];
  return `${time} in ${place.replaceAll('_', ' ')}`;
};

/** What a lapse does, in a sentence that stands by itself. */
const toDay = ({ importer, partner, day, at, before, after }: Lapse): string =>
  `unless it is prolonged, the suspension ends on ${day} (${clock(at)}), and ordinary goods of ${nameOf(partner)} pay ${nameOf(importer)} ${plain(after)} points above the normal duty instead of ${plain(before)}`;

/** A change of the law on the day named, or on the day after it: of the program or the partner meant, or of many partners. */
function changeOn(claim: Claim, oracle: Oracle): Judgement | undefined {
  const { day, program, partner } = claim.slots;
  if (day === undefined) return undefined;
  for (const on of [day, printDay(parseDay(day) + 1)]) {
    const changes = oracle
      .changesOn('US', on)
      .filter(
        (one) =>
          (program === undefined || one.program.startsWith(program)) &&
          (partner === undefined || program !== undefined || concerns(partner, one.origins)),
      );
    const [first] = changes;
    if (!first) continue;
    const more = changes.length > 1 ? `, and ${changes.length - 1} more changes` : '';
    const eve = on === day ? '' : `The last full day is ${day}; the law changes on ${on}: `;
    return judge(
      'supported',
      `${eve}${on}: ${first.what}: ${first.before} → ${first.after}${more}.`,
      [...new Map(changes.map((one) => [one.instrument, law(one)])).values()].slice(0, 3),
    );
  }
  return undefined;
}

export const judgeDeadline: Judge = (claim, { oracle, then, on }) => {
  const { day, month, partner } = claim.slots;
  if (partner === undefined)
    return changeOn(claim, oracle) ?? judge('not-in-record', `The law of ${on} sets no such day.`);
  const known = [
    ...lapsesOf(claim, then).map((one) => ({ day: one.day, why: toDay(one), cited: law(one) })),
    ...oracle.prolongations(partner).map((one) => ({
      day: one.until,
      why: `the suspension signed on ${one.signed} runs to that day`,
      cited: law(one),
    })),
  ];
  const exact = known.find((one) => (month === undefined ? one.day === day : one.day.startsWith(month)));
  if (exact) return judge('supported', sentence(exact.why), [exact.cited]);
  const eve = known.find((one) => day !== undefined && one.day === printDay(parseDay(day) + 1));
  if (eve)
    return judge('supported', `The last full day is ${day}; the law changes on ${eve.day}: ${eve.why}.`, [
      eve.cited,
    ]);
  const other = claim.slots.topics?.includes('truce') ? undefined : changeOn(claim, oracle);
  if (other) return other;
  const ahead = known.filter((one) => one.day > on);
  const only = new Set(ahead.map((one) => one.day)).size === 1 ? ahead[0] : undefined;
  if (
    only &&
    claim.slots.named === true &&
    /\b(?:truce|pause|suspension)\b/i.test(claim.text) &&
    day !== undefined &&
    day > on &&
    claim.mood === 'fact' &&
    gap(only.day, day) <= 45
  )
    return judge(
      'contradicted',
      `The only such day with ${nameOf(partner)} in the law is ${only.day}: ${only.why}.`,
      [only.cited],
    );
  return judge('not-in-record', `The law of ${on} sets no such day for ${nameOf(partner)}.`);
};

const fits = (claim: Claim, one: Prolongation): boolean =>
  (claim.slots.days === undefined ||
    Math.abs(one.days - claim.slots.days) <= (claim.slots.days > 100 ? 10 : 4)) &&
  (claim.slots.day === undefined || gap(one.until, claim.slots.day) <= 1);

/** How fresh a prolongation must be to stand against "was not extended", in days. */
const FRESH = 45;

function notProlonged({ slots }: Claim, recent: readonly Prolongation[], on: string): Judgement {
  const last = recent.at(-1);
  if (!last) return judge('not-in-record', `The law of ${on} holds no suspension with this partner.`);
  const past = slots.month !== undefined && last.until.slice(0, 7) <= slots.month;
  return gap(last.signed, on) <= FRESH && !past
    ? judge('not-in-record', `Said not to be; but one was signed on ${last.signed}, to ${last.until}.`, [
        law(last),
      ])
    : judge(
        'supported',
        `No instrument up to ${on} prolongs it: the latest, signed ${last.signed}, runs to ${last.until}.`,
        [law(last)],
      );
}

export const judgeExtension: Judge = (claim, { oracle, on }) => {
  const open = unsettled(claim);
  if (open) return open;
  if (claim.slots.partner === undefined) return judge('not-in-record', 'The text does not say with whom.');
  const all = oracle.prolongations(claim.slots.partner);
  const recent = all.filter((one) => one.signed <= on && gap(one.signed, on) <= 400);
  if (claim.mood === 'negated') return notProlonged(claim, recent, on);
  const match = [...recent].reverse().find((one) => fits(claim, one));
  if (match)
    return judge(
      'supported',
      `An instrument signed on ${match.signed} suspends the duty from ${match.from} to ${match.until}, ${match.days} days.`,
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
  const back =
    lapse.returned === undefined
      ? ''
      : ` What comes back is ${plain(lapse.returned)} points, in place of those paid meanwhile.`;
  const facts = `${sentence(toDay(lapse))}${back}`;
  if (lapse.after >= floor && lapse.after < ceiling) return judge('supported', facts, [law(lapse)]);
  const steep = claim.slots.bound === 'triple-digit' ? oracle.steep(lapse) : undefined;
  const some =
    steep === undefined
      ? ''
      : ` Only ${steep.count} of the ${steep.of} products in the catalogue would then pay more than 100 percent in all, and ${steep.already} of them do so already${steep.examples.length > 0 ? `; new would be, for instance, ${steep.examples.map(({ name, percent }) => `${name.toLowerCase()} ${plain(percent)} percent`).join(', ')}` : ''}.`;
  return judge('contradicted', `${facts} That is not ${word} digits.${some}`, [law(lapse)]);
}

/** `could go back to 145 percent`: somebody may still decide so; nothing is said of what the lapse itself brings. */
const merePossibility = ({ mood, text }: Claim): boolean =>
  mood === 'possible' &&
  /\b(?:could|might|may)\b/i.test(text) &&
  !/\b(?:unless|without|otherwise|if|absent|when|laps\w*|deadline|expir\w*|truce|risk\w*)\b/i.test(text);

export const judgeReturn: Judge = (claim, setting) => {
  const { then, on } = setting;
  if (claim.slots.supposed === true)
    return judge('not-checkable', 'A supposition: the text does not say that it will come.');
  const lapses = lapsesOf(claim, then);
  const lapse = lapses[0];
  if (!lapse)
    return judge(
      'not-in-record',
      `The law of ${on} has no suspension that ends${claim.slots.partner === undefined ? '' : ` for ${nameOf(claim.slots.partner)}`}.`,
    );
  const { rate } = claim.slots;
  const found = rate === undefined ? judgeDigits(claim, lapse, then) : judgeLevel(rate, lapses, setting);
  if (found.verdict === 'contradicted' && merePossibility(claim))
    return judge('not-checkable', `Only possible; by the law itself: ${found.why}`, found.against);
  return found.verdict === 'contradicted' && claim.slots.named !== true
    ? judge(
        'not-in-record',
        `It is not said whose goods. If those of ${nameOf(lapse.partner)} are meant: ${found.why}`,
        found.against,
      )
    : found;
};

function judgeLevel(rate: number, lapses: readonly Lapse[], { then: oracle }: Setting): Judgement {
  const cited = lapses.map(law);
  for (const lapse of lapses) {
    if (lapse.returned !== undefined && near(lapse.returned, rate))
      return judge(
        'supported',
        `If nobody acts, ${plain(rate)} points come back on ${lapse.day}: ${plain(lapse.after)} points in all above the normal duty.`,
        cited,
      );
    if (near(lapse.after, rate)) return judge('supported', sentence(toDay(lapse)), cited);
    if (near(lapse.after - lapse.before, rate))
      return judge('supported', `The lapse adds ${plain(rate)} points: ${toDay(lapse)}.`, cited);
    const duty = oracle.duty({ importer: lapse.importer, partner: lapse.partner, on: lapse.day });
    if (duty && near(duty.total, rate))
      return judge(
        'supported',
        `${plain(rate)} percent with the normal duty included: ${toDay(lapse)}.`,
        cited,
      );
  }
  return judge(
    'contradicted',
    `${lapses.map((one) => sentence(toDay(one))).join(' ')} That is not ${plain(rate)}.`,
    cited,
  );
}

export { entry };
