// What a rate book is compiled from, for an opened law at a basis.

import type { Law, LawAt } from '../law.ts';
import type { CompileInput } from '../ratebook/compile-input.ts';

type Bounds = Pick<CompileInput, 'origins' | 'from' | 'until'> & { readonly into?: string };

/** The whole schedule of every origin and day into the United States, unless `bounds` say otherwise. */
export const compileInputOf = (law: Law, at: LawAt, { into, ...bounds }: Bounds = {}): CompileInput => ({
  pack: law.pack,
  law: at.resolved(into),
  territory: law.territory(into),
  catalogue: law.catalogue(into),
  known: at.known,
  ...(at.outcome === undefined ? {} : { outcome: at.outcome }),
  ...bounds,
});
