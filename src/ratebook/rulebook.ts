// The rulebook: situations of single measures, each put to the evaluator once and found again.

import type { Truth } from '../core/truth.ts';
import { names } from '../law/cycles.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { GoodsScope } from '../law/instrument.ts';
import { type Memo, meaningNumber, rootOf, type Situation } from './answers.ts';
import type { Asked } from './asked.ts';
import type { GoodsClasses } from './goods.ts';
import { keyWriter } from './keys.ts';
import type { OriginScopes } from './origins.ts';
import type { Declared, Setting } from './probe.ts';
import type { Role } from './roles.ts';
import { meaningsOf, type Outcome } from './rulings.ts';
import { silence, type Truths } from './silence.ts';
import { outcomeOf } from './situations.ts';
import type { StandIns } from './stand-ins.ts';
import type { Step } from './standings.ts';
import { addTrace, follow, type Notes, noteTaker, type Question, type Reply, type Trace } from './traces.ts';
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
  /** Of each measure those that it waits for, ascending. */
  readonly waits: readonly (readonly number[])[];
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

/** Several replies as one. */
const replyOf = (replies: readonly Reply[]): Reply =>
  replies.length === 0 ? 0 : replies.length === 1 ? replies[0]! : replies.join();

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
  const awaited = new Set(input.waits.flat());
  const situations: Situation[] = [];
  const numbers = new Map<Situation, number>();
  /** By situation and position of the measure. */
  const ruledOn: (Ruled | undefined)[][] = [];
  const plainRoots: (Trace<Situation> | undefined)[] = [];
  let asked = 0;
  let before: readonly Before[] = [];
  /** Positions of the measures that were asked about so far. */
  let met: number[] = [];
  let turn = 0;

  const numberFor = (texts: readonly string[]): number =>
    texts.length === 0 ? 0 : meaningNumber(memo, texts.join(';'));

  const rootFor = (one: Asked, country: string): Trace<Situation> => {
    const isAwaited = awaited.has(one.step.measure);
    const plain = one.scopes.length === 0 && !one.entered && isAwaited;
    const kept = plain ? plainRoots[one.shape] : undefined;
    if (kept) return kept;
    key.start();
    key.large(one.shape);
    key.small(isAwaited ? 1 : 0);
    for (let i = 0; i < one.scopes.length; i++) key.small(scopes.line(one.scopes[i]!, country)[turn]!);
    if (one.entered) key.small(one.entered[turn]!);
    const root = rootOf(memo, key.end());
    if (plain) plainRoots[one.shape] = root;
    return root;
  };

  /** A measure that is asked about: what it means, or which of those that were met before it is. */
  const told = (ruled: Ruled): Reply => {
    const place = met.indexOf(ruled.step.measure);
    if (place >= 0) return `=${place}`;
    met.push(ruled.step.measure);
    return ruled.effect;
  };

  /** Answers what the evaluator asks, from truths and from what the measures that are waited for came to. */
  const answerFor =
    (step: Step) =>
    (question: Question): Reply => {
      if ('scope' in question)
        return question.each ? said.each(question.scope, turn) : said.numberOf(question.scope, turn);
      const own: Reply[] = [];
      if ('children' in question) {
        for (const { ruled, role } of before) if (role.child) own.push(ruled.presence);
        return replyOf(own);
      }
      for (const { ruled } of before) if (isNamed(question.payers, ruled.step)) own.push(told(ruled));
      if (isNamed(question.payers, step)) own.push('itself');
      return replyOf(own);
    };

  const ask = (
    { step }: Asked,
    origin: string,
    index: number,
  ): { readonly situation: Situation; readonly notes: Notes } => {
    asked++;
    memo.asked++;
    met = [];
    const answer = answerFor(step);
    const { notes, note } = noteTaker();
    const noted = (about: unknown, question: Question): void => note(about, question, answer);
    const truthOf = new Map<GoodsScope, Truth>();
    const silent = (scope: GoodsScope): Truth => {
      const known = truthOf.get(scope);
      if (known !== undefined) return known;
      noted(scope, { scope, each: false });
      const truth = said.of(scope, turn);
      if (truth === 'unknown') noted(scope.any, { scope, each: true });
      truthOf.set(scope, truth);
      return truth;
    };
    const watch = {
      children: () => noted('children', { children: true }),
      payers: (name: string) => noted(name, { payers: name }),
    };
    const onList = ({ name }: GoodsList): Truth => said.onList(name, turn);
    const place = {
      code: goods.codes[index]!,
      origin,
      on: turns.moment(turn),
      onDay: turns.days[turn]!,
      awaited: awaited.has(step.measure),
      silent,
      onList,
      watch,
    };
    const settled = before.flatMap(({ ruled: { step: other, outcome: theirs }, role }) => [
      ...(role.child ? [{ step: other, outcome: theirs, child: true }] : []),
      ...(role.childOnly ? [] : [{ step: other, outcome: theirs, child: false }]),
    ]);
    const outcome = outcomeOf(input.setting, step, settled, place, input.rates, input.declared);
    const { effect, presence } = meaningsOf(outcome);
    const situation = {
      outcome,
      effect: numberFor(effect),
      presence: numberFor(presence),
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
     * What a measure does to goods of a class and origin at a turn, when those it waits for were ruled on; `ruled` is in the order of
     * what they mean.
     */
    rule(one: Asked, origin: string, ruled: readonly Before[], index: number, on: number): Ruled {
      before = ruled;
      turn = on;
      const root = rootFor(one, origin);
      met = [];
      const found = follow(root, answerFor(one.step));
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
