// Rules for rates and coverage: who charges how much on whose goods, and on which of them.

import { type Context, claimOf, clauseAround, within } from './context.ts';
import type { Mention } from './gazetteer.ts';
import { IN_THE_UNION } from './lexicon.ts';
import type { Claim, Slots } from './model.ts';

const NUMBER = String.raw`\d{1,3}(?:\.\d+)?`;
const PERCENT = String.raw`(?:\s?%|[\s-](?:percent|per cent)(?!age point)\b|[\s-](?:percentage[\s-]points?|points?)\b)`;
const RATE = new RegExp(
  `(?<bound>\\bup to |\\bas (?:high|much) as |\\bmaximum of |\\bno more than |\\babout |\\baverage (?:rate )?of |\\ban average )?(?<low>${NUMBER})(?:${PERCENT})?(?:\\s?(?:-|–|to|and)\\s?(?<high>${NUMBER}))?(?<unit>${PERCENT})`,
  'gi',
);
const DUTY =
  /\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surcharges?|surtax(?:es)?|tax(?:es)?|charge[sd]?|levied|baseline|ceiling)\b/i;
const NOT_DUTY =
  /\b(?:growth|inflation|gdp|approval|unemployment|interest rates?|stocks?|shares (?:rose|fell)|index|turnout|votes?|profits?|sales (?:rose|fell)|market share|of (?:all |the |total |global |world)?(?:exports|imports|supply|production|output|reserves|demand|the world)|stake|discount)\b/i;
const COVERAGE: readonly (readonly [RegExp, NonNullable<Slots['coverage']>])[] = [
  [/\b(?:nearly|almost|virtually|practically) (?:all|every)\b/i, 'nearly-all'],
  [/\b(?:most|the majority of|the bulk of)\b/i, 'most'],
  [/\b(?:all|every|any|across the board|blanket)\b/i, 'all'],
  [/\b(?:some|certain|selected|many|several)\b/i, 'some'],
];

const GOODS_OF = String.raw`(?:'s|’s)?\s+(?:(?!on\b|of\b|dut|tarif|lev|rate|tax)[a-z-]+\s+){0,2}?(?:goods|exports|imports|products|shipments|cars|autos|steel|aluminum|merchandise|items|ones|wine|watches)`;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Sides {
  readonly importer?: string;
  readonly partner?: string;
  readonly named?: boolean;
  readonly either?: boolean;
  readonly everyone?: boolean;
}

const union = (party: string): string => (IN_THE_UNION.includes(party) ? 'EU' : party);

/** Whether a party is named as the owner of goods, as their origin, or as the one whose rate this is. */
function ownsGoods({ text, mentions }: Context, { start, end }: Mention, at: number): boolean {
  const before = text.slice(Math.max(0, start - 50), start);
  const after = text.slice(end, end + 50);
  if (/\b(?:to|into|in|entering|reaching)\s+(?:the\s+)?$/i.test(before)) return false;
  return (
    new RegExp(`^${GOODS_OF}`, 'i').test(after) ||
    mentions.some((one) => one.is === 'goods' && one.start > end && one.start - end <= 12) ||
    /(?:goods|imports|products|exports|shipments|cars|steel|aluminum|everything)\s+(?:coming\s+)?(?:from|of|made in)\s+(?:the\s+)?(?:[A-Z][\w ]+ and )?$/i.test(
      before,
    ) ||
    /\b(?:on|against|for)\s+(?:the\s+)?$/i.test(before.slice(-12)) ||
    (end <= at && /^(?:['’]s)?\s+(?:at\s+|to\s+)?$/.test(text.slice(end, at))) ||
    (end <= at &&
      /(?:^|[.,;:]\s*|\b(?:and|while|but|so|that|now)\s+)(?:the\s+)?$/i.test(before) &&
      /^\s+(?:pays?|faces?|is charged|is hit with|will pay|will face|faced|paid)\s/.test(after))
  );
}

/** How far a party stands from the rate; one before it counts as nearer. */
const distance = ({ start, end }: Mention, at: number): number => (end <= at ? at - end : (start - at) * 1.5);

/** `Chinese goods`, `EU exports`, `imports from Japan`: whose goods they are, the nearest of several. */
function originOf(context: Context, start: number, end: number, at: number): string | undefined {
  return within(context, start, end, 'party')
    .filter((one) => ownsGoods(context, one, at))
    .sort((a, b) => distance(a, at) - distance(b, at))[0]?.id;
}

/** A party that acts on goods of another, or whose duty is said to be on them. */
const CHARGES =
  /^(?:['’]s)?\s+(?!(?:(?:is|are|was|were)|(?:has|have|had|will) (?:also )?be(?:en)?)\b)(?:(?:[a-z]+\s+){0,3}(?:impos|charg|collect|appl|rais|slap|put|kept|keep|cut|lower|takes?|took|hit|answer|retaliat|replied|respond|doubl|demand)|(?:[a-z]+\s+){0,2}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rate)\s+(?:of\s+[\d.]+\s?(?:%|percent)\s+)?(?:on|against)\b)/i;

/** Who charges goods of an origin: the party that is said to act, else the other side. */
function chargerOf(context: Context, origin: string): string | undefined {
  const charger = within(context, 0, context.text.length, 'party').find(
    ({ id, end }) => id !== origin && CHARGES.test(context.text.slice(end, end + 70)),
  );
  return charger?.id ?? (origin === 'US' ? context.partner : 'US');
}

/** Rates of nobody in particular: `every country`, `all imports`. */
const EVERYONE =
  /\b(?:(?:nearly |almost |virtually )?(?:all|every|most|other) (?:other )?(?:countr(?:y|ies)|nations?|trading partners?|partners?|imports)|everyone(?: else)?|everybody|across the board|worldwide)\b/i;

function sidesOf(context: Context, start: number, end: number, at: number): Sides {
  const everyone = EVERYONE.test(context.text.slice(start, end));
  const origin = originOf(context, start, end, at);
  if (origin !== undefined && !(everyone && /\b(?:but|except)\b/.test(context.text.slice(start, end)))) {
    const importer = chargerOf(context, origin);
    return {
      partner: union(origin),
      named: true,
      ...(importer === undefined ? {} : { importer: union(importer) }),
    };
  }
  if (everyone) return { importer: 'US', everyone };
  const own = within(context, start, end, 'party').find(({ end: after }) =>
    /^(?:(?:['’]s)?\s+(?:[a-z]+\s+){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rate)\b|['’]s\s+from\b)/i.test(
      context.text.slice(after, after + 60),
    ),
  );
  if (own !== undefined && own.id !== 'US') return { importer: union(own.id), partner: 'US', either: true };
  const parties = within(context, start, end, 'party').map(({ id }) => id);
  const other = parties.find((id) => id !== 'US') ?? context.partner;
  return other === undefined ? { importer: 'US' } : { importer: 'US', partner: union(other) };
}

const boundOf = (match: RegExpMatchArray): Slots['bound'] => {
  const said = match.groups?.bound?.toLowerCase() ?? '';
  if (/average/.test(said)) return 'average';
  if (/up to|as |maximum|no more/.test(said)) return 'up-to';
  return match.groups?.high === undefined ? undefined : 'range';
};

const WHICH = '(?:nearly all|almost all|virtually all|most|all)';
const WARE = '(?:goods|exports|imports|products)';
/** `most European goods pay …`, `goods from nearly every country pay …`. */
const BEFORE = new RegExp(
  `\\b${WHICH}\\s+(?:[\\w-]+\\s+){0,2}?${WARE}\\b|\\b${WARE} (?:from|of) (?:nearly |almost )?(?:all|every) countr(?:y|ies)\\b`,
  'i',
);

/** Which share of goods is meant: said after the rate, or before it as its subject. */
function coverageIn(after: string, before: string): Slots['coverage'] {
  const words = [after.replace(/\bat most\b/gi, ''), BEFORE.exec(before)?.[0] ?? ''];
  for (const text of words) {
    const found = COVERAGE.find(([pattern]) => pattern.test(text))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A goods word beside the rate narrows it; "tariffs on autos". */
const narrowed = (context: Context, start: number, end: number): Mention | undefined =>
  within(context, start, end, 'goods').find(({ id }) => id !== 'tech' && id !== 'defense');

const slot = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : { [key]: value };

const LEVEL =
  /\b(?:pay(?:s|ing)?|paid|puts?|keeps?|kept|charges?|levies|face[sd]?|facing|extra|additional|further|second|threaten(?:s|ed)?|warned of|expect|stays?|remains?|stands?|cost|carry|carries|hit|answered|retaliated|responded|slapped|imposed|subject|raised|cut)\b/i;
const WARES =
  /\b(?:goods|products|exports|imports|shipments|cars|trucks|steel|aluminum|copper|lumber|furniture|wine|watches|syringes|semiconductors|chips|everything)\b/i;

const endOf = (match: RegExpMatchArray): number => match.index! + match[0].length;

/** No word for a duty, but goods that pay, or words before that spoke of tariffs or of goods. */
function implied(context: Context, near: string, clause: Stretch, at: number): boolean {
  if (!context.trade || !LEVEL.test(near)) return false;
  return (
    WARES.test(near) ||
    within(context, clause.start, clause.end, 'goods').length > 0 ||
    [context.before, context.text.slice(0, at)].some((text) => DUTY.test(text) || WARES.test(text))
  );
}

/** How far a list of rates goes on, in characters: `goods of A pay 39 percent, goods of B 20 percent`. */
const LISTED = 90;

/** A rate in a list that began with a duty or with goods that pay. */
const inList = (context: Context, at: number, all: readonly RegExpMatchArray[]): boolean =>
  all.some((one) => endOf(one) <= at && at - endOf(one) < LISTED) &&
  (DUTY.test(context.text.slice(0, at)) || LEVEL.test(context.text.slice(0, at))) &&
  context.trade;

/** `cut by 10 points`, `takes 115 points off`, `lower tariffs by 115 percent`. */
function changeAt(context: Context, at: number, end: number): Slots['change'] {
  const before = context.text.slice(Math.max(0, at - 80), at);
  const after = context.text.slice(end, end + 12);
  if (!/\bby (?:about |some |another )?$/i.test(before) && !/^\s+off\b/i.test(after)) return undefined;
  return /\b(?:rais|increas|lift|higher|up)\w*/i.test(before) ? 'up' : 'down';
}

const COMING =
  /\b(?:will|would|from|starting|as of|under|next|doubles?|climbs?|rises?|jumps?|falls?|drops?|go(?:es)?|takes? effect|to be|to pay|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;
const ADDED =
  /\b(?:answered|replied|responded|retaliated|hit back|imposed|adds?|added|slapped|further|another)\b/i;

/** An order spoken of just before, which sets rates for days to come. */
const ORDERED = /\b(?:order|proclamation|schedule|rates)\b/i;

const looksAhead = ({ text, before }: Context, { end }: Stretch): boolean =>
  COMING.test(text.slice(0, end)) || (ORDERED.test(before) && COMING.test(before));

/** Told as past: `was 20 percent`, `paid 25 percent until June`; not `has paid since`. */
const WAS = /\b(?:was|were|(?<!(?:has|have|had) )paid|stood at|peaked|used to)\b[^.;]{0,40}$/i;

/** Told to somebody as possible, and not as what was charged. */
const OPEN = /\b(?:warned|told|threatened|expected|feared|planned|proposed)\b/i;

/** A clause whose subject stands in the clause before: `…, and are to pay 15 percent`. */
const ELIDED =
  /^\s*,?\s*(?:and|but|or)\s+(?:is|are|was|were|will|would|pays?|paid|has|have|had|faces?|remains?|must)\b/i;

/** `from 39 to 15 percent` is an old rate and a new one, not a range. */
function movedAt(context: Context, match: RegExpMatchArray): RegExpMatchArray[] {
  const { low, high, unit = '%' } = match.groups ?? {};
  const from = /\bfrom (?:about |roughly )?$/i.test(context.text.slice(0, match.index));
  if (!from || high === undefined || !/\bto\b/i.test(match[0])) return [match];
  const at = (number: string, index: number, end = ''): RegExpMatchArray =>
    Object.assign([`${number}${end}`] as unknown as RegExpMatchArray, {
      index,
      input: context.text,
      groups: { low: number, unit },
    });
  const split = match[0].search(/\bto\b/i);
  return [at(low!, match.index!), at(high, match.index! + split + 3, unit)];
}

/** Where the words of one rate end and those of the next begin: at the last comma or "and" between them. */
function cutBetween(text: string, end: number, next: number): number {
  const joints = [...text.slice(end, next).matchAll(/,\s|;|\s(?:and|but)\s/g)];
  const last = joints[joints.length - 1];
  return last === undefined ? end : end + last.index;
}

const afterJoint = (text: string, at: number): number =>
  at + (/^[\s,;]*(?:(?:and|but)\s+)?/.exec(text.slice(at))?.[0].length ?? 0);

/** The part of a clause that speaks of one rate, where the clause has several. */
function partOf(
  text: string,
  clause: Stretch,
  match: RegExpMatchArray,
  all: readonly RegExpMatchArray[],
): Stretch {
  const inside = all.filter((one) => one.index! >= clause.start && endOf(one) <= clause.end);
  const place = inside.indexOf(match);
  const [before, after] = [inside[place - 1], inside[place + 1]];
  return {
    start: before ? afterJoint(text, cutBetween(text, endOf(before), match.index!)) : clause.start,
    end: after ? cutBetween(text, endOf(match), after.index!) : clause.end,
  };
}

/** `before`: the sides of the rate before in the sentence, for a clause that names no party. */
function rateAt(
  context: Context,
  match: RegExpMatchArray,
  all: readonly RegExpMatchArray[],
  before: Sides | undefined,
): readonly Claim[] {
  const at = match.index!;
  const clause = clauseAround(context.text, at, at + match[0].length);
  const part = partOf(context.text, clause, match, all);
  const from = ELIDED.test(context.text.slice(clause.start)) ? 0 : clause.start;
  const words = context.text.slice(clause.start, clause.end);
  const near = context.text.slice(
    Math.max(clause.start, at - 70),
    Math.min(clause.end, at + match[0].length + 70),
  );
  const about = DUTY.test(near) || implied(context, near, clause, at) || inList(context, at, all);
  if (!about || NOT_DUTY.test(near)) return [];
  const said = sidesOf(context, from, clause.end, at);
  const elsewhere = said.named !== true && said.everyone !== true && EVERYONE.test(context.before);
  const parties = within(context, from, clause.end, 'party');
  const sides: Sides =
    parties.length > 0 || said.everyone === true
      ? said
      : elsewhere
        ? { importer: 'US', everyone: true }
        : (before ?? said);
  if (sides.partner === undefined && sides.everyone !== true) return [];
  const alone = part.start === clause.start && part.end === clause.end;
  const goods = narrowed(context, part.start, part.end) ?? narrowed(context, from, alone ? clause.end : at);
  const program =
    within(context, part.start, part.end, 'program')[0] ?? within(context, clause.start, at, 'program')[0];
  const coverage = coverageIn(context.text.slice(at, part.end), context.text.slice(part.start, at));
  const slots: Slots = {
    ...sides,
    ...(sides.named === true && !alone ? { named: false } : {}),
    rate: Number(match.groups?.low),
    ...slot('rateHigh', match.groups?.high === undefined ? undefined : Number(match.groups.high)),
    ...slot('bound', /\baverage\b/i.test(words) ? 'average' : boundOf(match)),
    unit: /point/i.test(match.groups?.unit ?? '') ? 'points' : 'percent',
    ...slot('change', changeAt(context, at, at + match[0].length)),
    ...slot('suspended', /\b(?:suspend|paus|postpon|put off|held back|delay)/i.test(words) || undefined),
    ...slot('day', context.dates.find((one) => one.start >= part.start && one.end <= part.end)?.day),
    ...slot('goods', goods?.id),
    ...slot('coming', looksAhead(context, part) || undefined),
    ...slot('added', ADDED.test(words) || undefined),
    ...slot('program', program?.id),
    ...(program?.id.startsWith('us/') && sides.importer !== undefined && sides.either === true
      ? { importer: 'US', partner: sides.importer, either: false }
      : program?.id.startsWith('us/')
        ? { importer: 'US' }
        : {}),
    ...slot('coverage', coverage),
  };
  const old =
    /\b(?:from|down from|up from|instead of|against) (?:about |roughly )?$/i.test(
      context.text.slice(0, at),
    ) ||
    (WAS.test(context.text.slice(part.start, at)) && !OPEN.test(words));
  const span = {
    ...part,
    slots,
    ...(old ? { mood: 'past' as const } : {}),
    at: Math.min(part.end, at + match[0].length + 25),
  };
  const rate = claimOf(context, 'rate', span);
  return coverage === undefined || coverage === 'some' ? [rate] : [rate, claimOf(context, 'coverage', span)];
}

/** Every rate of duty named in a sentence, and what share of goods it is said to cover. */
export function rates(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  const all = [...context.text.matchAll(RATE)].flatMap((match) => movedAt(context, match));
  let before: Sides | undefined;
  return all.flatMap((match) => {
    const found = rateAt(context, match, all, before);
    const { importer, partner, everyone } = found[0]?.slots ?? {};
    if (found.length > 0)
      before = {
        ...slot('importer', importer),
        ...slot('partner', partner),
        ...slot('everyone', everyone),
      };
    return found;
  });
}
