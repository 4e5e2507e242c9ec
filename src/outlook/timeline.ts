// One line of days: law, talks, words and controls together, with the sources of each, as known on a day.

import { parseDay, printDay } from '../core/day.ts';
import { lastMinute } from '../core/moment.ts';
import type { Territory } from '../law/instrument.ts';
import type { Law } from '../law.ts';
import { zoneOf } from '../record/controls.ts';
import { controlEvents } from '../record/controls-events.ts';
import { lawEvents } from '../record/law-events.ts';
import type { RecordPack } from '../record/pack.ts';
import { type TimelineEvent, type TimelineFilter, timelineOf } from '../record/timeline.ts';
import type { Cause, Change, Deadline } from './deadlines.ts';

/** Where something was read: a page of the record, or the citation of a legal text. */
export interface Cited {
  readonly title: string;
  readonly publisher: string;
  readonly url?: string;
}

export type Line = Omit<TimelineEvent, 'sources'> & { readonly sources: readonly Cited[] };

const WORDS: Readonly<Record<Cause, string>> = {
  'suspension-ends': 'a suspension ends',
  starts: 'duties start',
  step: 'a rate changes',
  'suspension-begins': 'duties are suspended',
  ends: 'duties end',
  'exclusion-ends': 'exceptions end',
  'exclusion-begins': 'exceptions begin',
  'list-changes': 'lists of goods change',
};

const TOLD = 3;

/** Whether the origins of a change, as it prints them, hold a partner. */
export function meets(origins: string, partner: string, groups: readonly string[]): boolean {
  const [scope = '', except = ''] = origins.split(' except ');
  const named = (text: string) =>
    text.split(', ').some((one) => one === partner || groups.includes(one.replace('group:', '')));
  if (scope === 'all') return !named(except);
  return scope === 'several' || scope === '' || named(scope);
}

/** Groups of countries to which a partner belongs on some day; `EU` stands for its members. */
function groupsOf({ pack }: Law, partner: string): readonly string[] {
  if (partner === 'EU') return ['eu'];
  return Object.entries(pack.groups)
    .filter(([, { members }]) => members.some(({ country }) => country === partner))
    .map(([name]) => name);
}

const texts = (changes: readonly Change[]): string => {
  const told = changes.slice(0, TOLD).map(({ what, before, after }) => `${what}: ${before} → ${after}`);
  const more = changes.length - TOLD;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
};

/** What the law as known changes on a day, one event for each deadline and instrument behind it. */
function changeEvent(
  { jurisdiction, day, cause, at }: Deadline,
  changes: readonly Change[],
  country: string,
  known: string,
): TimelineEvent {
  return {
    key: `change/${jurisdiction}/${at.replace(' ', '-')}/${cause}`,
    day,
    known,
    kind: 'law',
    title: `${country}: ${WORDS[cause]}`,
    detail: texts(changes),
    parties: [country],
    programs: [...new Set(changes.map(({ program }) => program))],
    instruments: [...new Set(changes.map(({ instrument }) => instrument).filter((one) => one !== ''))],
    sources: [...new Set(changes.map(({ cite }) => cite))],
    confidence: 'primary',
  };
}

function concernedBy(law: Law, territory: Territory, { partner, program }: TimelineFilter) {
  const groups = partner === undefined ? [] : groupsOf(law, partner);
  return ({ origins, program: own, what }: Change): boolean => {
    if (what.startsWith('list ')) return false;
    if (program !== undefined && own !== program && !own.startsWith(`${program}/`)) return false;
    return partner === undefined || territory.country === partner || meets(origins, partner, groups);
  };
}

function changeEvents(law: Law, known: string, filter: TimelineFilter): readonly TimelineEvent[] {
  return Object.values(law.pack.territories).flatMap((territory) => {
    const wanted = concernedBy(law, territory, filter);
    const on = printDay(territory.from);
    return law
      .as({ known })
      .deadlines({ into: territory.country, on })
      .flatMap((deadline): readonly TimelineEvent[] => {
        const changes = deadline.changes.filter(wanted);
        if (changes.length === 0) return [];
        const event = changeEvent(deadline, changes, territory.country, known);
        return [
          filter.partner === undefined ? event : { ...event, parties: [...event.parties, filter.partner] },
        ];
      });
  });
}

/** Instruments as they were signed; those behind a shown change count as about the partner. */
function signedEvents(
  law: Law,
  behind: ReadonlySet<string>,
  { partner }: TimelineFilter,
): readonly TimelineEvent[] {
  return lawEvents(law.pack)
    .filter(({ key, instruments }) => key === `law/${instruments[0]}`)
    .map((event) =>
      partner !== undefined && behind.has(event.instruments[0]!)
        ? { ...event, parties: [...event.parties, partner] }
        : event,
    );
}

function citedOf(law: Law, { talks, controls }: RecordPack) {
  const pages = new Map(
    controls.flatMap(({ sources }) => sources.map((one) => [one.url ?? one.title, one] as const)),
  );
  const texts = new Map(law.pack.instruments.map((one) => [one.id, one] as const));
  return (event: TimelineEvent): readonly Cited[] => {
    const legal = event.kind === 'law' ? event.instruments.map((id) => texts.get(id)) : [];
    const read = event.sources.map((id) => talks.sources[id] ?? pages.get(id));
    return [
      ...legal
        .filter((one) => one !== undefined)
        .map(({ cite, url, title }) => ({ title: cite, publisher: title, url })),
      ...read
        .filter((one) => one !== undefined)
        .map(({ title, publisher = '', url }) => ({ title, publisher, url })),
    ].map(({ url, ...one }) => (url === undefined ? one : { ...one, url }));
  };
}

/** A control of the United States on every destination is about any partner. */
const reaching =
  ({ partner }: TimelineFilter) =>
  (event: TimelineEvent): TimelineEvent =>
    partner !== undefined && event.parties.join() === 'US'
      ? { ...event, parties: [...event.parties, partner] }
      : event;

/** Everything on one line of days by what was published up to `known`; days the law has set ahead are told too. */
export function joinedTimeline(
  law: Law,
  record: RecordPack,
  filter: TimelineFilter & { readonly known: string },
): readonly Line[] {
  const changes = changeEvents(law, filter.known, filter);
  const measured = changes.filter(({ key }) => !/\/exclusion-(?:begins|ends)$/.test(key));
  const behind = new Set(measured.flatMap(({ instruments }) => instruments));
  const day = parseDay(filter.known);
  const controls = controlEvents(record.controls, ({ exporter }) => lastMinute(day, zoneOf(exporter)));
  const others = [...signedEvents(law, behind, filter), ...changes, ...controls.map(reaching(filter))];
  const cited = citedOf(law, record);
  const events = timelineOf(record.talks, filter, others);
  return events.map((event) => ({ ...event, sources: cited(event) }));
}
