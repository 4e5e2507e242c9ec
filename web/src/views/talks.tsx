// Talks: both sides of the table. One line of days, agreements, controls, minerals and dependence, each with its sources.

import type { ComponentType } from 'preact';
import { questions } from '../ask.ts';
import { addressOf, param, place } from '../state.ts';
import { day } from '../words.ts';
import './talks.css';
import { AgreementsPart } from './talks/agreements.tsx';
import { ControlsPart } from './talks/controls.tsx';
import { MineralsPart } from './talks/minerals.tsx';
import { TimelinePart } from './talks/timeline.tsx';

const talks = questions<typeof import('../questions/talks.ts')>('talks');

const PARTS: Readonly<Record<string, { readonly title: string; readonly Part: ComponentType }>> = {
  line: { title: 'One line of days', Part: TimelinePart },
  agreements: { title: 'Agreements', Part: AgreementsPart },
  controls: { title: 'Controls', Part: ControlsPart },
  minerals: { title: 'Minerals and dependence', Part: MineralsPart },
};

/** Said where the question lies after the end of the record. */
function End() {
  const { answer } = talks.use('about');
  if (!answer || param('known') <= answer.through) return null;
  return <p class="refusal">The record ends on {day(answer.through)}; what happened later is not in it.</p>;
}

export default function Talks() {
  const name = param('part', 'line');
  const { title, Part } = PARTS[name] ?? PARTS.line!;
  return (
    <>
      <h1>The talks, as known on {day(param('known'))}</h1>
      <p class="lead">
        Both sides of the table: what each charges, what was agreed, said and done, and who depends on whom.
      </p>
      <nav class="parts" aria-label="Parts of this view">
        {Object.entries(PARTS).map(([part, one]) => (
          <a
            key={part}
            href={addressOf('talks', { ...place.value.params, part })}
            aria-current={one.title === title ? 'true' : undefined}
          >
            {one.title}
          </a>
        ))}
      </nav>
      <End />
      <Part />
    </>
  );
}
