// Controls as events of the timeline: what was announced, what the fold of the acts then makes of it, day by day.

import { printDay } from '../core/day.ts';
import { dayAt, FOREVER, type Moment } from '../core/moment.ts';
import { at } from '../core/timeline.ts';
import { type Control, type ControlAct, zoneOf } from './controls.ts';
import { type ControlState, type ControlTurn, controlLine, turnsAfter } from './controls-fold.ts';
import { RANKS, type Rank } from './model.ts';
import type { TimelineEvent } from './timeline.ts';

const rank = (text: string): Rank => RANKS.find((one) => one === text) ?? 'general';

const termsOf = ({ licence, fee }: Pick<ControlState, 'licence' | 'fee'>): string =>
  fee ?? licence.replaceAll('-', ' ');

interface Said {
  readonly key: string;
  readonly when: Moment;
  readonly words: string;
  readonly by: ControlAct;
  readonly terms?: string;
}

/** What changes by the acts themselves; the start of a suspension is told by its own act, with its end. */
function turned({ at: when, before, after }: ControlTurn, known: Moment): string {
  if (after.state === 'suspended') return before.state === 'suspended' ? 'terms change while suspended' : '';
  if (after.state === 'ended') return 'ended';
  if (before.state === 'suspended')
    return when > known ? 'suspension ends unless prolonged' : 'in force again';
  return before.state === 'in-force' ? 'changed' : 'in force';
}

const turns = (control: Control, known: Moment): readonly Said[] =>
  turnsAfter(control, known, Number.NEGATIVE_INFINITY).flatMap((turn): readonly Said[] => {
    const words = turned(turn, known);
    if (words === '') return [];
    const by = actAt(control, turn, known) ?? turn.after.by;
    const terms = words === 'ended' ? {} : { terms: termsOf(turn.after) };
    return [{ key: `turn-${turn.at}`, when: turn.at, words, by, ...terms }];
  });

/** The act behind a turn: the suspension that ends with it, or the act that begins with it. */
function actAt({ acts }: Control, { at: moment, after }: ControlTurn, known: Moment): ControlAct | undefined {
  const open = acts.filter(({ published }) => published <= known);
  const ends = after.state === 'in-force' ? open.find(({ until }) => until === moment) : undefined;
  return ends ?? open.find(({ from, act }) => from === moment && act !== 'suspend');
}

/** Suspensions, told on the day on which they begin, by what they found. */
function suspensions(control: Control, known: Moment): readonly Said[] {
  const line = controlLine(control, known);
  const zone = zoneOf(control.exporter);
  return control.acts.flatMap((by, index): readonly Said[] => {
    if (!line || by.act !== 'suspend' || by.published > known) return [];
    const before = at(line, by.from - 1).state;
    const until = by.until === undefined ? '' : ` to ${printDay(dayAt(by.until, zone))}`;
    const words = {
      'in-force': 'suspended',
      suspended: 'suspension prolonged',
      'not-yet': 'held back before it begins',
    };
    return before === 'ended'
      ? []
      : [{ key: `suspend-${index + 1}`, when: by.from, words: words[before] + until, by }];
  });
}

/** What became public before it was to begin, once for each text. */
function announcements({ acts, exporter }: Control, known: Moment): readonly Said[] {
  const zone = zoneOf(exporter);
  const day = (moment: Moment) => dayAt(moment, zone);
  return acts
    .filter(({ published, from }) => published <= known && day(published) < day(from))
    .filter((by, index, all) => all.findIndex(({ instrument }) => instrument === by.instrument) === index)
    .filter(({ act }) => act !== 'suspend')
    .map((by) => ({
      key: `announced-${by.published}`,
      when: by.published,
      words: `announced for ${printDay(day(by.from))}`,
      by,
    }));
}

/** An act that widens a control and leaves its terms. */
const widened = ({ acts }: Control, known: Moment): readonly Said[] =>
  acts
    .filter(({ act, licence, fee, published }) => act === 'amend' && !licence && !fee && published <= known)
    .map((by) => ({ key: `widened-${by.from}`, when: by.from, words: 'widened', by }));

function eventsOf(control: Control, known: Moment): readonly TimelineEvent[] {
  const zone = zoneOf(control.exporter);
  const day = (moment: Moment) => printDay(dayAt(moment, zone));
  const said = [announcements, turns, suspensions, widened].flatMap((of) => of(control, known));
  return said.map(({ key, when, words, by, terms }) => ({
    key: `control/${control.control}/${key}`,
    day: day(when),
    known: day(by.published),
    kind: 'control',
    title: `${control.title}: ${words}`,
    detail: [by.instrument, by.clause, terms, control.for].filter((text) => text !== undefined).join('; '),
    parties: [control.exporter, ...control.destinations],
    programs: [],
    instruments: [],
    sources: control.sources.map(({ url, title }) => url ?? title),
    confidence: rank(control.confidence),
  }));
}

/** Events of every control by the acts published up to `known`; days already set ahead are told too. */
export const controlEvents = (
  controls: readonly Control[],
  known: (control: Control) => Moment = () => FOREVER,
): readonly TimelineEvent[] => controls.flatMap((control) => eventsOf(control, known(control)));
