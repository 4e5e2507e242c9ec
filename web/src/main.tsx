// The page: a header with the views and the two clocks, and the view of the address.

import { render } from 'preact';
import { Clocks } from './parts.tsx';
import { addressOf, place, VIEWS, type View } from './state.ts';
import './style.css';
import { Law } from './views/law.tsx';
import { Now } from './views/now.tsx';
import { Product } from './views/product.tsx';
import { Shipments } from './views/shipments.tsx';

const PAGES: Readonly<Record<View, { readonly label: string; readonly page: () => preact.JSX.Element }>> = {
  now: { label: 'Now', page: Now },
  product: { label: 'Product', page: Product },
  shipments: { label: 'Shipments', page: Shipments },
  law: { label: 'Law', page: Law },
};

function App() {
  const { view, params } = place.value;
  const Page = PAGES[view].page;
  return (
    <>
      <a class="skip" href="#main">
        To the answer
      </a>
      <header>
        <p class="name">Rosenbad</p>
        <nav aria-label="Views">
          {VIEWS.map((one) => (
            <a key={one} href={addressOf(one, params)} aria-current={one === view ? 'page' : undefined}>
              {PAGES[one].label}
            </a>
          ))}
        </nav>
        <Clocks />
      </header>
      <main id="main" tabIndex={-1}>
        <Page />
      </main>
      <footer>
        <p>Worked out in this browser from law with citations. Not legal advice.</p>
      </footer>
    </>
  );
}

render(<App />, document.getElementById('app')!);

if ('serviceWorker' in navigator && import.meta.env.PROD) navigator.serviceWorker.register('./sw.js');
