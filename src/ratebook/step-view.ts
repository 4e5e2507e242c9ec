// A view of the law in which one measure stands and, after it, those that it waits for: what the evaluator walks through.

import { names } from '../law/cycles.ts';
import type { View } from '../law/view.ts';
import type { StandIns } from './stand-ins.ts';
import type { Step } from './standings.ts';

/** The view at a turn; what stands in the place of the first measure, and who pays, in the order of the law. */
export function viewOfSteps(steps: readonly Step[], { standsIn }: StandIns, turn: number): View {
  const ordered = [...steps.keys()].sort((a, b) => steps[a]!.measure - steps[b]!.measure);
  const [first, ...others] = steps;
  const children = ordered.filter((place) => standsIn(turn, steps[place]!.measure, first!.measure));
  const payers = new Map<string, readonly number[]>();
  return {
    standings: [{ ...first!.standing, children }, ...others.map(({ standing }) => standing)],
    payers(name) {
      const found =
        payers.get(name) ?? ordered.filter((place) => names(name, steps[place]!.standing.measure));
      payers.set(name, found);
      return found;
    },
  };
}
