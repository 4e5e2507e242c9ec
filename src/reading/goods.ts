// Rules about goods themselves: export controls, dependence, and what a side wants.

import { type Context, claimOf, clauseAround, within } from './context.ts';
import { GOODS } from './lexicon.ts';
import type { Claim, Slots } from './model.ts';

const CONTROL =
  /\b(?:export (?:controls?|restrictions?|curbs?|bans?|limits?|licen[cs]\w+)|(?:controls?|restrictions?|curbs?) on (?:the )?(?:export|exports|sale|sales|shipments?)|licen[cs](?:e|es|ing)|entity list|blacklist\w*|(?:bann?(?:ed|s)?|barr?(?:ed|s)?|block(?:ed|s)?|restrict(?:ed|s)?|curb(?:ed|s)?|halt(?:ed|s)?|suspend(?:ed|s)?) (?:the )?(?:exports?|sales?|shipments?)|port fees?)\b/i;

/** What may not be shipped without leave. */
export function controls(context: Context): readonly Claim[] {
  const match = CONTROL.exec(context.text);
  if (!match) return [];
  const around = clauseAround(context.text, match.index, match.index + match[0].length);
  const goods =
    within(context, around.start, context.text.length, 'goods').find(({ id }) => id !== 'defense') ??
    within(context, 0, context.text.length, 'goods')[0];
  const owners = within(context, 0, match.index, 'party');
  const owner = owners[owners.length - 1]?.id;
  const importer = owner ?? (goods && /chips|software|ethane|engine|tech/.test(goods.id) ? 'US' : undefined);
  if (!goods && !/port fee|entity list/i.test(match[0])) return [];
  const slots: Slots = {
    ...(goods ? { goods: goods.id } : { topics: [match[0].toLowerCase()] }),
    ...(importer === undefined ? {} : { importer }),
    ...(context.partner === undefined ? {} : { partner: context.partner }),
  };
  const end = Math.max(around.end, goods?.end ?? 0);
  return [claimOf(context, 'control', { start: around.start, end, slots })];
}

const DEPENDS =
  /\b(?:dominat\w+|monopol\w+|near-monopoly|depend(?:s|ed|ent|ence|ing)?(?= (?:on|upon|heavily|almost|entirely))|rel(?:y|ies|ied|iant|iance)(?= (?:on|upon|heavily))|accounts? for|accounted for|suppl(?:y|ies|ied)|produces?|mines|refines|processes|controls(?= (?:about|some|roughly|nearly|almost|most|more|over|\d))|(?:imports|buys|gets|sources) (?:all|most|nearly|about|some|roughly|\d)|share of (?:the )?(?:world|global))\b/i;
const SHARE = /(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)/i;

/** Who depends on whom for what, or who dominates a market. */
export function dependence(context: Context): readonly Claim[] {
  const match = DEPENDS.exec(context.text);
  if (!match) return [];
  const around = clauseAround(context.text, match.index, match.index + match[0].length);
  const goods =
    within(context, around.start, context.text.length, 'goods')[0] ??
    within(context, 0, context.text.length, 'goods')[0];
  if (!goods) return [];
  if (GOODS[goods.id]?.mineral === undefined && !/domin|depend|rel|monopol/i.test(match[0])) return [];
  const parties = within(context, 0, match.index, 'party');
  const who = parties[parties.length - 1]?.id;
  const on = within(context, match.index, context.text.length, 'party')[0]?.id;
  const passive = /depend|rel|import|buys|gets|sources/i.test(match[0]);
  const share = SHARE.exec(context.text.slice(around.start));
  const slots: Slots = {
    goods: goods.id,
    ...(passive ? (who === undefined ? {} : { importer: who }) : {}),
    ...((passive ? on : who) === undefined ? {} : { partner: (passive ? on : who)! }),
    ...(share ? { share: Number(share[1]) } : {}),
    topics: [match[0].toLowerCase()],
  };
  return [
    claimOf(context, 'dependence', { start: around.start, end: Math.max(around.end, goods.end), slots }),
  ];
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
