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
  /\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surcharges?|surtax(?:es)?|tax(?:es)?|charge[sd]?|levied)\b/i;
const NOT_DUTY =
  /\b(?:growth|inflation|gdp|approval|unemployment|interest rates?|stocks?|shares (?:rose|fell)|index|turnout|votes?|profits?|sales (?:rose|fell)|market share|of (?:all |the |total |global |world)?(?:exports|imports|supply|production|output|reserves|demand|the world)|stake|discount)\b/i;
const COVERAGE: readonly (readonly [RegExp, NonNullable<Slots['coverage']>])[] = [
  [/\b(?:nearly|almost|virtually|practically) (?:all|every)\b/i, 'nearly-all'],
  [/\b(?:most|the majority of|the bulk of)\b/i, 'most'],
  [/\b(?:all|every|any|across the board|blanket)\b/i, 'all'],
  [/\b(?:some|certain|selected|many|several)\b/i, 'some'],
];

const GOODS_OF = String.raw`(?:'s|’s)?\s+(?:(?!on\b|of\b|dut|tarif|lev|rate|tax)[a-z-]+\s+){0,2}?(?:goods|exports|imports|products|shipments|cars|autos|steel|aluminum|merchandise|items)`;

interface Sides {
  readonly importer?: string;
  readonly partner?: string;
  readonly named?: boolean;
}

const union = (party: string): string => (IN_THE_UNION.includes(party) ? 'EU' : party);

/** `Chinese goods`, `EU exports`, `imports from Japan`: whose goods they are. */
function originIn(context: Context, start: number, end: number): string | undefined {
  const parties = within(context, start, end, 'party');
  const owned = parties.find((one) =>
    new RegExp(`^${GOODS_OF}`, 'i').test(context.text.slice(one.end, one.end + 50)),
  );
  const from = parties.find((one) =>
    /(?:goods|imports|products|exports|shipments|cars|steel|aluminum|everything)\s+(?:coming\s+)?(?:from|of|made in)\s+(?:the\s+)?$/i.test(
      context.text.slice(Math.max(0, one.start - 50), one.start),
    ),
  );
  const on = parties.find((one) =>
    /\b(?:on|against|for)\s+(?:the\s+)?$/i.test(context.text.slice(Math.max(0, one.start - 12), one.start)),
  );
  return (from ?? owned ?? on)?.id;
}

function sidesOf(context: Context, start: number, end: number): Sides {
  const origin = originIn(context, start, end);
  if (origin !== undefined) {
    const charger = within(context, 0, context.text.length, 'party').find(
      (one) =>
        one.id !== origin &&
        /^(?:['’]s)?\s+(?:[a-z]+\s+){0,3}(?:tariff|dut|lev|impos|charg|collect|appl|rais|slap|put|kept|keep|cut|lower)/i.test(
          context.text.slice(one.end, one.end + 50),
        ),
    );
    const importer = charger?.id ?? (origin === 'US' ? context.partner : 'US');
    return {
      partner: union(origin),
      named: true,
      ...(importer === undefined ? {} : { importer: union(importer) }),
    };
  }
  const own = within(context, start, end, 'party').find(({ end: after }) =>
    /^(?:['’]s)?\s+(?:[a-z]+\s+){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b/i.test(
      context.text.slice(after, after + 60),
    ),
  );
  if (own !== undefined && own.id !== 'US') return { importer: union(own.id), partner: 'US' };
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

function coverageIn(text: string): Slots['coverage'] {
  return COVERAGE.find(([pattern]) => pattern.test(text))?.[1];
}

/** A goods word beside the rate narrows it; "tariffs on autos". */
const narrowed = (context: Context, start: number, end: number): Mention | undefined =>
  within(context, start, end, 'goods').find(({ id }) => id !== 'tech' && id !== 'defense');

const slot = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : { [key]: value };

const LEVEL =
  /\b(?:pay(?:s|ing)?|face[sd]?|facing|extra|additional|stays?|remains?|stands?|cost|carry|carries|hit|answered|retaliated|responded|slapped|imposed|subject|raised|cut)\b/i;
const WARES = /\b(?:goods|products|exports|imports|shipments|cars|steel|aluminum|copper|everything)\b/i;

/** No word for a duty, but goods that pay, or a sentence before that spoke of tariffs. */
const implied = (context: Context, near: string): boolean =>
  LEVEL.test(near) && (WARES.test(near) || DUTY.test(context.before)) && context.trade;

/** `from 39 to 15 percent` is an old rate and a new one, not a range. */
function movedAt(context: Context, match: RegExpMatchArray): RegExpMatchArray[] {
  const { low, high, unit = '%' } = match.groups ?? {};
  const from = /\bfrom (?:about |roughly )?$/i.test(context.text.slice(0, match.index));
  if (!from || high === undefined || !/\bto\b/i.test(match[0])) return [match];
  const at = (number: string, index: number): RegExpMatchArray =>
    Object.assign([`${number}${unit}`] as unknown as RegExpMatchArray, {
      index,
      input: context.text,
      groups: { low: number, unit },
    });
  const split = match[0].search(/\bto\b/i);
  return [at(low!, match.index!), at(high, match.index! + split + 3)];
}

function rateAt(context: Context, match: RegExpMatchArray): readonly Claim[] {
  const at = match.index!;
  const clause = clauseAround(context.text, at, at + match[0].length);
  const words = context.text.slice(clause.start, clause.end);
  const near = context.text.slice(
    Math.max(clause.start, at - 70),
    Math.min(clause.end, at + match[0].length + 70),
  );
  if (!(DUTY.test(near) || implied(context, near)) || NOT_DUTY.test(near)) return [];
  const sides = sidesOf(context, clause.start, clause.end);
  if (sides.partner === undefined && !/\b(?:all|every)\b/i.test(words)) return [];
  const goods = narrowed(context, clause.start, clause.end);
  const program = within(context, clause.start, clause.end, 'program')[0];
  const after = context.text.slice(at, clause.end);
  const coverage = coverageIn(after);
  const slots: Slots = {
    ...sides,
    rate: Number(match.groups?.low),
    ...slot('rateHigh', match.groups?.high === undefined ? undefined : Number(match.groups.high)),
    ...slot('bound', /\baverage\b/i.test(words) ? 'average' : boundOf(match)),
    unit: /point/i.test(match.groups?.unit ?? '') ? 'points' : 'percent',
    ...slot('goods', goods?.id),
    ...slot('program', program?.id),
    ...slot('coverage', coverage),
  };
  const old = /\b(?:from|down from|up from|instead of|against) (?:about |roughly )?$/i.test(
    context.text.slice(0, at),
  );
  const span = {
    ...clause,
    slots,
    ...(old ? { mood: 'past' as const } : {}),
    at: Math.min(clause.end, at + match[0].length + 25),
  };
  const rate = claimOf(context, 'rate', span);
  return coverage === undefined || coverage === 'some' ? [rate] : [rate, claimOf(context, 'coverage', span)];
}

/** Every rate of duty named in a sentence, and what share of goods it is said to cover. */
export function rates(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  return [...context.text.matchAll(RATE)]
    .flatMap((match) => movedAt(context, match))
    .flatMap((match) => rateAt(context, match));
}
