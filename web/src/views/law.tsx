// Law: every instrument with its acts, what the law learned between two days, what is covered and what is not verified.

import { addressOf, param } from '../state.ts';
import './law.css';
import { Changes } from './law/changes.tsx';
import { Coverage } from './law/coverage.tsx';
import { Instrument } from './law/instrument.tsx';
import { Instruments } from './law/instruments.tsx';

const TABS = [
  ['instruments', 'Instruments', Instruments],
  ['changes', 'Between two days', Changes],
  ['coverage', 'What is covered', Coverage],
] as const;

export default function Law() {
  const id = param('id');
  const [name, , Shown] = TABS.find(([name]) => name === param('tab')) ?? TABS[0];
  if (id !== '') return <Instrument id={id} />;
  return (
    <>
      <h1>The law in the pack</h1>
      <p class="lead">
        One file for each signed text. Every figure on these pages comes from an act in one of them.
      </p>
      <nav class="tabs" aria-label="Parts of the law">
        {TABS.map(([tab, title]) => (
          <a key={tab} href={addressOf('law', { tab })} aria-current={tab === name ? 'true' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <Shown />
    </>
  );
}
