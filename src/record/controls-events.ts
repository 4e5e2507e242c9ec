// Controls as events of the timeline: each act on the day it begins, and the day on which a suspension ends.

import { printDay } from '../core/day.ts';
import { dayAt, type Moment } from '../core/moment.ts';
import { type Control, type ControlAct, zoneOf } from './controls.ts';
import { RANKS, type Rank } from './model.ts';
import type { TimelineEvent } from './timeline.ts';

const WORDS: Readonly<Record<ControlAct['act'], string>> = {
  impose: 'in force',
  amend: 'changed',
  suspend: 'suspended',
  end: 'ended',
};

const rank = (text: string): Rank => RANKS.find((one) => one === text) ?? 'general';

const termsOf = ({ licence, fee }: ControlAct, control: Control): string =>
  fee ?? (licence ?? control.licence).replaceAll('-', ' ');

function eventsOf(control: Control): readonly TimelineEvent[] {
  const zone = zoneOf(control.exporter);
  const day = (moment: Moment) => printDay(dayAt(moment, zone));
  return control.acts.flatMap((act, index): readonly TimelineEvent[] => {
    const shared = {
      kind: 'control' as const,
      detail: [act.instrument, act.clause, act.act === 'end' ? undefined : termsOf(act, control), control.for]
        .filter((text) => text !== undefined)
        .join('; '),
      known: day(act.published),
      parties: [control.exporter, ...control.destinations],
      programs: [],
      instruments: [],
      sources: control.sources.map(({ url, title }) => url ?? title),
      confidence: rank(control.confidence),
    };
    const key = `control/${control.control}/${index + 1}`;
    const begins = { ...shared, key, day: day(act.from), title: `${control.title}: ${WORDS[act.act]}` };
    if (act.act !== 'suspend' || act.until === undefined) return [begins];
    const title = `${control.title}: suspension ends unless prolonged`;
    return [begins, { ...shared, key: `${key}/end`, day: day(act.until), title }];
  });
}

/** Events of every control; an act is known from its publication. */
export const controlEvents = (controls: readonly Control[]): readonly TimelineEvent[] =>
  controls.flatMap(eventsOf);
