// Rules about goods themselves: export controls, dependence, and what a side wants.

import { type Context, claimOf, clauseAround, within } from './context.ts';
import type { Mention } from './gazetteer.ts';
import { GOODS } from './lexicon.ts';
import type { Claim, Slots } from './model.ts';

const CONTROL =
  /\b(?:(?:bans?|embargo(?:es)?) on (?:the )?exports?|(?:controls?|curbs?|restrictions?) on(?= (?:[a-z-]+ ){0,2}(?:rare|lithium|gallium|germanium|antimony|graphite|batteries|chips|tungsten))|export (?:controls?|restrictions?|curbs?|bans?|limits?|licen[cs]\w+)|(?:controls?|restrictions?|curbs?) on (?:the )?(?:export|exports|sale|sales|shipments?)|licen[cs](?:e|es|ing)|entity list|blacklist\w*|(?:bann?(?:ed|s)?|barr?(?:ed|s)?|block(?:ed|s)?|restrict(?:ed|s)?|curb(?:ed|s)?|halt(?:ed|s)?|suspend(?:ed|s)?) (?:the )?(?:exports?|sales?|shipments?)|port fees?)\b/i;

/** Where goods go, or who is hurt: not whose control it is. */
const TO = /\b(?:to|against|in|on|for)\s+(?:the\s+)?$/i;

/** Whose control it is: the first party of the clause, else of the sentence, that is not where the goods go. */
function ownerOf(context: Context, start: number, end: number): string | undefined {
  const owns = ({ start: at }: Mention) => !TO.test(context.text.slice(Math.max(0, at - 12), at));
  const own = within(context, start, end, 'party').find(owns);
  return (own ?? within(context, 0, start, 'party').find(owns))?.id;
}

const HELD =
  /\b(?:suspend\w*|paus\w*|lift\w*|halt(?:s|ed)? (?:its|their|the)|held back|put off|roll\w* back|eas(?:e|es|ed)|drop\w*)\b/i;

/** What may not be shipped without leave. */
export function controls(context: Context): readonly Claim[] {
  const match = CONTROL.exec(context.text);
  if (!match) return [];
  const around = clauseAround(context.text, match.index, match.index + match[0].length);
  const goods =
    within(context, around.start, context.text.length, 'goods').find(({ id }) => id !== 'defense') ??
    within(context, 0, context.text.length, 'goods')[0];
  const owner = ownerOf(context, around.start, around.end);
  const importer = owner ?? (goods && /chips|software|ethane|engine|tech/.test(goods.id) ? 'US' : undefined);
  const listed = /port fee|entity list/i.test(match[0]);
  if (!goods && !listed) return [];
  const words = context.text.slice(around.start, around.end);
  const topics = [
    ...(listed ? [match[0].toLowerCase()] : []),
    ...(/\bgeneral licen[cs]es?\b/i.test(words) ? ['general licence'] : []),
    ...(HELD.test(words) ? ['held'] : []),
    ...(/\b(?:will|from|start|begin|new|announc\w*)\b/i.test(words) ? ['coming'] : []),
  ];
  const slots: Slots = {
    ...(goods && !listed ? { goods: goods.id } : {}),
    ...(importer === undefined ? {} : { importer }),
    ...(context.partner === undefined ? {} : { partner: context.partner }),
    topics,
  };
  const end = Math.max(around.end, goods?.end ?? 0);
  return [claimOf(context, 'control', { start: around.start, end, slots })];
}

const DEPENDS =
  /\b(?:dominat\w+|monopol\w+|near-monopoly|depend(?:s|ed|ent|ence|ing)?(?= (?:on|upon|heavily|almost|entirely))|rel(?:y|ies|ied|iant|iance)(?= (?:on|upon|heavily))|accounts? for|accounted for|suppl(?:y|ies|ied)|produces?|mines|refines|processes|controls(?= (?:about|some|roughly|nearly|almost|most|more|over|\d))|(?:imports|buys|gets|sources|get|import) (?=(?:all|most|nearly|about|some|roughly|almost|\d))|share of (?:the )?(?:world|global)|makes (?=(?:all|most|nearly|about|some|roughly|almost|\d)))/gi;
const SHARE = /(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)/i;

function dependenceAt(
  context: Context,
  match: RegExpMatchArray,
  start: number,
  end: number,
): readonly Claim[] {
  const goods =
    within(context, start, end, 'goods')[0] ?? within(context, 0, context.text.length, 'goods')[0];
  if (!goods) return [];
  if (GOODS[goods.id]?.mineral === undefined && !/domin|depend|rel|monopol/i.test(match[0])) return [];
  const parties = within(context, 0, match.index!, 'party');
  const who = parties[parties.length - 1]?.id;
  const on = within(context, match.index!, end, 'party')[0]?.id;
  const passive = /depend|rel|import|buy|get|source/i.test(match[0]);
  const share = SHARE.exec(context.text.slice(match.index! > start + 60 ? match.index! : start, end));
  const partner = passive ? on : who;
  const slots: Slots = {
    goods: goods.id,
    ...(passive && who !== undefined ? { importer: who } : {}),
    ...(partner === undefined ? {} : { partner }),
    ...(share ? { share: Number(share[1]) } : {}),
    topics: [
      match[0].toLowerCase(),
      ...(/\bimports?\b/i.test(context.text.slice(start, end)) ? ['imports'] : []),
    ],
  };
  return [claimOf(context, 'dependence', { start, end: Math.max(end, goods.end), slots })];
}

/** Who depends on whom for what, or who dominates a market: one claim for each verb that has a share or goods of its own. */
export function dependence(context: Context): readonly Claim[] {
  const all = [...context.text.matchAll(DEPENDS)];
  return all.flatMap((match, index) => {
    const around = clauseAround(context.text, match.index, match.index + match[0].length);
    const next = all[index + 1];
    const before = all[index - 1];
    const own = next !== undefined && next.index < around.end ? next.index : around.end;
    const end = index === all.length - 1 ? Math.max(own, around.end) : own;
    const start = before !== undefined && before.index >= around.start ? match.index : around.start;
    // A second verb about the same goods is not a second claim.
    if (start === match.index && within(context, start, end, 'goods').length === 0) return [];
    return dependenceAt(context, match, start, end);
  });
}

const AIM =
  /\b(?:aim(?:s|ed|ing)? (?:to|at|for)|seek(?:s|ing)?(?: to)?|sought to|hop(?:e|es|ed|ing) (?:to|for|that)|wants? (?:to|an?|the)|wanted to|plan(?:s|ned|ning)? to|push(?:es|ed|ing)? (?:for|to|China|Beijing|Washington|the)|continues? to push|trying to|tries to|tried to|intend(?:s|ed|ing)? to|pressing (?:for|China|Beijing)|encouraging|look(?:s|ing)? to|in a bid to|under pressure to|facing pressure to)\b/gi;

/** Wishes and plans: told, never judged. */
export function aims(context: Context): readonly Claim[] {
  if (!context.trade) return [];
  let last = -1;
  return [...context.text.matchAll(AIM)].flatMap((match) => {
    if (match.index < last) return [];
    const { end } = clauseAround(context.text, match.index, match.index + match[0].length);
    last = end;
    return [claimOf(context, 'aim', { start: match.index, end, slots: {}, mood: 'aim' })];
  });
}
