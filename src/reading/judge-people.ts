// Verdicts on offices and statements.

import { parseDay, printDay } from '../core/day.ts';
import type { Office, Statement } from '../record/model.ts';
import { holderOf, officesOn } from '../record/offices.ts';
import type { Claim, Judgement } from './model.ts';
import { entry, gap, type Judge, judge, type Setting } from './verdict.ts';

const words = (name: string): readonly string[] =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}\s]/gu, '')
    .toLowerCase()
    .split(/\s+/);

/** Someone the record does not know is not the holder it does know; a name that shares a word with it may be another spelling. */
function judgeStranger(stranger: string, office: Office, { oracle, on }: Setting): Judgement {
  const holder = holderOf(oracle.record, office.id, on);
  if (!holder || words(holder.name).some((word) => words(stranger).includes(word)))
    return judge('not-in-record', `The record does not know ${stranger}.`);
  return judge(
    'contradicted',
    `On ${on} the ${office.title} was ${holder.name}; the record does not know ${stranger}.`,
    [entry(oracle, 'office', { id: office.id, sources: holder.sources })],
  );
}

/** An office is checked on the day of the text; told as past, on any earlier day. */
export const judgeOffice: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const official = oracle.record.officials.find(({ id }) => id === claim.slots.person);
  const office = oracle.record.offices[claim.slots.office ?? ''];
  if (office && claim.slots.stranger !== undefined)
    return judgeStranger(claim.slots.stranger, office, setting);
  if (!official || !office)
    return judge('not-in-record', 'The record knows neither this person nor this office.');
  const against = [entry(oracle, 'office', { id: office.id, sources: official.sources })];
  const terms = official.offices.filter((term) => term.office === office.id);
  const serving = terms.find((term) => term.from <= on && (term.until === undefined || on < term.until));
  if (claim.mood === 'past') {
    const held = terms.find((term) => term.from <= on);
    return held
      ? judge('supported', `${official.name} became ${office.title} on ${held.from}.`, against)
      : judge(
          'not-in-record',
          `The record has no earlier term of ${official.name} as ${office.title}.`,
          against,
        );
  }
  if (serving)
    return judge('supported', `${official.name} has been ${office.title} since ${serving.from}.`, against);
  const earlier = terms.find((term) => term.until !== undefined && term.until <= on);
  if (claim.slots.courtesy === true && earlier)
    return judge(
      'supported-with-difference',
      `${official.name} was ${office.title} from ${earlier.from} to ${earlier.until}, not on ${on}.`,
      against,
    );
  const holder = holderOf(oracle.record, office.id, on);
  if (!holder)
    return judge('not-in-record', `The record does not say who was ${office.title} on ${on}.`, against);
  const until = terms.at(-1)?.until;
  const was = until === undefined ? '' : `; ${official.name}'s term ended on ${until}`;
  return judge('contradicted', `On ${on} the ${office.title} was ${holder.name}${was}.`, [
    entry(oracle, 'office', { id: office.id, sources: holder.sources }),
  ]);
};

const stem = (word: string): string => word.toLowerCase().slice(0, 6);

/** How many of a statement's topics the claim's words touch. */
function touched(statement: Statement, words: readonly string[]): number {
  const stems = new Set(words.map(stem));
  return statement.topics.filter((topic) => topic.split(/\s+/).some((word) => stems.has(stem(word)))).length;
}

const recent = (statement: Statement, on: string): boolean =>
  statement.on <= printDay(parseDay(on) + 1) && gap(statement.on, on) <= 10;

function spokenBy(claim: Claim, { oracle }: Setting, statement: Statement): boolean {
  if (claim.slots.person !== undefined) return statement.speaker === claim.slots.person;
  return oracle.record.offices[statement.office]?.party === claim.slots.partner;
}

/** A statement is supported by one of the same speaker on the same matter within ten days. */
export const judgeStatement: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  const words = claim.slots.topics ?? [];
  const alike = oracle.record.statements
    .filter((one) => recent(one, on) && one.on <= oracle.known && touched(one, words) > 0)
    .sort((a, b) => touched(b, words) - touched(a, words));
  const said = ({ speaker, office }: Statement) =>
    oracle.record.officials.find((one) => one.id === speaker)?.name ??
    oracle.record.offices[office]?.title ??
    office;
  const own = alike.find((one) => spokenBy(claim, setting, one));
  if (own)
    return judge('supported', `${own.on}, ${said(own)}: ${own.said}`, [entry(oracle, 'statement', own)]);
  const speaker = oracle.record.officials.find(({ id }) => id === claim.slots.person);
  const idle = speaker !== undefined && officesOn(speaker, on).length === 0;
  const past = speaker?.offices.map(({ office }) => office) ?? [];
  const instead = alike.find(
    (one) =>
      (touched(one, words) >= Math.min(2, one.topics.length) || one.on === claim.slots.day) &&
      past.includes(one.office),
  );
  if (idle && instead)
    return judge(
      'contradicted',
      `${speaker.name} held no office on ${on}; the record has this from ${said(instead)}, ${oracle.record.offices[instead.office]?.title ?? ''}: ${instead.said}`,
      [entry(oracle, 'statement', instead)],
    );
  return judge(
    'not-in-record',
    'The record holds no statement of this speaker on this matter near that day.',
  );
};
