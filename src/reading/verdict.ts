// Small words of judging, shared by the rules of verdicts.

import { parseDay } from '../core/day.ts';
import type { IsoDay } from '../record/model.ts';
import { PARTY_NAMES } from './lexicon.ts';
import type { Claim, Judgement, Reference, Verdict } from './model.ts';
import type { Cited, Oracle } from './oracle.ts';

export interface Setting {
  /** Answers as known on the day asked for. */
  readonly oracle: Oracle;
  /** Answers as known on the day of the text: what it could foresee. */
  readonly then: Oracle;
  /** Day of the text. */
  readonly on: IsoDay;
}

export type Judge = (claim: Claim, setting: Setting) => Judgement;

export const judge = (verdict: Verdict, why: string, against: readonly Reference[] = []): Judgement => ({
  verdict,
  why,
  against,
});

export const law = ({ instrument, clause, cite }: Cited): Reference => ({
  is: 'instrument',
  id: instrument,
  clause,
  cite,
});

/** An entry of the record with its first source that can be opened. */
export function entry(
  oracle: Oracle,
  is: Reference['is'],
  one: { readonly id: string; readonly sources: readonly string[] },
): Reference {
  const all = one.sources.map((id) => oracle.record.sources[id]).filter((source) => source !== undefined);
  const source = all.find(({ url }) => url !== undefined) ?? all[0];
  return {
    is,
    id: one.id,
    ...(source === undefined ? {} : { cite: `${source.title} (${source.publisher}, ${source.date})` }),
    ...(source?.url === undefined ? {} : { url: source.url }),
  };
}

export const nameOf = (party: string): string =>
  party === 'US'
    ? 'the United States'
    : party === 'EU'
      ? 'the European Union'
      : (PARTY_NAMES[party]?.[0] ?? party);

/** `stood as announced`: what the status of an agreement means in a sentence. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  announced: 'announced',
  signed: 'signed',
  'in-law': 'law',
  'in-part': 'law in part',
  replaced: 'replaced',
  lapsed: 'lapsed',
};

export const gap = (a: IsoDay, b: IsoDay): number => Math.abs(parseDay(a) - parseDay(b));

export const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.05;

export const plain = (points: number): string => String(Number(points.toFixed(2)));

/** Claims that nobody can check on the day: wishes, forecasts. */
export const unsettled = (claim: Claim): Judgement | undefined =>
  claim.mood === 'aim' || claim.mood === 'possible'
    ? judge(
        'not-checkable',
        claim.mood === 'aim'
          ? 'A wish or plan: nothing to check yet.'
          : 'A possibility: nothing to check yet.',
      )
    : undefined;
