// The rulebook: situations of single measures, each put to the evaluator once and found again.

import type { Truth } from '../core/truth.ts';
import { names } from '../law/cycles.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { View } from '../law/view.ts';
import type { Asked } from './asked.ts';
import type { GoodsClasses } from './goods.ts';
import { keyWriter } from './keys.ts';
import type { OriginScopes } from './origins.ts';
import type { Declared, Setting } from './probe.ts';
import type { Role } from './roles.ts';
import { meaningsOf, recast } from './rulings.ts';
import { silence, type Truths } from './silence.ts';
import { type Memo, outcomeOf, type Settled, type Situation } from './situations.ts';
import { addTrace, follow, type Notes, newTrace, noteTaker, type Question, type Trace } from './traces.ts';
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
export interface Ruled extends Omit<Settled, 'childOnly'> {
  /** Number of its situation. */
  readonly situation: number;
  /** What it means to others; 0 is nothing. */
  readonly effect: number;
  readonly presence: number;
}

/** One that is waited for, and how. */
export interface Before extends Ruled, Settled {
  readonly role: Role;
}

/** `truths` are those of the class in question, and are set by the caller. */
export function openRulebook(input: RulebookInput, truths: Truths) {
  const { goods, turns, memo, scopes } = input;
  const key = keyWriter();
  const said = silence(input.names, truths);
  const situations: Situation[] = [];
  const numbers = new Map<Situation, number>();
  const recasts: Map<number, Ruled>[] = [];
  let asked = 0;

  const meaningNumber = (texts: readonly string[]): number => {
    if (texts.length === 0) return 0;
    const text = texts.join(';');
    const number = memo.meanings.get(text) ?? memo.meanings.size + 1;
    memo.meanings.set(text, number);
    return number;
  };

  const rootOf = (one: Asked, country: string, turn: number): Trace<Situation> => {
    key.start();
    key.large(one.shape);
    for (let i = 0; i < one.scopes.length; i++) key.small(scopes.line(one.scopes[i]!, country)[turn]!);
    if (one.entered) key.small(one.entered[turn]!);
    const text = key.end();
    const root = memo.traces.get(text) ?? newTrace<Situation>();
    memo.traces.set(text, root);
    return root;
  };

  /** Answers what the evaluator asks, from truths and from what the measures that are waited for came to. */
  const answering =
    (before: readonly Before[], turn: number) =>
    (question: Question): string => {
      if ('scope' in question)
        return question.each ? said.each(question.scope, turn) : said.of(question.scope, turn);
      if ('children' in question)
        return before
          .flatMap(({ role, presence }) => (role.child ? [presence] : []))
          .sort()
          .join();
      return before
        .flatMap(({ step, effect }) => (names(question.payers, step.standing.measure) ? [effect] : []))
        .join();
    };

  const ask = (
    { step }: Asked,
    origin: string,
    before: readonly Before[],
    index: number,
    turn: number,
  ): Situation & { readonly notes: Notes } => {
    asked++;
    const answer = answering(before, turn);
    const { notes, note } = noteTaker();
    const noted = (key: unknown, question: Question): void => note(key, question, answer(question));
    const silent = (scope: GoodsScope): Truth => {
      noted(scope, { scope, each: false });
      const truth = said.of(scope, turn);
      if (truth === 'unknown') noted(scope.any, { scope, each: true });
      return truth;
    };
    const watch = ({ standings, payers }: View): View => ({
      standings: standings.map((standing, place) =>
        place > 0
          ? standing
          : {
              ...standing,
              get children() {
                noted('children', { children: true });
                return standing.children;
              },
            },
      ),
      payers(name) {
        noted(name, { payers: name });
        return payers(name);
      },
    });
    const [code, onDay, view] = [goods.codes[index]!, turns.days[turn]!, input.views[turn]!];
    const onList = ({ name }: GoodsList): Truth => said.onList(name, turn);
    const place = { code, origin, on: turns.moment(turn), onDay, view, silent, onList, watch };
    const outcome = outcomeOf(input.setting, step, before, place, input.rates, input.declared);
    const { effect, presence } = meaningsOf(outcome);
    return {
      standing: step.standing,
      outcome,
      effect: meaningNumber(effect),
      presence: meaningNumber(presence),
      notes,
    };
  };

  /** A situation as it falls for a step of the same shape. */
  const ruledAs = (number: number, { step, id }: Asked): Ruled => {
    recasts[number] ??= new Map();
    const kept = recasts[number].get(id);
    if (kept) return kept;
    const { standing, outcome, effect, presence } = situations[number]!;
    const own =
      step.standing === standing
        ? outcome
        : outcome.map((ruling) => ruling && recast(ruling, standing, step.standing));
    const ruled = { step, outcome: own, situation: number, effect, presence };
    recasts[number].set(id, ruled);
    return ruled;
  };

  const numberOf = (situation: Situation): number => {
    const number = numbers.get(situation) ?? situations.push(situation) - 1;
    numbers.set(situation, number);
    return number;
  };

  return {
    get asked() {
      return asked;
    },
    /**
     * What a measure does to goods of a class and origin at a turn, when those it waits for were ruled on; `before` is in ascending order of
     * effects.
     */
    rule(one: Asked, origin: string, before: readonly Before[], index: number, turn: number): Ruled {
      const root = rootOf(one, origin, turn);
      const found = follow(root, answering(before, turn));
      if (found) return ruledAs(numberOf(found), one);
      const { notes, ...situation } = ask(one, origin, before, index, turn);
      addTrace(root, notes, situation);
      return ruledAs(numberOf(situation), one);
    },
    ruledAs,
  };
}
