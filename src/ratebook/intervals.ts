// Intervals: for every origin class and product class the days on which its cell changes, and the cells.

import { type AskedMeasure, askedMeasures } from './asked.ts';
import type { Cells } from './cells.ts';
import { type Awaited, type Cluster, type ClusterInput, clusterRulings } from './clusters.ts';
import { addStep, sequenceTree, timelineTable } from './keys.ts';
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

/** Timelines of outcomes laid over one another: at every turn the cell in which they add up. */
function laidOver(lines: readonly Int32Array[], cellOf: Cells['cellOf']): readonly number[] {
  const turns = new Set([0]);
  for (const line of lines) for (let i = 0; i < line.length; i += 2) turns.add(line[i]!);
  const places = lines.map(() => 0);
  const steps: number[] = [];
  for (const turn of [...turns].sort((a, b) => a - b)) {
    const outcomes: number[] = [];
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line[places[i]! + 2]! <= turn) places[i]! += 2;
      const outcome = line[places[i]! + 1]!;
      if (outcome !== 0) outcomes.push(outcome);
    }
    addStep(steps, turn, cellOf(outcomes.sort((a, b) => a - b)));
  }
  return steps;
}

/** The measures of an origin as clusters, each after those that it waits for. */
function clustersFor(
  measures: readonly AskedMeasure[],
  waits: IntervalInput['waits'],
  clusterOf: (members: readonly AskedMeasure[], awaited: readonly Awaited[]) => Cluster,
): readonly Cluster[] {
  const at = new Map(measures.map((one) => [one.measure, one]));
  const places = new Map<number, Awaited>();
  return clustersOf([...at.keys()], waits).map((positions) => {
    const waited = new Set(positions.flatMap((position) => [...waits[position]!]));
    const awaited = [...waited].sort((a, b) => a - b).flatMap((position) => places.get(position) ?? []);
    const cluster = clusterOf(
      positions.map((position) => at.get(position)!),
      awaited,
    );
    positions.forEach((position, member) => {
      places.set(position, { cluster, member });
    });
    return cluster;
  });
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
  const timelineAt = (node: number): number => {
    numbers[node] ??= timelines.numberOf(
      laidOver(
        tree.path(node).map((number) => rulings.outcomeLines[number]!),
        cells.cellOf,
      ),
    );
    return numbers[node]!;
  };
  const table = new Int32Array(width * origins.countries.length);
  const nodes = new Int32Array(width);
  origins.countries.forEach((country, origin) => {
    nodes.fill(0);
    for (const { outcomes } of clustersFor(measuresOf(country), input.waits, rulings.clusterOf))
      for (const own of outcomes)
        for (let index = 0; index < width; index++)
          if (own[index] !== 0) nodes[index] = tree.next(nodes[index]!, own[index]!);
    nodes.forEach((node, index) => {
      table[origin * width + index] = timelineAt(node);
    });
  });
  return { table, timelines: timelines.all, asked: rulings.asked };
}
