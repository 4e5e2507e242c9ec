// One line of days: talks, agreements, words, promises and disputes of sources; law and controls join as events of the same shape.

import type { Conflict, Entry, IsoDay, Rank, Round, Statement, TalksRecord } from './model.ts';

export const EVENT_KINDS = [
  'round',
  'agreement',
  'statement',
  'undertaking',
  'conflict',
  'law',
  'control',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened, or that the law sets for a day. */
export interface TimelineEvent {
  /** Unique and stable: `round/us-cn-2025-geneva`. */
  readonly key: string;
  readonly day: IsoDay;
  /** The last day, when it lasted. */
  readonly until?: IsoDay;
  /** From when it can be known; the event's own day when missing. */
  readonly known?: IsoDay;
  readonly kind: EventKind;
  readonly title: string;
  readonly detail: string;
  readonly place?: string;
  readonly parties: readonly string[];
  readonly programs: readonly string[];
  readonly instruments: readonly string[];
  readonly sources: readonly string[];
  readonly confidence: Rank;
}

export interface TimelineFilter {
  /** Only what could be known at the end of this day. */
  readonly known?: IsoDay;
  readonly from?: IsoDay;
  readonly until?: IsoDay;
  /** Country or EU. */
  readonly partner?: string;
  readonly kinds?: readonly EventKind[];
  /** Law events of other programs are left out; events without a program stay. */
  readonly program?: string;
}

const common = ({ instruments, sources, confidence }: Entry) => ({
  programs: [],
  instruments,
  sources,
  confidence,
});

const lasting = (from: IsoDay, until: IsoDay | undefined) =>
  until === undefined || until === from ? {} : { until };

const named = (record: TalksRecord, ids: readonly string[]): string =>
  ids.map((id) => record.officials.find((one) => one.id === id)?.name ?? id).join(', ');

function rounds(record: TalksRecord): readonly TimelineEvent[] {
  return record.rounds.flatMap((one) => [
    meeting(record, one),
    ...one.later.map((_, index) => sequel(one, index)),
  ]);
}

const TITLES = { talks: 'Talks', 'working-level': 'Working talks', leaders: 'Leaders meet', call: 'Call' };

const called = ({ kind, city }: Round): string => `${TITLES[kind]}${city === undefined ? '' : ` in ${city}`}`;

function meeting(record: TalksRecord, one: Round): TimelineEvent {
  const place = [one.venue, one.city].filter((text) => text !== undefined).join(', ');
  const heads = Object.values(one.heads).map((ids) => named(record, ids));
  return {
    ...common(one),
    ...lasting(one.from, one.until),
    ...(place === '' ? {} : { place }),
    key: `round/${one.id}`,
    day: one.from,
    kind: 'round',
    title: `${called(one)}: ${heads.join(' and ')}`,
    detail: one.outcome,
    known: one.until,
    parties: one.parties,
  };
}

/** What came of a round is known on its own day, not on that of the round. */
function sequel(one: Round, index: number): TimelineEvent {
  const { on, what, instruments } = one.later[index]!;
  const key = `round/${one.id}/${index + 1}`;
  return {
    ...common(one),
    key,
    day: on,
    kind: 'round',
    title: `What came of it: ${called(one)}`,
    detail: what,
    parties: one.parties,
    instruments,
  };
}

function agreements(record: TalksRecord): readonly TimelineEvent[] {
  return record.agreements.flatMap((one) =>
    one.status.map((step, index) => ({
      ...common(one),
      key: `agreement/${one.id}/${index + 1}`,
      day: step.on,
      kind: 'agreement',
      title: `${one.title}: ${step.is}`,
      detail: step.note ?? (index === 0 ? one.terms : ''),
      parties: ['US', one.partner, ...one.with],
      instruments: step.is === 'in-law' || step.is === 'in-part' ? one.instruments : [],
    })),
  );
}

/** `Scott Bessent, Secretary of the Treasury`; an institution by its title alone. */
export function speakerText(record: TalksRecord, { speaker, office }: Statement): string {
  const title = record.offices[office]?.title ?? office;
  return speaker === undefined ? title : `${named(record, [speaker])}, ${title}`;
}

function statements(record: TalksRecord): readonly TimelineEvent[] {
  return record.statements.map((one) => ({
    ...common(one),
    key: `statement/${one.id}`,
    day: one.on,
    kind: 'statement',
    title: speakerText(record, one),
    detail: one.said,
    parties: partiesAbout(record, one.about, record.offices[one.office]?.party),
  }));
}

function partiesAbout(
  record: TalksRecord,
  about: readonly string[],
  own: string | undefined,
): readonly string[] {
  const rounds = record.rounds.filter(({ id }) => about.includes(id)).flatMap(({ parties }) => parties);
  const deals = record.agreements
    .filter(({ id }) => about.includes(id))
    .flatMap(({ partner }) => ['US', partner]);
  return [...new Set([...(own === undefined ? [] : [own]), ...rounds, ...deals])];
}

function undertakings(record: TalksRecord): readonly TimelineEvent[] {
  return record.undertakings.flatMap((one) => [
    {
      ...common(one),
      key: `undertaking/${one.id}`,
      day: one.made,
      kind: 'undertaking' as const,
      title: `${one.by} undertakes: ${one.title}`,
      detail: one.figures.map(figureText).join('; '),
      parties: [one.by, one.to],
      instruments: one.kept.length > 0 ? [] : one.instruments,
    },
    ...one.kept.map((finding, index) => ({
      ...common(one),
      key: `undertaking/${one.id}/${index + 1}`,
      day: finding.on,
      kind: 'undertaking' as const,
      title: `${one.title}: what is known of its keeping`,
      detail: finding.finding,
      parties: [one.by, one.to],
      sources: [finding.source],
    })),
  ]);
}

/** `at least 25,000,000 t a year from 2026-01-01 to 2028-12-31`. */
export function figureText({
  amount,
  unit,
  per,
  bound,
  from,
  until,
}: TalksRecord['undertakings'][number]['figures'][number]): string {
  const [whole = '', part] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return [
    bound === undefined || bound === 'exactly' ? '' : bound.replace('-', ' '),
    part === undefined ? grouped : `${grouped}.${part}`,
    unit,
    per === undefined ? '' : 'a year',
    from === undefined ? '' : `from ${from}`,
    until === undefined ? '' : `to ${until}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** Sides and versions in the order in which they could be read, up to a day. */
function disputed(record: TalksRecord, { kind, sides, versions }: Conflict, known: IsoDay | undefined) {
  const told =
    kind === 'silent-edit'
      ? versions.map(({ seen, reads }) => ({ day: seen, text: `${seen}: ${reads}` }))
      : sides.map(({ source, says }) => ({
          day: record.sources[source]?.date ?? '',
          text: `${record.sources[source]?.publisher ?? source}: ${says}`,
        }));
  return told
    .filter(({ day }) => known === undefined || day <= known)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** A difference shows from the day on which the second side, or the second version, could be read. */
function conflicts(record: TalksRecord, known: IsoDay | undefined): readonly TimelineEvent[] {
  return record.conflicts.flatMap((one): readonly TimelineEvent[] => {
    const told = disputed(record, one, known);
    if (told.length < 2) return [];
    const [day] = [one.from, told[1]!.day].sort().slice(-1) as [IsoDay];
    return [
      {
        ...common(one),
        key: `conflict/${one.id}`,
        day,
        kind: 'conflict',
        title: one.kind === 'silent-edit' ? `Changed in place: ${one.title}` : `Sources differ: ${one.title}`,
        detail: told.map(({ text }) => text).join(' | '),
        parties: partiesAbout(record, one.about, undefined),
      },
    ];
  });
}

const ORDER = new Map(EVENT_KINDS.map((kind, index) => [kind, index]));

const inTime = (a: TimelineEvent, b: TimelineEvent): number =>
  a.day === b.day
    ? ORDER.get(a.kind)! - ORDER.get(b.kind)! || (a.key < b.key ? -1 : 1)
    : a.day < b.day
      ? -1
      : 1;

const wanted = (filter: TimelineFilter) => (event: TimelineEvent) =>
  (filter.known === undefined || (event.known ?? event.day) <= filter.known) &&
  (filter.from === undefined || (event.until ?? event.day) >= filter.from) &&
  (filter.until === undefined || event.day <= filter.until) &&
  (filter.partner === undefined || event.parties.includes(filter.partner)) &&
  (filter.kinds === undefined || filter.kinds.includes(event.kind)) &&
  (filter.program === undefined ||
    event.programs.length === 0 ||
    event.programs.some((one) => one === filter.program || one.startsWith(`${filter.program}/`)));

/** Sources published by a day; all of them when every one came later. */
function citable(record: TalksRecord, { sources }: TimelineEvent, known: IsoDay): readonly string[] {
  const then = sources.filter((id) => (record.sources[id]?.date ?? known) <= known);
  return then.length > 0 ? then : sources;
}

/**
 * Everything that happened, in order of days. `others` brings events of law and controls (`lawEvents`).
 * @example timelineOf(record, { partner: 'CN', known: '2025-07-29' }, lawEvents(pack))
 */
export function timelineOf(
  record: TalksRecord,
  filter: TimelineFilter = {},
  others: readonly TimelineEvent[] = [],
): readonly TimelineEvent[] {
  const own = [rounds, agreements, statements, undertakings, conflicts].flatMap((of) =>
    of(record, filter.known),
  );
  return [...own, ...others]
    .filter(wanted(filter))
    .map((event) =>
      filter.known === undefined ? event : { ...event, sources: citable(record, event, filter.known) },
    )
    .sort(inTime);
}
