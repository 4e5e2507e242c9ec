// The questions behind undeclared facts: what to ask, what CBP takes when nothing is said, and the other answers.

import { printDay } from '../core/day.ts';
import { dayAt, type Moment, type Zone } from '../core/moment.ts';
import { ONE, type Ppm } from '../core/money.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { Metal, Threshold } from '../law/instrument.ts';
import type { Fact } from '../law/reference.ts';
import type { Gap } from './facts.ts';

type Bool = Gap & { readonly taken: boolean };
type Share = Gap & { readonly taken: number };

const claim = (fact: string, ask: string, assumption: string): Bool => ({
  fact,
  kind: 'claim',
  ask,
  taken: false,
  alternatives: [true],
  assumption,
});

/** A question about a moment, made once: the law names few. */
function byMoment(make: (moment: Moment, zone: Zone) => Bool): (moment: Moment, zone: Zone) => Bool {
  const made = new Map<Zone, Map<Moment, Bool>>();
  return (moment, zone) => {
    const ofZone = made.get(zone) ?? new Map<Moment, Bool>();
    made.set(zone, ofZone);
    const gap = ofZone.get(moment) ?? make(moment, zone);
    ofZone.set(moment, gap);
    return gap;
  };
}

export const loadedGap = byMoment((before, zone) => {
  const day = printDay(dayAt(before, zone));
  return claim(
    `loaded<${day}`,
    `Were the goods loaded and in transit before ${day}?`,
    `not shown to have been loaded before ${day}`,
  );
});

export const loadedFromGap = byMoment((from, zone) => {
  const day = printDay(dayAt(from, zone));
  return claim(
    `loaded>=${day}`,
    `Were the goods loaded on or after ${day}?`,
    `not shown to have been loaded from ${day} on`,
  );
});

export const claimGap = (name: string): Bool =>
  claim(
    `claim:${name}`,
    `Does the importer claim ${name.toUpperCase()}?`,
    `${name.toUpperCase()} not claimed`,
  );

export const usContentGap = (test: Threshold): Share => ({
  fact: 'us-content',
  kind: 'claim',
  ask: 'What share of the value is United States content?',
  taken: 0,
  alternatives: [test.share],
  assumption: 'no United States content declared',
});

/** Content that is not declared is charged at full value (CBP, CSMS 65236645). */
export const contentGap = (metal: Metal, rest: Ppm): Share => ({
  fact: `content:${metal}`,
  kind: 'range',
  ask: `What share of the value is ${metal}?`,
  taken: rest,
  alternatives: [0, rest],
  assumption: `${metal} content not declared: taken at ${rest === ONE ? 'the full value' : 'all that is left of the value'}`,
});

const KIND = { no: 'claim', range: 'range', rare: 'claim' } as const;

/** A rare claim has no alternatives worked out: it is only named among the assumptions. */
export function factGap(name: string, fact: Fact | undefined, taken: boolean): Bool {
  const undeclared = fact?.undeclared ?? 'no';
  return {
    fact: name,
    kind: KIND[undeclared],
    ask: fact?.ask ?? `Is "${name}" so?`,
    taken,
    alternatives: undeclared === 'rare' ? [] : undeclared === 'range' ? [false, true] : [!taken],
    assumption: `${name}: not declared, taken as ${taken ? 'yes' : 'no'}`,
  };
}

export const listGap = (list: GoodsList, code: string, words: string | undefined, taken: boolean): Bool => ({
  fact: `in:${list.name}`,
  kind: 'range',
  ask: words
    ? `Are the goods "${words}" (list ${list.name})?`
    : `Which statistical suffix has ${code}? Part of it is on list ${list.name}.`,
  taken,
  alternatives: [false, true],
  assumption: `list ${list.name}: taken as ${taken ? 'on it' : 'not on it'}, for the code does not decide it`,
});

export const codeGap = (name: string, code: string, taken: boolean): Bool => ({
  fact: `in:${name}`,
  kind: 'range',
  ask: `Do the goods of ${code} fall under ${name}?`,
  taken,
  alternatives: [false, true],
  assumption: `${name}: taken as ${taken ? 'covering the goods' : 'not covering the goods'}, for the code is too short`,
});
