// The law as events of the timeline: when an instrument was signed, and the days it sets.

import { printDay } from '../core/day.ts';
import { dayAt, FOREVER, type Moment, type Zone } from '../core/moment.ts';
import type { Act, Condition, Instrument, OriginScope } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import type { TimelineEvent } from './timeline.ts';

/** Program and partners of a measure, as its instruments impose it. */
export interface Imposed {
  readonly program: string;
  readonly parties: readonly string[];
}

export type Measures = ReadonlyMap<string, Imposed>;

/** Partners a scope names; an open scope names none in particular. */
const partiesOf = ({ all, of }: OriginScope): readonly string[] =>
  all ? [] : of.map((name) => (name.startsWith('group:') ? name.slice(6).toUpperCase() : name));

/** Every measure the pack imposes. */
export function measuresOf(pack: Pack): Measures {
  const imposed = pack.instruments.flatMap(({ acts }) => acts).filter((act) => act.act === 'impose');
  return new Map(
    imposed.map((act) => [act.target, { program: act.program, parties: partiesOf(act.fields.origins) }]),
  );
}

export const targetsOf = (act: Act): readonly string[] =>
  act.act === 'impose' ? [act.target] : act.act === 'list' ? [] : act.targets;

export const covered = (target: string, measures: Measures): readonly Imposed[] =>
  target.endsWith('/*')
    ? [...measures].filter(([id]) => id.startsWith(target.slice(0, -1))).map(([, one]) => one)
    : [measures.get(target)].filter((one) => one !== undefined);

/** The origins that an exception is for, when its condition names some. */
function originsAsked(when: Condition): OriginScope | undefined {
  if (when.is === 'origins') return when.origins;
  if (when.is !== 'all') return undefined;
  return when.of.map(originsAsked).find((one) => one !== undefined);
}

/** Program and partners that an act touches: those of its measures, or the origins its exception is for. */
function touchedBy(act: Act, measures: Measures): readonly Imposed[] {
  const touched = targetsOf(act).flatMap((target) => covered(target, measures));
  const asked = act.act === 'except' && act.exception ? originsAsked(act.exception.when) : undefined;
  return asked ? touched.map(({ program }) => ({ program, parties: partiesOf(asked) })) : touched;
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

const verbs: Readonly<Record<Act['act'], string>> = {
  impose: 'begins',
  amend: 'changes',
  suspend: 'is suspended',
  end: 'ends',
  except: 'gets an exception',
  list: 'its list changes',
  void: 'falls by judgment',
};

interface Dated {
  readonly moment: Moment;
  readonly text: string;
}

/** What an act sets for a day: its start, and its end when it has one. */
function daysOf(act: Act): readonly Dated[] {
  const what = act.act === 'list' ? act.list : targetsOf(act).join(', ');
  const start = { moment: act.from, text: `${what} ${verbs[act.act]} (${act.clause})` };
  if (act.until === undefined || act.until === FOREVER) return [start];
  const end = act.act === 'suspend' ? 'suspension ends unless prolonged' : 'that ends';
  return [start, { moment: act.until, text: `${what}: ${end} (${act.clause})` }];
}

function eventsOf(instrument: Instrument, measures: Measures, zone: Zone, own: string) {
  const touched = instrument.acts.flatMap((act) => touchedBy(act, measures));
  const shared = {
    kind: 'law' as const,
    parties: distinct([own, ...touched.flatMap(({ parties }) => parties)]),
    programs: distinct(touched.map(({ program }) => program)),
    instruments: [instrument.id],
    sources: [],
    confidence: instrument.verified.mark === undefined ? ('primary' as const) : ('secondary' as const),
  };
  const signed: TimelineEvent = {
    ...shared,
    key: `law/${instrument.id}`,
    day: printDay(instrument.signed),
    title: instrument.title,
    detail: `${instrument.kind}, ${instrument.cite}`,
  };
  const byDay = new Map<string, string[]>();
  for (const { moment, text } of instrument.acts.flatMap(daysOf)) {
    const day = printDay(dayAt(moment, zone));
    byDay.set(day, [...(byDay.get(day) ?? []), text]);
  }
  const known = printDay(dayAt(instrument.published, zone));
  const set = [...byDay].map(([day, texts]): TimelineEvent => {
    const rest = texts.length > 4 ? `; and ${texts.length - 4} more` : '';
    return {
      ...shared,
      key: `law/${instrument.id}/${day}`,
      day,
      known,
      title: texts[0]!,
      detail: [instrument.title, ...texts.slice(1, 4)].join('; ') + rest,
    };
  });
  return [signed, ...set];
}

/** Events of every instrument of the pack; a day set by an instrument is known from its publication. */
export function lawEvents(pack: Pack): readonly TimelineEvent[] {
  const measures = measuresOf(pack);
  return pack.instruments.flatMap((one) => {
    const jurisdiction = one.id.split('/')[0]!;
    const territory = pack.territories[jurisdiction];
    return eventsOf(
      one,
      measures,
      territory?.zone ?? 'UTC',
      territory?.country ?? jurisdiction.toUpperCase(),
    );
  });
}
