// A sentence with what is known about it before any rule runs: names, dates, mood, and what pronouns stand for.

import type { Day } from '../core/day.ts';
import type { Office, TalksRecord } from '../record/model.ts';
import { type DateMention, datesIn } from './dates.ts';
import type { Gazetteer, Mention } from './gazetteer.ts';
import { ELSEWHERE, TRADE } from './lexicon.ts';
import type { Claim, ClaimKind, Mood, Slots } from './model.ts';

export interface Span {
  readonly text: string;
  readonly start: number;
}

export interface Context {
  readonly index: number;
  readonly text: string;
  /** Offset of the sentence in the document. */
  readonly start: number;
  readonly mentions: readonly Mention[];
  readonly dates: readonly DateMention[];
  readonly document: Day;
  readonly record: TalksRecord;
  readonly offices: readonly Office[];
  /** The sentences just before and the document as a whole are about trade, or this one is. */
  readonly trade: boolean;
  /** The party other than the United States that "the two sides" or "the deal" means. */
  readonly partner: string | undefined;
  /** The text speaks of one partner only. */
  readonly sole: boolean;
  /** Whom "he" or "she" means. */
  readonly person: string | undefined;
  readonly before: string;
  /** The one partner that the sentence before names. */
  readonly recent: string | undefined;
}

const PARTNERS = new Set([
  'CN',
  'EU',
  'JP',
  'KR',
  'GB',
  'CA',
  'MX',
  'IN',
  'VN',
  'CH',
  'TW',
  'BR',
  'ID',
  'MY',
  'TH',
  'KH',
  'AR',
  'BD',
]);

export const partiesIn = (mentions: readonly Mention[]): readonly string[] => [
  ...new Set(mentions.filter(({ is }) => is === 'party').map(({ id }) => id)),
];

const partnersIn = (mentions: readonly Mention[]): readonly string[] =>
  partiesIn(mentions).filter((id) => PARTNERS.has(id));

/** The parties for which a person of the record ever held office. */
function partiesOf(record: TalksRecord, person: string): readonly string[] {
  const terms = record.officials.find(({ id }) => id === person)?.offices ?? [];
  return [...new Set(terms.map(({ office }) => record.offices[office]?.party ?? ''))];
}

/** The partner a text is mostly about, by its own name or by its officials. */
function mostNamed(all: readonly (readonly Mention[])[], record: TalksRecord): string | undefined {
  const counts = new Map<string, number>();
  const count = (id: string) => {
    if (PARTNERS.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  for (const { is, id } of all.flat()) {
    if (is === 'party') count(id);
    if (is === 'person') for (const party of partiesOf(record, id)) count(party);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The person a later "he" or "she" stands for: the first one named in the sentence. */
const subjectOf = (mentions: readonly Mention[]): string | undefined =>
  mentions.find(({ is }) => is === 'person')?.id;

/** A sentence of war, sport or votes, unless it speaks of tariffs itself. */
const isElsewhere = (text: string): boolean =>
  ELSEWHERE.test(text) &&
  !/\b(?:tariffs?|duties|levy|levies|imports?|trade (?:deal|truce|talks))\b/i.test(text);

const lone = (ids: readonly string[]): string | undefined => (ids.length === 1 ? ids[0] : undefined);

const PAYS = /\b(?:pay(?:s|ing)?|paid|faces?|charged?|hit|rate)\b.*\d\s?(?:%|percent\b|per cent\b)/i;

/** `Goods from China pay 30 percent`, `Italian wine faces 15 percent`: trade without a word for a duty. */
const isCharged = (text: string, mentions: readonly Mention[]): boolean =>
  PAYS.test(text) &&
  partnersIn(mentions).length > 0 &&
  (/\b(?:goods|products|imports|exports)\b/i.test(text) || mentions.some(({ is }) => is === 'goods'));

/** Contexts of all sentences, in order. */
export function contextsOf(
  sentences: readonly Span[],
  gazetteer: Gazetteer,
  record: TalksRecord,
  document: Day,
): readonly Context[] {
  const mentions = sentences.map(({ text }) => gazetteer.mentions(text));
  const main = mostNamed(mentions, record);
  const sole = new Set(mentions.flatMap(partnersIn)).size === 1;
  const offices = Object.values(record.offices);
  const foreignAt = sentences.map(({ text }) => isElsewhere(text));
  const anyTrade = sentences.some(
    ({ text }, index) => !foreignAt[index] && (TRADE.test(text) || isCharged(text, mentions[index]!)),
  );
  const parties = new Set(
    mentions
      .flat()
      .filter(({ is }) => is === 'party' || is === 'person')
      .map(({ id }) => id),
  );
  const aboutTrade = anyTrade || (parties.size > 1 && !foreignAt.some((one) => one));
  let partner: string | undefined;
  let person: string | undefined;
  return sentences.map(({ text, start }, index) => {
    const own = mentions[index]!;
    const here = partnersIn(own);
    const before = sentences[index - 1]?.text ?? '';
    const foreign = foreignAt[index] === true || (foreignAt[index - 1] === true && !TRADE.test(text));
    const context = {
      index,
      text,
      start,
      mentions: own,
      dates: datesIn(text, document),
      document,
      record,
      offices,
      trade: !foreign && (TRADE.test(text) || TRADE.test(before) || aboutTrade),
      partner: here.length === 1 ? here[0] : (here[0] ?? partner ?? main),
      sole,
      person,
      before,
      recent: lone(partnersIn(mentions[index - 1] ?? [])),
    };
    if (here.length > 0)
      partner = here.length === 1 ? here[0] : here.includes(partner ?? '') ? partner : here[0];
    person = subjectOf(own) ?? person;
    return context;
  });
}

const NEGATED =
  /\b(?:not|never|neither|nor|without|no longer|denied|denies|failed to|stopped short of|rather than|no(?= (?:such |additional |new |further |[a-z-]+ )?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|deals?|agreements?|pacts?|extension|truce)\b))\b|n['’]t\b/i;
const POSSIBLE =
  /\b(?:could|may|might|would|can|if|unless|whether|possible|possibly|potential(?:ly)?|likely|expected|threat\w*|propos\w*|consider\w*|risk\w*|mull\w*|weigh\w*|suppose\w*|speculat\w*|forecast\w*|rumou?r\w*|talk of|prospect|warn\w*|fears?|feared|told to expect)\b/i;
const AIM =
  /\b(?:aim(?:s|ed|ing)?|seek(?:s|ing)?|sought|hop(?:e|es|ed|ing)|want(?:s|ed|ing)?|plan(?:s|ned|ning)?|push(?:es|ed|ing)?|try|tries|tried|trying|intend(?:s|ed|ing)?|urg(?:e|es|ed|ing)|press(?:es|ed|ing)?|encourag\w*|call(?:s|ed|ing)? for|look(?:s|ing)? to|bid to|efforts? to|demand(?:s|ed|ing)?|work(?:s|ing)? (?:to|toward)|negotiat\w+|agreed to seek|agreed to push)\b/i;
const PAST =
  /\b(?:had|previous(?:ly)?|formerly|earlier this year|last year|used to|ago|back in|at one point|peaked?|before (?:the|that|then)|until (?:then|now)|under the (?:former|previous|old))\b/i;

/** The part of the clause before a place, to where it began. */
function lead(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 110), at);
  const cut = Math.max(
    before.lastIndexOf(';'),
    before.lastIndexOf(', but '),
    before.lastIndexOf(', while '),
    before.lastIndexOf(', and '),
  );
  return cut < 0 ? before : before.slice(cut + 1);
}

/** Which goods are meant, not what is said of them: `goods that do not meet the rules pay …`. */
const RELATIVE =
  /\b(?:that|which|who)\s+(?:do|does|did|are|is|were|have|has)\s+not\b[^,;.]*?(?=\s(?:pays?|faces?|are|is|remains?|will|must)\b)/gi;

/** How the words from `start` to `end` of a sentence are meant. */
export function moodOf(text: string, start: number, end: number): Mood {
  const around = `${lead(text, start)} ${text.slice(start, Math.max(end, start + 1))}`;
  if (NEGATED.test(around.replace(RELATIVE, ' '))) return 'negated';
  if (AIM.test(around)) return 'aim';
  if (POSSIBLE.test(around)) return 'possible';
  return PAST.test(around) ? 'past' : 'fact';
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly slots: Slots;
  readonly mood?: Mood;
  /** Where the word stands that made the rule fire: the mood is read up to there. */
  readonly at?: number;
  readonly missing?: readonly string[];
}

/** A claim of a part of the sentence; offsets become those of the document. */
export const claimOf = (
  context: Context,
  kind: ClaimKind,
  { start, end, slots, mood, at, missing }: Part,
): Claim => {
  const raw = context.text.slice(start, end);
  const left = raw.length - raw.trimStart().length;
  const text = raw.trim();
  const from = context.start + start + left;
  return {
    kind,
    text,
    start: from,
    end: from + text.length,
    sentence: context.index,
    mood: mood ?? moodOf(context.text, at ?? start, at === undefined ? end : at + 1),
    slots,
    missing: missing ?? [],
  };
};

/** Mentions of a kind inside a part of the sentence. */
export const within = (
  context: Context,
  start: number,
  end: number,
  is?: Mention['is'],
): readonly Mention[] =>
  context.mentions.filter(
    (one) => one.start >= start && one.end <= end && (is === undefined || one.is === is),
  );

/** The clause around a place: from the last break before it to the next after it. */
export function clauseAround(text: string, start: number, end: number): { start: number; end: number } {
  const breaks =
    /;|,\s+(?:but|while|although|which|where|who|and|or|with|as|after|before|could|would|may|might|[a-z]{3,}ing|had|have|has)\b|(?<!\b(?:every|all|any)\s+[a-z]+|everyone|everything|nothing|all)\s+(?:but|while|although)\s/g;
  let from = 0;
  let until = text.length;
  for (const match of text.matchAll(breaks)) {
    if (match.index + match[0].length <= start || (/ing$/.test(match[0]) && match.index + 1 <= start))
      from = match.index + 1;
    else if (match.index >= end) {
      until = match.index;
      break;
    }
  }
  return { start: from, end: until };
}
