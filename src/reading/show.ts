// A reading as plain text, JSON and one self-contained page.

import type { CheckedClaim, Reading, Verdict } from './model.ts';

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

const WORDS: Readonly<Record<Verdict, string>> = {
  supported: 'supported',
  'supported-with-difference': 'supported, with a difference',
  contradicted: 'contradicted',
  'not-in-record': 'not in the record',
  'not-checkable': 'not checkable',
};

const cited = ({ against }: CheckedClaim): string =>
  against
    .map(({ id, clause, cite }) =>
      [id, clause, cite].filter((part) => part !== undefined && part !== '').join(', '),
    )
    .join('; ');

/** The text with numbered marks, and the verdicts below. */
export function plainOf(reading: Reading): string {
  const marked = segmentsOf(reading)
    .map(({ text, ends }) => text + ends.map((number) => `[${number}]`).join(''))
    .join('');
  const list = reading.claims.map((claim, index) => {
    const sources = cited(claim);
    return `[${index + 1}] ${SIGNS[claim.verdict]} ${claim.kind}: ${WORDS[claim.verdict]}. ${claim.why}${sources === '' ? '' : ` (${sources})`}`;
  });
  return `${marked}\n\nAs known on ${reading.basis.known}, for ${reading.date}:\n${list.join('\n')}\n`;
}

/** The shape for programs: claims with offsets, verdicts and references. */
export const jsonOf = ({ date, basis, claims }: Reading) => ({
  date,
  basis,
  claims: claims.map(({ kind, text, start, end, mood, missing, verdict, why, against }) => ({
    kind,
    text,
    start,
    end,
    mood,
    ...(missing.length > 0 ? { missing } : {}),
    verdict,
    why,
    against,
  })),
});

/** Escapes for element content and quoted attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `body{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
mark{background:none;border-bottom:3px solid #888}mark.supported{border-color:#2b7a3d}mark.supported-with-difference{border-color:#b26a00;border-bottom-style:dashed}
mark.contradicted{border-color:#b3261e;border-bottom-style:double}mark.not-in-record{border-color:#5b6470;border-bottom-style:dotted}mark.not-checkable{border-color:#aaa;border-bottom-style:dotted}
sup a{font:.7rem/1 system-ui,sans-serif;margin-left:.1rem}ol{padding-left:2.2rem}li{margin:.6rem 0}li:target{outline:2px solid #1b4f9c}
.verdict{font:600 .85rem system-ui,sans-serif}.refs{font:.8rem system-ui,sans-serif;color:#444}
@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#161616}.refs{color:#bbb}a{color:#9ec1ff}}`;

const SEVERITY: readonly Verdict[] = [
  'contradicted',
  'supported-with-difference',
  'not-in-record',
  'supported',
  'not-checkable',
];

function markup(segment: Segment, claims: readonly CheckedClaim[]): string {
  const text = escaped(segment.text).replaceAll('\n', '<br>\n');
  const worst = SEVERITY.find((verdict) =>
    segment.claims.some((number) => claims[number - 1]?.verdict === verdict),
  );
  const marks = segment.ends
    .map(
      (number) =>
        `<sup><a href="#c${number}" id="m${number}" aria-label="claim ${number}, ${WORDS[claims[number - 1]!.verdict]}">${number}</a></sup>`,
    )
    .join('');
  return (worst === undefined ? text : `<mark class="${worst}">${text}</mark>`) + marks;
}

const reference = ({ id, clause, cite, url }: CheckedClaim['against'][number]): string => {
  const words = escaped([id, clause, cite].filter((part) => part !== undefined && part !== '').join(', '));
  return url !== undefined && /^https?:\/\//.test(url)
    ? `<a href="${escaped(url)}" rel="noreferrer">${words}</a>`
    : words;
};

function item(claim: CheckedClaim, number: number): string {
  const refs = claim.against.map(reference).join('; ');
  return `<li id="c${number}"><span class="verdict">${SIGNS[claim.verdict]} ${WORDS[claim.verdict]}</span> <q>${escaped(claim.text)}</q> ${escaped(claim.why)}${refs === '' ? '' : ` <span class="refs">${refs}</span>`} <a href="#m${number}" aria-label="back to the text">↩</a></li>`;
}

/** One self-contained page: no script, no outside file, everything from the text escaped. */
export function htmlOf(reading: Reading, title = 'A text read against the record'): string {
  const body = segmentsOf(reading)
    .map((segment) => markup(segment, reading.claims))
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(title)}</h1><p>Text of ${reading.date}; law and record as known on ${reading.basis.known}.</p>
<article>${body}</article>
<h2>What law and record say</h2><ol>${reading.claims.map((claim, index) => item(claim, index + 1)).join('\n')}</ol>
</main></body></html>
`;
}

/** What a text is about, for a brief or for shipments: its partners, deadlines and the instruments it was held against. */
export function subjectOf({ date, claims }: Reading): {
  readonly date: string;
  readonly partners: readonly string[];
  readonly deadline?: string;
  readonly instruments: readonly string[];
} {
  const count = new Map<string, number>();
  for (const { slots } of claims)
    if (slots.partner !== undefined && slots.partner !== 'US')
      count.set(slots.partner, (count.get(slots.partner) ?? 0) + 1);
  const deadline = claims.find(
    ({ kind, slots, verdict }) =>
      kind === 'deadline' && verdict === 'supported' && slots.day !== undefined && slots.day > date,
  )?.slots.day;
  const instruments = claims.flatMap(({ against }) =>
    against.filter(({ is }) => is === 'instrument').map(({ id }) => id),
  );
  return {
    date,
    partners: [...count].sort((a, b) => b[1] - a[1]).map(([partner]) => partner),
    ...(deadline === undefined ? {} : { deadline }),
    instruments: [...new Set(instruments)].sort(),
  };
}
