// Workings of one entry: all measures under one way of answering the open facts, the range over all ways, and what each fact moves.

import { type Cents, printCents } from '../core/money.ts';
import type { Question } from './assessment.ts';
import {
  type Ban,
  type Evaluation,
  evaluation,
  type Finding,
  finder,
  type Ground,
  prohibited,
} from './evaluate.ts';
import { type Assumed, type FactSheet, factSheet, type Gap } from './facts.ts';

/** At most so many ways of answering open facts are worked out. */
export const MOST_LEAVES = 128;

export interface Working {
  readonly findings: readonly Finding[];
  readonly steady: Evaluation['steady'];
  readonly gaps: FactSheet['gaps'];
  readonly total: Cents;
  /** The ban under which the goods may not be imported at all. */
  readonly ban: Ban | undefined;
}

export const charged = (finding: Finding): finding is Extract<Finding, { is: 'charged' }> =>
  finding.is === 'charged';

/** `from`: another working of the same ground, whose findings that hang on no open fact are taken over. */
export function workOut(ground: Ground, assumed: Assumed, from?: Working): Working {
  const sheet = factSheet(assumed);
  const given = from && ((index: number) => (from.steady(index) ? from.findings[index] : undefined));
  const { find, steady } = evaluation(ground, sheet, given);
  const { standings } = ground.view;
  const findings: Finding[] = new Array(standings.length);
  let total = ground.base.amount;
  let ban: Ban | undefined;
  for (let index = 0; index < standings.length; index++) {
    const finding = given?.(index) ?? find(index);
    findings[index] = finding;
    if (finding.is === 'charged') total += finding.amount;
    else if (finding.is === 'forbidden') ban ??= { standing: standings[index]!, heading: finding.heading };
  }
  return { findings, steady, gaps: sheet.gaps, total, ban };
}

/**
 * Bans are looked at before anything that an entry must tell for its duty.
 * @throws TariffError `prohibited` when the goods may not be imported, silence read as CBP reads it.
 */
export function refuseBanned(ground: Omit<Ground, 'base' | 'silent'>): void {
  const { standings } = ground.view;
  if (!standings.some(({ measure }) => measure.prohibits !== undefined)) return;
  const open: Ground = { ...ground, base: { amount: 0, rate: 0 }, silent: new Map() };
  const find = finder(open, factSheet(new Map()));
  for (const [index, standing] of standings.entries()) {
    if (standing.measure.prohibits === undefined) continue;
    const finding = find(index);
    if (finding.is === 'forbidden') throw prohibited({ standing, heading: finding.heading });
  }
}

const openRange = (working: Working): Gap | undefined =>
  [...working.gaps.values()].find(({ kind }) => kind === 'range');

export interface Total {
  readonly low: Cents;
  readonly high: Cents;
}

/** Totals over every answer to the open facts whose answer nobody has given; undefined where each of them meets a ban. */
export function totalsOf(
  ground: Ground,
  working: Working,
  assumed: Assumed,
  budget: { leaves: number; cutOff?: boolean },
): Total | undefined {
  const gap = openRange(working);
  if (!gap || budget.leaves <= 0) {
    budget.leaves--;
    if (gap) budget.cutOff = true;
    return working.ban ? undefined : { low: working.total, high: working.total };
  }
  const spans = [...new Set([gap.taken, ...gap.alternatives])].flatMap((answer) => {
    const next = new Map(assumed).set(gap.fact, answer);
    return totalsOf(ground, workOut(ground, next, working), next, budget) ?? [];
  });
  if (spans.length === 0) return undefined;
  return { low: Math.min(...spans.map(({ low }) => low)), high: Math.max(...spans.map(({ high }) => high)) };
}

/** A fact that moves nothing alone may do so together with facts that only its answer makes matter. */
function movedTogether(ground: Ground, working: Working, gap: Gap): readonly Cents[] {
  return gap.alternatives.flatMap((answer) => {
    const assumed = new Map([[gap.fact, answer]]);
    const total = totalsOf(ground, workOut(ground, assumed, working), assumed, { leaves: MOST_LEAVES });
    return total ? [total.low, total.high] : [];
  });
}

interface Moved extends Total {
  readonly gap: Gap;
  readonly ban: Ban | undefined;
}

function movedBy(ground: Ground, working: Working, gap: Gap): Moved {
  const alone = gap.alternatives.map((answer) => workOut(ground, new Map([[gap.fact, answer]]), working));
  const allowed = alone.filter(({ ban }) => !ban).map(({ total }) => total);
  const moves = allowed.some((total) => total !== working.total);
  const totals = moves || gap.kind !== 'range' ? allowed : movedTogether(ground, working, gap);
  return {
    gap,
    low: Math.min(working.total, ...totals),
    high: Math.max(working.total, ...totals),
    ban: alone.find(({ ban }) => ban)?.ban,
  };
}

/** What one fact moves, everything else as taken: the most money first, and last what only leads to a ban. */
export function questionsOf(ground: Ground, working: Working): readonly Question[] {
  return [...working.gaps.values()]
    .filter(({ alternatives }) => alternatives.length > 0)
    .map((gap) => movedBy(ground, working, gap))
    .filter(({ low, high, ban }) => low < high || ban)
    .sort((a, b) => b.high - b.low - (a.high - a.low))
    .map(({ gap, low, high, ban }) => ({
      fact: gap.fact,
      ask: gap.ask,
      low: printCents(low),
      high: printCents(high),
      ...(ban ? { refused: prohibited(ban).message } : {}),
    }));
}
