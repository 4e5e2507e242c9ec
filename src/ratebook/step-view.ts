// A view of the law in which one measure stands and, after it, those that it waits for: what the evaluator walks through.

import { names } from '../law/cycles.ts';
import type { Standing, View } from '../law/view.ts';
import type { Step } from './standings.ts';

/** A measure that is waited for: because it stands in the place of the other, or because the other asks whether it is charged. */
export interface Waited {
  readonly step: Step;
  readonly child: boolean;
}

/** What the evaluator asks of a view. */
export interface Watch {
  readonly children: () => void;
  readonly payers: (name: string) => void;
}

const withChildren = (standing: Standing, children: readonly number[], asked: () => void): Standing => ({
  ...standing,
  get children() {
    asked();
    return children;
  },
});

/** Those that are waited for come in the order in which they are given, whatever their place in the law. */
export function viewOfSteps({ standing }: Step, waited: readonly Waited[], watch: Watch): View {
  const children = waited.flatMap(({ child }, index) => (child ? [index + 1] : []));
  const payers = new Map<string, readonly number[]>();
  const payersOf = (name: string): readonly number[] => [
    ...waited.flatMap(({ step, child }, index) =>
      !child && names(name, step.standing.measure) ? [index + 1] : [],
    ),
    ...(names(name, standing.measure) ? [0] : []),
  ];
  return {
    standings: [withChildren(standing, children, watch.children), ...waited.map(({ step }) => step.standing)],
    payers(name) {
      watch.payers(name);
      const found = payers.get(name) ?? payersOf(name);
      payers.set(name, found);
      return found;
    },
  };
}
