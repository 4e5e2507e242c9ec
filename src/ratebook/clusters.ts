// Clusters of measures that are ruled on together, after those they wait for: what each does to every product class, turn by turn.

import type { AskedMeasure } from './asked.ts';
import { changesIn } from './asked.ts';
import { addStep, saidAt, sequenceTree, timelineTable } from './keys.ts';
import { rolesIn } from './roles.ts';
import { type Before, openRulebook, type RulebookInput, type Ruled } from './rulebook.ts';
import type { Outcomes } from './rulings.ts';
import { type Sight, sightsOf } from './sights.ts';
import { concerns, type Truths } from './silence.ts';

export interface ClusterInput extends RulebookInput {
  readonly outcomes: Outcomes;
  readonly waits: readonly ReadonlySet<number>[];
}

export interface Cluster {
  /** The same for clusters that mean the same to others. */
  readonly number: number;
  readonly members: readonly AskedMeasure[];
  /** By member and product class: the number of the timeline of its situations. */
  readonly situations: readonly Int32Array[];
  /** By member and product class: the number of the timeline of its outcomes. */
  readonly outcomes: readonly Int32Array[];
  /** By member and product class: the number of the timeline of what it means to others. */
  readonly effects: readonly Int32Array[];
}

/** A member of an earlier cluster. */
export interface Awaited {
  readonly cluster: Cluster;
  readonly member: number;
}

const NONE: readonly Before[] = [];
/** Timelines and kinds are fewer. */
const SPAN = 1 << 17;

/** Rules on clusters; what was ruled on before is found again. */
export function clusterRulings(input: ClusterInput) {
  const { goods, turns, waits, outcomes } = input;
  const width = goods.codes.length;
  const sightOf = sightsOf(goods, input.names.length);
  const situationLines = timelineTable();
  const outcomeLines = timelineTable();
  const effectLines = timelineTable();
  const lineChanges = goods.lines.map(changesIn);
  const truths: Truths = new Array(input.names.length);
  const rulebook = openRulebook(input, truths);
  const roles = rolesIn(input.views);
  const marks = new Uint8Array(turns.count);
  const byMeasures = new Map<string, Cluster>();
  const byShape = new Map<string, Cluster>();
  let count = 0;

  /** What an earlier measure came to at a turn; undefined when it means nothing to others. */
  const settledAt = ({ cluster, member }: Awaited, index: number, turn: number): Ruled | undefined => {
    const effect = saidAt(effectLines.all[cluster.effects[member]![index]!]!, turn);
    if (effect === 0) return undefined;
    const situation = saidAt(situationLines.all[cluster.situations[member]![index]!]!, turn);
    return rulebook.ruledAs(situation - 1, cluster.members[member]!.at[turn]!);
  };

  /** Notes the turns at which anything can change for a class, and its truths. */
  const mark = (members: readonly AskedMeasure[], awaited: readonly Awaited[], index: number): void => {
    marks.fill(0);
    marks[0] = 1;
    for (const { turns: own } of members) for (const turn of own) marks[turn] = 1;
    for (const { cluster, member } of awaited) {
      const line = effectLines.all[cluster.effects[member]![index]!]!;
      for (let i = 0; i < line.length; i += 2) marks[line[i]!] = 1;
    }
    goods.names[index]!.forEach((name, i) => {
      if (!members.some(({ names }) => names.has(name))) return;
      const line = goods.lineOf[index]![i]!;
      truths[name] = goods.lines[line];
      for (const turn of lineChanges[line]!) marks[turn] = 1;
    });
  };

  /** Rules on all members at one turn. */
  const ruleAt = (
    members: readonly AskedMeasure[],
    awaited: readonly Awaited[],
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
      const add = (other: Ruled | undefined): void => {
        if (!other || other.effect === 0) return;
        const role = roles.at(one, other.step, turn);
        if (role) before.push({ ...other, role, childOnly: role.childOnly });
      };
      const own = waits[measure]!;
      for (const earlier of awaited)
        if (own.has(earlier.cluster.members[earlier.member]!.measure)) add(settledAt(earlier, index, turn));
      members.forEach((other, position) => {
        const theirs = own.has(other.measure) ? other.at[turn] : undefined;
        if (theirs && roles.at(one, theirs.step, turn)) add(ruledOn(position));
      });
      if (before.length > 1) before.sort((a, b) => a.effect - b.effect);
      done[place] = rulebook.rule(one, country, before.length === 0 ? NONE : before, index, turn);
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
    const live = awaited.filter(({ cluster, member }) => cluster.effects[member]![index] !== 0);
    mark(members, live, index);
    const steps = members.map(() => ({ situations: [] as number[], effects: [] as number[] }));
    for (let turn = 0; turn < turns.count; turn++) {
      if (marks[turn] === 0) continue;
      ruleAt(members, live, index, turn).forEach((ruled, place) => {
        addStep(steps[place]!.situations, turn, ruled ? ruled.situation + 1 : 0);
        addStep(steps[place]!.effects, turn, ruled?.effect ?? 0);
      });
    }
    for (const name of goods.names[index]!) truths[name] = undefined;
    return steps.flatMap((own) => [
      situationLines.numberOf(own.situations),
      effectLines.numberOf(own.effects),
    ]);
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
    awaited.forEach(({ cluster, member }, place) => {
      fold(cluster.effects[member]!, sights.length + place);
    });
    return nodes;
  };

  const make = (members: readonly AskedMeasure[], awaited: readonly Awaited[]): Cluster => {
    const sights = members.map(sightOf);
    const own = members.map(() => new Int32Array(width));
    const effects = members.map(() => new Int32Array(width));
    const worked = new Map<number, readonly number[]>();
    const nodes = nodesOf(sights, awaited);
    for (const index of new Set(sights.flatMap(({ touched }) => touched))) {
      const numbers = worked.get(nodes[index]!) ?? workOut(members, awaited, index);
      worked.set(nodes[index]!, numbers);
      members.forEach((_, place) => {
        own[place]![index] = numbers[2 * place]!;
        effects[place]![index] = numbers[2 * place + 1]!;
      });
    }
    const drafted = { number: count++, members, situations: own, effects };
    return { ...drafted, outcomes: own.map((lines, place) => outcomesOf(lines, members[place]!)) };
  };

  /** A timeline of situations as outcomes for a measure. */
  const outcomeLine = (line: Int32Array, measure: AskedMeasure): number => {
    const steps: number[] = [];
    const changed = new Set([...line.filter((_, i) => i % 2 === 0), ...measure.turns]);
    for (const turn of [...changed].sort((a, b) => a - b)) {
      const situation = saidAt(line, turn);
      const outcome =
        situation === 0 ? 0 : outcomes.numberOf(rulebook.ruledAs(situation - 1, measure.at[turn]!).outcome);
      addStep(steps, turn, outcome);
    }
    return outcomeLines.numberOf(steps);
  };

  const outcomesOf = (lines: Int32Array, measure: AskedMeasure): Int32Array => {
    const numbers = new Map([[0, 0]]);
    return lines.map((number) => {
      const found = numbers.get(number) ?? outcomeLine(situationLines.all[number]!, measure);
      numbers.set(number, found);
      return found;
    });
  };

  /** A measure that fares as another of its shape does. */
  const likeness = (cluster: Cluster, measure: AskedMeasure): Cluster => ({
    ...cluster,
    members: [measure],
    outcomes: [outcomesOf(cluster.situations[0]!, measure)],
  });

  /** A measure by itself: as another of its shape that waits for the same, where there was one. */
  const single = (measure: AskedMeasure, awaited: readonly Awaited[]): Cluster => {
    const waited = awaited.map(
      ({ cluster, member }) => `${cluster.number}.${member} ${roles.over(measure, cluster.members[member]!)}`,
    );
    const text = `${measure.shape} ${waited.join(' ')}`;
    const kept = byShape.get(text);
    if (kept) return likeness(kept, measure);
    const cluster = make([measure], awaited);
    byShape.set(text, cluster);
    return cluster;
  };

  return {
    outcomeLines: outcomeLines.all,
    get asked() {
      return rulebook.asked;
    },
    clusterOf(members: readonly AskedMeasure[], awaited: readonly Awaited[]): Cluster {
      const own = members.map(({ number }) => number).join();
      const waited = awaited.map(
        ({ cluster, member }) => `${cluster.number}.${member}.${cluster.members[member]!.number}`,
      );
      const text = `${own} ${waited.join()}`;
      const cluster =
        byMeasures.get(text) ??
        (members.length === 1 ? single(members[0]!, awaited) : make(members, awaited));
      byMeasures.set(text, cluster);
      return cluster;
    },
  };
}
