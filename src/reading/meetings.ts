// Rules for meetings: who met where and when, for how long; and for deals: with whom, when, how far.

import { type Context, claimOf, clauseAround, partiesIn, within } from './context.ts';
import { hoursIn } from './dates.ts';
import { IN_THE_UNION } from './lexicon.ts';
import type { Claim, Slots } from './model.ts';

const MEETING =
  /\b(?:talks|meetings?|met|meet|meets|negotiations|discussions|rounds? of|summit|sat down|session|held|convened|gathered|negotiators|delegations|envoys|travel+ed to|flew to|led the|attended|joined|spoke|talked|agreed(?= in )|shook hands|days(?= in ))\b/gi;
const NTH = /\b(first|second|third|fourth|1st|2nd|3rd|two|2)[\s-]day\b|\b(second|third) day\b/i;
const ORDINAL: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
};

const dayIn = (context: Context, start: number, end: number): Slots => {
  const date = context.dates.find((one) => one.start >= start && one.end <= end);
  if (!date) return {};
  return date.day === undefined ? { month: date.month! } : { day: date.day };
};

/** Each of several places has the date that follows it. */
const dayAfter = (context: Context, start: number, end: number): Slots => dayIn(context, start, end);

function partnerOf(context: Context, start: number, end: number): Slots {
  const parties = partiesIn(within(context, start, end)).filter((id) => id !== 'US');
  const main = parties.find((id) => !IN_THE_UNION.includes(id)) ?? context.partner;
  return main === undefined ? {} : { partner: main };
}

/** A call has no place. */
const CALL =
  /\b(?:by (?:tele)?phone|by video(?: link)?|on the (?:tele)?phone|phone call|telephone call|video call)\b/i;

/** A claim for each meeting clause that names a place of talks, a length, or two people. */
export function meetings(context: Context): readonly Claim[] {
  const claims: Claim[] = [];
  let last = -1;
  for (const match of context.text.matchAll(MEETING)) {
    if (match.index < last) continue;
    const clause = clauseAround(context.text, match.index, match.index + match[0].length);
    const words = context.text.slice(clause.start, clause.end);
    const call = CALL.test(words);
    const places = call ? [] : within(context, clause.start, clause.end, 'city');
    const venue = within(context, clause.start, clause.end, 'venue')[0];
    const people = within(context, clause.start, clause.end, 'person');
    const met = /\b(?:met|meets|sat down|will meet|to meet|meeting (?:with|between))\b/i.test(words);
    const hours = met || /\b(?:talks|delegations|negotiat|sides)\b/i.test(words) ? hoursIn(words) : undefined;
    const together = (met || call) && people.length > 1;
    if (places.length === 0 && !venue && !together && (call || hours === undefined)) continue;
    if (!context.trade && people.length === 0 && !venue) continue;
    const nth = NTH.exec(words);
    const talk = /\b(?:deal|extension|deadline|truce|agreement|pact|accord)\b/i.exec(
      context.text.slice(match.index, clause.end),
    );
    const day = dayIn(context, clause.start, talk ? match.index + talk.index : clause.end);
    const at = Math.max(
      match.index + match[0].length,
      places[0]?.start ?? 0,
      venue?.start ?? 0,
      places.length === 0 && (met || call) ? (people[1]?.start ?? 0) : 0,
    );
    const base: Slots = {
      ...partnerOf(context, clause.start, clause.end),
      ...day,
      ...(hours === undefined ? {} : { hours }),
      ...(venue === undefined ? {} : { venue: venue.id }),
      ...(nth && ORDINAL[(nth[1] ?? nth[2] ?? '').toLowerCase()] !== undefined
        ? { nthDay: ORDINAL[(nth[1] ?? nth[2]!).toLowerCase()]! }
        : {}),
      ...(places.length === 0 && people.length > 1 ? { topics: people.map(({ id }) => id) } : {}),
    };
    const { day: _day, month: _month, ...undated } = base;
    const cities = places.length === 0 ? [undefined] : places.map(({ id }) => id);
    for (const [index, city] of cities.entries()) {
      const own =
        places.length < 2
          ? {}
          : dayAfter(context, places[index]!.end, places[index + 1]?.start ?? clause.end);
      claims.push(
        claimOf(context, 'meeting', {
          ...clause,
          slots: { ...(places.length < 2 ? base : undated), ...own, ...(city === undefined ? {} : { city }) },
          at,
        }),
      );
    }
    last = clause.end;
  }
  return claims;
}

const DEAL = /\b(?:deal|agreement|pact|truce|framework|accord|arrangement|understanding|terms|bargain)\b/gi;
const REACHED =
  /\b(?:reach(?:ed|es)?|struck|strikes?|clinch(?:ed)?|announc(?:ed|es)|agree(?:d|s)?|conclud(?:ed|es)|seal(?:ed|s)?|secur(?:ed|es)|made|unveil(?:ed|s)|settled|landed|hammered out)\b/i;
const FINAL = /\b(?:finali[sz](?:ed|es)|sign(?:ed|s)|ratif(?:ied|ies)|inked|completed)\b/i;

/** `the Geneva truce`: with whom the talks of that place were held. */
function partnerMetIn(context: Context, start: number, end: number): string | undefined {
  const city = within(context, start, end, 'city')[0]?.id;
  const round = context.record.rounds.find((one) => city !== undefined && one.city === city);
  return round?.parties.find((id) => id !== 'US');
}

/** `reached a trade agreement with the European Union on Sunday`, `a deal first reached in May`. */
export function deals(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  const claims: Claim[] = [];
  for (const match of context.text.matchAll(DEAL)) {
    const near = context.text
      .slice(Math.max(0, match.index - 60), match.index + match[0].length + 45)
      .replace(/\bsign\w*\s+(?:an?|the)\s+(?:executive\s+)?(?:order|proclamation|bill|law)\b/i, '');
    const final = FINAL.test(near);
    if (!final && !REACHED.test(near)) continue;
    const around = clauseAround(context.text, match.index, match.index + match[0].length);
    const parties = partiesIn(within(context, around.start, around.end)).filter(
      (id) => id !== 'US' && !IN_THE_UNION.includes(id),
    );
    const tail = context.text.slice(match.index, match.index + match[0].length + 45);
    const own =
      /^\w+\s+(?:first\s+)?(?:reached|struck|agreed|signed|made|announced)\s+(?:in|on|last)\b/i.test(tail);
    const named = parties[0] ?? partnerMetIn(context, around.start, around.end);
    const partner = own ? (context.partner ?? named) : (named ?? context.partner);
    const start = own ? match.index : around.start;
    const end = own ? Math.min(around.end, match.index + tail.length) : around.end;
    const date = context.dates.find((one) => one.start >= start && one.end <= Math.max(end, around.end));
    const truce = /truce/i.test(match[0]) || own;
    const slots: Slots = {
      ...(partner === undefined ? {} : { partner }),
      level: final ? 'final' : 'reached',
      ...(date?.day === undefined
        ? date?.month === undefined
          ? {}
          : { month: date.month }
        : { day: date.day }),
      ...(truce ? { topics: ['truce'] } : {}),
    };
    const claim = claimOf(context, 'deal', {
      start,
      end,
      slots,
      at: match.index + match[0].length,
      ...(own ? { mood: 'fact' as const } : {}),
      missing: partner === undefined ? ['with whom'] : [],
    });
    if (!claims.some((one) => one.start === claim.start && one.slots.partner === partner)) claims.push(claim);
  }
  return claims;
}
