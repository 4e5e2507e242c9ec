// The whole state of the page is its address: `#/VIEW?known=…&on=…`. Back, forward and links restore it.

import { signal } from '@preact/signals';

export interface Place {
  readonly view: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that every view shares; all others belong to one view. */
const SHARED = ['known', 'on', 'outcome'];

const today = (): string => new Date().toLocaleDateString('sv-SE');

function read(): Place {
  const [view = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const given = Object.fromEntries(new URLSearchParams(query));
  const known = given.known || today();
  return { view: view || 'now', params: { ...given, known, on: given.on || known } };
}

/** Where each view was left, so that its link goes back to it. */
const left = new Map<string, Place['params']>();

export const place = signal<Place>(read());

function arrive(): void {
  place.value = read();
  left.set(place.value.view, place.value.params);
}

arrive();
addEventListener('hashchange', arrive);

const shared = (params: Place['params']): Place['params'] =>
  Object.fromEntries(Object.entries(params).filter(([name]) => SHARED.includes(name)));

const own = (params: Place['params'] = {}): Place['params'] =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !SHARED.includes(name)));

const written = (view: string, params: Place['params']): string =>
  `#/${view}?${new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))}`;

/** The address of a view under the same clocks, with parameters of its own. */
export const addressOf = (view: string, params: Place['params'] = {}): string =>
  written(view, { ...shared(place.value.params), ...params });

/** The address of a view as it was left. */
export const addressLeft = (view: string): string => addressOf(view, own(left.get(view)));

/** Goes to a view; on the same view other parameters stay. `replace` makes no step to go back to. */
export function go(view: string, change: Place['params'], replace = false): void {
  const { view: here, params } = place.value;
  const address = written(view, { ...(view === here ? params : shared(params)), ...change });
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  arrive();
}

addEventListener('popstate', arrive);

/** Changes parameters of the view that is shown. */
export const change = (params: Place['params'], replace = false): void =>
  go(place.value.view, params, replace);

export const param = (name: string, otherwise = ''): string => place.value.params[name] ?? otherwise;

export const basis = () => ({
  known: param('known'),
  on: param('on'),
  outcome: param('outcome') || undefined,
});
