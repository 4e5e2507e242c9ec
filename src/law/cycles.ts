// Precedence must end: at no moment may measures wait for one another in a circle.

import type { Diagnostic } from '../core/diagnostics.ts';
import { FOREVER, type Moment } from '../core/moment.ts';
import { at, changes, type Timeline } from '../core/timeline.ts';
import type { Condition } from './instrument.ts';
import type { Measure } from './measure.ts';
import type { Pack } from './pack.ts';
import { covers, resolve } from './resolve.ts';

const payersIn = (condition: Condition | null): readonly string[] => {
  if (condition === null) return [];
  if (condition.is === 'subject-to') return condition.of;
  if (condition.is === 'any' || condition.is === 'all') return condition.of.flatMap(payersIn);
  return condition.is === 'not' ? payersIn(condition.of) : [];
};

/** Names of programs, measures and families that must be settled before a measure can be. */
export function waitsFor(measure: Measure, on: Moment): readonly string[] {
  const exceptions = [...measure.exceptions.values()].flatMap((line) =>
    payersIn(at(line, on)?.value.when ?? null),
  );
  return [...exceptions, ...payersIn(at(measure.when, on).value)];
}

/** Whether `name` (program, measure or family) speaks of a measure. */
export const names = (name: string, measure: Measure): boolean =>
  name === measure.program || covers(name, measure.id);

function edgesAt(measures: readonly Measure[], on: Moment): ReadonlyMap<string, readonly string[]> {
  const live = measures.filter((measure) => at(measure.state, on).is === 'in-force');
  return new Map(
    live.map((measure) => {
      const waits = waitsFor(measure, on);
      const payers = live.filter((other) => other !== measure && waits.some((name) => names(name, other)));
      const children = live.filter(
        (other) => other !== measure && at(other.inLieuOf, on).value.some((name) => covers(name, measure.id)),
      );
      return [measure.id, [...payers, ...children].map(({ id }) => id)];
    }),
  );
}

function cycleIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of edges.get(id) ?? []) {
      const cycle = walk(next, [...path, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of edges.keys()) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

const turns = (measure: Measure): readonly Moment[] =>
  [measure.state, measure.when, measure.inLieuOf, ...measure.exceptions.values()].flatMap((line) =>
    changes(line as Timeline<unknown>),
  );

/** One diagnostic for each distinct circle of precedence, at the first moment it exists. */
export function findCycles(pack: Pack): readonly Diagnostic[] {
  const { measures } = resolve(pack, FOREVER);
  const moments = [...new Set(measures.flatMap(turns))].sort((a, b) => a - b);
  const found = new Map<string, Diagnostic>();
  for (const moment of moments) {
    const cycle = cycleIn(edgesAt(measures, moment));
    if (!cycle) continue;
    const key = [...cycle].sort().join(' ');
    const file =
      pack.instruments.find(({ acts }) => acts.some((act) => act.act === 'impose' && act.target === cycle[0]))
        ?.file ?? 'law';
    const message = `measures wait for one another: ${cycle.join(' → ')}`;
    found.set(key, {
      file,
      line: 1,
      code: 'precedence-cycle',
      message,
      hint: 'Let one of them yield; precedence is written on the measure that yields.',
    });
  }
  return [...found.values()];
}
