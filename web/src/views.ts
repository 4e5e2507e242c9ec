// The views of the page, in the order of the navigation. A view is the file `views/NAME.tsx`; it is listed where that file is there.

import type { ComponentType } from 'preact';

export interface View {
  readonly name: string;
  readonly title: string;
  load(): Promise<{ readonly default: ComponentType }>;
}

const files = import.meta.glob<{ readonly default: ComponentType }>('./views/*.tsx');

const TITLES = {
  now: 'Now',
  product: 'Product',
  shipments: 'Shipments',
  talks: 'Talks',
  read: 'Read',
  economy: 'Economy',
  law: 'Law',
  docs: 'Docs',
} as const;

export const VIEWS: readonly View[] = Object.entries(TITLES).flatMap(([name, title]) => {
  const load = files[`./views/${name}.tsx`];
  return load ? [{ name, title, load }] : [];
});

export const viewNamed = (name: string): View => VIEWS.find((view) => view.name === name) ?? VIEWS[0]!;
