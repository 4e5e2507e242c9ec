// Agreements by partner with their status, what was promised and kept, and texts that differ or were changed in place.

import type { WholeAgreement } from '../../../../src/record/agreements.ts';
import { figureText } from '../../../../src/record/timeline.ts';
import { questions } from '../../ask.ts';
import { Source } from '../../parts/cite.tsx';
import { Answered } from '../../parts/notice.tsx';
import { addressOf, param } from '../../state.ts';
import { day } from '../../words.ts';
import { partyName } from './words.ts';

const talks = questions<typeof import('../../questions/talks.ts')>('talks');

type Sources = NonNullable<ReturnType<typeof talks.use<'about'>>['answer']>['sources'];

const Cited = ({ id, sources }: { readonly id: string; readonly sources: Sources }) => {
  const one = sources[id];
  return one ? <Source {...one} /> : <span>{id}</span>;
};

function Promised({ agreement, sources }: { readonly agreement: WholeAgreement; readonly sources: Sources }) {
  if (agreement.undertakings.length === 0) return null;
  return (
    <>
      <h3>Promised, and what is known of its keeping</h3>
      <ul>
        {agreement.undertakings.map(({ id, by, to, title, figures, kept }) => (
          <li key={id}>
            {partyName(by)} to {to === 'all' ? 'all' : partyName(to)}: {title}
            {figures.length > 0 && `: ${figures.map(figureText).join('; ')}`}
            <ul>
              {kept.length === 0 && <li>Of its keeping the record knows nothing.</li>}
              {kept.map(({ on, finding, source }) => (
                <li key={on + finding}>
                  {day(on)}: {finding} <Cited id={source} sources={sources} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function Disputed({ agreement, sources }: { readonly agreement: WholeAgreement; readonly sources: Sources }) {
  if (agreement.conflicts.length === 0) return null;
  return (
    <>
      <h3>Where sources differ</h3>
      <ul>
        {agreement.conflicts.map(({ id, title, sides, versions, sources: cited }) => (
          <li key={id}>
            {title}
            <ul>
              {sides.map(({ source, says }) => (
                <li key={source + says}>
                  {says} <Cited id={source} sources={sources} />
                </li>
              ))}
              {versions.map(({ seen, reads }) => (
                <li key={seen}>
                  As of {day(seen)}: “{reads}” <Cited id={cited[0] ?? ''} sources={sources} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}

function Agreement({
  agreement,
  sources,
  open,
}: {
  readonly agreement: WholeAgreement;
  readonly sources: Sources;
  readonly open: boolean;
}) {
  const { id, title, partner, with: others, terms, rate, status, instruments, confidence } = agreement;
  const last = status.at(-1)!;
  return (
    <li data-key={id}>
      <details open={open}>
        <summary>
          <strong>{title}</strong> ({[partner, ...others].map(partyName).join(', ')}): {last.is} since{' '}
          {day(last.on)}
        </summary>
        <p>
          {terms} {rate && `Rate ${rate}.`} {confidence !== 'primary' && <mark>{confidence}</mark>}
        </p>
        <ol>
          {status.map(({ on, is, note, by }) => (
            <li key={on + is}>
              {day(on)}: {is}
              {by && ` by ${by}`}
              {note && `. ${note}`}
            </li>
          ))}
        </ol>
        {instruments.length > 0 && (
          <p>
            In law:{' '}
            {instruments.map((one, index) => (
              <>
                {index > 0 && ', '}
                <a key={one} href={addressOf('law', { id: one })}>
                  {one}
                </a>
              </>
            ))}
          </p>
        )}
        <Promised agreement={agreement} sources={sources} />
        <Disputed agreement={agreement} sources={sources} />
        <p>
          Read in:{' '}
          {agreement.sources.map((one, index) => (
            <>
              {index > 0 && '; '}
              <Cited key={one} id={one} sources={sources} />
            </>
          ))}
        </p>
      </details>
    </li>
  );
}

export function AgreementsPart() {
  const known = param('known');
  const partner = param('partner', 'CN');
  const asked = talks.use('agreements', known);
  const { answer: about } = talks.use('about');
  return (
    <section aria-labelledby="agreements">
      <h2 id="agreements">Agreements announced by {day(known)}</h2>
      <Answered asked={asked}>
        {({ agreements }) => (
          <ul class="agreements">
            {agreements.length === 0 && <li>None.</li>}
            {agreements.map((one) => (
              <Agreement
                key={one.id}
                agreement={one}
                sources={about?.sources ?? {}}
                open={one.partner === partner}
              />
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}
