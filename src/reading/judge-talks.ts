// Verdicts on meetings and deals.

import { parseDay, printDay } from '../core/day.ts';
import type { Agreement, Round } from '../record/model.ts';
import type { Claim } from './model.ts';
import { entry, gap, type Judge, judge, nameOf, type Setting, STATUS_WORDS, unsettled } from './verdict.ts';

const sameCity = (round: Round, claim: Claim): boolean =>
  (claim.slots.city === undefined || round.city === claim.slots.city) &&
  (claim.slots.venue === undefined || round.venue === claim.slots.venue);

/** Rounds of the past year, or of the two months ahead when the text looks forward. */
function candidates(claim: Claim, { oracle, on }: Setting): readonly Round[] {
  return oracle.record.rounds.filter(
    (round) =>
      sameCity(round, claim) &&
      (claim.slots.partner === undefined ||
        claim.slots.city !== undefined ||
        round.parties.includes(claim.slots.partner)) &&
      round.from <= on &&
      gap(round.from, on) <= 400,
  );
}

const dated = (round: Round, claim: Claim): boolean => {
  const { day, month } = claim.slots;
  if (month !== undefined) return round.from.startsWith(month) || round.until.startsWith(month);
  return day === undefined || (round.from <= day && day <= round.until);
};

const when = ({ from, until }: Round): string => (from === until ? from : `${from} to ${until}`);

function differences(round: Round, claim: Claim): readonly string[] {
  const { nthDay, day, hours } = claim.slots;
  const expected = nthDay === undefined ? undefined : printDay(parseDay(round.from) + nthDay - 1);
  const measured = round.hours.find((one) => day === undefined || one.on === day);
  return [
    ...(expected !== undefined && day !== undefined && expected !== day
      ? [`its day ${nthDay} was ${expected}`]
      : []),
    ...(hours !== undefined && measured !== undefined && hours > measured.atLeast + 1
      ? [`the record has more than ${measured.atLeast} hours`]
      : []),
    ...(hours !== undefined && measured === undefined ? ['the record gives no length'] : []),
  ];
}

/** A private meeting of two people: the record lists rounds, not visits. */
const isVisit = (claim: Claim): boolean =>
  claim.slots.city === undefined && (claim.slots.topics?.length ?? 0) > 1;

const attended = (round: Round, people: readonly string[]): boolean => {
  const heads = Object.values(round.heads).flat();
  return people.every((id) => heads.includes(id));
};

export const judgeMeeting: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  if (claim.mood === 'possible')
    return judge('not-checkable', 'A meeting that may come: nothing to check yet.');
  const all = candidates(claim, setting).filter(
    (round) => !isVisit(claim) || attended(round, claim.slots.topics ?? []),
  );
  const latest = [...all].sort((a, b) => (a.from < b.from ? 1 : -1));
  const match = latest.find((round) => dated(round, claim));
  if (match) {
    const differs = differences(match, claim);
    const place = [match.venue, match.city].filter((text) => text !== undefined).join(', ');
    const measured = match.hours
      .filter((one) => claim.slots.hours !== undefined && (claim.slots.day ?? one.on) === one.on)
      .map(({ on: day, atLeast }) => ` It lasted more than ${atLeast} hours on ${day}.`);
    const why = `The record has ${place === '' ? 'a call' : `a meeting at ${place}`}, ${when(match)}${differs.length > 0 ? `; but ${differs.join(', ')}` : ''}.${measured.join('')}`;
    return judge(differs.length > 0 ? 'supported-with-difference' : 'supported', why, [
      entry(oracle, 'round', match),
    ]);
  }
  const other = latest[0];
  if (
    other &&
    !isVisit(claim) &&
    claim.slots.city !== undefined &&
    claim.slots.day !== undefined &&
    gap(other.from, claim.slots.day) <= 60
  )
    return judge(
      'supported-with-difference',
      `The record has ${other.city ?? 'a call'} on ${when(other)}, not ${claim.slots.day}.`,
      [entry(oracle, 'round', other)],
    );
  if (claim.mood === 'aim')
    return judge('not-checkable', 'A meeting that is wished for: nothing to check yet.');
  return judge('not-in-record', `The record holds no such meeting up to ${on}.`);
};

const firstStep = (agreement: Agreement) => agreement.status[0]!;

const standing = (agreement: Agreement, on: string) =>
  agreement.status.filter((step) => step.on <= on).at(-1);

const dayFits = (agreement: Agreement, claim: Claim): boolean => {
  const { day, month } = claim.slots;
  if (month !== undefined) return agreement.status.some((step) => step.on.startsWith(month));
  return day === undefined || agreement.status.some((step) => gap(step.on, day) <= 1);
};

const final = (agreement: Agreement, on: string): boolean =>
  agreement.status.some((step) => step.on <= on && (step.is === 'signed' || step.is === 'in-law'));

export const judgeDeal: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const open = unsettled(claim);
  if (open) return open;
  const partner = claim.slots.partner;
  if (partner === undefined) return judge('not-in-record', 'The text does not say with whom.');
  const known = oracle.record.agreements
    .filter((one) => (one.partner === partner || one.with.includes(partner)) && firstStep(one).on <= on)
    .sort((a, b) => (firstStep(a).on < firstStep(b).on ? 1 : -1));
  if (known.length === 0)
    return judge('not-in-record', `The record holds no agreement with ${nameOf(partner)} up to ${on}.`);
  const match = known.find((one) => dayFits(one, claim));
  if (claim.mood === 'negated')
    return judge(
      'not-in-record',
      `Said not to be; the record has ${known[0]!.title} of ${firstStep(known[0]!).on}.`,
      [entry(oracle, 'agreement', known[0]!)],
    );
  const found = match ?? known[0]!;
  const step = standing(found, on)!;
  const against = [entry(oracle, 'agreement', found)];
  const state = `${found.title} was ${STATUS_WORDS[firstStep(found).is]} on ${firstStep(found).on}${step === firstStep(found) ? '' : `; since ${step.on} it is ${STATUS_WORDS[step.is]}`}`;
  if (!match)
    return judge(
      'supported-with-difference',
      `${state}. The text names ${claim.slots.day ?? claim.slots.month}.`,
      against,
    );
  if (claim.slots.level === 'final' && !final(found, on))
    return judge('supported-with-difference', `${state}. On ${on} it is neither signed nor law.`, against);
  return judge('supported', `${state}.`, against);
};
