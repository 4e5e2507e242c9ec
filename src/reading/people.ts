// Rules for offices and statements: who holds which office, who said what.

import { parseDay } from '../core/day.ts';
import type { Office } from '../record/model.ts';
import { type Context, claimOf, clauseAround, partiesIn } from './context.ts';
import type { Mention } from './gazetteer.ts';
import type { Claim } from './model.ts';

const persons = (context: Context): readonly Mention[] =>
  context.mentions.filter(({ is }) => is === 'person');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** All words for offices, longest first, with the offices they can mean. */
function titles(context: Context): { readonly pattern: string; of(word: string): readonly Office[] } {
  const words = new Map<string, Office[]>();
  for (const office of context.offices)
    for (const word of office.words) words.set(word, [...(words.get(word) ?? []), office]);
  const pattern = [...words.keys()]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');
  return { pattern, of: (word) => words.get(word.toLowerCase().replace(/\s+/g, ' ')) ?? [] };
}

/** The party named right before a title, or the person's own if the record gives one. */
function officeMeant(
  context: Context,
  offices: readonly Office[],
  before: string,
  person: string,
): Office | undefined {
  const near = before.slice(-40);
  const parties = partiesIn(
    context.mentions.filter(
      (one) =>
        one.is === 'party' &&
        near.includes(one.text) &&
        new RegExp(`${literal(one.text)}(?:['’]s)?\\s*$`).test(near.trimEnd()),
    ),
  );
  const named = offices.find(({ party }) => parties.includes(party));
  if (named) return named;
  const official = context.record.officials.find(({ id }) => id === person);
  const own = official?.offices.map(({ office }) => office) ?? [];
  return (
    offices.find(({ id }) => own.includes(id)) ??
    (parties.length === 0
      ? offices.find(({ party }) => own.some((id) => id.startsWith(`${party.toLowerCase()}/`)))
      : undefined)
  );
}

/** A deed of the past, not a report of words, told of the person named. */
const DEED =
  /^\s+(?!(?:said|told|posted|denied|warned|added|announced|called|argued|insisted|stressed|claimed|declared|vowed|hailed|welcomed|praised|defended|criticized|criticised|slammed|protested|visited|met|attended|travelled|traveled|arrived)\b)(?:\w+ed|came|took|left|had|was|did|let|gave|made|met|began|kept|chose|put|set|sought|went)\b/;
const BACK_THEN =
  /\b(?:once|when|while|under|before|until|since|after|than|like|unlike)\s+(?:[A-Z][\w.]+\s+)?$/;

const FORMER =
  /\b(?:former|formerly|ex-?|then-?|previous|previously|late|predecessor|succe\w+|outgoing|until recently)\s*$/i;

/** How long ago a date must lie for the sentence to tell of another time, in days. */
const LONG = 60;

/** The sentence names a day or month of long ago. */
const longAgo = ({ dates, document }: Context): boolean =>
  dates.some(({ day, month }) => document - parseDay(day ?? `${month}-28`) > LONG);

function titled(context: Context, mention: Mention): readonly Claim[] {
  const { pattern, of } = titles(context);
  const before = context.text.slice(0, mention.start);
  const found = new RegExp(`\\b(${pattern})(?:\\s+of\\s+(?:the\\s+)?[A-Z][\\w ]+?)?,?\\s+$`, 'i').exec(
    before,
  );
  const after = new RegExp(`^,\\s+(?:the\\s+)?((?:[A-Z][\\w.’']+\\s+){0,2}?)(${pattern})\\b`, 'i').exec(
    context.text.slice(mention.end),
  );
  const word = found?.[1] ?? after?.[2];
  if (word === undefined) return [];
  const lead = found ? before.slice(0, found.index) : after![1]!;
  const office = officeMeant(context, of(word), lead, mention.id);
  if (!office) return [];
  const former =
    (!found && /^(?:once|formerly|at one time)\b/i.test(lead.trim())) ||
    FORMER.test(lead.replace(/(?:U\.S\.|US|[A-Z][a-z]+)\s*$/, '')) ||
    FORMER.test(lead);
  const party = found ? /(?:(?:U\.S\.|US|[A-Z][\p{L}]+)(?:['’]s)?\s+)$/u.exec(lead)?.index : undefined;
  const near = context.dates.some(
    ({ day }) => day !== undefined && Math.abs(parseDay(day) - context.document) <= 14,
  );
  const courtesy =
    found !== null &&
    !near &&
    (longAgo(context) ||
      DEED.test(context.text.slice(mention.end)) ||
      BACK_THEN.test(before.slice(0, found.index)));
  const start = found ? (party ?? found.index) : mention.start;
  const end = found ? mention.end : mention.end + after![0].length;
  return [
    claimOf(context, 'office', {
      start,
      end,
      slots: { person: mention.id, office: office.id, ...(courtesy ? { courtesy } : {}) },
      mood: former ? 'past' : 'fact',
    }),
  ];
}

const LONG_AGO =
  /\b(?:imposed|introduced|inherited|left|raised|started|begun|began|adopted|signed|set|enacted|kept|under|during|since|previous|former|last|former)\s+(?:in\s+\d{4}\s+)?(?:by|under|from|during)?\s*(?:the\s+)?$/i;

/** `the X administration`: X is president now, unless it is told as past. */
function administration(context: Context, mention: Mention): readonly Claim[] {
  const after = /^(?:['’]s)?\s+(?:administration|White House|government|presidency)\b/.exec(
    context.text.slice(mention.end),
  );
  if (!after) return [];
  const official = context.record.officials.find(({ id }) => id === mention.id);
  const term = official?.offices.find(
    ({ office }) => office.endsWith('/president') || office.endsWith('/prime-minister'),
  );
  if (!term) return [];
  const before = context.text.slice(0, mention.start);
  const past = LONG_AGO.test(before) || /\b(?:in|since) (?:20[01]\d|202[0-4])\b/.test(context.text);
  return [
    claimOf(context, 'office', {
      start: mention.start,
      end: mention.end + after[0].length,
      slots: { person: mention.id, office: term.office },
      mood: past ? 'past' : 'fact',
    }),
  ];
}

/** Offices with one holder at a time, by which someone the record does not know can be told apart from the holder. */
const SINGLE =
  /\/(?:president|prime-minister|chancellor|treasury|commerce|trade-representative|commission-president)$/;

/** First and last name, both in capitals. */
const FULL_NAME = /^(?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+/u;

/** `Swedish Prime Minister X Y`, where the record has no X Y: the party stands right before the title. */
function strangers(context: Context): readonly Claim[] {
  const { pattern, of } = titles(context);
  return [...context.text.matchAll(new RegExp(`\\b(${pattern})\\s+`, 'gi'))].flatMap((match) => {
    const word = match[1]!;
    const at = match.index + match[0].length;
    const name = FULL_NAME.exec(context.text.slice(at))?.[0] ?? '';
    if (name === '' || persons(context).some((one) => one.end > match.index && one.start <= at + name.length))
      return [];
    const party = context.mentions.find(
      (one) =>
        one.is === 'party' &&
        one.end <= match.index &&
        /^(?:['’]s)?\s+$/.test(context.text.slice(one.end, match.index)),
    );
    const office = of(word).find((one) => one.party === party?.id && SINGLE.test(one.id));
    const former = party && FORMER.test(context.text.slice(0, party.start));
    if (!party || !office || former || longAgo(context) || DEED.test(context.text.slice(at + name.length)))
      return [];
    return [
      claimOf(context, 'office', {
        start: party.start,
        end: at + name.length,
        slots: { office: office.id, stranger: name.trim() },
        mood: 'fact',
      }),
    ];
  });
}

/** Who is said to hold which office. */
export function offices(context: Context): readonly Claim[] {
  return [
    ...persons(context).flatMap((mention) => [
      ...administration(context, mention),
      ...titled(context, mention),
    ]),
    ...strangers(context),
  ];
}

const SAYS =
  /\b(?:said|says|told|posted|wrote|writes|tweeted|denied|denies|announced|claimed|claims|argued|insisted|stressed|stated|declared|remarked|commented|vowed|called|calling|calls|branded|dubbed|slammed|criticized|criticised|denounced|hailed|praised|warned|warning|warns|lamented|boasted)\b/g;
const SELF = /^(?:called|calling|calls)(?:\s+(?:off|for|on|in)\b|\s*[.,;]|\s*$)/;

/** `was warned of`: said to somebody, by nobody named. */
const PASSIVE = /\b(?:is|are|was|were|been|being)\s+$/i;

/** The speaker: the nearest person or country before the verb, or right after it, or whom the pronoun stands for. */
function speakerOf(
  context: Context,
  verb: RegExpMatchArray,
): { person?: string; partner?: string; start: number } | undefined {
  const from = clauseAround(context.text, verb.index!, verb.index! + verb[0].length).start;
  const before = context.mentions.filter(
    (one) =>
      one.end <= verb.index! && one.end > verb.index! - 90 && (one.is === 'person' || one.is === 'party'),
  );
  const pronoun = /\b(?:he|she)\b(?=[^.]{0,30}$)/i.exec(
    context.text.slice(Math.max(0, verb.index! - 40), verb.index!),
  );
  const named = [...before].reverse().find((one) => one.is === 'person') ?? before[before.length - 1];
  const close = named && (!pronoun || named.start > verb.index! - 40 + pronoun.index);
  if (close)
    return {
      ...(named.is === 'person' ? { person: named.id } : { partner: named.id }),
      start: Math.max(named.start, 0),
    };
  if (pronoun && context.person !== undefined)
    return {
      person: named?.is === 'person' ? named.id : context.person,
      start: Math.max(from, verb.index! - 40 + pronoun.index),
    };
  const behind = context.mentions.find(
    (one) =>
      one.is === 'person' &&
      one.start >= verb.index! + verb[0].length &&
      one.start < verb.index! + verb[0].length + 45,
  );
  return behind ? { person: behind.id, start: verb.index! } : undefined;
}

/** Somebody unnamed speaks: `…, the agency wrote`. */
const OTHERS = /,\s*(?!(?:he|she)\b)(?:(?:the|an?|one|two|some|many)\s+)?(?:[a-z]+\s+)?[a-z]+\s*$/;

const WORD = /[\p{L}-]{4,}/gu;

/** Statements, with the words by which the record is searched. */
export function statements(context: Context): readonly Claim[] {
  const claims: Claim[] = [];
  let last = -1;
  for (const verb of context.text.matchAll(SAYS)) {
    if (SELF.test(context.text.slice(verb.index)) || verb.index < last) continue;
    if (PASSIVE.test(context.text.slice(0, verb.index))) continue;
    const speaker = speakerOf(context, verb);
    if (!speaker) continue;
    if (
      speaker.partner !== undefined &&
      !/^(?:call|brand|dubb|slam|critic|denounc|hail|prais|warn|lament|said|says)/.test(verb[0])
    )
      continue;
    if (speaker.partner !== undefined && !context.trade) continue;
    if (OTHERS.test(context.text.slice(0, verb.index))) continue;
    if (
      /^announce/.test(verb[0]) &&
      /^\w+\s+(?:an?|the|their|its)\s+(?:[\w-]+\s+){0,3}(?:deal|agreement|pact|framework|truce)/i.test(
        context.text.slice(verb.index),
      )
    )
      continue;
    const next = / and (?=[A-Z])|;/g;
    next.lastIndex = verb.index;
    const end =
      speaker.partner === undefined
        ? context.text.length
        : (next.exec(context.text)?.index ?? context.text.length);
    const words = `${context.text.slice(speaker.start, end)} ${context.before}`;
    const { start, ...slots } = speaker;
    const said = context.dates.find((one) => one.start >= start && one.end <= end);
    claims.push(
      claimOf(context, 'statement', {
        start,
        end,
        slots: {
          ...slots,
          ...(said?.day === undefined ? {} : { day: said.day }),
          topics: [...new Set([...words.matchAll(WORD)].map(([word]) => word.toLowerCase()))],
        },
        mood: /^den/.test(verb[0]) ? 'negated' : 'fact',
      }),
    );
    last = end;
  }
  return claims;
}
