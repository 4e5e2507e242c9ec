// A reading as one self-contained page: no script, no outside file, everything from the text escaped.

import type { GoodsMeaning } from './goods-meaning.ts';
import type { CheckedClaim, Reading, Reference, Verdict } from './model.ts';
import { referenceText, type Segment, SIGNS, segmentsOf, tally, WORDS } from './show.ts';

/** Escapes for element content and quoted attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `body{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
mark{color:inherit;background:none;border-bottom:3px solid #888}mark.supported{border-color:#2b7a3d}mark.supported-with-difference{border-color:#b26a00;border-bottom-style:dashed}
mark.contradicted{border-color:#b3261e;border-bottom-style:double}mark.not-in-record{border-color:#5b6470;border-bottom-style:dotted}mark.not-checkable{border-color:#aaa;border-bottom-style:dotted}
sup a{font:.7rem/1 system-ui,sans-serif;margin-left:.1rem}ol{padding-left:2.2rem}li{margin:.6rem 0}li:target{outline:2px solid #1b4f9c}
.verdict{font:600 .85rem system-ui,sans-serif}.refs{font:.8rem system-ui,sans-serif;color:#444}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0}
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

const reference = (one: Reference): string => {
  const words = escaped(referenceText(one));
  return one.url !== undefined && /^https?:\/\//.test(one.url)
    ? `<a href="${escaped(one.url)}" rel="noreferrer">${words}</a>`
    : words;
};

function item(claim: CheckedClaim, number: number): string {
  const refs = claim.against.map(reference).join('; ');
  return `<li id="c${number}"><span class="verdict">${SIGNS[claim.verdict]} ${claim.kind}: ${WORDS[claim.verdict]}</span> <q>${escaped(claim.text)}</q> ${escaped(claim.why)}${refs === '' ? '' : ` <span class="refs">${refs}</span>`} <a href="#m${number}" aria-label="claim ${number}, back to the text">↩</a></li>`;
}

const row = (cells: readonly string[], tag = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;

const span = ({ low, high }: { readonly low: string; readonly high: string }): string =>
  low === high ? low : `${low} to ${high}`;

/** The goods in two tables: duty by outcome, and by measure that the text talks about. */
function goods({ exposure, measures, deadline }: GoodsMeaning): string {
  const outcomes = exposure.scenarios.map(({ title, total }) => row([title, span(total)]));
  const paid = measures.map(({ measure, lines, now, after, cite }) =>
    row([measure, lines.join(', '), now, after ?? '', cite]),
  );
  return `<h2>What this text means for these goods</h2>
<table><caption>Duty on the lines concerned, in dollars${deadline === null ? '' : `, by outcome of ${deadline}`}</caption>${outcomes.join('')}</table>
<table><caption>By measure</caption>${row(['measure', 'lines', 'now', 'if nobody acts', 'by'], 'th')}${paid.join('')}</table>`;
}

export interface PageOptions {
  readonly title?: string;
  readonly meaning?: GoodsMeaning;
}

/** One self-contained page: no script, no outside file, everything from the text escaped. */
export function htmlOf(
  reading: Reading,
  { title = 'A text read against the record', meaning }: PageOptions = {},
): string {
  const body = segmentsOf(reading)
    .map((segment) => markup(segment, reading.claims))
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escaped(title)}</h1><p>Text of ${reading.date}; law and record as known on ${reading.basis.known}. ${escaped(tally(reading.claims))}</p>
<article>${body}</article>
<h2>What law and record say</h2><ol>${reading.claims.map((claim, index) => item(claim, index + 1)).join('\n')}</ol>
${meaning === undefined ? '' : goods(meaning)}
</main></body></html>
`;
}
