// Intervals: for every origin class and product class the days on which its cell changes, and the cells.

import { type AskedMeasure, askedMeasures } from './asked.ts';
import type { Cells } from './cells.ts';
import { type Awaited, type Cluster, type ClusterInput, clusterRulings } from './clusters.ts';
import { type SequenceTree, sequenceTree, sortFew, timelineTable } from './keys.ts';
import type { OriginClasses } from './origins.ts';
import type { Step } from './standings.ts';
import { clustersOf } from './waits.ts';

export interface IntervalInput extends ClusterInput {
  readonly measures: readonly (readonly (Step | undefined)[])[];
  readonly origins: OriginClasses;
  readonly cells: Cells;
}

export interface Intervals {
  /** Number of the timeline by origin class × product class. */
  readonly table: Int32Array;
  /** Each timeline as turn, cell, turn, cell, … */
  readonly timelines: readonly Int32Array[];
  /** Situations that were put to the evaluator. */
  readonly asked: number;
}

/**
 * Timelines of outcomes laid over one another: at every turn the cell in which they add up. What is left to `assess` is parted where
 * other measures leave it: within a step a refusal has one reason.
 */
function layer(turnCount: number, { cellOf, openOf }: Cells) {
  const marks = new Uint8Array(turnCount);
  let places = new Int32Array(64);
  let outcomes = new Int32Array(64);
  let open = 0;
  /** The cell of a turn; `open` tells what leaves it to `assess`. */
  const cellAt = (lines: readonly Int32Array[], turn: number): number => {
    let count = 0;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line[places[i]! + 2]! <= turn) places[i]! += 2;
      const outcome = line[places[i]! + 1]!;
      if (outcome !== 0) outcomes[count++] = outcome;
    }
    sortFew(outcomes, count);
    open = openOf(outcomes, count);
    return cellOf(outcomes, count);
  };
  return (lines: readonly Int32Array[]): readonly number[] => {
    if (lines.length > places.length) {
      places = new Int32Array(lines.length);
      outcomes = new Int32Array(lines.length);
    }
    places.fill(0);
    marks.fill(0);
    marks[0] = 1;
    for (let l = 0; l < lines.length; l++)
      for (let i = 0; i < lines[l]!.length; i += 2) marks[lines[l]![i]!] = 1;
    const steps: number[] = [];
    let before = 0;
    for (let turn = 0; turn < turnCount; turn++) {
      if (marks[turn] !== 1) continue;
      const cell = cellAt(lines, turn);
      if (turn === 0 || steps.at(-1) !== cell || open !== before) steps.push(turn, cell);
      before = open;
    }
    return steps;
  };
}

/** The measures of an origin as clusters, each after those that it waits for. */
function clustersFor(
  measures: readonly AskedMeasure[],
  waits: IntervalInput['waits'],
  clusterOf: (members: readonly AskedMeasure[], awaited: readonly Awaited[]) => Cluster,
): readonly Cluster[] {
  const at: (AskedMeasure | undefined)[] = [];
  for (const one of measures) at[one.measure] = one;
  const places: (Awaited | undefined)[] = [];
  const awaitedBy = (positions: readonly number[]): readonly Awaited[] => {
    const waited = positions.length === 1 ? waits[positions[0]!]! : unionOf(positions, waits);
    const awaited: Awaited[] = [];
    for (const position of waited) {
      const place = places[position];
      if (place) awaited.push(place);
    }
    return awaited;
  };
  return clustersOf(
    measures.map(({ measure }) => measure),
    waits,
  ).map((positions) => {
    const cluster = clusterOf(
      positions.map((position) => at[position]!),
      awaitedBy(positions),
    );
    positions.forEach((position, member) => {
      places[position] = { cluster, member };
    });
    return cluster;
  });
}

const unionOf = (positions: readonly number[], waits: IntervalInput['waits']): readonly number[] =>
  [...new Set(positions.flatMap((position) => waits[position]!))].sort((a, b) => a - b);

/**
 * By list of clusters and product class: the sequence of the outcomes of all clusters as a node of `tree`. Lists that begin alike share the
 * work; clusters that many lists have come first.
 */
function nodesBy(
  lists: readonly (readonly Cluster[])[],
  width: number,
  tree: SequenceTree,
): readonly Int32Array[] {
  const uses = new Map<Cluster, number>();
  for (const list of lists) for (const one of list) uses.set(one, (uses.get(one) ?? 0) + 1);
  const byUse = (a: Cluster, b: Cluster): number => uses.get(b)! - uses.get(a)! || a.id - b.id;
  const sorted = lists.map((list, place) => ({ place, list: [...list].sort(byUse) }));
  sorted.sort((a, b) => firstDifference(a.list, b.list, byUse));
  /** Nodes after so many clusters of the list at hand. */
  const stages = [new Int32Array(width)];
  const found: Int32Array[] = [];
  let before: readonly Cluster[] = [];
  for (const { place, list } of sorted) {
    let depth = 0;
    while (depth < list.length && list[depth] === before[depth]) depth++;
    for (; depth < list.length; depth++) {
      const stage = stages[depth + 1] ?? new Int32Array(width);
      stages[depth + 1] = stage;
      stage.set(stages[depth]!);
      addOutcomes(stage, list[depth]!, tree);
    }
    found[place] = stages[list.length]!.slice();
    before = list;
  }
  return found;
}

function addOutcomes(nodes: Int32Array, { outcomes, touched }: Cluster, tree: SequenceTree): void {
  for (const own of outcomes)
    for (let i = 0; i < touched.length; i++) {
      const index = touched[i]!;
      if (own[index] !== 0) nodes[index] = tree.next(nodes[index]!, own[index]!);
    }
}

function firstDifference<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return compare(a[i]!, b[i]!);
  return a.length - b.length;
}

/**
 * All timelines. The heart of the compiler: each measure is ruled on after those that it waits for, once for all origins and goods that it
 * sees alike; then the outcomes of all measures are laid over one another.
 */
export function intervalsOf(input: IntervalInput): Intervals {
  const { goods, origins, cells } = input;
  const width = goods.codes.length;
  const measuresOf = askedMeasures(input);
  const rulings = clusterRulings(input);
  const timelines = timelineTable();
  const tree = sequenceTree();
  const numbers: number[] = [];
  const laidOver = layer(input.turns.count, cells);
  const timelineAt = (node: number): number => {
    numbers[node] ??= timelines.numberOf(
      laidOver(tree.path(node).map((number) => rulings.outcomeLines[number]!)),
    );
    return numbers[node];
  };
  const lists = origins.countries.map((country) =>
    clustersFor(measuresOf(country), input.waits, rulings.clusterOf),
  );
  const table = new Int32Array(width * origins.countries.length);
  nodesBy(lists, width, tree).forEach((nodes, origin) => {
    for (let index = 0; index < width; index++) table[origin * width + index] = timelineAt(nodes[index]!);
  });
  return { table, timelines: timelines.all, asked: rulings.asked };
}
