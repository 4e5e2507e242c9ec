// Verdicts on rates and coverage: the number is held against what the engine charges, piece by piece.

import type { Agreement } from '../record/model.ts';
import { GOODS } from './lexicon.ts';
import type { Claim, Judgement } from './model.ts';
import type { Duty, Oracle } from './oracle.ts';
import { entry, gap, type Judge, judge, law, nameOf, near, plain, type Setting } from './verdict.ts';

const promised = (agreement: Agreement): number | undefined => {
  const number = /(\d+(?:\.\d+)?)%/.exec(agreement.rate ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
};

const agreementsWith = (oracle: Oracle, partner: string, on: string): readonly Agreement[] =>
  oracle.record.agreements.filter(
    (one) => (one.partner === partner || one.with.includes(partner)) && one.status[0]!.on <= on,
  );

const matches = (claim: Claim, points: number): boolean => {
  const { rate = Number.NaN, rateHigh, bound } = claim.slots;
  if (rateHigh !== undefined) return points >= rate - 0.05 && points <= rateHigh + 0.05;
  return bound === 'up-to' ? points <= rate + 0.05 : near(points, rate);
};

const said = ({ slots: { rate = 0, rateHigh, bound } }: Claim): string =>
  `${bound === 'up-to' ? 'up to ' : ''}${plain(rate)}${rateHigh === undefined ? '' : ` to ${plain(rateHigh)}`}`;

function againstDuty(claim: Claim, duty: Duty, partner: string): Judgement | undefined {
  const cited = duty.parts.map(law);
  const sum = duty.parts.map(({ program, rate }) => `${program} ${rate}`).join(' + ');
  const whole = `goods of ${nameOf(partner)} pay ${plain(duty.points)} points above the base duty (${sum || 'nothing added'})`;
  if (matches(claim, duty.points) || matches(claim, duty.total))
    return judge('supported', `On that day ${whole}.`, cited);
  const { program } = claim.slots;
  const part = duty.parts.find(
    (one) =>
      one.points !== undefined &&
      matches(claim, one.points) &&
      (program === undefined || one.program.startsWith(program)),
  );
  if (part)
    return program === undefined && duty.parts.length > 1
      ? judge('supported-with-difference', `${said(claim)} is only the part of ${part.program}; ${whole}.`, [
          law(part),
        ])
      : judge('supported', `${part.program} stands at ${part.rate}; ${whole}.`, [law(part)]);
  const waiting = duty.waiting.find((one) => one.points !== undefined && matches(claim, one.points));
  if (waiting)
    return judge(
      'supported-with-difference',
      `${waiting.rate} of ${waiting.program} is suspended on that day; ${whole}.`,
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
  const now = duty ? `; the law of ${on} charges ${plain(duty.points)} points above the base duty` : '';
  const kind = deal.rate?.startsWith('to')
    ? 'with the base duty included, a ceiling and not an addition'
    : 'added to the base duty';
  return judge(
    'supported-with-difference',
    `${deal.title} promises ${promised(deal)} percent ${kind}; ${last.is} on ${last.on}${now}. ${deal.terms}`,
    [entry(oracle, 'agreement', deal)],
  );
}

function againstSteps(
  claim: Claim,
  { oracle, on }: Setting,
  importer: string,
  partner: string,
): Judgement | undefined {
  const steps = oracle.steps(importer, partner);
  const fitting = steps.flatMap(({ from, points }, index) =>
    matches(claim, points) ? [{ from, index }] : [],
  );
  const coming = fitting.find(({ from }) => from > on && gap(from, on) <= 31);
  const index =
    (claim.mood === 'past' ? undefined : coming?.index) ??
    fitting.filter(({ from }) => from <= on).at(-1)?.index ??
    coming?.index ??
    -1;
  const step = steps[index];
  if (!step) return undefined;
  const until = steps[index + 1]?.from;
  const span = `${plain(step.points)} points held from ${step.from}${until === undefined ? '' : ` to ${until}`}`;
  if (step.from > on)
    return claim.mood === 'fact' &&
      !/\b(?:will|from|starting|as of|under|next|would|fall|rise|drop|go)\b/i.test(claim.text)
      ? judge('supported-with-difference', `Not yet: as the law stands, ${span}.`)
      : judge('supported', `As the law stands, ${span}.`);
  return claim.mood === 'past'
    ? judge('supported', `${span}.`)
    : judge('supported-with-difference', `That is an earlier rate: ${span}.`);
}

/** Words that make a rate one of some goods, or of an order still being given. */
const NARROW =
  /\b(?:certain|some|such|that|which|predominantly|transship\w*|category|shall|impose|determine|listed|covered|additional\*?)\b/i;

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

export const judgeRate: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const { importer = 'US', partner, goods, bound } = claim.slots;
  if (partner === undefined) return judge('not-in-record', 'The text does not say whose goods are meant.');
  if (bound === 'average')
    return judge('not-checkable', 'An average depends on the weights, which the text does not give.');
  const code = goods === undefined ? undefined : GOODS[goods]?.code;
  if (goods !== undefined && code === undefined)
    return judge('not-in-record', `The law pack has no code by which to ask about ${goods}.`);
  const question = { importer, partner, on };
  const duty = oracle.duty(code === undefined ? question : { ...question, code });
  const open = claim.mood === 'aim' || claim.mood === 'possible' || claim.mood === 'negated';
  const found =
    (duty && !open ? againstDuty(claim, duty, partner) : undefined) ??
    (open ? undefined : againstDeals(claim, setting, partner, duty)) ??
    (open || goods !== undefined ? undefined : againstSteps(claim, setting, importer, partner));
  if (found) return found;
  if (open)
    return judge(
      'not-checkable',
      claim.mood === 'negated'
        ? 'A denial of a rate: nothing to measure.'
        : 'A rate that is only possible: nothing to check yet.',
    );
  if (duty && flat(claim))
    return judge(
      'contradicted',
      `On ${on} goods of ${nameOf(partner)} pay ${plain(duty.points)} points above the base duty, not ${said(claim)}.`,
      duty.parts.map(law),
    );
  return judge(
    'not-in-record',
    `Nothing in the law of ${on} or in an agreement has ${said(claim)} for ${nameOf(partner)}.`,
  );
};

export const judgeCoverage: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const { importer = 'US', partner, coverage } = claim.slots;
  if (partner === undefined) return judge('not-in-record', 'The text does not say whose goods are meant.');
  if (claim.mood === 'possible' || claim.mood === 'aim')
    return judge('not-checkable', 'Only possible: nothing to check yet.');
  const deal = agreementsWith(oracle, partner, on).find((one) => {
    const rate = promised(one);
    return rate !== undefined && matches(claim, rate);
  });
  const except = oracle.exceptions(importer, partner, on);
  if (deal)
    return judge('supported-with-difference', `${deal.title}: ${deal.terms}`, [
      entry(oracle, 'agreement', deal),
    ]);
  if (except.length === 0)
    return judge('not-in-record', 'The law pack gives no measure on all goods to hold this against.');
  const list = except.slice(0, 4).join('; ');
  return coverage === 'all'
    ? judge('supported-with-difference', `Not quite all: the measure leaves out ${list}.`)
    : judge('supported', `The measure is on all goods but ${list}.`);
};
