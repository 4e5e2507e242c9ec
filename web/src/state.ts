// The whole state of the page is its address: a view and its parameters after the `#`.

import { signal } from '@preact/signals';

export const VIEWS = ['now', 'product', 'shipments', 'law'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  readonly view: View;
  readonly params: Readonly<Record<string, string>>;
}

/** The situation the project starts from. */
const START: Readonly<Record<string, string>> = { known: '2025-07-29', on: '2025-07-29' };

function read(): Place {
  const [view = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const params = { ...START, ...Object.fromEntries(new URLSearchParams(query)) };
  return { view: (VIEWS as readonly string[]).includes(view) ? (view as View) : 'now', params };
}

export const place = signal<Place>(read());

addEventListener('hashchange', () => {
  place.value = read();
});

export const addressOf = (view: View, params: Readonly<Record<string, string>>): string =>
  `#/${view}?${new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))}`;

/** Goes to a view, keeping the clocks; `replace` does not make a step to go back to. */
export function go(view: View, change: Readonly<Record<string, string>>, replace = false): void {
  const address = addressOf(view, { ...place.value.params, ...change });
  if (replace) history.replaceState(null, '', address);
  else location.hash = address;
  place.value = read();
}

export const param = (name: string, otherwise = ''): string => place.value.params[name] ?? otherwise;

export const basis = () => ({
  known: param('known'),
  on: param('on'),
  outcome: param('outcome') || undefined,
});
