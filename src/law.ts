// Opens a law pack: the one object through which library, CLI, HTTP and web ask about a basis.

import { assessEntry, openFactsOf, type Setting, UNKNOWN_BASE } from './assess/assess.ts';
import type { Assessment } from './assess/assessment.ts';
import { type Entry, type EntryInput, readEntry } from './assess/entry.ts';
import type { Gap } from './assess/facts.ts';
import { withMetalFacts } from './assess/metal-countries.ts';
import { assessPostal } from './assess/postal.ts';
import { refuseBanned } from './assess/workings.ts';
import { throughZone } from './assess/zone.ts';
import { parseCode } from './core/code.ts';
import { parseCountry } from './core/country.ts';
import { type Day, parseDay, printDay } from './core/day.ts';
import { incorrect, notFound, unsupported } from './core/errors.ts';
import { lastMinute, type Moment } from './core/moment.ts';
import { nearest } from './core/nearest.ts';
import { isDivided } from './law/goods-list.ts';
import type { Instrument, Outcome, Territory } from './law/instrument.ts';
import type { Pack } from './law/pack.ts';
import { postalRuleOf } from './law/postal.ts';
import type { Preference } from './law/preference.ts';
import { type ResolvedLaw, resolve } from './law/resolve.ts';
import { type Calendar, calendarOf } from './law/view.ts';
import { type Difference, differences } from './outlook/changes.ts';
import { type Deadline, deadlinesOf, nextLapse } from './outlook/deadlines.ts';
import { type HistoryStep, historyOf, type ProductQuestion } from './outlook/history.ts';
import { type MeasureRow, measureRows } from './outlook/measures.ts';
import { bindOutcome } from './outlook/outcome.ts';
import { type BaseDuty, baseDutyOf, isColumn2 } from './schedule/base.ts';
import { type Catalogue, openCatalogue } from './schedule/catalogue.ts';
import { type Compiled, type CompiledHead, openCompiled } from './schedule/compiled.ts';
import { withImported } from './schedule/imported.ts';
import { namesAny, type Offer, offersOf, withClaimNames } from './schedule/preferences.ts';

/** The law as known on a day, perhaps with an outcome of the talks added. */
export interface LawAt {
  readonly known: string;
  readonly outcome?: string;
  /** Assesses one entry; `on` is the day of entry. @throws TariffError naming the field. */
  assess(entry: EntryInput): Assessment;
  /** Facts that nobody declared and that the working of an entry asks for, rare claims too. */
  openFacts(entry: EntryInput): readonly Gap[];
  /** Preferences that the line gives to goods of the origin on the day, in the order of its special column. */
  offers(entry: EntryInput): readonly Offer[];
  /** Changes after `on` (default: the day known) that the law already holds. */
  deadlines(options?: { readonly into?: string; readonly on?: string }): readonly Deadline[];
  /** The same law with an instrument nobody has signed; `deadline` defaults to the next lapse of its measures. */
  under(outcome: string | Outcome, options?: { readonly deadline?: string }): LawAt;
  /** What one product of one origin paid and will pay, step by step. */
  history(question: ProductQuestion): readonly HistoryStep[];
  /** Measures in force and suspended on a day, for goods of one origin when `from` is given; `all`: the others too. */
  measures(options?: {
    readonly into?: string;
    readonly on?: string;
    readonly from?: string;
    readonly all?: boolean;
  }): readonly MeasureRow[];
  /** The folded law, for those who build on it. */
  resolved(into?: string): ResolvedLaw;
  calendar(into?: string): Calendar;
}

export interface Law {
  readonly pack: Pack;
  as(basis: { readonly known: string }): LawAt;
  /** Assesses an entry that names its own `known`, or with the newest law the pack holds. */
  assess(entry: EntryInput): Assessment;
  /** Where measures of a territory say something else under `after` than under `before`. */
  changes(before: string, after: string, into?: string): readonly Difference[];
  /** The schedule of base duties: the embedded catalogue, under an imported schedule when there is one. */
  catalogue(into?: string): Catalogue;
  /** The imported schedule's releases, when one was given. */
  readonly schedule?: CompiledHead;
  territory(into?: string): Territory;
  outcome(id: string): Outcome;
}

function territoryOf(pack: Pack, into = 'US'): Territory {
  const country = into.toUpperCase() === 'EU' ? 'EU' : parseCountry(into, 'into');
  const found = Object.values(pack.territories).find(
    (one) => one.country === country || one.jurisdiction === into.toLowerCase(),
  );
  if (found) return found;
  const known = Object.values(pack.territories).map((one) => one.country);
  throw unsupported(
    'unknown-territory',
    `the law of "${into}" is not in the pack`,
    `Covered: ${known.join(', ')}.`,
  );
}

function checkedDay(text: string, what: string, territory: Territory): Day {
  const day = parseDay(text, what);
  if (day >= territory.from) return day;
  throw unsupported(
    'before-coverage',
    `${what} ${text} is before the law pack begins (${printDay(territory.from)} for ${territory.name})`,
    'Choose a later day; see `rosenbad coverage`.',
  );
}

function outcomeOf(pack: Pack, id: string): Outcome {
  const found = pack.outcomes.find((one) => one.id === id);
  if (found) return found;
  const ids = pack.outcomes.map((one) => one.id);
  const near = nearest(id, ids, 1)[0];
  throw notFound(
    'unknown-outcome',
    `there is no outcome "${id}"`,
    near ? `Did you mean ${near}?` : `Outcomes: ${ids.join(', ')}.`,
  );
}

/** A claim is by now a preference by name or a chapter 99 heading. @throws TariffError `unknown-claim` */
function checkClaims(claims: readonly string[], preferences: readonly Preference[]): void {
  const names = preferences.map(({ name }) => name);
  for (const claim of claims) {
    if (names.includes(claim) || /^99\d\d\.\d\d\.\d\d$/.test(claim)) continue;
    const near = nearest(claim, names, 1)[0];
    throw incorrect(
      'unknown-claim',
      `there is no claim "${claim}"`,
      near
        ? `Did you mean ${near}?`
        : `Claim a chapter 99 heading, a symbol of the special column (S, KR), or one of ${names.join(', ')}.`,
    );
  }
}

interface Shared {
  readonly pack: Pack;
  catalogue(jurisdiction: string): Catalogue;
}

function lawAt(shared: Shared, known: Day, extra: readonly Instrument[], outcome?: string): LawAt {
  const { pack } = shared;
  const knownText = printDay(known);
  const resolvedFor = new Map<Moment, ResolvedLaw>();
  const calendars = new Map<string, Calendar>();

  /** `known` as a day is its last minute in the importing territory. */
  const resolvedIn = (territory: Territory): ResolvedLaw => {
    const moment = lastMinute(known, territory.zone);
    const law = resolvedFor.get(moment) ?? resolve(pack, moment, extra);
    resolvedFor.set(moment, law);
    return law;
  };

  const calendarIn = (territory: Territory): Calendar => {
    const kept = calendars.get(territory.jurisdiction) ?? calendarOf(resolvedIn(territory), pack, territory);
    calendars.set(territory.jurisdiction, kept);
    return kept;
  };

  const baseOf = (entry: Entry, territory: Territory): BaseDuty => {
    const catalogue = shared.catalogue(territory.jurisdiction);
    const preferences = pack.preferences[territory.jurisdiction] ?? [];
    checkClaims(entry.claims, preferences);
    if (catalogue.size === 0) return UNKNOWN_BASE;
    return baseDutyOf(
      catalogue,
      { ...entry, known },
      { groups: pack.groups, zone: territory.zone },
      preferences,
    );
  };

  const factNames = Object.keys(pack.facts);

  /** Where the pack has no schedule to tell lines apart, a code that cannot be a line is taken as its subheading. */
  const codeAsLaw = (entry: Entry, territory: Territory): Entry => {
    if (shared.catalogue(territory.jurisdiction).size > 0) return entry;
    const own = [...resolvedIn(territory).lists.values()].filter(({ name }) =>
      name.startsWith(`${territory.jurisdiction}/`),
    );
    return isDivided(own, entry.code) ? { ...entry, code: entry.code.slice(0, 6) } : entry;
  };

  const entryIn = (input: EntryInput, territory: Territory): Entry => {
    const read = withMetalFacts(readEntry(input, territory.zone, factNames), pack.facts);
    const entry = codeAsLaw(withClaimNames(read, pack.preferences[territory.jurisdiction] ?? []), territory);
    checkedDay(input.on, 'on', territory);
    return entry;
  };

  const settingOf = (entry: Entry, territory: Territory): Setting => ({
    pack,
    jurisdiction: territory.jurisdiction,
    basis: { known: knownText, on: printDay(entry.onDay) },
    view: calendarIn(territory).viewAt(entry.origin, entry.on),
    lists: resolvedIn(territory).lists,
    groups: { groups: pack.groups, zone: territory.zone },
    zone: territory.zone,
    factTable: pack.facts,
  });

  const assess = (input: EntryInput): Assessment => {
    const territory = territoryOf(pack, input.into);
    const entry = entryIn(input, territory);
    const echo = { ...input, into: territory.country };
    const assessed = (one: Entry) => {
      const setting = settingOf(one, territory);
      const postal = postalRuleOf(pack.postal[territory.jurisdiction] ?? [], one, known);
      if (postal) refuseBanned({ ...setting, entry: one });
      try {
        const base = baseOf(one, territory);
        return postal ? assessPostal(setting, postal, one, echo) : assessEntry(setting, base, one, echo);
      } catch (error) {
        // Whatever the duty lacks, that the goods may not be imported is told first.
        refuseBanned({ ...setting, entry: one });
        throw error;
      }
    };
    if (entry.admitted === undefined) return assessed(entry);
    checkedDay(printDay(entry.admitted), 'admitted', territory);
    const admission = { ...entry, onDay: entry.admitted, on: lastMinute(entry.admitted, territory.zone) };
    return throughZone(assessed(admission), assessed(entry), pack.programs, printDay(entry.admitted));
  };

  /** Days on which the line of a product, or a preference that it claims, changed. */
  const baseDays = ({ code, claims = [] }: ProductQuestion, { jurisdiction }: Territory): readonly Day[] => {
    const rows = shared.catalogue(jurisdiction).rowsOf(parseCode(code).slice(0, 8));
    const spans = (pack.preferences[jurisdiction] ?? [])
      .filter((one) => namesAny(claims, one))
      .flatMap((one) => one.spans);
    return [...rows, ...spans].flatMap(({ from, until }) => [from, until].filter((day) => day !== undefined));
  };

  const openFacts = (input: EntryInput): readonly Gap[] => {
    const territory = territoryOf(pack, input.into);
    const entry = entryIn(input, territory);
    return openFactsOf(settingOf(entry, territory), baseOf(entry, territory), entry);
  };

  const offers = (input: EntryInput): readonly Offer[] => {
    const territory = territoryOf(pack, input.into);
    const entry = entryIn(input, territory);
    const catalogue = shared.catalogue(territory.jurisdiction);
    const preferences = pack.preferences[territory.jurisdiction] ?? [];
    if (preferences.length === 0 || catalogue.size === 0) return [];
    if (isColumn2(entry, { groups: pack.groups, zone: territory.zone })) return [];
    return offersOf(catalogue.find(entry.code, entry.onDay).special, preferences, { ...entry, known });
  };

  const under: LawAt['under'] = (which, options = {}) => {
    const chosen = typeof which === 'string' ? outcomeOf(pack, which) : which;
    const territory = territoryOf(pack, chosen.deadlineOf[0]?.split('/')[0]?.toUpperCase());
    const now = lastMinute(known, territory.zone);
    const deadline =
      options.deadline === undefined
        ? nextLapse(resolvedIn(territory), chosen.deadlineOf, now)
        : deadlineOn(options.deadline);
    if (deadline === undefined)
      throw incorrect(
        'no-deadline',
        `as known on ${knownText}, no suspension of ${chosen.deadlineOf.join(', ')} ends later`,
        'Name a day with --deadline.',
      );
    return lawAt(shared, known, [...extra, bindOutcome(chosen, deadline, now, territory.zone)], chosen.id);

    function deadlineOn(text: string): Moment {
      const day = parseDay(text, 'deadline');
      const start = lastMinute(day - 1, territory.zone);
      const lapse = nextLapse(resolvedIn(territory), chosen.deadlineOf, start);
      return lapse !== undefined && lapse <= lastMinute(day, territory.zone) ? lapse : start + 2;
    }
  };

  return {
    known: knownText,
    ...(outcome === undefined ? {} : { outcome }),
    assess,
    openFacts,
    offers,
    under,
    deadlines: ({ into, on } = {}) => {
      const territory = territoryOf(pack, into);
      const after = lastMinute(on === undefined ? known : checkedDay(on, 'on', territory), territory.zone);
      return deadlinesOf(resolvedIn(territory), territory, after);
    },
    history: (question) => {
      const territory = territoryOf(pack, question.into);
      const law = resolvedIn(territory);
      const postal = question.mode === 'post' ? (pack.postal[territory.jurisdiction] ?? []) : [];
      const others = [...baseDays(question, territory), ...postal.map(({ from }) => from)];
      return historyOf(question, territory, calendarIn(territory), law, assess, others);
    },
    measures: ({ into, on, from, all } = {}) => {
      const territory = territoryOf(pack, into);
      const moment = lastMinute(on === undefined ? known : parseDay(on, 'on'), territory.zone);
      const own = resolvedIn(territory).measures.filter(
        ({ jurisdiction }) => jurisdiction === territory.jurisdiction,
      );
      if (from === undefined) return measureRows(own, moment, all);
      const standings = calendarIn(territory).viewAt(parseCountry(from), moment).standings;
      return measureRows(
        standings.map(({ measure }) => measure),
        moment,
        all,
      );
    },
    resolved: (into) => resolvedIn(territoryOf(pack, into)),
    calendar: (into) => calendarIn(territoryOf(pack, into)),
  };
}

export interface OpenOptions {
  /** An imported schedule: the bytes of the compiled file, or what `openCompiled` made of them. */
  readonly schedule?: Uint8Array | Compiled;
}

/**
 * Opens a pack. Answers are kept per `known` day, so asking again about the same day is quick.
 * @example openLaw(pack).as({ known: '2025-07-29' }).assess({ code: '9503.00.00', from: 'CN', on: '2025-08-13', value: 10000 })
 */
export function openPack(pack: Pack, { schedule }: OpenOptions = {}): Law {
  const compiled = schedule instanceof Uint8Array ? openCompiled(schedule) : schedule;
  const catalogues = new Map<string, Catalogue>();
  const laws = new Map<Day, LawAt>();
  const catalogueOf = (jurisdiction: string): Catalogue => {
    const embedded = openCatalogue(pack.schedules[jurisdiction] ?? []);
    return compiled?.head.jurisdiction === jurisdiction ? withImported(embedded, compiled) : embedded;
  };
  const shared: Shared = {
    pack,
    catalogue(jurisdiction) {
      const kept = catalogues.get(jurisdiction) ?? catalogueOf(jurisdiction);
      catalogues.set(jurisdiction, kept);
      return kept;
    },
  };
  const at = (known: Day): LawAt => {
    const kept = laws.get(known) ?? lawAt(shared, known, []);
    laws.set(known, kept);
    return kept;
  };
  const earliest = Object.values(pack.territories).reduce((a, b) => (b.from < a.from ? b : a));
  const newest = Math.max(...Object.values(pack.territories).map(({ through }) => through));
  return {
    pack,
    ...(compiled ? { schedule: compiled.head } : {}),
    as: ({ known }) => at(checkedDay(known, 'known', earliest)),
    assess: (entry) =>
      at(
        entry.known === undefined || entry.known === ''
          ? newest
          : checkedDay(entry.known, 'known', territoryOf(pack, entry.into)),
      ).assess(entry),
    changes: (before, after, into) => {
      const territory = territoryOf(pack, into);
      const at2 = (text: string) => resolve(pack, lastMinute(parseDay(text, 'known'), territory.zone));
      return differences(at2(before), at2(after), territory.jurisdiction, territory.zone);
    },
    catalogue: (into) => shared.catalogue(territoryOf(pack, into).jurisdiction),
    territory: (into) => territoryOf(pack, into),
    outcome: (id) => outcomeOf(pack, id),
  };
}
