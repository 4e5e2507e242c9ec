// Clusters of measures that are ruled on together, after those they wait for: what each does to every product class, turn by turn.

import type { Asked, AskedMeasure } from './asked.ts';
import { changesIn } from './asked.ts';
import { addStep, sequenceTree, timelineTable } from './keys.ts';
import type { Outcomes } from './outcomes.ts';
import { rolesIn } from './roles.ts';
import { type Before, openRulebook, type RulebookInput, type Ruled } from './rulebook.ts';
import { type Sight, sightsOf } from './sights.ts';
import { concerns, type Truths } from './silence.ts';

export interface ClusterInput extends RulebookInput {
  readonly outcomes: Outcomes;
}

export interface Cluster {
  readonly id: number;
  /** The same for clusters that mean the same to others. */
  readonly number: number;
  readonly members: readonly AskedMeasure[];
  /** Product classes that any member can touch, ascending. */
  readonly touched: ArrayLike<number>;
  /** By member and product class: the number of the timeline of its situations. */
  readonly situations: readonly Int32Array[];
  /** By member and product class: the number of the timeline of its outcomes. */
  readonly outcomes: readonly Int32Array[];
  /** By member and product class: the number of the timeline of what it means to others; missing when it means nothing to any. */
  readonly effects: readonly (Int32Array | undefined)[];
}

/** A member of an earlier cluster. */
export interface Awaited {
  readonly cluster: Cluster;
  readonly member: number;
}

/** An awaited measure that means something to goods of the class at hand, followed turn by turn. */
interface Followed {
  readonly measure: AskedMeasure;
  readonly effects: Int32Array;
  readonly situations: Int32Array;
  /** Places in the two. */
  effect: number;
  situation: number;
}

const NONE: readonly Before[] = [];
/** Timelines and kinds are fewer. */
const SPAN = 1 << 17;

const placeAt = (timeline: Int32Array, place: number, turn: number): number => {
  let at = place;
  while (timeline[at + 2]! <= turn) at += 2;
  return at;
};

/** In the order of what they mean, as text: numbers depend on what was asked first. They are few. */
function sortByMeaning(before: Before[], texts: readonly string[]): void {
  for (let i = 1; i < before.length; i++) {
    const one = before[i]!;
    const text = texts[one.ruled.effect]!;
    let at = i - 1;
    for (; at >= 0 && texts[before[at]!.ruled.effect]! > text; at--) before[at + 1] = before[at]!;
    before[at + 1] = one;
  }
}

const effectsOf = ({ cluster, member }: Awaited): Int32Array | undefined => cluster.effects[member];

/** Rules on clusters; what was ruled on before is found again. */
export function clusterRulings(input: ClusterInput) {
  const { goods, turns, outcomes } = input;
  const waits = input.waits.map((own) => new Set(own));
  const width = goods.codes.length;
  const sightOf = sightsOf(goods, input.names.length);
  const situationLines = timelineTable();
  const outcomeLines = timelineTable();
  const effectLines = timelineTable();
  const lineChanges = goods.lines.map(changesIn);
  const truths: Truths = new Array(input.names.length).fill(undefined);
  const rulebook = openRulebook(input, truths);
  const roles = rolesIn(input.standIns);
  const marks = new Uint8Array(turns.count);
  const concerned = new Uint8Array(input.names.length);
  const measureKeys = sequenceTree();
  const byMeasures: Cluster[] = [];
  const shapeKeys = sequenceTree();
  const byShape: Cluster[] = [];
  /** Numbers of outcomes by situation. */
  const byCast: Map<number, number>[] = [];
  let ids = 0;
  let count = 0;

  const markAll = (changed: readonly number[]): void => {
    for (let i = 0; i < changed.length; i++) marks[changed[i]!] = 1;
  };

  const markSteps = (timeline: Int32Array): void => {
    for (let i = 0; i < timeline.length; i += 2) marks[timeline[i]!] = 1;
  };

  /** Notes the turns at which anything can change for a class, and its truths. */
  const mark = (members: readonly AskedMeasure[], live: readonly Followed[], index: number): void => {
    marks.fill(0);
    marks[0] = 1;
    for (const { turns: own } of members) markAll(own);
    for (const { effects } of live) markSteps(effects);
    const [names, lines] = [goods.names[index]!, goods.lineOf[index]!];
    for (let i = 0; i < names.length; i++) {
      if (concerned[names[i]!] === 0) continue;
      truths[names[i]!] = goods.lines[lines[i]!];
      markAll(lineChanges[lines[i]!]!);
    }
  };

  const forget = (index: number): void => {
    const names = goods.names[index]!;
    for (let i = 0; i < names.length; i++) truths[names[i]!] = undefined;
  };

  const followedAt = (awaited: readonly Awaited[], index: number): readonly Followed[] => {
    const live: Followed[] = [];
    for (const { cluster, member } of awaited) {
      const effects = effectLines.all[cluster.effects[member]![index]!]!;
      const situations = situationLines.all[cluster.situations[member]![index]!]!;
      if (effects !== effectLines.all[0])
        live.push({ measure: cluster.members[member]!, effects, situations, effect: 0, situation: 0 });
    }
    return live;
  };

  /** Adds what an earlier measure came to at a turn, when it means something to a step. */
  const addSettled = (before: Before[], one: Asked, earlier: Followed, turn: number): void => {
    earlier.effect = placeAt(earlier.effects, earlier.effect, turn);
    if (earlier.effects[earlier.effect + 1] === 0) return;
    const other = earlier.measure.at[turn]!;
    const role = roles.at(one, other.step, turn);
    if (!role) return;
    earlier.situation = placeAt(earlier.situations, earlier.situation, turn);
    before.push({
      ruled: rulebook.ruledAs(earlier.situations[earlier.situation + 1]! - 1, other.step),
      role,
    });
  };

  const ruleOn = (
    one: Asked,
    country: string,
    before: Before[],
    index: number,
    turn: number,
  ): Ruled | undefined => {
    sortByMeaning(before, input.memo.meaningTexts);
    return rulebook.rule(one, country, before.length === 0 ? NONE : before, index, turn);
  };

  /** Rules on all members at one turn, each after those of the circle that it waits for that day. */
  const ruleAt = (
    members: readonly AskedMeasure[],
    live: readonly Followed[],
    index: number,
    turn: number,
  ): readonly (Ruled | undefined)[] => {
    const done: (Ruled | undefined)[] = members.map(() => undefined);
    const met = new Uint8Array(members.length);
    const ruledOn = (place: number): Ruled | undefined => {
      if (met[place] === 1) return done[place];
      met[place] = 1;
      const { measure, at, country } = members[place]!;
      const one = at[turn];
      if (one === undefined || !concerns(one, truths, turn)) return undefined;
      const before: Before[] = [];
      const own = waits[measure]!;
      for (const earlier of live)
        if (own.has(earlier.measure.measure)) addSettled(before, one, earlier, turn);
      members.forEach((other, position) => {
        const theirs = own.has(other.measure) ? other.at[turn] : undefined;
        const role = theirs && roles.at(one, theirs.step, turn);
        const ruled = role && ruledOn(position);
        if (ruled && ruled.effect !== 0) before.push({ ruled, role });
      });
      done[place] = ruleOn(one, country, before, index, turn);
      return done[place];
    };
    for (let place = 0; place < members.length; place++) ruledOn(place);
    return done;
  };

  /** Numbers of two timelines for each member: its situations (one more than their numbers; 0 is none) and its effects. */
  const workOut = (
    members: readonly AskedMeasure[],
    awaited: readonly Awaited[],
    index: number,
  ): readonly number[] => {
    const live = followedAt(awaited, index);
    mark(members, live, index);
    const steps = members.map(() => ({ situations: [] as number[], effects: [] as number[] }));
    for (let turn = 0; turn < turns.count; turn++) {
      if (marks[turn] === 0) continue;
      ruleAt(members, live, index, turn).forEach((ruled, place) => {
        addStep(steps[place]!.situations, turn, ruled ? ruled.situation + 1 : 0);
        addStep(steps[place]!.effects, turn, ruled?.effect ?? 0);
      });
    }
    forget(index);
    return steps.flatMap((own) => [
      situationLines.numberOf(own.situations),
      effectLines.numberOf(own.effects),
    ]);
  };

  /** The same for a measure by itself. */
  const workOutOne = (
    { at, country }: AskedMeasure,
    live: readonly Followed[],
    index: number,
  ): readonly number[] => {
    const situations: number[] = [];
    const effects: number[] = [];
    for (let turn = 0; turn < turns.count; turn++) {
      if (marks[turn] === 0) continue;
      const one = at[turn];
      let ruled: Ruled | undefined;
      if (one !== undefined && concerns(one, truths, turn)) {
        const before: Before[] = [];
        for (let i = 0; i < live.length; i++) addSettled(before, one, live[i]!, turn);
        ruled = ruleOn(one, country, before, index, turn);
      }
      addStep(situations, turn, ruled ? ruled.situation + 1 : 0);
      addStep(effects, turn, ruled ? ruled.effect : 0);
    }
    return [situationLines.numberOf(situations), effectLines.numberOf(effects)];
  };

  const work = (
    members: readonly AskedMeasure[],
    awaited: readonly Awaited[],
    index: number,
  ): readonly number[] => {
    if (members.length > 1) return workOut(members, awaited, index);
    const live = followedAt(awaited, index);
    mark(members, live, index);
    const numbers = workOutOne(members[0]!, live, index);
    forget(index);
    return numbers;
  };

  /** Product classes that the members and those they wait for do not tell apart have the same number. */
  const nodesOf = (sights: readonly Sight[], awaited: readonly Awaited[]): Int32Array => {
    const tree = sequenceTree();
    const nodes = sights[0]!.kinds.slice();
    const fold = (values: Int32Array, place: number): void => {
      for (let index = 0; index < width; index++)
        if (values[index] !== 0)
          nodes[index] = width + tree.next(nodes[index]!, place * SPAN + values[index]!);
    };
    sights.slice(1).forEach(({ kinds }, place) => {
      fold(kinds, place);
    });
    awaited.forEach((one, place) => {
      fold(effectsOf(one)!, sights.length + place);
    });
    return nodes;
  };

  const touchedBy = (sights: readonly Sight[]): ArrayLike<number> =>
    sights.length === 1 ? sights[0]!.touched : [...new Set(sights.flatMap(({ touched }) => touched))];

  const make = (members: readonly AskedMeasure[], waited: readonly Awaited[]): Cluster => {
    const sights = members.map(sightOf);
    const touched = touchedBy(sights);
    const awaited = waited.filter((one) => effectsOf(one) !== undefined);
    const own = members.map(() => new Int32Array(width));
    const effects = members.map(() => new Int32Array(width));
    const worked = new Map<number, readonly number[]>();
    const nodes = nodesOf(sights, awaited);
    for (const { names } of members) for (const name of names) concerned[name] = 1;
    for (let i = 0; i < touched.length; i++) {
      const index = touched[i]!;
      const numbers = worked.get(nodes[index]!) ?? work(members, awaited, index);
      worked.set(nodes[index]!, numbers);
      for (let place = 0; place < members.length; place++) {
        own[place]![index] = numbers[2 * place]!;
        effects[place]![index] = numbers[2 * place + 1]!;
      }
    }
    concerned.fill(0);
    return {
      id: ids++,
      number: count++,
      members,
      touched,
      situations: own,
      effects: effects.map((lines) => (lines.some((line) => line !== 0) ? lines : undefined)),
      outcomes: own.map((lines, place) => outcomesOf(lines, touched, members[place]!)),
    };
  };

  /** The outcome of a situation for a step. */
  const outcomeOf = (situation: number, { step, cast }: Asked): number => {
    const own = byCast[situation] ?? new Map();
    byCast[situation] = own;
    const known = own.get(cast);
    if (known !== undefined) return known;
    const number = outcomes.numberOf(rulebook.outcomeOf(situation), step.standing, step.measure);
    own.set(cast, number);
    return number;
  };

  /** A timeline of situations as outcomes for a measure. */
  const outcomeLine = (line: Int32Array, measure: AskedMeasure): number => {
    const steps: number[] = [];
    marks.fill(0);
    markSteps(line);
    markAll(measure.turns);
    let place = 0;
    for (let turn = 0; turn < turns.count; turn++) {
      if (marks[turn] === 0) continue;
      place = placeAt(line, place, turn);
      const situation = line[place + 1]!;
      addStep(steps, turn, situation === 0 ? 0 : outcomeOf(situation - 1, measure.at[turn]!));
    }
    return outcomeLines.numberOf(steps);
  };

  const outcomesOf = (lines: Int32Array, touched: ArrayLike<number>, measure: AskedMeasure): Int32Array => {
    const numbers: number[] = [0];
    const own = new Int32Array(width);
    for (let i = 0; i < touched.length; i++) {
      const line = lines[touched[i]!]!;
      numbers[line] ??= outcomeLine(situationLines.all[line]!, measure);
      own[touched[i]!] = numbers[line]!;
    }
    return own;
  };

  /** A measure that fares as another of its shape does. */
  const likeness = (cluster: Cluster, measure: AskedMeasure): Cluster => ({
    ...cluster,
    id: ids++,
    members: [measure],
    outcomes: [outcomesOf(cluster.situations[0]!, cluster.touched, measure)],
  });

  /** A measure by itself: as another of its shape that waits for the same, where there was one. */
  const single = (measure: AskedMeasure, waited: readonly Awaited[]): Cluster => {
    const awaited: Awaited[] = [];
    let key = shapeKeys.next(0, measure.shape);
    for (const one of waited) {
      const { cluster, member } = one;
      const role = effectsOf(one) ? roles.over(measure, cluster.members[member]!) : 0;
      if (role === 0) continue;
      awaited.push(one);
      key = shapeKeys.next(shapeKeys.next(shapeKeys.next(key, cluster.number), member), role);
    }
    const kept = byShape[key];
    if (kept) return likeness(kept, measure);
    byShape[key] = make([measure], awaited);
    return byShape[key]!;
  };

  return {
    outcomeLines: outcomeLines.all,
    get asked() {
      return rulebook.asked;
    },
    clusterOf(members: readonly AskedMeasure[], awaited: readonly Awaited[]): Cluster {
      let key = measureKeys.next(0, members.length);
      for (const { number } of members) key = measureKeys.next(key, number);
      for (const { cluster, member } of awaited)
        key = measureKeys.next(measureKeys.next(key, cluster.id), member);
      byMeasures[key] ??= members.length === 1 ? single(members[0]!, awaited) : make(members, awaited);
      return byMeasures[key]!;
    },
  };
}
