// What a rate book is compiled from, for an opened law at a basis.

import type { Law, LawAt } from '../law.ts';
import type { CompileInput } from '../ratebook/compile-input.ts';

/** The whole schedule of every origin and day, unless `bounds` say less. */
export const compileInputOf = (
  law: Law,
  at: LawAt,
  bounds: Pick<CompileInput, 'origins' | 'from' | 'until'> = {},
): CompileInput => ({
  pack: law.pack,
  law: at.resolved(),
  territory: law.territory(),
  catalogue: law.catalogue(),
  known: at.known,
  ...(at.outcome === undefined ? {} : { outcome: at.outcome }),
  ...bounds,
});
