// Rules for the clock of a truce: deadlines, extensions, and what comes back when it lapses.

import { type Context, claimOf, clauseAround, within } from './context.ts';
import { daysIn } from './dates.ts';
import { IN_THE_UNION } from './lexicon.ts';
import type { Claim, Slots } from './model.ts';

const partnerIn = (context: Context, start: number, end: number): { partner?: string; named?: boolean } => {
  const named = within(context, start, end, 'party').find(
    ({ id }) => id !== 'US' && !IN_THE_UNION.includes(id),
  )?.id;
  const partner = named ?? context.partner;
  if (partner === undefined) return {};
  return named === undefined ? { partner } : { partner, named: true };
};

/** The partner of the clause; else one the rest of the sentence speaks of, which is less sure. */
function partnerNear(context: Context, start: number, end: number): { partner?: string; named?: boolean } {
  const own = partnerIn(context, start, end);
  if (own.named === true) return own;
  const { partner } = partnerIn(context, 0, context.text.length);
  const others = within(context, 0, context.text.length, 'party').filter(
    ({ id }) => id !== 'US' && !IN_THE_UNION.includes(id),
  );
  const alone = new Set(others.map(({ id }) => id)).size === 1;
  return partner === undefined ? {} : { partner, ...(alone ? { named: true } : {}) };
}

const DEADLINE =
  /\b(?:deadline|cut-?off|expir(?:e|es|ed|ing|y|ation)|runs? out|ran out|running out|lapses?|due to end|set to end|scheduled to end|ends? on|ending on|ends? (?=(?:in|this|next)\b)|lasts? (?:until|through|to)|runs? (?:until|through|to)|holds? until|good until|valid until|in (?:place|force|effect) until|suspended until|comes? to an end|(?:put off|postponed|paused|suspended|halted|delayed|held back|in force)(?= .{0,60}\b(?:until|to)\b)|through)\b/gi;
const TRUCE =
  /\b(?:truce|pause|suspension|deal|deadline|reprieve|arrangement|tariffs?|dut(?:y|ies)|rates|surcharge|extension|exclusions?)\b/i;

function dateIn(
  context: Context,
  start: number,
  end: number,
  trigger: number,
): { day?: string; month?: string } {
  const found = context.dates
    .filter((date) => date.start >= start && date.end <= end && !date.weekday)
    .sort((a, b) => Math.abs(a.start - trigger) - Math.abs(b.start - trigger))[0];
  if (!found) return {};
  return found.day === undefined
    ? found.month === undefined
      ? {}
      : { month: found.month }
    : { day: found.day };
}

/** `before an August 12 deadline`, `the truce expires on 10 November`. */
export function deadlines(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  const seen = new Set<string>();
  return [...context.text.matchAll(DEADLINE)].flatMap((match) => {
    const around = clauseAround(context.text, match.index, match.index + match[0].length);
    const words = context.text.slice(around.start, around.end);
    if (!TRUCE.test(words)) return [];
    const date = dateIn(context, around.start, around.end, match.index);
    const when = date.day ?? date.month;
    if (when === undefined || seen.has(when)) return [];
    if (/through/i.test(match[0]) && !/\b(?:truce|pause|suspen|extend|exten|exclu)/i.test(words)) return [];
    seen.add(when);
    const program = within(context, around.start, around.end, 'program')[0]?.id;
    const truce = /\b(?:truce|deal|arrangement)\b/i.test(words);
    const partner = partnerNear(context, around.start, around.end);
    const slots: Slots = {
      ...(partner.named === true || program === undefined ? partner : {}),
      ...date,
      ...(program === undefined ? {} : { program }),
      topics: truce ? ['truce'] : [],
    };
    const duties = /\b(?:tariffs?|dut(?:y|ies)|surcharge|rates|exclusions?|suspen\w+)\b/i.test(words);
    if (slots.partner === undefined && (truce || !duties)) return [];
    const extended = /\b(?:extended|prolonged)\b/i.test(words);
    return [claimOf(context, 'deadline', { ...around, slots, mood: extended ? 'past' : 'fact' })];
  });
}

const EXTENSION =
  /\b(?:exten(?:d|ds|ded|ding|sion|sions)|prolong(?:s|ed|ing|ation)?|roll(?:ed|ing)? over|renew(?:ed|al|s)?)\b/gi;

/** `a 90-day extension`, `extended the truce until 10 November`. */
export function extensions(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  const first = [...context.text.matchAll(EXTENSION)].find((match) => {
    const after = context.text.slice(match.index, match.index + 60);
    return (
      !/extended an invitation|unless xi extended|invitation/i.test(
        context.text.slice(Math.max(0, match.index - 40), match.index + 60),
      ) && !/^extensive/i.test(after)
    );
  });
  if (
    !first ||
    /\b(?:without|absent|failing|barring|no|lacking)\s+(?:an?\s+|any\s+|further\s+)?$/i.test(
      context.text.slice(0, first.index),
    )
  )
    return [];
  const around = clauseAround(context.text, first.index, first.index + first[0].length);
  const words = context.text.slice(around.start, around.end);
  if (
    !/\b(?:truce|pause|suspension|deal|deadline|reprieve|tariffs?|extension|arrangement|exclusions?)\b/i.test(
      words,
    )
  )
    return [];
  const days = daysIn(words);
  const date = context.dates.find(
    (one) =>
      one.start >= around.start &&
      one.end <= around.end &&
      /\b(?:until|to|through|till)\s+$/i.test(context.text.slice(0, one.start)),
  );
  const beyond = context.dates.find(
    (one) =>
      one.start >= around.start && /\b(?:beyond|past|after)\s+$/i.test(context.text.slice(0, one.start)),
  );
  const slots: Slots = {
    ...partnerNear(context, around.start, around.end),
    ...(beyond === undefined ? {} : { month: beyond.month ?? beyond.day!.slice(0, 7) }),
    ...(days === undefined ? {} : { days }),
    ...(date?.day === undefined ? {} : { day: date.day }),
  };
  return [
    claimOf(context, 'extension', {
      ...around,
      slots,
      at: Math.min(around.end, first.index + first[0].length + 25),
    }),
  ];
}

const RETURN =
  /\b(?:return(?:s|ed|ing)?|snap(?:s|ped|ping)? back|snapback|rever(?:t|ts|ted|sion)|jump(?:s|ed|ing)? back|spring(?:s|ing)? back|(?:com(?:e|es|ing)|came) back|kick(?:s|ed|ing)? (?:back )?in|reimpos\w+|re-impos\w+|reinstat\w+|resum(?:e|es|ed|ption)|boomerang\w*|go(?:es)? back up|rise back|climb back|bounce back|shoot back up|go(?:es)? back|restor(?:e[sd]?|ing|ation)|(?:puts?|brings?|brought) (?=[^,;]{0,40}\bback\b)|(?:added|charged|due) again|back (?:up )?to)\b/gi;
const RATE = /(\d{1,3}(?:\.\d+)?)(?:\s?%|[\s-](?:percent|per cent)\b|[\s-](?:percentage[\s-])?points?\b)/i;

/** Of `from 30 to 54 percent` the level that comes. */
const TO_RATE =
  /\bto (?:about |at least |as much as )?(\d{1,3}(?:\.\d+)?)(?:\s?%|[\s-](?:percent|per cent)\b|[\s-](?:percentage[\s-])?points?\b)/i;

/** `would rise to 54 percent if the truce lapses`: a return without a word for it. */
const RISES = /\b(?:will|would) (?:go|rise|jump|climb|increase)\b(?=[^,;]{0,60}\bto \d)/gi;
const LAPSES =
  /\b(?:laps\w*|expir\w*|runs? out|ran out|nobody acts|unless|without|not (?:extended|prolonged)|(?:truce|pause|suspension) (?:ends|ended))\b/i;

/** What comes back when a truce lapses: `risk the return of tariffs at triple-digit rates`. */
export function returns(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  const hits = [
    ...context.text.matchAll(RETURN),
    ...(LAPSES.test(context.text) ? context.text.matchAll(RISES) : []),
  ];
  return hits.slice(0, 1).flatMap((match) => {
    const around = clauseAround(context.text, match.index, match.index + match[0].length);
    const words = context.text.slice(around.start, around.end);
    const duty = /\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|points)\b/i;
    const spoken = /\b(?:tariffs?|dut(?:y|ies)|truce|suspension|deadline)\b/i.test(
      `${context.before} ${context.text}`,
    );
    if (!duty.test(words) && !(spoken && RATE.test(words))) return [];
    const digits = /\b(triple|three|double|two)[\s-]digits?\b/i.exec(words)?.[1]?.toLowerCase();
    const rate = TO_RATE.exec(words) ?? RATE.exec(words);
    if (digits === undefined && rate === null) return [];
    const owner = /\b(?:U\.S\.|US|American|Washington['’]s)\s+(?:tariffs?|duties|levies)/.test(words)
      ? 'US'
      : undefined;
    const chinese = /\bChin(?:a['’]s|ese)\s+(?:[a-z]+\s+)?(?:tariffs?|duties|levies)\b(?!\s+on\s+Chin)/.test(
      words,
    );
    const said = partnerNear(context, around.start, around.end);
    const meant = context.sole || context.recent === said.partner;
    const other = meant && said.partner !== undefined ? { ...said, named: true } : said;
    const sides: Slots = chinese
      ? { importer: 'CN', partner: 'US', named: true }
      : { importer: owner ?? 'US', ...other };
    const bound: Slots =
      digits === undefined
        ? {}
        : { bound: digits === 'triple' || digits === 'three' ? 'triple-digit' : 'double-digit' };
    const level: Slots =
      rate === null ? {} : { rate: Number(rate[1]), unit: /point/i.test(rate[0]) ? 'points' : 'percent' };
    // A bare condition, not its consequence: `if tariffs of 145 percent returned, …`.
    const condition = context.text.slice(0, match.index).split(/[,;]/).at(-1) ?? '';
    const supposed: Slots = /^\s*(?:and |but |even )?(?:if|were|should)\b/i.test(condition)
      ? { supposed: true }
      : {};
    return [claimOf(context, 'return', { ...around, slots: { ...sides, ...bound, ...level, ...supposed } })];
  });
}
