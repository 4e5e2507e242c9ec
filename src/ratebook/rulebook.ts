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
import { meaningsOf, type Outcome } from './rulings.ts';
import { silence, type Truths } from './silence.ts';
import { type Memo, outcomeOf, type Situation } from './situations.ts';
import type { StandIns } from './stand-ins.ts';
import type { Step } from './standings.ts';
import {
  addTrace,
  follow,
  type Notes,
  newTrace,
  noteTaker,
  type Question,
  type Reply,
  type Trace,
} from './traces.ts';
import type { Turns } from './turns.ts';

export interface RulebookInput {
  readonly standIns: StandIns;
  readonly goods: GoodsClasses;
  readonly names: readonly string[];
  readonly scopes: OriginScopes;
  readonly turns: Turns;
  readonly setting: Setting;
  readonly rates: readonly number[];
  readonly declared: Declared;
  readonly memo: Memo;
  /** Of each measure those that it waits for. */
  readonly waits: readonly ReadonlySet<number>[];
}

/** A measure that was ruled on, at one turn. */
export interface Ruled {
  readonly step: Step;
  readonly outcome: Outcome;
  /** Number of its situation. */
  readonly situation: number;
  /** What it means to others; 0 is nothing. */
  readonly effect: number;
  readonly presence: number;
}

/** One that is waited for, and how. */
export interface Before {
  readonly ruled: Ruled;
  readonly role: Role;
}

/** Several numbers as one reply. */
const replyOf = (numbers: readonly number[]): Reply =>
  numbers.length === 0 ? 0 : numbers.length === 1 ? numbers[0]! : numbers.join();

/** Whether a name of payers speaks of a measure, by position in the law; found once. */
function namedMeasures() {
  const known = new Map<string, (boolean | undefined)[]>();
  return (name: string, { measure, standing }: Step): boolean => {
    const own = known.get(name) ?? [];
    known.set(name, own);
    own[measure] ??= names(name, standing.measure);
    return own[measure];
  };
}

/** `truths` are those of the class in question, and are set by the caller. */
export function openRulebook(input: RulebookInput, truths: Truths) {
  const { goods, turns, memo, scopes } = input;
  const key = keyWriter();
  const said = silence(input.names, truths);
  const isNamed = namedMeasures();
  const awaited = new Set(input.waits.flatMap((own) => [...own]));
  const situations: Situation[] = [];
  const numbers = new Map<Situation, number>();
  /** By situation and position of the measure. */
  const ruledOn: (Ruled | undefined)[][] = [];
  const plainRoots: (Trace<Situation> | undefined)[] = [];
  let asked = 0;
  let before: readonly Before[] = [];
  let turn = 0;

  const meaningNumber = (texts: readonly string[]): number => {
    if (texts.length === 0) return 0;
    const text = texts.join(';');
    const number = memo.meanings.get(text) ?? memo.meanings.size + 1;
    memo.meanings.set(text, number);
    return number;
  };

  const rootUnder = (text: string): Trace<Situation> => {
    const root = memo.traces.get(text) ?? newTrace<Situation>();
    memo.traces.set(text, root);
    return root;
  };

  const rootOf = (one: Asked, country: string): Trace<Situation> => {
    const isAwaited = awaited.has(one.step.measure);
    const plain = one.scopes.length === 0 && !one.entered && isAwaited;
    const kept = plain ? plainRoots[one.shape] : undefined;
    if (kept) return kept;
    key.start();
    key.large(one.shape);
    key.small(isAwaited ? 1 : 0);
    for (let i = 0; i < one.scopes.length; i++) key.small(scopes.line(one.scopes[i]!, country)[turn]!);
    if (one.entered) key.small(one.entered[turn]!);
    const root = rootUnder(key.end());
    if (plain) plainRoots[one.shape] = root;
    return root;
  };

  /** Answers what the evaluator asks, from truths and from what the measures that are waited for came to. */
  const answer = (question: Question): Reply => {
    if ('scope' in question)
      return question.each ? said.each(question.scope, turn) : said.numberOf(question.scope, turn);
    const own: number[] = [];
    if ('children' in question) {
      for (const { ruled, role } of before) if (role.child) own.push(ruled.presence);
      return replyOf(own.sort((a, b) => a - b));
    }
    for (const { ruled } of before) if (isNamed(question.payers, ruled.step)) own.push(ruled.effect);
    return replyOf(own);
  };

  const ask = (
    { step }: Asked,
    origin: string,
    index: number,
  ): { readonly situation: Situation; readonly notes: Notes } => {
    asked++;
    const { notes, note } = noteTaker();
    const noted = (about: unknown, question: Question): void => note(about, question, answer);
    const met = new Map<GoodsScope, Truth>();
    const silent = (scope: GoodsScope): Truth => {
      const known = met.get(scope);
      if (known !== undefined) return known;
      noted(scope, { scope, each: false });
      const truth = said.of(scope, turn);
      if (truth === 'unknown') noted(scope.any, { scope, each: true });
      met.set(scope, truth);
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
    const onList = ({ name }: GoodsList): Truth => said.onList(name, turn);
    const place = {
      code: goods.codes[index]!,
      origin,
      on: turns.moment(turn),
      onDay: turns.days[turn]!,
      turn,
      awaited: awaited.has(step.measure),
      standIns: input.standIns,
      silent,
      onList,
      watch,
    };
    const settled = before.map(({ ruled, role }) => ({ ...ruled, childOnly: role.childOnly }));
    const outcome = outcomeOf(input.setting, step, settled, place, input.rates, input.declared);
    const { effect, presence } = meaningsOf(outcome);
    const situation = {
      outcome,
      effect: meaningNumber(effect),
      presence: meaningNumber(presence),
    };
    return { situation, notes };
  };

  /** A situation of a step. */
  const ruledAs = (number: number, step: Step): Ruled => {
    const own = ruledOn[number] ?? [];
    ruledOn[number] = own;
    const kept = own[step.measure];
    if (kept) return kept;
    const { outcome, effect, presence } = situations[number]!;
    const ruled = { step, outcome, situation: number, effect, presence };
    own[step.measure] = ruled;
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
     * What a measure does to goods of a class and origin at a turn, when those it waits for were ruled on; `ruled` is in ascending order of
     * effects.
     */
    rule(one: Asked, origin: string, ruled: readonly Before[], index: number, on: number): Ruled {
      before = ruled;
      turn = on;
      const root = rootOf(one, origin);
      const found = follow(root, answer);
      if (found) return ruledAs(numberOf(found), one.step);
      const { notes, situation } = ask(one, origin, index);
      addTrace(root, notes, situation);
      return ruledAs(numberOf(situation), one.step);
    },
    ruledAs,
    /** What a situation came to. */
    outcomeOf: (number: number): Outcome => situations[number]!.outcome,
  };
}
