// Verdicts on rates: the number is held against what the engine charges, piece by piece.

import { parseDay, printDay } from '../core/day.ts';
import { judgeChange } from './judge-change.ts';
import { againstSteps } from './judge-steps.ts';
import { GOODS, PARTY_NAMES } from './lexicon.ts';
import { type Claim, type Judgement, VERDICTS } from './model.ts';
import type { Duty } from './oracle.ts';
import { agreementsWith, goodsOf, matches, promised, said, stateOf } from './rate-words.ts';
import { entry, gap, type Judge, judge, law, nameOf, plain, type Setting } from './verdict.ts';

function againstDuty(claim: Claim, duty: Duty, partner: string, on: string): Judgement | undefined {
  const cited = duty.parts.map(law);
  const sum = duty.parts.map(({ label, rate }) => `${label} ${rate}`).join(' + ');
  const whole = `${goodsOf(partner)} pay ${plain(duty.points)} points above the normal duty (${sum || 'nothing added'})`;
  if (matches(claim, duty.points) || matches(claim, duty.total))
    return judge('supported', `On ${on} ${whole}.`, cited);
  const { program } = claim.slots;
  const part = duty.parts.find(
    (one) =>
      one.points !== undefined &&
      matches(claim, one.points) &&
      (program === undefined || one.program.startsWith(program)),
  );
  if (part)
    return program === undefined && duty.parts.length > 1 && claim.slots.added !== true
      ? judge(
          'supported-with-difference',
          `${said(claim)} percent is only the part of “${part.label}”; ${whole}.`,
          [law(part)],
        )
      : judge('supported', `“${part.label}” stands at ${part.rate}; ${whole}.`, [law(part)]);
  const waiting = duty.waiting.find((one) => one.points !== undefined && matches(claim, one.points));
  if (waiting)
    return judge(
      claim.slots.suspended === true ? 'supported' : 'supported-with-difference',
      `${waiting.rate} of “${waiting.label}” is suspended on ${on}; ${whole}.`,
      [law(waiting)],
    );
  return undefined;
}

function againstDeals(
  claim: Claim,
  { oracle, on }: Setting,
  partner: string,
  duty: Duty | undefined,
): Judgement | undefined {
  const deal = agreementsWith(oracle, partner, on).find((one) => {
    const rate = promised(one);
    return rate !== undefined && matches(claim, rate);
  });
  if (!deal) return undefined;
  const last = deal.status.filter((step) => step.on <= on).at(-1)!;
  const now = duty ? `; the law of ${on} charges ${plain(duty.points)} points above the normal duty` : '';
  const kind = deal.rate?.startsWith('to')
    ? 'with the normal (base) duty included: a ceiling, not an addition'
    : 'added to the normal duty';
  return judge(
    'supported-with-difference',
    `${deal.title} promises ${promised(deal)} percent, ${kind}. ${stateOf(last.is)} on ${last.on}${now}. Its terms: ${deal.terms}`,
    [entry(oracle, 'agreement', deal)],
  );
}

/** Words that make a rate one of some goods, or of an order still being given. */
const NARROW =
  /\b(?:certain|some|such|that|which|many|lists?|named|predominantly|transship\w*|category|shall|impose|determine|listed|covered|additional\*?)\b/i;

/** Measures on some goods only: the rate is theirs. */
function againstMeasures(
  claim: Claim,
  { oracle }: Setting,
  importer: string,
  partner: string,
  days: readonly string[],
): Judgement | undefined {
  const { program, goods } = claim.slots;
  if (program === undefined && goods !== undefined) return undefined;
  for (const day of days) {
    const fitting = oracle
      .measures(importer, partner, day)
      .filter(
        (one) =>
          one.state === 'in-force' &&
          one.points !== undefined &&
          matches(claim, one.points) &&
          (program === undefined || one.program.startsWith(program)),
      );
    const [first] = fitting;
    if (!first) continue;
    const names = [...new Set(fitting.map((one) => oracle.labelOf(one.program)))];
    const why = `On ${day} ${said(claim)} percent is the rate of ${names.map((name) => `“${name}”`).join(', ')}, on the goods they list.`;
    const plainly = program !== undefined || NARROW.test(claim.text);
    return judge(plainly ? 'supported' : 'supported-with-difference', why, fitting.slice(0, 3).map(law));
  }
  return undefined;
}

/** A flat statement about all goods, in the present, with both sides named in the sentence. */
const flat = (claim: Claim): boolean =>
  claim.slots.named === true &&
  claim.text.length <= 160 &&
  !NARROW.test(claim.text) &&
  claim.mood === 'fact' &&
  claim.slots.bound === undefined &&
  claim.slots.goods === undefined &&
  claim.slots.program === undefined &&
  claim.slots.rateHigh === undefined &&
  /\b(?:goods|products|imports|exports|shipments|everything)\b/i.test(claim.text) &&
  /\b(?:now|currently|today|stands? at|pays?|face[sd]?|is|are|charges?|charged)\b/i.test(claim.text);

const DENIES =
  /\b(?:there (?:is|are) no|no (?:such )?(?:tariff|duty|duties|levy|rate)s?|(?:is|are|do|does) not|(?:is|are|do|does)n['’]t)\b/i;

/** The day of the text, then the day the claim names, then the coming week where it looks ahead. */
function daysFor(claim: Claim, on: string): readonly string[] {
  const { day } = claim.slots;
  const named = day !== undefined && day > on && gap(day, on) <= 150 ? [day] : [];
  const soon = claim.slots.coming === true || claim.slots.added === true ? [printDay(parseDay(on) + 8)] : [];
  return [on, ...named, ...soon];
}

/** What the law says of one importer and one partner; missing where nothing fits. */
function fitting(claim: Claim, setting: Setting, importer: string, partner: string): Judgement | undefined {
  const { oracle, on } = setting;
  const { goods } = claim.slots;
  const code: { readonly code?: string } = goods === undefined ? {} : { code: GOODS[goods]?.code ?? '' };
  const days = daysFor(claim, on);
  // Where a duty cannot be worked out from the value alone, a product of no list answers.
  const dutyOn = (day: string): Duty | undefined =>
    oracle.duty({ importer, partner, on: day, ...code }) ?? oracle.duty({ importer, partner, on: day });
  const now = dutyOn(on);
  const first = now && againstDuty(claim, now, partner, on);
  if (first?.verdict === 'supported') return first;
  const later = goods === undefined ? [] : days.slice(1);
  const coming = later
    .map((day) => {
      const duty = dutyOn(day);
      return duty && againstDuty(claim, duty, partner, day);
    })
    .find((one) => one?.verdict === 'supported');
  return (
    coming ??
    first ??
    againstDeals(claim, setting, partner, now) ??
    (goods === undefined || claim.mood === 'past'
      ? againstSteps(claim, setting, importer, partner, ...(code.code === undefined ? [] : [code.code]))
      : undefined) ??
    againstMeasures(claim, setting, importer, partner, days)
  );
}

function denied(claim: Claim, setting: Setting, importer: string, partner: string): Judgement {
  const found = fitting({ ...claim, mood: 'fact' }, setting, importer, partner);
  const duty = setting.oracle.duty({ importer, partner, on: setting.on });
  if (found || !duty || !DENIES.test(claim.text))
    return judge('not-in-record', 'A denial: what is denied was not found to be true or false.');
  return judge(
    'supported',
    `The law of ${setting.on} has no such rate: ${goodsOf(partner)} pay ${plain(duty.points)} points above the normal duty.`,
    duty.parts.map(law),
  );
}

function judgeSides(claim: Claim, setting: Setting, importer: string, partner: string): Judgement {
  const { oracle, on } = setting;
  const { goods } = claim.slots;
  if (goods !== undefined && GOODS[goods]?.code === undefined)
    return judge('not-in-record', `The law pack has no code by which to ask about ${goods}.`);
  if (claim.mood === 'negated') return denied(claim, setting, importer, partner);
  const found = fitting(claim, setting, importer, partner);
  if (found) return found;
  const duty = oracle.duty({ importer, partner, on });
  if (duty && flat(claim))
    return judge(
      'contradicted',
      `On ${on} ${goodsOf(partner)} pay ${plain(duty.points)} points above the normal duty, not ${said(claim)}.`,
      duty.parts.map(law),
    );
  return judge(
    'not-in-record',
    `Neither the law of ${on} nor an agreement has ${said(claim)} percent for ${goodsOf(partner)}${importer === 'US' ? '' : ` in ${nameOf(importer)}`}.`,
  );
}

/** Partners asked when a text speaks of every country. */
const SAMPLE: readonly string[] = ['EU', 'JP', 'KR', 'CN', 'IN', 'VN', 'TW', 'CH', 'BR', 'GB', 'MX', 'CA'];

/** Histories are long: of the past fewer are asked. */
const MOST_PAST = 4;

const excepted = (claim: Claim): string =>
  /\b(?:but|except|apart from|other than)\b(.*)$/i.exec(claim.text)?.[1] ?? '';

/** A rate of nobody in particular is asked for twelve partners. */
function judgeEveryone(claim: Claim, setting: Setting): Judgement {
  const but = excepted(claim);
  const asked = SAMPLE.filter((one) => !(PARTY_NAMES[one] ?? []).some((name) => but.includes(name)));
  const few = claim.mood === 'past' ? asked.slice(0, MOST_PAST) : asked;
  const answers = few.map((partner) => ({ partner, found: fitting(claim, setting, 'US', partner) }));
  const fits = answers.filter(({ found }) => found?.verdict.startsWith('supported'));
  const [first] = fits;
  if (!first || fits.length < few.length / 2)
    return judge(
      'not-in-record',
      `Of ${few.length} partners asked, ${fits.length} have ${said(claim)} percent in the law of ${setting.on}.`,
    );
  const others = answers.filter((one) => !fits.includes(one)).map(({ partner }) => nameOf(partner));
  const loose = others.length === 0 || but !== '' || /\b(?:nearly|almost|virtually|most)\b/i.test(claim.text);
  return judge(
    loose ? 'supported' : 'supported-with-difference',
    `Asked for goods of ${few.length} partners: it holds for ${fits.length}${others.length > 0 ? `, not for ${others.join(', ')}` : ''}. For instance: ${first.found!.why}`,
    first.found!.against,
  );
}

const better = (a: Judgement, b: Judgement): Judgement =>
  VERDICTS.indexOf(b.verdict) < VERDICTS.indexOf(a.verdict) && b.verdict !== 'contradicted' ? b : a;

export const judgeRate: Judge = (claim, setting) => {
  const { importer = 'US', partner, bound, change, everyone, either } = claim.slots;
  if (bound === 'average')
    return judge('not-checkable', 'An average depends on the weights, which the text does not give.');
  if (claim.mood === 'aim' || claim.mood === 'possible')
    return judge('not-checkable', 'A rate that is only possible: nothing to check yet.');
  if (everyone === true) return judgeEveryone(claim, setting);
  if (partner === undefined) return judge('not-in-record', 'The text does not say whose goods are meant.');
  if (change !== undefined) return judgeChange(claim, setting, importer, partner);
  const found = judgeSides(claim, setting, importer, partner);
  return either === true && importer !== 'US'
    ? better(found, judgeSides(claim, setting, 'US', importer))
    : found;
};
