// Compiles the law of a territory into a rate book, in three stages that can be looked at: classes, intervals, pack.

import { ENGINE } from '../assess/assess.ts';
import type { Day } from '../core/day.ts';
import { unsupported } from '../core/errors.ts';
import type { Moment } from '../core/moment.ts';
import { changes } from '../core/timeline.ts';
import type { Measure } from '../law/measure.ts';
import type { Pack } from '../law/pack.ts';
import type { ResolvedLaw } from '../law/resolve.ts';
import { answersOf, memoOf } from './answers.ts';
import type { Book } from './book.ts';
import { newCells } from './cells.ts';
import { COLUMN_2_GROUP, type CompileInput, LAST_DAY } from './compile-input.ts';
import { goodsClasses } from './goods.ts';
import { intervalsOf } from './intervals.ts';
import { COLUMN_2, originClasses, originScopes } from './origins.ts';
import { newOutcomes } from './outcomes.ts';
import { packBook } from './packing.ts';
import { NOTHING, type Setting } from './probe.ts';
import { regionRates } from './situations.ts';
import type { Classes, Laid } from './stages.ts';
import { standInsOf } from './stand-ins.ts';
import { enteredSpans, momentsOf, rateTests, type Step, stepsOf } from './standings.ts';
import { newSums } from './sums.ts';
import { type Turns, turnsOf } from './turns.ts';
import { waitsOf } from './waits.ts';

/** All names of goods that any step of a measure uses on any day. */
const namesOf = (steps: readonly Step[]): readonly string[] =>
  [...new Set(steps.flatMap(({ goods }) => goods))].sort();

const listMoments = (law: ResolvedLaw, names: readonly string[]): readonly Moment[] =>
  names
    .flatMap((name) => law.lists.get(name) ?? [])
    .flatMap(({ entries }) => {
      const moments = new Set<Moment>();
      for (const line of entries.values()) for (const moment of changes(line)) moments.add(moment);
      return [...moments];
    });

const groupDays = (pack: Pack): readonly Day[] =>
  Object.values(pack.groups)
    .flatMap(({ members }) => members.flatMap(({ from, until }) => [from, until]))
    .filter((day) => day !== undefined);

/** The measures of the territory that a book is about. */
const measuresOf = ({ law, territory }: CompileInput): readonly Measure[] =>
  law.measures.filter(({ jurisdiction }) => jurisdiction === territory.jurisdiction);

const momentsKept = new WeakMap<ResolvedLaw, Map<string, readonly Moment[]>>();

/** Every moment at which the law of a territory can turn; kept, since small books of one law are made often. */
function turningMoments(input: CompileInput): readonly Moment[] {
  const { pack, law, territory } = input;
  const ofLaw = momentsKept.get(law) ?? new Map<string, readonly Moment[]>();
  momentsKept.set(law, ofLaw);
  const kept = ofLaw.get(territory.jurisdiction);
  if (kept) return kept;
  const own = measuresOf(input);
  const lists = [...law.lists.keys()].filter((name) => name.startsWith(`${territory.jurisdiction}/`));
  const noons = groupDays(pack).map((day) => day * 1440 + 720);
  const all = [...momentsOf(own, own.flatMap(enteredSpans)), ...listMoments(law, lists), ...noons];
  const moments = [...new Set(all)].sort((a, b) => a - b);
  ofLaw.set(territory.jurisdiction, moments);
  return moments;
}

/** Every day of the book on which its law can turn. */
export const lawTurns = (input: CompileInput): Turns =>
  turnsOf(
    turningMoments(input),
    input.from ?? input.territory.from,
    input.until ?? LAST_DAY,
    input.territory.zone,
  );

/** Sorts goods and origins into classes. @throws TariffError `no-schedule` */
export function classesOf(input: CompileInput): Classes {
  const { pack, law, territory, catalogue } = input;
  if (catalogue.size === 0)
    throw unsupported(
      'no-schedule',
      `the pack has no tariff schedule for ${territory.name}, so there is nothing to compile`,
      'Entries into this territory are assessed one by one.',
    );
  const { zone } = territory;
  const own = measuresOf(input);
  const turns = lawTurns(input);
  const measures = own.map((measure, position) => stepsOf(measure, position, turns));
  const steps = [...new Set(measures.flat())].filter((step) => step !== undefined);
  const names = namesOf(steps);
  const lines = [...new Set(catalogue.rows.map(({ code }) => code))].sort();
  const scopes = originScopes({ groups: pack.groups, zone }, turns);
  const asked = [
    ...new Set(
      steps.flatMap((step) => [step.origins, ...step.originScopes].map((scope) => scopes.numberOf(scope))),
    ),
    ...(pack.groups[COLUMN_2_GROUP] ? [scopes.numberOf(COLUMN_2)] : []),
  ];
  return {
    turns,
    names,
    goods: goodsClasses(lines, names, law.lists, turns),
    scopes,
    origins: originClasses(asked, scopes, input.origins),
    measures,
    standIns: standInsOf(own, measures, turns),
    thresholds: rateTests(steps),
  };
}

/** Fills the cells. */
export function layOut(input: CompileInput, classes: Classes): Laid {
  const { pack, law, territory } = input;
  const setting: Setting = {
    lists: law.lists,
    groups: { groups: pack.groups, zone: territory.zone },
    zone: territory.zone,
    factTable: pack.facts,
  };
  const declared = input.declared ?? NOTHING;
  const rates = regionRates(classes.thresholds);
  const profile = JSON.stringify([territory.jurisdiction, declared, classes.thresholds]);
  const memo = memoOf(input.answers ?? answersOf(pack), profile);
  const own = measuresOf(input);
  const sums = newSums(pack.programs);
  const outcomes = newOutcomes(sums);
  const cells = newCells(outcomes, sums);
  const waits = waitsOf(own, classes.measures);
  const intervals = intervalsOf({ ...classes, setting, rates, declared, memo, outcomes, cells, waits });
  return { ...classes, cells, intervals };
}

/**
 * The rate book of a law as known on one day: every line of the schedule, every origin, every day.
 * @throws TariffError `no-schedule` for a territory without one.
 */
export function compile(input: CompileInput): Book {
  return packBook(input, layOut(input, classesOf(input)), ENGINE);
}
