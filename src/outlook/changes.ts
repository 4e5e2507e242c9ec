// What the law learned between two days: the instruments published, and where each measure now says something else.

import { type Moment, printMoment, type Zone } from '../core/moment.ts';
import { constant, merge, stepAt, type Timeline } from '../core/timeline.ts';
import type { Measure } from '../law/measure.ts';
import type { ResolvedLaw } from '../law/resolve.ts';
import { effectLine, effectText } from './effect.ts';

export interface Difference {
  readonly measure: string;
  readonly from: string;
  readonly until: string;
  readonly before: string;
  readonly after: string;
  readonly cite: string;
}

interface Seen {
  readonly text: string;
  readonly cite: string;
}

const NOTHING: Timeline<Seen> = constant({ text: 'not in force', cite: '' });

const seenLine = (measure: Measure | undefined): Timeline<Seen> =>
  measure
    ? effectLine(measure).map(({ from, value }) => ({
        from,
        value: {
          text: effectText(value),
          cite: value.by ? `${value.by.instrument.cite} ${value.by.act.clause}` : '',
        },
      }))
    : NOTHING;

interface Pair {
  readonly before: Seen;
  readonly after: Seen;
}

const span = (moment: Moment, zone: Zone) => printMoment(moment, zone);

function differencesOf(
  id: string,
  before: Measure | undefined,
  after: Measure | undefined,
  zone: Zone,
): readonly Difference[] {
  const pairs = merge(seenLine(before), seenLine(after), (a, b): Pair => ({ before: a, after: b }));
  return pairs
    .filter(({ value }) => value.before.text !== value.after.text)
    .map(({ from, value }) => ({
      measure: id,
      from: span(from, zone),
      until: span(stepAt(pairs, from).until, zone),
      before: value.before.text,
      after: value.after.text,
      cite: value.after.cite || value.before.cite,
    }));
}

/** Spans on which a measure of the jurisdiction does something else under `after` than under `before`. */
export function differences(
  before: ResolvedLaw,
  after: ResolvedLaw,
  jurisdiction: string,
  zone: Zone,
): readonly Difference[] {
  const index = (law: ResolvedLaw) =>
    new Map(law.measures.filter((one) => one.jurisdiction === jurisdiction).map((one) => [one.id, one]));
  const old = index(before);
  const now = index(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) =>
    differencesOf(id, old.get(id), now.get(id), zone),
  );
}
