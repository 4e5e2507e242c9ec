// A reading as plain text and as JSON.

import { type CheckedClaim, type Reading, type Reference, VERDICTS, type Verdict } from './model.ts';

/** A stretch of the text under the same claims; `ends` are the numbers of claims that end with it. */
export interface Segment {
  readonly text: string;
  readonly claims: readonly number[];
  readonly ends: readonly number[];
}

/** Cuts the text where claims begin and end; claims are numbered from 1. */
export function segmentsOf({ text, claims }: Reading): readonly Segment[] {
  const cuts = new Set([0, text.length, ...claims.flatMap(({ start, end }) => [start, end])]);
  const points = [...cuts].sort((a, b) => a - b);
  const numbered = claims.map((claim, index) => ({ claim, number: index + 1 }));
  return points.slice(0, -1).map((start, index) => {
    const end = points[index + 1]!;
    const over = numbered.filter(({ claim }) => claim.start <= start && claim.end >= end);
    return {
      text: text.slice(start, end),
      claims: over.map(({ number }) => number),
      ends: over.filter(({ claim }) => claim.end === end).map(({ number }) => number),
    };
  });
}

/** Signs that tell the verdicts apart without colour. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  supported: '✓',
  'supported-with-difference': '≈',
  contradicted: '✗',
  'not-in-record': '?',
  'not-checkable': '·',
};

export const WORDS: Readonly<Record<Verdict, string>> = {
  supported: 'supported',
  'supported-with-difference': 'supported, with a difference',
  contradicted: 'contradicted',
  'not-in-record': 'not in the record',
  'not-checkable': 'not checkable',
};

/** An act or event as words: its id, clause and citation. */
export const referenceText = ({ id, clause, cite }: Reference): string =>
  [id, clause, cite].filter((part) => part !== undefined && part !== '').join(', ');

/** How many claims got each verdict, the worst first. */
export function tally(claims: readonly CheckedClaim[]): string {
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: claims.filter((claim) => claim.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  if (counts.length === 0) return 'No checkable claim was found.';
  return counts.map(({ verdict, count }) => `${count} ${WORDS[verdict]}`).join(', ');
}

/** Gives words of a verdict their style on a terminal. */
export type Paint = (verdict: Verdict, words: string) => string;

function claimText(claim: CheckedClaim, number: number, paint: Paint): string {
  const { verdict, kind, text, why, against, missing } = claim;
  const lead = ' '.repeat(String(number).length + 3);
  return [
    `[${number}] ${paint(verdict, `${SIGNS[verdict]} ${kind}: ${WORDS[verdict]}`)}  “${text.replace(/\s+/g, ' ')}”`,
    `${lead}${why}`,
    ...(missing.length > 0 ? [`${lead}Left incomplete: the text does not say ${missing.join(', ')}.`] : []),
    ...against.map((one) => `${lead}→ ${referenceText(one)}${one.url === undefined ? '' : `  ${one.url}`}`),
  ].join('\n');
}

/** The text with numbered marks, and the verdicts below; `paint` adds colour, the signs do without it. */
export function plainOf(reading: Reading, paint: Paint = (_, words) => words): string {
  const marked = segmentsOf(reading)
    .map(
      ({ text, ends }) =>
        text + ends.map((number) => paint(reading.claims[number - 1]!.verdict, `[${number}]`)).join(''),
    )
    .join('');
  const list = reading.claims.map((claim, index) => claimText(claim, index + 1, paint));
  return `${marked}\n\nText of ${reading.date}; law and record as known on ${reading.basis.known}.\n${tally(reading.claims)}\n\n${list.join('\n')}\n`;
}

/** The shape for programs: claims with offsets into the plain text, verdicts and references. */
export const jsonOf = ({ date, basis, claims }: Reading) => ({
  date,
  basis,
  claims: claims.map(({ kind, text, start, end, verdict, why, against }) => ({
    kind,
    text,
    start,
    end,
    verdict,
    why,
    against,
  })),
});
