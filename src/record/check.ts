// What crosses the record's files: every name that is cited must exist, and a speaker must hold the office stated.

import type { Diagnostic } from '../core/diagnostics.ts';
import { nearest } from '../core/nearest.ts';
import type { Entry, Round, TalksRecord } from './model.ts';
import { holderOf, officesOn } from './offices.ts';

/** The line of an entry in its file: where its id is written. */
type Place = (file: string, id: string) => { readonly file: string; readonly line: number };

interface Check {
  readonly place: Place;
  readonly record: TalksRecord;
}

/** The instruments an entry names, and those of what came of a round later. */
const instrumentsOf = (one: Entry & { readonly later?: Round['later'] }): readonly string[] => [
  ...one.instruments,
  ...(one.later ?? []).flatMap(({ instruments }) => instruments),
];

const FILES: readonly (readonly [string, (record: TalksRecord) => readonly Entry[]])[] = [
  ['rounds', (record) => record.rounds],
  ['agreements', (record) => record.agreements],
  ['statements', (record) => record.statements],
  ['undertakings', (record) => record.undertakings],
  ['conflicts', (record) => record.conflicts],
  ['officials', (record) => record.officials],
];

const near = (name: string, known: readonly string[]): string => {
  const found = nearest(name, known, 1)[0];
  return found === undefined ? 'Add it, or correct the name.' : `Did you mean ${found}?`;
};

/** A function that reports the names which are not among `known`. */
const missing =
  (place: Place, code: string, what: string, known: readonly string[]) =>
  (file: string, id: string, names: readonly (string | undefined)[]): readonly Diagnostic[] =>
    names
      .filter((name): name is string => name !== undefined && !known.includes(name))
      .map((name) => ({
        ...place(file, id),
        code,
        message: `${id}: there is no ${what} "${name}"`,
        hint: near(name, known),
      }));

function unique({ place, record }: Check): readonly Diagnostic[] {
  return FILES.flatMap(([file, entries]) => {
    const seen = new Set<string>();
    return entries(record).flatMap(({ id }) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [{ ...place(file, id), code: 'double-id', message: `${id} stands twice`, hint: 'Rename one.' }];
    });
  });
}

function sources({ place, record }: Check): readonly Diagnostic[] {
  const absent = missing(place, 'unknown-source', 'source', Object.keys(record.sources));
  return [
    ...FILES.flatMap(([file, entries]) =>
      entries(record).flatMap((one) => absent(file, one.id, one.sources)),
    ),
    ...record.rounds.flatMap((one) =>
      absent('rounds', one.id, [one.jointText, ...one.hours.map(({ source }) => source)]),
    ),
    ...record.undertakings.flatMap((one) =>
      absent(
        'undertakings',
        one.id,
        one.kept.map(({ source }) => source),
      ),
    ),
    ...record.conflicts.flatMap((one) =>
      absent(
        'conflicts',
        one.id,
        one.sides.map(({ source }) => source),
      ),
    ),
    ...[...record.minerals, ...record.dependence, ...record.chips].flatMap((row) =>
      absent('tables', row.source, [row.source]),
    ),
  ];
}

function people({ place, record }: Check): readonly Diagnostic[] {
  const persons = record.officials.map(({ id }) => id);
  const person = missing(place, 'unknown-official', 'official', persons);
  const office = missing(place, 'unknown-office', 'office', Object.keys(record.offices));
  return [
    ...record.rounds.flatMap((one) => person('rounds', one.id, Object.values(one.heads).flat())),
    ...record.officials.flatMap((one) =>
      office(
        'officials',
        one.id,
        one.offices.map((term) => term.office),
      ),
    ),
    ...record.statements.flatMap((one) => [
      ...person('statements', one.id, [one.speaker]),
      ...office('statements', one.id, [one.office]),
    ]),
  ];
}

/** A statement is refused when its speaker did not hold the office on that day; only an institution speaks without one. */
function speakers({ place, record }: Check): readonly Diagnostic[] {
  return record.statements.flatMap(({ id, speaker, office: name, on }) => {
    const office = record.offices[name];
    const official = record.officials.find((one) => one.id === speaker);
    if (!office || (speaker !== undefined && !official)) return [];
    const fault = (code: string, message: string, hint: string) => [
      { ...place('statements', id), code, message: `${id}: ${message}`, hint },
    ];
    if (office.institution)
      return speaker === undefined
        ? []
        : fault('not-in-office', `${office.title} speaks as a whole`, 'Name the office of the speaker.');
    if (!official) return fault('no-speaker', 'nobody is named who said it', 'Name the speaker.');
    if (officesOn(official, on).some((term) => term.office === name)) return [];
    const holder = holderOf(record, name, on);
    return fault(
      'not-in-office',
      `${official.name} was not ${office.title} on ${on}`,
      holder ? `On that day it was ${holder.name}.` : 'Correct the day, the speaker or the office.',
    );
  });
}

function links({ place, record }: Check): readonly Diagnostic[] {
  const rounds = record.rounds.map(({ id }) => id);
  const agreements = record.agreements.map(({ id }) => id);
  const round = missing(place, 'unknown-round', 'round', rounds);
  const agreement = missing(place, 'unknown-agreement', 'agreement', agreements);
  const either = missing(place, 'unknown-entry', 'round or agreement', [...rounds, ...agreements]);
  return [
    ...record.agreements.flatMap((one) => [
      ...round('agreements', one.id, one.rounds),
      ...agreement(
        'agreements',
        one.id,
        one.status.map(({ by }) => by),
      ),
    ]),
    ...record.statements.flatMap((one) => either('statements', one.id, one.about)),
    ...record.conflicts.flatMap((one) => either('conflicts', one.id, one.about)),
    ...record.undertakings.flatMap((one) => agreement('undertakings', one.id, [one.in])),
  ];
}

function order({ place, record }: Check): readonly Diagnostic[] {
  const wrong = (file: string, id: string, message: string): Diagnostic => ({
    ...place(file, id),
    code: 'bad-order',
    message: `${id}: ${message}`,
    hint: 'Write the earlier day first.',
  });
  return [
    ...record.rounds
      .filter(({ from, until }) => until < from)
      .map(({ id }) => wrong('rounds', id, 'it ends before it begins')),
    ...record.agreements
      .filter(({ status }) => status.some((step, i) => i > 0 && step.on < status[i - 1]!.on))
      .map(({ id }) => wrong('agreements', id, 'its status steps are not in order')),
    ...record.officials
      .filter(({ offices }) => offices.some(({ from, until }) => until !== undefined && until <= from))
      .map(({ id }) => wrong('officials', id, 'a term ends before it begins')),
  ];
}

function silentEdits({ place, record }: Check): readonly Diagnostic[] {
  return record.conflicts.flatMap(({ id, kind, sides, versions }) => {
    const enough = kind === 'silent-edit' ? versions.length >= 2 : sides.length >= 2;
    if (enough) return [];
    return [
      {
        ...place('conflicts', id),
        code: 'one-sided',
        message: `${id}: a conflict needs two ${kind === 'silent-edit' ? 'versions' : 'sides'}`,
        hint: 'Keep both, each with its source or day.',
      },
    ];
  });
}

function laws({ place, record }: Check, instruments: ReadonlySet<string> | undefined): readonly Diagnostic[] {
  if (instruments === undefined) return [];
  const absent = missing(place, 'unknown-instrument', 'instrument of the law', [...instruments]);
  return FILES.flatMap(([file, entries]) =>
    entries(record).flatMap((one) => absent(file, one.id, instrumentsOf(one))),
  );
}

/**
 * Every fault between the record's files. With `instruments` (ids of the law pack) the links to the law are resolved too.
 */
export function checkRecord(
  record: TalksRecord,
  place: Place,
  instruments?: ReadonlySet<string>,
): readonly Diagnostic[] {
  const check: Check = { place, record };
  const rules = [unique, sources, people, speakers, links, order, silentEdits];
  return [...rules.flatMap((rule) => rule(check)), ...laws(check, instruments)];
}

/** The entries of the record that name an instrument: the link from the law to the talks. */
export const entriesOf = (record: TalksRecord, instrument: string): readonly Entry[] =>
  FILES.flatMap(([, entries]) => entries(record).filter((one) => instrumentsOf(one).includes(instrument)));
