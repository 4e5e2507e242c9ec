// The rulebook: situations of single measures, each put to the evaluator once and found again.

import type { View } from '../law/view.ts';
import type { Asked } from './asked.ts';
import type { GoodsClasses } from './goods.ts';
import { NO } from './goods.ts';
import { keyWriter } from './keys.ts';
import type { OriginScopes } from './origins.ts';
import type { Declared, Setting } from './probe.ts';
import { effectsOf, type Outcome, recast } from './rulings.ts';
import { silence, type Truths } from './silence.ts';
import { type Memo, outcomeOf, type Settled, type Situation } from './situations.ts';
import type { Turns } from './turns.ts';

export interface RulebookInput {
  readonly views: readonly View[];
  readonly goods: GoodsClasses;
  readonly names: readonly string[];
  readonly scopes: OriginScopes;
  readonly turns: Turns;
  readonly setting: Setting;
  readonly rates: readonly number[];
  readonly declared: Declared;
  readonly memo: Memo;
}

/** A measure that was ruled on, at one turn. */
export interface Ruled extends Settled {
  /** Number of its situation. */
  readonly situation: number;
  /** What it means to others; 0 is nothing. */
  readonly effect: number;
}

/** One that is waited for, and how. */
export interface Before extends Ruled {
  readonly role: number;
}

/** `truths` are those of the class in question, and are set by the caller. */
export function openRulebook(input: RulebookInput, truths: Truths) {
  const { goods, turns, memo, scopes } = input;
  const key = keyWriter();
  const silentAt = silence(input.names, truths);
  const situations: Situation[] = [];
  const numbers = new Map<string, number>();
  const recasts: Map<number, Ruled>[] = [];
  let asked = 0;

  const effectNumber = (outcome: Outcome): number => {
    const texts = effectsOf(outcome);
    if (texts.length === 0) return 0;
    const text = texts.join(';');
    const number = memo.effects.get(text) ?? memo.effects.size + 1;
    memo.effects.set(text, number);
    return number;
  };

  const keyOf = (one: Asked, country: string, before: readonly Before[], turn: number): string => {
    key.start();
    key.large(one.shape);
    for (let i = 0; i < one.goods.length; i++) key.small(truths[one.goods[i]!]?.[turn] ?? NO);
    for (let i = 0; i < one.scopes.length; i++) key.small(scopes.line(one.scopes[i]!, country)[turn]!);
    if (one.entered) key.small(one.entered[turn]!);
    for (const { role, effect } of before) {
      key.large(role);
      key.large(effect);
    }
    return key.end();
  };

  const ask = (
    { step }: Asked,
    origin: string,
    before: readonly Before[],
    index: number,
    turn: number,
  ): Situation => {
    asked++;
    const [code, onDay, view] = [goods.codes[index]!, turns.days[turn]!, input.views[turn]!];
    const place = { code, origin, on: turns.moment(turn), onDay, view, silent: silentAt(turn) };
    const outcome = outcomeOf(input.setting, step, before, place, input.rates, input.declared);
    return { standing: step.standing, outcome, effect: effectNumber(outcome) };
  };

  /** A situation as it falls for a step of the same shape. */
  const ruledAs = (number: number, { step, id }: Asked): Ruled => {
    recasts[number] ??= new Map();
    const kept = recasts[number].get(id);
    if (kept) return kept;
    const { standing, outcome, effect } = situations[number]!;
    const own =
      step.standing === standing
        ? outcome
        : outcome.map((ruling) => ruling && recast(ruling, standing, step.standing));
    const ruled = { step, outcome: own, situation: number, effect };
    recasts[number].set(id, ruled);
    return ruled;
  };

  const numberOf = (text: string, make: () => Situation): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const situation = memo.situations.get(text) ?? make();
    memo.situations.set(text, situation);
    numbers.set(text, situations.length);
    return situations.push(situation) - 1;
  };

  return {
    get asked() {
      return asked;
    },
    /** What a measure does to goods of a class and origin at a turn, when those it waits for were ruled on. */
    rule(one: Asked, origin: string, before: readonly Before[], index: number, turn: number): Ruled {
      const text = keyOf(one, origin, before, turn);
      return ruledAs(
        numberOf(text, () => ask(one, origin, before, index, turn)),
        one,
      );
    },
    ruledAs,
  };
}
