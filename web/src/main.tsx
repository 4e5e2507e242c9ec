// The frame of the page: navigation, the two clocks, and the view that the address names, loaded when it is first shown.

import { type ComponentType, render } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import './font.css';
import { Clocks } from './parts/clocks.tsx';
import { Refusal, Waiting } from './parts/notice.tsx';
import { addressLeft, place } from './state.ts';
import './style.css';
import { VIEWS, type View, viewNamed } from './views.ts';

const NOT_LOADED = {
  category: 'fault',
  code: 'not-loaded',
  message: 'this view could not be loaded',
  hint: 'Without a network only what was kept is shown: load the page again with one.',
} as const;

const loaded = new Map<string, ComponentType>();

function useView(view: View): ComponentType | 'loading' | 'failed' {
  const [failed, setFailed] = useState('');
  const [, show] = useState('');
  useEffect(() => {
    if (loaded.has(view.name)) return;
    view.load().then(
      (file) => {
        loaded.set(view.name, file.default);
        show(view.name);
      },
      () => setFailed(view.name),
    );
  }, [view]);
  return loaded.get(view.name) ?? (failed === view.name ? 'failed' : 'loading');
}

function Navigation({ current }: { readonly current: View }) {
  return (
    <nav aria-label="Views">
      {VIEWS.map((view) => (
        <a key={view.name} href={addressLeft(view.name)} aria-current={view === current ? 'page' : undefined}>
          {view.title}
        </a>
      ))}
    </nav>
  );
}

/** A view, or that it failed: the frame stays, and another view or another day can be chosen. */
function Shown({ page: Page }: { readonly page: ComponentType }) {
  const [fault, tryAgain] = useErrorBoundary();
  useEffect(() => tryAgain(), [place.value]);
  if (!fault) return <Page />;
  const message = `this view failed: ${(fault as Error).message ?? fault}`;
  return <Refusal error={{ category: 'fault', code: 'fault', message, hint: 'Please report it.' }} />;
}

function App() {
  const view = viewNamed(place.value.view);
  const Page = useView(view);
  useEffect(() => {
    document.title = `${view.title} · Rosenbad`;
    scrollTo(0, 0);
  }, [view]);
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        To the answer
      </button>
      <header>
        <div class="top">
          <p class="name">Rosenbad</p>
          <Navigation current={view} />
        </div>
        <Clocks />
      </header>
      <main id="main" tabIndex={-1}>
        {Page === 'loading' ? (
          <Waiting />
        ) : Page === 'failed' ? (
          <Refusal error={NOT_LOADED} />
        ) : (
          <Shown key={view.name} page={Page} />
        )}
      </main>
      <footer>
        <p>
          Worked out in this browser from law with citations. Nothing you enter leaves it. Not legal advice.
        </p>
      </footer>
    </>
  );
}

const skip = () => document.getElementById('main')?.focus();

render(<App />, document.getElementById('app')!);

if ('serviceWorker' in navigator && import.meta.env.PROD)
  addEventListener('load', () => navigator.serviceWorker.register('./sw.js'));
