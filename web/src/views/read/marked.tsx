// The article with its marks, and the verdicts beside it; each leads to the other, and to the clause.

import { useEffect } from 'preact/hooks';
import type { CheckedClaim, Reading, Reference, Verdict } from '../../../../src/reading/model.ts';
import { referenceText, type Segment, SIGNS, segmentsOf, WORDS } from '../../../../src/reading/show.ts';
import { Cite, Source } from '../../parts/cite.tsx';
import { go } from '../../state.ts';

/** Of several claims on the same words the gravest gives the mark. */
const GRAVEST: readonly Verdict[] = [
  'contradicted',
  'supported-with-difference',
  'not-in-record',
  'supported',
  'not-checkable',
];

const choose = (number: number) => go('read', { claim: String(number) }, true);

const idOf = (number: number) => `claim-${number}`;
const markOf = (number: number) => `mark-${number}`;

function focusOn(id: string): void {
  const found = document.getElementById(id);
  found?.scrollIntoView({ block: 'center' });
  found?.focus({ preventScroll: true });
}

function Marked({
  segment,
  claims,
  chosen,
}: {
  readonly segment: Segment;
  readonly claims: readonly CheckedClaim[];
  readonly chosen: number;
}) {
  const gravest = GRAVEST.find((verdict) =>
    segment.claims.some((number) => claims[number - 1]?.verdict === verdict),
  );
  const lit = segment.claims.includes(chosen) ? ' chosen' : '';
  return (
    <>
      {gravest ? <span class={`marked ${gravest}${lit}`}>{segment.text}</span> : segment.text}
      {segment.ends.map((number) => (
        <button
          key={number}
          type="button"
          id={markOf(number)}
          class="number"
          aria-label={`Claim ${number}: ${WORDS[claims[number - 1]!.verdict]}. Show why.`}
          onClick={() => {
            choose(number);
            focusOn(idOf(number));
          }}
        >
          {number}
        </button>
      ))}
    </>
  );
}

export function Article({ reading, chosen }: { readonly reading: Reading; readonly chosen: number }) {
  return (
    <article class="text" aria-label="The article with its claims marked">
      {segmentsOf(reading).map((segment, index) => (
        <Marked key={index} segment={segment} claims={reading.claims} chosen={chosen} />
      ))}
    </article>
  );
}

/** An instrument is in this page; everything else was read outside. */
function Against({ reference }: { readonly reference: Reference }) {
  const { is, id, clause = '', cite = '', url } = reference;
  if (is === 'instrument')
    return (
      <>
        <Cite cite={cite === '' ? id : cite} instrument={id} clause={clause} />
        {url !== undefined && (
          <>
            {' '}
            <Source title="official text" url={url} />
          </>
        )}
      </>
    );
  return (
    <Source title={cite === '' ? referenceText(reference) : cite} {...(url === undefined ? {} : { url })} />
  );
}

function Claim({ claim, number }: { readonly claim: CheckedClaim; readonly number: number }) {
  const { verdict, kind, text, why, against, missing } = claim;
  return (
    <li id={idOf(number)} tabIndex={-1} value={number} class={verdict}>
      <p class="verdict">
        <span aria-hidden="true">{SIGNS[verdict]}</span> {kind}: {WORDS[verdict]}
      </p>
      <blockquote>{text}</blockquote>
      <p>{why}</p>
      {missing.length > 0 && <p>Left incomplete: the text does not say {missing.join(', ')}.</p>}
      {against.length > 0 && (
        <ul>
          {against.map((one) => (
            <li key={one.id + (one.clause ?? '')}>
              <Against reference={one} />
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        onClick={() => {
          choose(number);
          focusOn(markOf(number));
        }}
        aria-label={`Show claim ${number} in the text`}
      >
        in the text
      </button>
    </li>
  );
}

export function Verdicts({ reading, chosen }: { readonly reading: Reading; readonly chosen: number }) {
  useEffect(() => {
    if (chosen > 0) document.getElementById(idOf(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [reading]);
  return (
    <section aria-label="What law and record say">
      <h2>What law and record say</h2>
      <ol class="verdicts">
        {reading.claims.map((claim, index) => (
          <Claim key={index} claim={claim} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}
